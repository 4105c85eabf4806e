-- worker_profile 版本 1：在岗工人（一人一行）
-- 依据：XA 新时期产业工人队伍现状
-- 读取：age_band、as_of、background、certificate、contract、education、education_band、employer、employment、industry_group、industry_section、person、place、skill_band、terms、union_membership、wage、wage_band
SELECT
  CAST("worker_id" AS BIGINT) AS "worker_id",
  CAST("employer_id" AS BIGINT) AS "employer_id",
  CAST("region" AS VARCHAR) AS "region",
  CAST("sex" AS VARCHAR) AS "sex",
  CAST("age" AS VARCHAR) AS "age",
  CAST("education" AS VARCHAR) AS "education",
  CAST("wage" AS VARCHAR) AS "wage",
  CAST("skill" AS VARCHAR) AS "skill",
  CAST("skill_rank" AS VARCHAR) AS "skill_rank",
  CAST("industry" AS VARCHAR) AS "industry",
  CAST("industry_group" AS VARCHAR) AS "industry_group",
  CAST("migrant" AS VARCHAR) AS "migrant",
  CAST("flexible_group" AS VARCHAR) AS "flexible_group",
  CAST("ownership" AS VARCHAR) AS "ownership",
  CAST("size" AS VARCHAR) AS "size",
  CAST("union_member" AS VARCHAR) AS "union_member",
  CAST("party_member" AS VARCHAR) AS "party_member",
  CAST("contract" AS VARCHAR) AS "contract",
  CAST("skilled" AS INTEGER) AS "skilled",
  CAST("high_skilled" AS INTEGER) AS "high_skilled"
