-- employer_tally 版本 1：用人单位分组计数
-- 依据：XA 新时期产业工人队伍现状
-- 读取：employer_profile
SELECT
  CAST("region" AS VARCHAR) AS "region",
  CAST("dimension" AS VARCHAR) AS "dimension",
  CAST("member" AS VARCHAR) AS "member",
  CAST("employers" AS BIGINT) AS "employers",
  CAST("with_union" AS BIGINT) AS "with_union",
  CAST("with_party" AS BIGINT) AS "with_party"
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
            COUNT(*) AS "employers",
            SUM("t0"."with_union") AS "with_union",
            SUM("t0"."with_party") AS "with_party"
          FROM "employer_profile" AS "t0"
          GROUP BY
            1,
            2,
            3
        ) AS "t5"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            "t0"."region",
            'industry' AS "dimension",
            "t0"."industry" AS "member",
            COUNT(*) AS "employers",
            SUM("t0"."with_union") AS "with_union",
            SUM("t0"."with_party") AS "with_party"
          FROM "employer_profile" AS "t0"
          GROUP BY
            1,
            2,
            3
        ) AS "t6"
      ) AS "t7"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          "t0"."region",
          'industry_group' AS "dimension",
          "t0"."industry_group" AS "member",
          COUNT(*) AS "employers",
          SUM("t0"."with_union") AS "with_union",
          SUM("t0"."with_party") AS "with_party"
        FROM "employer_profile" AS "t0"
        GROUP BY
          1,
          2,
          3
      ) AS "t4"
    ) AS "t8"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t0"."region",
        'ownership' AS "dimension",
        "t0"."ownership" AS "member",
        COUNT(*) AS "employers",
        SUM("t0"."with_union") AS "with_union",
        SUM("t0"."with_party") AS "with_party"
      FROM "employer_profile" AS "t0"
      GROUP BY
        1,
        2,
        3
    ) AS "t3"
  ) AS "t9"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      "t0"."region",
      'size' AS "dimension",
      "t0"."size" AS "member",
      COUNT(*) AS "employers",
      SUM("t0"."with_union") AS "with_union",
      SUM("t0"."with_party") AS "with_party"
    FROM "employer_profile" AS "t0"
    GROUP BY
      1,
      2,
      3
  ) AS "t2"
) AS "t10"
UNION ALL
SELECT
  *
FROM (
  SELECT
    "t0"."region",
    'scale' AS "dimension",
    "t0"."scale" AS "member",
    COUNT(*) AS "employers",
    SUM("t0"."with_union") AS "with_union",
    SUM("t0"."with_party") AS "with_party"
  FROM "employer_profile" AS "t0"
  GROUP BY
    1,
    2,
    3
) AS "t1"
) AS result
