-- employer_profile 版本 2：存续用人单位（一户一行）
-- 依据：XA 新时期产业工人队伍现状；工会法 11
-- 读取：as_of、employer、industry_group、industry_section、terms、trade_union、union_coverage、worker_profile
SELECT
  CAST("employer_id" AS BIGINT) AS "employer_id",
  CAST("region" AS VARCHAR) AS "region",
  CAST("industry" AS VARCHAR) AS "industry",
  CAST("industry_group" AS VARCHAR) AS "industry_group",
  CAST("ownership" AS VARCHAR) AS "ownership",
  CAST("size" AS VARCHAR) AS "size",
  CAST("scale" AS VARCHAR) AS "scale",
  CAST("with_union" AS INTEGER) AS "with_union",
  CAST("own_union" AS INTEGER) AS "own_union",
  CAST("with_party" AS INTEGER) AS "with_party"
FROM (
SELECT
  "t33"."employer_id",
  "t33"."region",
  COALESCE("t33"."section", 'unknown') AS "industry",
  COALESCE("t12"."group", 'unknown') AS "industry_group",
  COALESCE("t33"."ownership", 'unknown') AS "ownership",
  COALESCE("t33"."size", 'unknown') AS "size",
  CASE
    WHEN COALESCE(
      GREATEST(COALESCE("t33"."headcount", 0), COALESCE("t33"."staff", 0)) >= "t33"."union_staff",
      FALSE
    )
    THEN 'large'
    ELSE 'small'
  END AS "scale",
  CASE WHEN COALESCE("t33"."union_of" IS NOT NULL, FALSE) THEN 1 ELSE 0 END AS "with_union",
  CASE WHEN COALESCE("t33"."own_of" IS NOT NULL, FALSE) THEN 1 ELSE 0 END AS "own_union",
  CASE
    WHEN COALESCE("t33"."party_since" <= (
      SELECT
        "t2"."day"
      FROM "as_of" AS "t2"
    ), FALSE)
    THEN 1
    ELSE 0
  END AS "with_party"
FROM (
  SELECT
    "t31".*
    EXCLUDE ("industry_right")
  FROM (
    SELECT
      "t29"."employer_id",
      "t29"."region",
      "t29"."industry",
      "t29"."ownership",
      "t29"."size",
      "t29"."headcount",
      "t29"."park",
      "t29"."party_since",
      "t29"."founded_on",
      "t29"."ended_on",
      "t29"."county",
      "t29"."age_scheme",
      "t29"."wage_scheme",
      "t29"."education_scheme",
      "t29"."skill_scheme",
      "t29"."industry_scheme",
      "t29"."skilled_from",
      "t29"."high_skilled_from",
      "t29"."local_digits",
      "t29"."union_staff",
      "t30"."union_of",
      "t21"."own_of",
      "t20"."staff_of",
      "t20"."staff",
      "t8"."industry" AS "industry_right",
      "t8"."section"
    FROM (
      SELECT
        "t25".*
        EXCLUDE ("county_right")
      FROM (
        SELECT
          "t23"."employer_id",
          "t23"."region",
          "t23"."industry",
          "t23"."ownership",
          "t23"."size",
          "t23"."headcount",
          "t23"."park",
          "t23"."party_since",
          "t23"."founded_on",
          "t23"."ended_on",
          "t23"."county",
          "t9"."county" AS "county_right",
          "t9"."age_scheme",
          "t9"."wage_scheme",
          "t9"."education_scheme",
          "t9"."skill_scheme",
          "t9"."industry_scheme",
          "t9"."skilled_from",
          "t9"."high_skilled_from",
          "t9"."local_digits",
          "t9"."union_staff"
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
        ) AS "t23"
        LEFT OUTER JOIN "terms" AS "t9"
          ON "t23"."county" = "t9"."county"
      ) AS "t25"
    ) AS "t29"
    LEFT OUTER JOIN (
      SELECT
        *
      FROM (
        SELECT
          "t3"."employer_id" AS "union_of"
        FROM "trade_union" AS "t3"
        WHERE
          (
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
          AND "t3"."employer_id" IS NOT NULL
      ) AS "t16"
      UNION
      SELECT
        *
      FROM (
        SELECT
          "t24"."employer_id" AS "union_of"
        FROM (
          SELECT
            *
          FROM "union_coverage" AS "t7"
          WHERE
            (
              (
                "t7"."since" IS NULL
              )
              OR (
                "t7"."since" <= (
                  SELECT
                    "t2"."day"
                  FROM "as_of" AS "t2"
                )
              )
            )
            AND (
              (
                "t7"."until" IS NULL
              )
              OR (
                "t7"."until" >= (
                  SELECT
                    "t2"."day"
                  FROM "as_of" AS "t2"
                )
              )
            )
        ) AS "t24"
        INNER JOIN (
          SELECT
            "t3"."union_id"
          FROM "trade_union" AS "t3"
          WHERE
            (
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
        ) AS "t22"
          ON "t24"."union_id" = "t22"."union_id"
      ) AS "t26"
    ) AS "t30"
      ON "t29"."employer_id" = "t30"."union_of"
    LEFT OUTER JOIN (
      SELECT DISTINCT
        "t3"."employer_id" AS "own_of"
      FROM "trade_union" AS "t3"
      WHERE
        (
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
        AND "t3"."employer_id" IS NOT NULL
        AND COALESCE("t3"."kind", 'separate') = 'separate'
    ) AS "t21"
      ON "t29"."employer_id" = "t21"."own_of"
    LEFT OUTER JOIN (
      SELECT
        "t13"."employer_id" AS "staff_of",
        COUNT(*) AS "staff"
      FROM (
        SELECT
          *
        FROM "worker_profile" AS "t4"
        WHERE
          "t4"."employer_id" IS NOT NULL
      ) AS "t13"
      GROUP BY
        1
    ) AS "t20"
      ON "t29"."employer_id" = "t20"."staff_of"
    LEFT OUTER JOIN "industry_section" AS "t8"
      ON "t29"."industry" = "t8"."industry"
  ) AS "t31"
) AS "t33"
LEFT OUTER JOIN (
  SELECT
    "t0"."scheme",
    "t0"."industry" AS "group_industry",
    "t0"."member" AS "group"
  FROM "industry_group" AS "t0"
) AS "t12"
  ON "t33"."industry" = "t12"."group_industry"
  AND "t33"."industry_scheme" = "t12"."scheme"
) AS result