FROM (
SELECT
  "t95"."worker_id",
  "t95"."employer_id",
  "t95"."region",
  COALESCE("t95"."sex", 'unknown') AS "sex",
  COALESCE("t31"."age", 'unknown') AS "age",
  COALESCE("t33"."education", 'unknown') AS "education",
  COALESCE("t32"."wage", 'unknown') AS "wage",
  COALESCE("t34"."skill", 'unknown') AS "skill",
  CAST("t95"."rank" AS TEXT) AS "skill_rank",
  COALESCE("t95"."section", 'unknown') AS "industry",
  COALESCE("t95"."group", 'unknown') AS "industry_group",
  CASE
    WHEN "t95"."migrant" IS NULL
    THEN 'unknown'
    WHEN NOT (
      "t95"."migrant"
    )
    THEN 'no'
    WHEN "t95"."household" IS NULL
    THEN 'migrant'
    WHEN SUBSTRING(
      "t95"."household",
      CASE WHEN (
        0 + 1
      ) >= 1 THEN 0 + 1 ELSE 0 + 1 + LENGTH("t95"."household") END,
      "t95"."local_digits"
    ) = SUBSTRING(
      "t95"."region",
      CASE WHEN (
        0 + 1
      ) >= 1 THEN 0 + 1 ELSE 0 + 1 + LENGTH("t95"."region") END,
      "t95"."local_digits"
    )
    THEN 'local'
    ELSE 'outside'
  END AS "migrant",
  COALESCE("t95"."flexible_group", 'no') AS "flexible_group",
  COALESCE("t95"."ownership", 'unknown') AS "ownership",
  COALESCE("t95"."size", 'unknown') AS "size",
  CASE
    WHEN COALESCE("t95"."member_worker" IS NOT NULL, FALSE)
    THEN 'yes'
    ELSE 'no'
  END AS "union_member",
  CASE
    WHEN "t95"."political_status" IS NULL
    THEN 'unknown'
    WHEN "t95"."political_status" IN ('01', '02')
    THEN 'yes'
    ELSE 'no'
  END AS "party_member",
  CASE
    WHEN "t95"."employer_id" IS NULL
    THEN 'none'
    WHEN "t95"."contracted" IS NOT NULL
    THEN 'yes'
    ELSE 'no'
  END AS "contract",
  CASE WHEN COALESCE("t95"."rank" >= "t95"."skilled_from", FALSE) THEN 1 ELSE 0 END AS "skilled",
  CASE
    WHEN COALESCE("t95"."rank" >= "t95"."high_skilled_from", FALSE)
    THEN 1
    ELSE 0
  END AS "high_skilled"
FROM (
  SELECT
    "t93"."employment_id",
    "t93"."worker_id",
    "t93"."employer_id",
    "t93"."region",
    "t93"."occupation",
    "t93"."flexible_group",
    "t93"."since",
    "t93"."until",
    "t93"."county",
    "t93"."age_scheme",
    "t93"."wage_scheme",
    "t93"."education_scheme",
    "t93"."skill_scheme",
    "t93"."industry_scheme",
    "t93"."skilled_from",
    "t93"."high_skilled_from",
    "t93"."local_digits",
    "t93"."union_staff",
    "t93"."industry",
    "t93"."ownership",
    "t93"."size",
    "t93"."section",
    "t93"."group",
    "t93"."sex",
    "t93"."birth_date",
    "t93"."household_region",
    "t93"."migrant",
    "t93"."political_status",
    "t93"."home",
    "t93"."amount_fen",
    "t93"."level",
    "t93"."held_rank",
    "t93"."contracted",
    "t93"."member_worker",
    (
      EXTRACT(year FROM (
        SELECT
          "t6"."day"
        FROM "as_of" AS "t6"
      )) - EXTRACT(year FROM "t93"."birth_date")
    ) - CASE
      WHEN (
        (
          EXTRACT(month FROM (
            SELECT
              "t6"."day"
            FROM "as_of" AS "t6"
          )) * 100
        ) + EXTRACT(day FROM (
          SELECT
            "t6"."day"
          FROM "as_of" AS "t6"
        ))
      ) < (
        (
          EXTRACT(month FROM "t93"."birth_date") * 100
        ) + EXTRACT(day FROM "t93"."birth_date")
      )
      THEN 1
      ELSE 0
    END AS "years",
    COALESCE("t93"."held_rank", 0) AS "rank",
    COALESCE("t93"."home", "t93"."household_region") AS "household"
  FROM (
    SELECT
      "t92"."employment_id",
      "t92"."worker_id",
      "t92"."employer_id",
      "t92"."region",
      "t92"."occupation",
      "t92"."flexible_group",
      "t92"."since",
      "t92"."until",
      "t92"."county",
      "t92"."age_scheme",
      "t92"."wage_scheme",
      "t92"."education_scheme",
      "t92"."skill_scheme",
      "t92"."industry_scheme",
      "t92"."skilled_from",
      "t92"."high_skilled_from",
      "t92"."local_digits",
      "t92"."union_staff",
      "t92"."industry",
      "t92"."ownership",
      "t92"."size",
      "t92"."section",
      "t92"."group",
      "t92"."sex",
      "t92"."birth_date",
      "t92"."household_region",
      "t92"."migrant",
      "t92"."political_status",
      "t92"."home",
      "t92"."amount_fen",
      "t92"."level",
      "t92"."held_rank",
      "t45"."contracted",
      "t46"."member_worker"
    FROM (
      SELECT
        "t90".*
        EXCLUDE ("worker_id_right")
      FROM (
        SELECT
          "t89"."employment_id",
          "t89"."worker_id",
          "t89"."employer_id",
          "t89"."region",
          "t89"."occupation",
          "t89"."flexible_group",
          "t89"."since",
          "t89"."until",
          "t89"."county",
          "t89"."age_scheme",
          "t89"."wage_scheme",
          "t89"."education_scheme",
          "t89"."skill_scheme",
          "t89"."industry_scheme",
          "t89"."skilled_from",
          "t89"."high_skilled_from",
          "t89"."local_digits",
          "t89"."union_staff",
          "t89"."industry",
          "t89"."ownership",
          "t89"."size",
          "t89"."section",
          "t89"."group",
          "t89"."sex",
          "t89"."birth_date",
          "t89"."household_region",
          "t89"."migrant",
          "t89"."political_status",
          "t89"."home",
          "t89"."amount_fen",
          "t89"."level",
          "t49"."worker_id" AS "worker_id_right",
          "t49"."held_rank"
        FROM (
          SELECT
            "t87".*
            EXCLUDE ("worker_id_right")
          FROM (
            SELECT
              "t86"."employment_id",
              "t86"."worker_id",
              "t86"."employer_id",
              "t86"."region",
              "t86"."occupation",
              "t86"."flexible_group",
              "t86"."since",
              "t86"."until",
              "t86"."county",
              "t86"."age_scheme",
              "t86"."wage_scheme",
              "t86"."education_scheme",
              "t86"."skill_scheme",
              "t86"."industry_scheme",
              "t86"."skilled_from",
              "t86"."high_skilled_from",
              "t86"."local_digits",
              "t86"."union_staff",
              "t86"."industry",
              "t86"."ownership",
              "t86"."size",
              "t86"."section",
              "t86"."group",
              "t86"."sex",
              "t86"."birth_date",
              "t86"."household_region",
              "t86"."migrant",
              "t86"."political_status",
              "t86"."home",
              "t86"."amount_fen",
              "t50"."worker_id" AS "worker_id_right",
              "t50"."level"
            FROM (
              SELECT
                "t84".*
                EXCLUDE ("employment_id_right")
              FROM (
                SELECT
                  "t83"."employment_id",
                  "t83"."worker_id",
                  "t83"."employer_id",
                  "t83"."region",
                  "t83"."occupation",
                  "t83"."flexible_group",
                  "t83"."since",
                  "t83"."until",
                  "t83"."county",
                  "t83"."age_scheme",
                  "t83"."wage_scheme",
                  "t83"."education_scheme",
                  "t83"."skill_scheme",
                  "t83"."industry_scheme",
                  "t83"."skilled_from",
                  "t83"."high_skilled_from",
                  "t83"."local_digits",
                  "t83"."union_staff",
                  "t83"."industry",
                  "t83"."ownership",
                  "t83"."size",
                  "t83"."section",
                  "t83"."group",
                  "t83"."sex",
                  "t83"."birth_date",
                  "t83"."household_region",
                  "t83"."migrant",
                  "t83"."political_status",
                  "t83"."home",
                  "t62"."employment_id" AS "employment_id_right",
                  "t62"."amount_fen"
                FROM (
                  SELECT
                    "t81".*
                    EXCLUDE ("household_region_right")
                  FROM (
                    SELECT
                      "t80"."employment_id",
                      "t80"."worker_id",
                      "t80"."employer_id",
                      "t80"."region",
                      "t80"."occupation",
                      "t80"."flexible_group",
                      "t80"."since",
                      "t80"."until",
                      "t80"."county",
                      "t80"."age_scheme",
                      "t80"."wage_scheme",
                      "t80"."education_scheme",
                      "t80"."skill_scheme",
                      "t80"."industry_scheme",
                      "t80"."skilled_from",
                      "t80"."high_skilled_from",
                      "t80"."local_digits",
                      "t80"."union_staff",
                      "t80"."industry",
                      "t80"."ownership",
                      "t80"."size",
                      "t80"."section",
                      "t80"."group",
                      "t80"."sex",
                      "t80"."birth_date",
                      "t80"."household_region",
                      "t80"."migrant",
                      "t80"."political_status",
                      "t35"."household_region" AS "household_region_right",
                      "t35"."home"
                    FROM (
                      SELECT
                        "t78".*
                        EXCLUDE ("worker_id_right")
                      FROM (
                        SELECT
                          "t77"."employment_id",
                          "t77"."worker_id",
                          "t77"."employer_id",
                          "t77"."region",
                          "t77"."occupation",
                          "t77"."flexible_group",
                          "t77"."since",
                          "t77"."until",
                          "t77"."county",
                          "t77"."age_scheme",
                          "t77"."wage_scheme",
                          "t77"."education_scheme",
                          "t77"."skill_scheme",
                          "t77"."industry_scheme",
                          "t77"."skilled_from",
                          "t77"."high_skilled_from",
                          "t77"."local_digits",
                          "t77"."union_staff",
                          "t77"."industry",
                          "t77"."ownership",
                          "t77"."size",
                          "t77"."section",
                          "t77"."group",
                          "t18"."sex",
                          "t18"."birth_date",
                          "t63"."worker_id" AS "worker_id_right",
                          "t63"."household_region",
                          "t63"."migrant",
                          "t63"."political_status"
                        FROM (
                          SELECT
                            "t75".*
                            EXCLUDE ("group_industry", "scheme")
                          FROM (
                            SELECT
                              "t74"."employment_id",
                              "t74"."worker_id",
                              "t74"."employer_id",
                              "t74"."region",
                              "t74"."occupation",
                              "t74"."flexible_group",
                              "t74"."since",
                              "t74"."until",
                              "t74"."county",
                              "t74"."age_scheme",
                              "t74"."wage_scheme",
                              "t74"."education_scheme",
                              "t74"."skill_scheme",
                              "t74"."industry_scheme",
                              "t74"."skilled_from",
                              "t74"."high_skilled_from",
                              "t74"."local_digits",
                              "t74"."union_staff",
                              "t74"."industry",
                              "t74"."ownership",
                              "t74"."size",
                              "t74"."section",
                              "t36"."scheme",
                              "t36"."group_industry",
                              "t36"."group"
                            FROM (
                              SELECT
                                "t72".*
                                EXCLUDE ("industry_right")
                              FROM (
                                SELECT
                                  "t71"."employment_id",
                                  "t71"."worker_id",
                                  "t71"."employer_id",
                                  "t71"."region",
                                  "t71"."occupation",
                                  "t71"."flexible_group",
                                  "t71"."since",
                                  "t71"."until",
                                  "t71"."county",
                                  "t71"."age_scheme",
                                  "t71"."wage_scheme",
                                  "t71"."education_scheme",
                                  "t71"."skill_scheme",
                                  "t71"."industry_scheme",
                                  "t71"."skilled_from",
                                  "t71"."high_skilled_from",
                                  "t71"."local_digits",
                                  "t71"."union_staff",
                                  "t71"."industry",
                                  "t71"."ownership",
                                  "t71"."size",
                                  "t19"."industry" AS "industry_right",
                                  "t19"."section"
                                FROM (
                                  SELECT
                                    "t69".*
                                    EXCLUDE ("employer_id_right")
                                  FROM (
                                    SELECT
                                      "t68"."employment_id",
                                      "t68"."worker_id",
                                      "t68"."employer_id",
                                      "t68"."region",
                                      "t68"."occupation",
                                      "t68"."flexible_group",
                                      "t68"."since",
                                      "t68"."until",
                                      "t68"."county",
                                      "t68"."age_scheme",
                                      "t68"."wage_scheme",
                                      "t68"."education_scheme",
                                      "t68"."skill_scheme",
                                      "t68"."industry_scheme",
                                      "t68"."skilled_from",
                                      "t68"."high_skilled_from",
                                      "t68"."local_digits",
                                      "t68"."union_staff",
                                      "t37"."employer_id" AS "employer_id_right",
                                      "t37"."industry",
                                      "t37"."ownership",
                                      "t37"."size"
                                    FROM (
                                      SELECT
                                        "t66".*
                                        EXCLUDE ("county_right")
                                      FROM (
                                        SELECT
                                          "t65"."employment_id",
                                          "t65"."worker_id",
                                          "t65"."employer_id",
                                          "t65"."region",
                                          "t65"."occupation",
                                          "t65"."flexible_group",
                                          "t65"."since",
                                          "t65"."until",
                                          "t65"."county",
                                          "t20"."county" AS "county_right",
                                          "t20"."age_scheme",
                                          "t20"."wage_scheme",
                                          "t20"."education_scheme",
                                          "t20"."skill_scheme",
                                          "t20"."industry_scheme",
                                          "t20"."skilled_from",
                                          "t20"."high_skilled_from",
                                          "t20"."local_digits",
                                          "t20"."union_staff"
                                        FROM (
                                          SELECT
                                            "t59"."employment_id",
                                            "t59"."worker_id",
                                            "t59"."employer_id",
                                            "t59"."region",
                                            "t59"."occupation",
                                            "t59"."flexible_group",
                                            "t59"."since",
                                            "t59"."until",
                                            SUBSTRING(
                                              "t59"."region",
                                              CASE WHEN (
                                                0 + 1
                                              ) >= 1 THEN 0 + 1 ELSE 0 + 1 + LENGTH("t59"."region") END,
                                              6
                                            ) AS "county"
                                          FROM (
                                            SELECT
                                              "t56".*
                                              EXCLUDE ("rank_")
                                            FROM (
                                              SELECT
                                                *
                                              FROM (
                                                SELECT
                                                  "t44"."employment_id",
                                                  "t44"."worker_id",
                                                  "t44"."employer_id",
                                                  "t44"."region",
                                                  "t44"."occupation",
                                                  "t44"."flexible_group",
                                                  "t44"."since",
                                                  "t44"."until",
                                                  ROW_NUMBER() OVER (
                                                    PARTITION BY "t44"."worker_id"
                                                    ORDER BY "t44"."since" DESC, "t44"."employment_id" DESC
                                                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                                                  ) - 1 AS "rank_"
                                                FROM (
                                                  SELECT
                                                    *
                                                  FROM "employment" AS "t17"
                                                  WHERE
                                                    (
                                                      (
                                                        "t17"."since" IS NULL
                                                      )
                                                      OR (
                                                        "t17"."since" <= (
                                                          SELECT
                                                            "t6"."day"
                                                          FROM "as_of" AS "t6"
                                                        )
                                                      )
                                                    )
                                                    AND (
                                                      (
                                                        "t17"."until" IS NULL
                                                      )
                                                      OR (
                                                        "t17"."until" >= (
                                                          SELECT
                                                            "t6"."day"
                                                          FROM "as_of" AS "t6"
                                                        )
                                                      )
                                                    )
                                                ) AS "t44"
                                              ) AS "t53"
                                              WHERE
                                                "t53"."rank_" = 0
                                            ) AS "t56"
                                          ) AS "t59"
                                        ) AS "t65"
                                        LEFT OUTER JOIN "terms" AS "t20"
                                          ON "t65"."county" = "t20"."county"
                                      ) AS "t66"
                                    ) AS "t68"
                                    LEFT OUTER JOIN (
                                      SELECT
                                        "t15"."employer_id",
                                        "t15"."industry",
                                        "t15"."ownership",
                                        "t15"."size"
                                      FROM "employer" AS "t15"
                                    ) AS "t37"
                                      ON "t68"."employer_id" = "t37"."employer_id"
                                  ) AS "t69"
                                ) AS "t71"
                                LEFT OUTER JOIN "industry_section" AS "t19"
                                  ON "t71"."industry" = "t19"."industry"
                              ) AS "t72"
                            ) AS "t74"
                            LEFT OUTER JOIN (
                              SELECT
                                "t12"."scheme",
                                "t12"."industry" AS "group_industry",
                                "t12"."member" AS "group"
                              FROM "industry_group" AS "t12"
                            ) AS "t36"
                              ON "t74"."industry" = "t36"."group_industry"
                              AND "t74"."industry_scheme" = "t36"."scheme"
                          ) AS "t75"
                        ) AS "t77"
                        INNER JOIN "person" AS "t18"
                          ON "t77"."worker_id" = "t18"."worker_id"
                        LEFT OUTER JOIN (
                          SELECT
                            "t58"."worker_id",
                            "t58"."household_region",
                            "t58"."migrant",
                            "t58"."political_status"
                          FROM (
                            SELECT
                              "t55".*
                              EXCLUDE ("rank_")
                            FROM (
                              SELECT
                                *
                              FROM (
                                SELECT
                                  "t43"."background_id",
                                  "t43"."worker_id",
                                  "t43"."since",
                                  "t43"."until",
                                  "t43"."household_region",
                                  "t43"."migrant",
                                  "t43"."political_status",
                                  ROW_NUMBER() OVER (
                                    PARTITION BY "t43"."worker_id"
                                    ORDER BY "t43"."since" DESC, "t43"."background_id" DESC
                                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                                  ) - 1 AS "rank_"
                                FROM (
                                  SELECT
                                    *
                                  FROM "background" AS "t13"
                                  WHERE
                                    (
                                      (
                                        "t13"."since" IS NULL
                                      )
                                      OR (
                                        "t13"."since" <= (
                                          SELECT
                                            "t6"."day"
                                          FROM "as_of" AS "t6"
                                        )
                                      )
                                    )
                                    AND (
                                      (
                                        "t13"."until" IS NULL
                                      )
                                      OR (
                                        "t13"."until" > (
                                          SELECT
                                            "t6"."day"
                                          FROM "as_of" AS "t6"
                                        )
                                      )
                                    )
                                ) AS "t43"
                              ) AS "t52"
                              WHERE
                                "t52"."rank_" = 0
                            ) AS "t55"
                          ) AS "t58"
                        ) AS "t63"
                          ON "t77"."worker_id" = "t63"."worker_id"
                      ) AS "t78"
                    ) AS "t80"
                    LEFT OUTER JOIN (
                      SELECT
                        "t9"."code" AS "household_region",
                        "t9"."current" AS "home"
                      FROM "place" AS "t9"
                    ) AS "t35"
                      ON "t80"."household_region" = "t35"."household_region"
                  ) AS "t81"
                ) AS "t83"
                LEFT OUTER JOIN (
                  SELECT
                    "t57"."employment_id",
                    "t57"."amount_fen"
                  FROM (
                    SELECT
                      "t54".*
                      EXCLUDE ("rank_")
                    FROM (
                      SELECT
                        *
                      FROM (
                        SELECT
                          "t38"."employment_id",
                          "t38"."worker_id",
                          "t38"."month",
                          "t38"."amount_fen",
                          ROW_NUMBER() OVER (
                            PARTITION BY "t38"."employment_id"
                            ORDER BY "t38"."month" DESC, "t38"."amount_fen" DESC
                            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                          ) - 1 AS "rank_"
                        FROM (
                          SELECT
                            *
                          FROM "wage" AS "t10"
                          WHERE
                            "t10"."month" BETWEEN (
                              SELECT
                                "t6"."wage_from"
                              FROM "as_of" AS "t6"
                            ) AND (
                              SELECT
                                "t6"."month"
                              FROM "as_of" AS "t6"
                            )
                        ) AS "t38"
                      ) AS "t51"
                      WHERE
                        "t51"."rank_" = 0
                    ) AS "t54"
                  ) AS "t57"
                ) AS "t62"
                  ON "t83"."employment_id" = "t62"."employment_id"
              ) AS "t84"
            ) AS "t86"
            LEFT OUTER JOIN (
              SELECT
                "t42"."worker_id",
                MIN("t42"."level") AS "level"
              FROM (
                SELECT
                  *
                FROM "education" AS "t8"
                WHERE
                  (
                    "t8"."since" IS NULL
                  )
                  OR (
                    "t8"."since" <= (
                      SELECT
                        "t6"."day"
                      FROM "as_of" AS "t6"
                    )
                  )
              ) AS "t42"
              GROUP BY
                1
            ) AS "t50"
              ON "t86"."worker_id" = "t50"."worker_id"
          ) AS "t87"
        ) AS "t89"
        LEFT OUTER JOIN (
          SELECT
            "t41"."worker_id",
            MAX("t41"."skill_rank") AS "held_rank"
          FROM (
            SELECT
              *
            FROM "certificate" AS "t7"
            WHERE
              (
                (
                  "t7"."issued_on" IS NULL
                )
                OR (
                  "t7"."issued_on" <= (
                    SELECT
                      "t6"."day"
                    FROM "as_of" AS "t6"
                  )
                )
              )
              AND (
                (
                  "t7"."revoked_on" IS NULL
                )
                OR (
                  "t7"."revoked_on" > (
                    SELECT
                      "t6"."day"
                    FROM "as_of" AS "t6"
                  )
                )
              )
          ) AS "t41"
          GROUP BY
            1
        ) AS "t49"
          ON "t89"."worker_id" = "t49"."worker_id"
      ) AS "t90"
    ) AS "t92"
    LEFT OUTER JOIN (
      SELECT DISTINCT
        "t4"."employment_id" AS "contracted"
      FROM "contract" AS "t4"
      WHERE
        (
          (
            "t4"."since" IS NULL
          )
          OR (
            "t4"."since" <= (
              SELECT
                "t6"."day"
              FROM "as_of" AS "t6"
            )
          )
        )
        AND (
          (
            "t4"."until" IS NULL
          )
          OR (
            "t4"."until" >= (
              SELECT
                "t6"."day"
              FROM "as_of" AS "t6"
            )
          )
        )
    ) AS "t45"
      ON "t92"."employment_id" = "t45"."contracted"
    LEFT OUTER JOIN (
      SELECT DISTINCT
        "t5"."worker_id" AS "member_worker"
      FROM "union_membership" AS "t5"
      WHERE
        (
          (
            "t5"."since" IS NULL
          )
          OR (
            "t5"."since" <= (
              SELECT
                "t6"."day"
              FROM "as_of" AS "t6"
            )
          )
        )
        AND (
          (
            "t5"."until" IS NULL
          )
          OR (
            "t5"."until" >= (
              SELECT
                "t6"."day"
              FROM "as_of" AS "t6"
            )
          )
        )
    ) AS "t46"
      ON "t92"."worker_id" = "t46"."member_worker"
  ) AS "t93"
) AS "t95"
LEFT OUTER JOIN (
  SELECT
    "t0"."scheme" AS "age_of",
    "t0"."years" AS "age_years",
    "t0"."member" AS "age"
  FROM "age_band" AS "t0"
) AS "t31"
  ON "t95"."age_scheme" = "t31"."age_of" AND "t95"."years" = "t31"."age_years"
LEFT OUTER JOIN (
  SELECT
    "t1"."scheme" AS "wage_of",
    "t1"."lower_fen",
    "t1"."upper_fen",
    "t1"."member" AS "wage"
  FROM "wage_band" AS "t1"
) AS "t32"
  ON "t95"."wage_scheme" = "t32"."wage_of"
  AND "t95"."amount_fen" >= "t32"."lower_fen"
  AND "t95"."amount_fen" < "t32"."upper_fen"
LEFT OUTER JOIN (
  SELECT
    "t2"."scheme" AS "school_of",
    "t2"."level" AS "school_level",
    "t2"."member" AS "education"
  FROM "education_band" AS "t2"
) AS "t33"
  ON "t95"."education_scheme" = "t33"."school_of"
  AND "t95"."level" = "t33"."school_level"
LEFT OUTER JOIN (
  SELECT
    "t3"."scheme" AS "skill_of",
    "t3"."skill_rank" AS "band_rank",
    "t3"."member" AS "skill"
  FROM "skill_band" AS "t3"
) AS "t34"
  ON "t95"."skill_scheme" = "t34"."skill_of" AND "t95"."rank" = "t34"."band_rank"
) AS result
