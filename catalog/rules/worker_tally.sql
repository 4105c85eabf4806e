-- worker_tally 版本 1：工人分组计数
-- 依据：XA 新时期产业工人队伍现状
-- 读取：worker_profile
SELECT
  CAST("region" AS VARCHAR) AS "region",
  CAST("dimension" AS VARCHAR) AS "dimension",
  CAST("member" AS VARCHAR) AS "member",
  CAST("workers" AS BIGINT) AS "workers",
  CAST("members" AS BIGINT) AS "members",
  CAST("party" AS BIGINT) AS "party",
  CAST("should_sign" AS BIGINT) AS "should_sign",
  CAST("signed" AS BIGINT) AS "signed",
  CAST("skilled" AS BIGINT) AS "skilled",
  CAST("high_skilled" AS BIGINT) AS "high_skilled",
  CAST("migrants" AS BIGINT) AS "migrants",
  CAST("outsiders" AS BIGINT) AS "outsiders"
FROM (
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            *
          FROM (
            SELECT
              *
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  *
                FROM (
                  SELECT
                    *
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        *
                      FROM (
                        SELECT
                          *
                        FROM (
                          SELECT
                            *
                          FROM (
                            SELECT
                              *
                            FROM (
                              SELECT
                                "t0"."region",
                                '' AS "dimension",
                                '' AS "member",
                                COUNT(*) AS "workers",
                                SUM(CAST("t0"."union_member" = 'yes' AS INT)) AS "members",
                                SUM(CAST("t0"."party_member" = 'yes' AS INT)) AS "party",
                                SUM(CAST("t0"."contract" <> 'none' AS INT)) AS "should_sign",
                                SUM(CAST("t0"."contract" = 'yes' AS INT)) AS "signed",
                                SUM("t0"."skilled") AS "skilled",
                                SUM("t0"."high_skilled") AS "high_skilled",
                                SUM(CAST("t0"."migrant" IN ('local', 'outside', 'migrant') AS INT)) AS "migrants",
                                SUM(CAST("t0"."migrant" = 'outside' AS INT)) AS "outsiders"
                              FROM "worker_profile" AS "t0"
                              GROUP BY
                                1,
                                2,
                                3
                            ) AS "t15"
                            UNION ALL
                            SELECT
                              *
                            FROM (
                              SELECT
                                "t0"."region",
                                'sex' AS "dimension",
                                "t0"."sex" AS "member",
                                COUNT(*) AS "workers",
                                SUM(CAST("t0"."union_member" = 'yes' AS INT)) AS "members",
                                SUM(CAST("t0"."party_member" = 'yes' AS INT)) AS "party",
                                SUM(CAST("t0"."contract" <> 'none' AS INT)) AS "should_sign",
                                SUM(CAST("t0"."contract" = 'yes' AS INT)) AS "signed",
                                SUM("t0"."skilled") AS "skilled",
                                SUM("t0"."high_skilled") AS "high_skilled",
                                SUM(CAST("t0"."migrant" IN ('local', 'outside', 'migrant') AS INT)) AS "migrants",
                                SUM(CAST("t0"."migrant" = 'outside' AS INT)) AS "outsiders"
                              FROM "worker_profile" AS "t0"
                              GROUP BY
                                1,
                                2,
                                3
                            ) AS "t16"
                          ) AS "t17"
                          UNION ALL
                          SELECT
                            *
                          FROM (
                            SELECT
                              "t0"."region",
                              'age' AS "dimension",
                              "t0"."age" AS "member",
                              COUNT(*) AS "workers",
                              SUM(CAST("t0"."union_member" = 'yes' AS INT)) AS "members",
                              SUM(CAST("t0"."party_member" = 'yes' AS INT)) AS "party",
                              SUM(CAST("t0"."contract" <> 'none' AS INT)) AS "should_sign",
                              SUM(CAST("t0"."contract" = 'yes' AS INT)) AS "signed",
                              SUM("t0"."skilled") AS "skilled",
                              SUM("t0"."high_skilled") AS "high_skilled",
                              SUM(CAST("t0"."migrant" IN ('local', 'outside', 'migrant') AS INT)) AS "migrants",
                              SUM(CAST("t0"."migrant" = 'outside' AS INT)) AS "outsiders"
                            FROM "worker_profile" AS "t0"
                            GROUP BY
                              1,
                              2,
                              3
                          ) AS "t14"
                        ) AS "t18"
                        UNION ALL
                        SELECT
                          *
                        FROM (
                          SELECT
                            "t0"."region",
                            'education' AS "dimension",
                            "t0"."education" AS "member",
                            COUNT(*) AS "workers",
                            SUM(CAST("t0"."union_member" = 'yes' AS INT)) AS "members",
                            SUM(CAST("t0"."party_member" = 'yes' AS INT)) AS "party",
                            SUM(CAST("t0"."contract" <> 'none' AS INT)) AS "should_sign",
                            SUM(CAST("t0"."contract" = 'yes' AS INT)) AS "signed",
                            SUM("t0"."skilled") AS "skilled",
                            SUM("t0"."high_skilled") AS "high_skilled",
                            SUM(CAST("t0"."migrant" IN ('local', 'outside', 'migrant') AS INT)) AS "migrants",
                            SUM(CAST("t0"."migrant" = 'outside' AS INT)) AS "outsiders"
                          FROM "worker_profile" AS "t0"
                          GROUP BY
                            1,
                            2,
                            3
                        ) AS "t13"
                      ) AS "t19"
                      UNION ALL
                      SELECT
                        *
                      FROM (
                        SELECT
                          "t0"."region",
                          'wage' AS "dimension",
                          "t0"."wage" AS "member",
                          COUNT(*) AS "workers",
                          SUM(CAST("t0"."union_member" = 'yes' AS INT)) AS "members",
                          SUM(CAST("t0"."party_member" = 'yes' AS INT)) AS "party",
                          SUM(CAST("t0"."contract" <> 'none' AS INT)) AS "should_sign",
                          SUM(CAST("t0"."contract" = 'yes' AS INT)) AS "signed",
                          SUM("t0"."skilled") AS "skilled",
                          SUM("t0"."high_skilled") AS "high_skilled",
                          SUM(CAST("t0"."migrant" IN ('local', 'outside', 'migrant') AS INT)) AS "migrants",
                          SUM(CAST("t0"."migrant" = 'outside' AS INT)) AS "outsiders"
                        FROM "worker_profile" AS "t0"
                        GROUP BY
                          1,
                          2,
                          3
                      ) AS "t12"
                    ) AS "t20"
                    UNION ALL
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t0"."region",
                        'skill' AS "dimension",
                        "t0"."skill" AS "member",
                        COUNT(*) AS "workers",
                        SUM(CAST("t0"."union_member" = 'yes' AS INT)) AS "members",
                        SUM(CAST("t0"."party_member" = 'yes' AS INT)) AS "party",
                        SUM(CAST("t0"."contract" <> 'none' AS INT)) AS "should_sign",
                        SUM(CAST("t0"."contract" = 'yes' AS INT)) AS "signed",
                        SUM("t0"."skilled") AS "skilled",
                        SUM("t0"."high_skilled") AS "high_skilled",
                        SUM(CAST("t0"."migrant" IN ('local', 'outside', 'migrant') AS INT)) AS "migrants",
                        SUM(CAST("t0"."migrant" = 'outside' AS INT)) AS "outsiders"
                      FROM "worker_profile" AS "t0"
                      GROUP BY
                        1,
                        2,
                        3
                    ) AS "t11"
                  ) AS "t21"
                  UNION ALL
                  SELECT
                    *
                  FROM (
                    SELECT
                      "t0"."region",
                      'skill_rank' AS "dimension",
                      "t0"."skill_rank" AS "member",
                      COUNT(*) AS "workers",
                      SUM(CAST("t0"."union_member" = 'yes' AS INT)) AS "members",
                      SUM(CAST("t0"."party_member" = 'yes' AS INT)) AS "party",
                      SUM(CAST("t0"."contract" <> 'none' AS INT)) AS "should_sign",
                      SUM(CAST("t0"."contract" = 'yes' AS INT)) AS "signed",
                      SUM("t0"."skilled") AS "skilled",
                      SUM("t0"."high_skilled") AS "high_skilled",
                      SUM(CAST("t0"."migrant" IN ('local', 'outside', 'migrant') AS INT)) AS "migrants",
                      SUM(CAST("t0"."migrant" = 'outside' AS INT)) AS "outsiders"
                    FROM "worker_profile" AS "t0"
                    GROUP BY
                      1,
                      2,
                      3
                  ) AS "t10"
                ) AS "t22"
                UNION ALL
                SELECT
                  *
                FROM (
                  SELECT
                    "t0"."region",
                    'industry' AS "dimension",
                    "t0"."industry" AS "member",
                    COUNT(*) AS "workers",
                    SUM(CAST("t0"."union_member" = 'yes' AS INT)) AS "members",
                    SUM(CAST("t0"."party_member" = 'yes' AS INT)) AS "party",
                    SUM(CAST("t0"."contract" <> 'none' AS INT)) AS "should_sign",
                    SUM(CAST("t0"."contract" = 'yes' AS INT)) AS "signed",
                    SUM("t0"."skilled") AS "skilled",
                    SUM("t0"."high_skilled") AS "high_skilled",
                    SUM(CAST("t0"."migrant" IN ('local', 'outside', 'migrant') AS INT)) AS "migrants",
                    SUM(CAST("t0"."migrant" = 'outside' AS INT)) AS "outsiders"
                  FROM "worker_profile" AS "t0"
                  GROUP BY
                    1,
                    2,
                    3
                ) AS "t9"
              ) AS "t23"
              UNION ALL
              SELECT
                *
              FROM (
                SELECT
                  "t0"."region",
                  'industry_group' AS "dimension",
                  "t0"."industry_group" AS "member",
                  COUNT(*) AS "workers",
                  SUM(CAST("t0"."union_member" = 'yes' AS INT)) AS "members",
                  SUM(CAST("t0"."party_member" = 'yes' AS INT)) AS "party",
                  SUM(CAST("t0"."contract" <> 'none' AS INT)) AS "should_sign",
                  SUM(CAST("t0"."contract" = 'yes' AS INT)) AS "signed",
                  SUM("t0"."skilled") AS "skilled",
                  SUM("t0"."high_skilled") AS "high_skilled",
                  SUM(CAST("t0"."migrant" IN ('local', 'outside', 'migrant') AS INT)) AS "migrants",
                  SUM(CAST("t0"."migrant" = 'outside' AS INT)) AS "outsiders"
                FROM "worker_profile" AS "t0"
                GROUP BY
                  1,
                  2,
                  3
              ) AS "t8"
            ) AS "t24"
            UNION ALL
            SELECT
              *
            FROM (
              SELECT
                "t0"."region",
                'migrant' AS "dimension",
                "t0"."migrant" AS "member",
                COUNT(*) AS "workers",
                SUM(CAST("t0"."union_member" = 'yes' AS INT)) AS "members",
                SUM(CAST("t0"."party_member" = 'yes' AS INT)) AS "party",
                SUM(CAST("t0"."contract" <> 'none' AS INT)) AS "should_sign",
                SUM(CAST("t0"."contract" = 'yes' AS INT)) AS "signed",
                SUM("t0"."skilled") AS "skilled",
                SUM("t0"."high_skilled") AS "high_skilled",
                SUM(CAST("t0"."migrant" IN ('local', 'outside', 'migrant') AS INT)) AS "migrants",
                SUM(CAST("t0"."migrant" = 'outside' AS INT)) AS "outsiders"
              FROM "worker_profile" AS "t0"
              GROUP BY
                1,
                2,
                3
            ) AS "t7"
          ) AS "t25"
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              "t0"."region",
              'flexible_group' AS "dimension",
              "t0"."flexible_group" AS "member",
              COUNT(*) AS "workers",
              SUM(CAST("t0"."union_member" = 'yes' AS INT)) AS "members",
              SUM(CAST("t0"."party_member" = 'yes' AS INT)) AS "party",
              SUM(CAST("t0"."contract" <> 'none' AS INT)) AS "should_sign",
              SUM(CAST("t0"."contract" = 'yes' AS INT)) AS "signed",
              SUM("t0"."skilled") AS "skilled",
              SUM("t0"."high_skilled") AS "high_skilled",
              SUM(CAST("t0"."migrant" IN ('local', 'outside', 'migrant') AS INT)) AS "migrants",
              SUM(CAST("t0"."migrant" = 'outside' AS INT)) AS "outsiders"
            FROM "worker_profile" AS "t0"
            GROUP BY
              1,
              2,
              3
          ) AS "t6"
        ) AS "t26"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            "t0"."region",
            'ownership' AS "dimension",
            "t0"."ownership" AS "member",
            COUNT(*) AS "workers",
            SUM(CAST("t0"."union_member" = 'yes' AS INT)) AS "members",
            SUM(CAST("t0"."party_member" = 'yes' AS INT)) AS "party",
            SUM(CAST("t0"."contract" <> 'none' AS INT)) AS "should_sign",
            SUM(CAST("t0"."contract" = 'yes' AS INT)) AS "signed",
            SUM("t0"."skilled") AS "skilled",
            SUM("t0"."high_skilled") AS "high_skilled",
            SUM(CAST("t0"."migrant" IN ('local', 'outside', 'migrant') AS INT)) AS "migrants",
            SUM(CAST("t0"."migrant" = 'outside' AS INT)) AS "outsiders"
          FROM "worker_profile" AS "t0"
          GROUP BY
            1,
            2,
            3
        ) AS "t5"
      ) AS "t27"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          "t0"."region",
          'size' AS "dimension",
          "t0"."size" AS "member",
          COUNT(*) AS "workers",
          SUM(CAST("t0"."union_member" = 'yes' AS INT)) AS "members",
          SUM(CAST("t0"."party_member" = 'yes' AS INT)) AS "party",
          SUM(CAST("t0"."contract" <> 'none' AS INT)) AS "should_sign",
          SUM(CAST("t0"."contract" = 'yes' AS INT)) AS "signed",
          SUM("t0"."skilled") AS "skilled",
          SUM("t0"."high_skilled") AS "high_skilled",
          SUM(CAST("t0"."migrant" IN ('local', 'outside', 'migrant') AS INT)) AS "migrants",
          SUM(CAST("t0"."migrant" = 'outside' AS INT)) AS "outsiders"
        FROM "worker_profile" AS "t0"
        GROUP BY
          1,
          2,
          3
      ) AS "t4"
    ) AS "t28"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t0"."region",
        'union_member' AS "dimension",
        "t0"."union_member" AS "member",
        COUNT(*) AS "workers",
        SUM(CAST("t0"."union_member" = 'yes' AS INT)) AS "members",
        SUM(CAST("t0"."party_member" = 'yes' AS INT)) AS "party",
        SUM(CAST("t0"."contract" <> 'none' AS INT)) AS "should_sign",
        SUM(CAST("t0"."contract" = 'yes' AS INT)) AS "signed",
        SUM("t0"."skilled") AS "skilled",
        SUM("t0"."high_skilled") AS "high_skilled",
        SUM(CAST("t0"."migrant" IN ('local', 'outside', 'migrant') AS INT)) AS "migrants",
        SUM(CAST("t0"."migrant" = 'outside' AS INT)) AS "outsiders"
      FROM "worker_profile" AS "t0"
      GROUP BY
        1,
        2,
        3
    ) AS "t3"
  ) AS "t29"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      "t0"."region",
      'party_member' AS "dimension",
      "t0"."party_member" AS "member",
      COUNT(*) AS "workers",
      SUM(CAST("t0"."union_member" = 'yes' AS INT)) AS "members",
      SUM(CAST("t0"."party_member" = 'yes' AS INT)) AS "party",
      SUM(CAST("t0"."contract" <> 'none' AS INT)) AS "should_sign",
      SUM(CAST("t0"."contract" = 'yes' AS INT)) AS "signed",
      SUM("t0"."skilled") AS "skilled",
      SUM("t0"."high_skilled") AS "high_skilled",
      SUM(CAST("t0"."migrant" IN ('local', 'outside', 'migrant') AS INT)) AS "migrants",
      SUM(CAST("t0"."migrant" = 'outside' AS INT)) AS "outsiders"
    FROM "worker_profile" AS "t0"
    GROUP BY
      1,
      2,
      3
  ) AS "t2"
) AS "t30"
UNION ALL
SELECT
  *
FROM (
  SELECT
    "t0"."region",
    'contract' AS "dimension",
    "t0"."contract" AS "member",
    COUNT(*) AS "workers",
    SUM(CAST("t0"."union_member" = 'yes' AS INT)) AS "members",
    SUM(CAST("t0"."party_member" = 'yes' AS INT)) AS "party",
    SUM(CAST("t0"."contract" <> 'none' AS INT)) AS "should_sign",
    SUM(CAST("t0"."contract" = 'yes' AS INT)) AS "signed",
    SUM("t0"."skilled") AS "skilled",
    SUM("t0"."high_skilled") AS "high_skilled",
    SUM(CAST("t0"."migrant" IN ('local', 'outside', 'migrant') AS INT)) AS "migrants",
    SUM(CAST("t0"."migrant" = 'outside' AS INT)) AS "outsiders"
  FROM "worker_profile" AS "t0"
  GROUP BY
    1,
    2,
    3
) AS "t1"
) AS result
