-- employer_profile 版本 1：存续用人单位（一户一行）
-- 依据：XA 新时期产业工人队伍现状
-- 读取：as_of、employer、industry_group、industry_section、terms、trade_union、worker_profile
SELECT
  CAST("employer_id" AS BIGINT) AS "employer_id",
  CAST("region" AS VARCHAR) AS "region",
  CAST("industry" AS VARCHAR) AS "industry",
  CAST("industry_group" AS VARCHAR) AS "industry_group",
  CAST("ownership" AS VARCHAR) AS "ownership",
  CAST("size" AS VARCHAR) AS "size",
  CAST("scale" AS VARCHAR) AS "scale",
  CAST("with_union" AS INTEGER) AS "with_union",
  CAST("with_party" AS INTEGER) AS "with_party"
FROM (
SELECT
  "t24"."employer_id",
  "t24"."region",
  COALESCE("t24"."section", 'unknown') AS "industry",
  COALESCE("t11"."group", 'unknown') AS "industry_group",
  COALESCE("t24"."ownership", 'unknown') AS "ownership",
  COALESCE("t24"."size", 'unknown') AS "size",
  CASE
    WHEN COALESCE(
      GREATEST(COALESCE("t24"."headcount", 0), COALESCE("t24"."staff", 0)) >= "t24"."union_staff",
      FALSE
    )
    THEN 'large'
    ELSE 'small'
  END AS "scale",
  CASE WHEN COALESCE("t24"."union_of" IS NOT NULL, FALSE) THEN 1 ELSE 0 END AS "with_union",
  CASE
    WHEN COALESCE("t24"."party_since" <= (
      SELECT
        "t2"."day"
      FROM "as_of" AS "t2"
    ), FALSE)
    THEN 1
    ELSE 0
  END AS "with_party"
FROM (
  SELECT
    "t22".*
    EXCLUDE ("industry_right")
  FROM (
    SELECT
      "t21"."employer_id",
      "t21"."region",
      "t21"."industry",
      "t21"."ownership",
      "t21"."size",
      "t21"."headcount",
      "t21"."park",
      "t21"."party_since",
      "t21"."founded_on",
      "t21"."ended_on",
      "t21"."county",
      "t21"."age_scheme",
      "t21"."wage_scheme",
      "t21"."education_scheme",
      "t21"."skill_scheme",
      "t21"."industry_scheme",
      "t21"."skilled_from",
      "t21"."high_skilled_from",
      "t21"."local_digits",
      "t21"."union_staff",
      "t17"."union_of",
      "t16"."staff_of",
      "t16"."staff",
      "t7"."industry" AS "industry_right",
      "t7"."section"
    FROM (
      SELECT
        "t19".*
        EXCLUDE ("county_right")
      FROM (
        SELECT
          "t18"."employer_id",
          "t18"."region",
          "t18"."industry",
          "t18"."ownership",
          "t18"."size",
          "t18"."headcount",
          "t18"."park",
          "t18"."party_since",
          "t18"."founded_on",
          "t18"."ended_on",
          "t18"."county",
          "t8"."county" AS "county_right",
          "t8"."age_scheme",
          "t8"."wage_scheme",
          "t8"."education_scheme",
          "t8"."skill_scheme",
          "t8"."industry_scheme",
          "t8"."skilled_from",
          "t8"."high_skilled_from",
          "t8"."local_digits",
          "t8"."union_staff"
        FROM (
          SELECT
            "t5"."employer_id",
            "t5"."region",
            "t5"."industry",
            "t5"."ownership",
            "t5"."size",
            "t5"."headcount",
            "t5"."park",
            "t5"."party_since",
            "t5"."founded_on",
            "t5"."ended_on",
            SUBSTRING(
              "t5"."region",
              CASE WHEN (
                0 + 1
              ) >= 1 THEN 0 + 1 ELSE 0 + 1 + LENGTH("t5"."region") END,
              6
            ) AS "county"
          FROM "employer" AS "t5"
          WHERE
            (
              (
                "t5"."founded_on" IS NULL
              )
              OR (
                "t5"."founded_on" <= (
                  SELECT
                    "t2"."day"
                  FROM "as_of" AS "t2"
                )
              )
            )
            AND (
              (
                "t5"."ended_on" IS NULL
              )
              OR (
                "t5"."ended_on" >= (
                  SELECT
                    "t2"."day"
                  FROM "as_of" AS "t2"
                )
              )
            )
        ) AS "t18"
        LEFT OUTER JOIN "terms" AS "t8"
          ON "t18"."county" = "t8"."county"
      ) AS "t19"
    ) AS "t21"
    LEFT OUTER JOIN (
      SELECT DISTINCT
        "t3"."employer_id" AS "union_of"
      FROM "trade_union" AS "t3"
      WHERE
        "t3"."employer_id" IS NOT NULL
        AND (
          (
            "t3"."founded_on" IS NULL
          )
          OR (
            "t3"."founded_on" <= (
              SELECT
                "t2"."day"
              FROM "as_of" AS "t2"
            )
          )
        )
        AND (
          (
            "t3"."ended_on" IS NULL
          )
          OR (
            "t3"."ended_on" >= (
              SELECT
                "t2"."day"
              FROM "as_of" AS "t2"
            )
          )
        )
    ) AS "t17"
      ON "t21"."employer_id" = "t17"."union_of"
    LEFT OUTER JOIN (
      SELECT
        "t12"."employer_id" AS "staff_of",
        COUNT(*) AS "staff"
      FROM (
        SELECT
          *
        FROM "worker_profile" AS "t4"
        WHERE
          "t4"."employer_id" IS NOT NULL
      ) AS "t12"
      GROUP BY
        1
    ) AS "t16"
      ON "t21"."employer_id" = "t16"."staff_of"
    LEFT OUTER JOIN "industry_section" AS "t7"
      ON "t21"."industry" = "t7"."industry"
  ) AS "t22"
) AS "t24"
LEFT OUTER JOIN (
  SELECT
    "t0"."scheme",
    "t0"."industry" AS "group_industry",
    "t0"."member" AS "group"
  FROM "industry_group" AS "t0"
) AS "t11"
  ON "t24"."industry" = "t11"."group_industry"
  AND "t24"."industry_scheme" = "t11"."scheme"
) AS result
