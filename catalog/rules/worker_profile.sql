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
  "t89"."worker_id",
  "t89"."employer_id",
  "t89"."region",
  COALESCE("t89"."sex", 'unknown') AS "sex",
  COALESCE("t31"."age", 'unknown') AS "age",
  COALESCE("t33"."education", 'unknown') AS "education",
  COALESCE("t32"."wage", 'unknown') AS "wage",
  COALESCE("t34"."skill", 'unknown') AS "skill",
  CAST("t89"."rank" AS TEXT) AS "skill_rank",
  COALESCE("t89"."section", 'unknown') AS "industry",
  COALESCE("t89"."group", 'unknown') AS "industry_group",
  CASE
    WHEN "t89"."migrant" IS NULL
    THEN 'unknown'
    WHEN NOT (
      "t89"."migrant"
    )
    THEN 'no'
    WHEN "t89"."household" IS NULL
    THEN 'migrant'
    WHEN SUBSTRING(
      "t89"."household",
      CASE WHEN (
        0 + 1
      ) >= 1 THEN 0 + 1 ELSE 0 + 1 + LENGTH("t89"."household") END,
      "t89"."local_digits"
    ) = SUBSTRING(
      "t89"."region",
      CASE WHEN (
        0 + 1
      ) >= 1 THEN 0 + 1 ELSE 0 + 1 + LENGTH("t89"."region") END,
      "t89"."local_digits"
    )
    THEN 'local'
    ELSE 'outside'
  END AS "migrant",
  COALESCE("t89"."flexible_group", 'no') AS "flexible_group",
  COALESCE("t89"."ownership", 'unknown') AS "ownership",
  COALESCE("t89"."size", 'unknown') AS "size",
  CASE WHEN COALESCE("t89"."member", FALSE) THEN 'yes' ELSE 'no' END AS "union_member",
  CASE
    WHEN "t89"."political_status" IS NULL
    THEN 'unknown'
    WHEN "t89"."political_status" IN ('01', '02')
    THEN 'yes'
    ELSE 'no'
  END AS "party_member",
  CASE
    WHEN "t89"."employer_id" IS NULL
    THEN 'none'
    WHEN "t89"."signed"
    THEN 'yes'
    ELSE 'no'
  END AS "contract",
  CASE WHEN COALESCE("t89"."rank" >= "t89"."skilled_from", FALSE) THEN 1 ELSE 0 END AS "skilled",
  CASE
    WHEN COALESCE("t89"."rank" >= "t89"."high_skilled_from", FALSE)
    THEN 1
    ELSE 0
  END AS "high_skilled"
FROM (
  SELECT
    "t87"."employment_id",
    "t87"."worker_id",
    "t87"."employer_id",
    "t87"."region",
    "t87"."occupation",
    "t87"."flexible_group",
    "t87"."since",
    "t87"."until",
    "t87"."county",
    "t87"."age_scheme",
    "t87"."wage_scheme",
    "t87"."education_scheme",
    "t87"."skill_scheme",
    "t87"."industry_scheme",
    "t87"."skilled_from",
    "t87"."high_skilled_from",
    "t87"."local_digits",
    "t87"."union_staff",
    "t87"."industry",
    "t87"."ownership",
    "t87"."size",
    "t87"."section",
    "t87"."group",
    "t87"."sex",
    "t87"."birth_date",
    "t87"."household_region",
    "t87"."migrant",
    "t87"."political_status",
    "t87"."home",
    "t87"."amount",
    "t87"."level",
    "t87"."held_rank",
    (
      EXTRACT(year FROM (
        SELECT
          "t6"."day"
        FROM "as_of" AS "t6"
      )) - EXTRACT(year FROM "t87"."birth_date")
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
          EXTRACT(month FROM "t87"."birth_date") * 100
        ) + EXTRACT(day FROM "t87"."birth_date")
      )
      THEN 1
      ELSE 0
    END AS "years",
    COALESCE("t87"."held_rank", 0) AS "rank",
    COALESCE("t87"."home", "t87"."household_region") AS "household",
    "t87"."employment_id" IN (
      SELECT
        "t4"."employment_id"
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
    ) AS "signed",
    "t87"."worker_id" IN (
      SELECT
        "t5"."worker_id"
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
    ) AS "member"
  FROM (
    SELECT
      "t86".*
      EXCLUDE ("worker_id_right")
    FROM (
      SELECT
        "t85"."employment_id",
        "t85"."worker_id",
        "t85"."employer_id",
        "t85"."region",
        "t85"."occupation",
        "t85"."flexible_group",
        "t85"."since",
        "t85"."until",
        "t85"."county",
        "t85"."age_scheme",
        "t85"."wage_scheme",
        "t85"."education_scheme",
        "t85"."skill_scheme",
        "t85"."industry_scheme",
        "t85"."skilled_from",
        "t85"."high_skilled_from",
        "t85"."local_digits",
        "t85"."union_staff",
        "t85"."industry",
        "t85"."ownership",
        "t85"."size",
        "t85"."section",
        "t85"."group",
        "t85"."sex",
        "t85"."birth_date",
        "t85"."household_region",
        "t85"."migrant",
        "t85"."political_status",
        "t85"."home",
        "t85"."amount",
        "t85"."level",
        "t47"."worker_id" AS "worker_id_right",
        "t47"."held_rank"
      FROM (
        SELECT
          "t83".*
          EXCLUDE ("worker_id_right")
        FROM (
          SELECT
            "t82"."employment_id",
            "t82"."worker_id",
            "t82"."employer_id",
            "t82"."region",
            "t82"."occupation",
            "t82"."flexible_group",
            "t82"."since",
            "t82"."until",
            "t82"."county",
            "t82"."age_scheme",
            "t82"."wage_scheme",
            "t82"."education_scheme",
            "t82"."skill_scheme",
            "t82"."industry_scheme",
            "t82"."skilled_from",
            "t82"."high_skilled_from",
            "t82"."local_digits",
            "t82"."union_staff",
            "t82"."industry",
            "t82"."ownership",
            "t82"."size",
            "t82"."section",
            "t82"."group",
            "t82"."sex",
            "t82"."birth_date",
            "t82"."household_region",
            "t82"."migrant",
            "t82"."political_status",
            "t82"."home",
            "t82"."amount",
            "t48"."worker_id" AS "worker_id_right",
            "t48"."level"
          FROM (
            SELECT
              "t80".*
              EXCLUDE ("employment_id_right")
            FROM (
              SELECT
                "t79"."employment_id",
                "t79"."worker_id",
                "t79"."employer_id",
                "t79"."region",
                "t79"."occupation",
                "t79"."flexible_group",
                "t79"."since",
                "t79"."until",
                "t79"."county",
                "t79"."age_scheme",
                "t79"."wage_scheme",
                "t79"."education_scheme",
                "t79"."skill_scheme",
                "t79"."industry_scheme",
                "t79"."skilled_from",
                "t79"."high_skilled_from",
                "t79"."local_digits",
                "t79"."union_staff",
                "t79"."industry",
                "t79"."ownership",
                "t79"."size",
                "t79"."section",
                "t79"."group",
                "t79"."sex",
                "t79"."birth_date",
                "t79"."household_region",
                "t79"."migrant",
                "t79"."political_status",
                "t79"."home",
                "t57"."employment_id" AS "employment_id_right",
                "t57"."amount"
              FROM (
                SELECT
                  "t77".*
                  EXCLUDE ("household_region_right")
                FROM (
                  SELECT
                    "t76"."employment_id",
                    "t76"."worker_id",
                    "t76"."employer_id",
                    "t76"."region",
                    "t76"."occupation",
                    "t76"."flexible_group",
                    "t76"."since",
                    "t76"."until",
                    "t76"."county",
                    "t76"."age_scheme",
                    "t76"."wage_scheme",
                    "t76"."education_scheme",
                    "t76"."skill_scheme",
                    "t76"."industry_scheme",
                    "t76"."skilled_from",
                    "t76"."high_skilled_from",
                    "t76"."local_digits",
                    "t76"."union_staff",
                    "t76"."industry",
                    "t76"."ownership",
                    "t76"."size",
                    "t76"."section",
                    "t76"."group",
                    "t76"."sex",
                    "t76"."birth_date",
                    "t76"."household_region",
                    "t76"."migrant",
                    "t76"."political_status",
                    "t35"."household_region" AS "household_region_right",
                    "t35"."home"
                  FROM (
                    SELECT
                      "t74".*
                      EXCLUDE ("worker_id_right")
                    FROM (
                      SELECT
                        "t73"."employment_id",
                        "t73"."worker_id",
                        "t73"."employer_id",
                        "t73"."region",
                        "t73"."occupation",
                        "t73"."flexible_group",
                        "t73"."since",
                        "t73"."until",
                        "t73"."county",
                        "t73"."age_scheme",
                        "t73"."wage_scheme",
                        "t73"."education_scheme",
                        "t73"."skill_scheme",
                        "t73"."industry_scheme",
                        "t73"."skilled_from",
                        "t73"."high_skilled_from",
                        "t73"."local_digits",
                        "t73"."union_staff",
                        "t73"."industry",
                        "t73"."ownership",
                        "t73"."size",
                        "t73"."section",
                        "t73"."group",
                        "t18"."sex",
                        "t18"."birth_date",
                        "t59"."worker_id" AS "worker_id_right",
                        "t59"."household_region",
                        "t59"."migrant",
                        "t59"."political_status"
                      FROM (
                        SELECT
                          "t71".*
                          EXCLUDE ("group_industry", "scheme")
                        FROM (
                          SELECT
                            "t70"."employment_id",
                            "t70"."worker_id",
                            "t70"."employer_id",
                            "t70"."region",
                            "t70"."occupation",
                            "t70"."flexible_group",
                            "t70"."since",
                            "t70"."until",
                            "t70"."county",
                            "t70"."age_scheme",
                            "t70"."wage_scheme",
                            "t70"."education_scheme",
                            "t70"."skill_scheme",
                            "t70"."industry_scheme",
                            "t70"."skilled_from",
                            "t70"."high_skilled_from",
                            "t70"."local_digits",
                            "t70"."union_staff",
                            "t70"."industry",
                            "t70"."ownership",
                            "t70"."size",
                            "t70"."section",
                            "t36"."scheme",
                            "t36"."group_industry",
                            "t36"."group"
                          FROM (
                            SELECT
                              "t68".*
                              EXCLUDE ("industry_right")
                            FROM (
                              SELECT
                                "t67"."employment_id",
                                "t67"."worker_id",
                                "t67"."employer_id",
                                "t67"."region",
                                "t67"."occupation",
                                "t67"."flexible_group",
                                "t67"."since",
                                "t67"."until",
                                "t67"."county",
                                "t67"."age_scheme",
                                "t67"."wage_scheme",
                                "t67"."education_scheme",
                                "t67"."skill_scheme",
                                "t67"."industry_scheme",
                                "t67"."skilled_from",
                                "t67"."high_skilled_from",
                                "t67"."local_digits",
                                "t67"."union_staff",
                                "t67"."industry",
                                "t67"."ownership",
                                "t67"."size",
                                "t19"."industry" AS "industry_right",
                                "t19"."section"
                              FROM (
                                SELECT
                                  "t65".*
                                  EXCLUDE ("employer_id_right")
                                FROM (
                                  SELECT
                                    "t64"."employment_id",
                                    "t64"."worker_id",
                                    "t64"."employer_id",
                                    "t64"."region",
                                    "t64"."occupation",
                                    "t64"."flexible_group",
                                    "t64"."since",
                                    "t64"."until",
                                    "t64"."county",
                                    "t64"."age_scheme",
                                    "t64"."wage_scheme",
                                    "t64"."education_scheme",
                                    "t64"."skill_scheme",
                                    "t64"."industry_scheme",
                                    "t64"."skilled_from",
                                    "t64"."high_skilled_from",
                                    "t64"."local_digits",
                                    "t64"."union_staff",
                                    "t37"."employer_id" AS "employer_id_right",
                                    "t37"."industry",
                                    "t37"."ownership",
                                    "t37"."size"
                                  FROM (
                                    SELECT
                                      "t62".*
                                      EXCLUDE ("county_right")
                                    FROM (
                                      SELECT
                                        "t61"."employment_id",
                                        "t61"."worker_id",
                                        "t61"."employer_id",
                                        "t61"."region",
                                        "t61"."occupation",
                                        "t61"."flexible_group",
                                        "t61"."since",
                                        "t61"."until",
                                        "t61"."county",
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
                                          "t56"."employment_id",
                                          "t56"."worker_id",
                                          "t56"."employer_id",
                                          "t56"."region",
                                          "t56"."occupation",
                                          "t56"."flexible_group",
                                          "t56"."since",
                                          "t56"."until",
                                          SUBSTRING(
                                            "t56"."region",
                                            CASE WHEN (
                                              0 + 1
                                            ) >= 1 THEN 0 + 1 ELSE 0 + 1 + LENGTH("t56"."region") END,
                                            6
                                          ) AS "county"
                                        FROM (
                                          SELECT
                                            "t53".*
                                            EXCLUDE ("rank_")
                                          FROM (
                                            SELECT
                                              *
                                            FROM (
                                              SELECT
                                                "t43"."employment_id",
                                                "t43"."worker_id",
                                                "t43"."employer_id",
                                                "t43"."region",
                                                "t43"."occupation",
                                                "t43"."flexible_group",
                                                "t43"."since",
                                                "t43"."until",
                                                ROW_NUMBER() OVER (
                                                  PARTITION BY "t43"."worker_id"
                                                  ORDER BY "t43"."since" DESC, "t43"."employment_id" DESC
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
                                              ) AS "t43"
                                            ) AS "t50"
                                            WHERE
                                              "t50"."rank_" = 0
                                          ) AS "t53"
                                        ) AS "t56"
                                      ) AS "t61"
                                      LEFT OUTER JOIN "terms" AS "t20"
                                        ON "t61"."county" = "t20"."county"
                                    ) AS "t62"
                                  ) AS "t64"
                                  LEFT OUTER JOIN (
                                    SELECT
                                      "t15"."employer_id",
                                      "t15"."industry",
                                      "t15"."ownership",
                                      "t15"."size"
                                    FROM "employer" AS "t15"
                                  ) AS "t37"
                                    ON "t64"."employer_id" = "t37"."employer_id"
                                ) AS "t65"
                              ) AS "t67"
                              LEFT OUTER JOIN "industry_section" AS "t19"
                                ON "t67"."industry" = "t19"."industry"
                            ) AS "t68"
                          ) AS "t70"
                          LEFT OUTER JOIN (
                            SELECT
                              "t12"."scheme",
                              "t12"."industry" AS "group_industry",
                              "t12"."member" AS "group"
                            FROM "industry_group" AS "t12"
                          ) AS "t36"
                            ON "t70"."industry" = "t36"."group_industry"
                            AND "t70"."industry_scheme" = "t36"."scheme"
                        ) AS "t71"
                      ) AS "t73"
                      INNER JOIN "person" AS "t18"
                        ON "t73"."worker_id" = "t18"."worker_id"
                      LEFT OUTER JOIN (
                        SELECT
                          "t55"."worker_id",
                          "t55"."household_region",
                          "t55"."migrant",
                          "t55"."political_status"
                        FROM (
                          SELECT
                            "t52".*
                            EXCLUDE ("rank_")
                          FROM (
                            SELECT
                              *
                            FROM (
                              SELECT
                                "t42"."background_id",
                                "t42"."worker_id",
                                "t42"."since",
                                "t42"."until",
                                "t42"."household_region",
                                "t42"."migrant",
                                "t42"."political_status",
                                ROW_NUMBER() OVER (
                                  PARTITION BY "t42"."worker_id"
                                  ORDER BY "t42"."since" DESC, "t42"."background_id" DESC
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
                              ) AS "t42"
                            ) AS "t49"
                            WHERE
                              "t49"."rank_" = 0
                          ) AS "t52"
                        ) AS "t55"
                      ) AS "t59"
                        ON "t73"."worker_id" = "t59"."worker_id"
                    ) AS "t74"
                  ) AS "t76"
                  LEFT OUTER JOIN (
                    SELECT
                      "t10"."code" AS "household_region",
                      "t10"."current" AS "home"
                    FROM "place" AS "t10"
                  ) AS "t35"
                    ON "t76"."household_region" = "t35"."household_region"
                ) AS "t77"
              ) AS "t79"
              LEFT OUTER JOIN (
                SELECT
                  "t51"."employment_id",
                  "t51"."packed_" % 1000000000000 AS "amount"
                FROM (
                  SELECT
                    "t44"."employment_id",
                    MAX("t44"."packed_") AS "packed_"
                  FROM (
                    SELECT
                      "t9"."employment_id",
                      "t9"."worker_id",
                      "t9"."month",
                      "t9"."amount_fen",
                      (
                        (
                          (
                            CAST(EXTRACT(year FROM "t9"."month") AS BIGINT) * 12
                          ) + EXTRACT(month FROM "t9"."month")
                        ) * 1000000000000
                      ) + "t9"."amount_fen" AS "packed_"
                    FROM "wage" AS "t9"
                    WHERE
                      "t9"."month" BETWEEN (
                        SELECT
                          "t6"."wage_from"
                        FROM "as_of" AS "t6"
                      ) AND (
                        SELECT
                          "t6"."month"
                        FROM "as_of" AS "t6"
                      )
                  ) AS "t44"
                  GROUP BY
                    1
                ) AS "t51"
              ) AS "t57"
                ON "t79"."employment_id" = "t57"."employment_id"
            ) AS "t80"
          ) AS "t82"
          LEFT OUTER JOIN (
            SELECT
              "t41"."worker_id",
              MIN("t41"."level") AS "level"
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
            ) AS "t41"
            GROUP BY
              1
          ) AS "t48"
            ON "t82"."worker_id" = "t48"."worker_id"
        ) AS "t83"
      ) AS "t85"
      LEFT OUTER JOIN (
        SELECT
          "t40"."worker_id",
          MAX("t40"."skill_rank") AS "held_rank"
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
        ) AS "t40"
        GROUP BY
          1
      ) AS "t47"
        ON "t85"."worker_id" = "t47"."worker_id"
    ) AS "t86"
  ) AS "t87"
) AS "t89"
LEFT OUTER JOIN (
  SELECT
    "t0"."scheme" AS "age_of",
    "t0"."years" AS "age_years",
    "t0"."member" AS "age"
  FROM "age_band" AS "t0"
) AS "t31"
  ON "t89"."age_scheme" = "t31"."age_of" AND "t89"."years" = "t31"."age_years"
LEFT OUTER JOIN (
  SELECT
    "t1"."scheme" AS "wage_of",
    "t1"."lower_fen",
    "t1"."upper_fen",
    "t1"."member" AS "wage"
  FROM "wage_band" AS "t1"
) AS "t32"
  ON "t89"."wage_scheme" = "t32"."wage_of"
  AND "t89"."amount" >= "t32"."lower_fen"
  AND "t89"."amount" < "t32"."upper_fen"
LEFT OUTER JOIN (
  SELECT
    "t2"."scheme" AS "school_of",
    "t2"."level" AS "school_level",
    "t2"."member" AS "education"
  FROM "education_band" AS "t2"
) AS "t33"
  ON "t89"."education_scheme" = "t33"."school_of"
  AND "t89"."level" = "t33"."school_level"
LEFT OUTER JOIN (
  SELECT
    "t3"."scheme" AS "skill_of",
    "t3"."skill_rank" AS "band_rank",
    "t3"."member" AS "skill"
  FROM "skill_band" AS "t3"
) AS "t34"
  ON "t89"."skill_scheme" = "t34"."skill_of" AND "t89"."rank" = "t34"."band_rank"
) AS result
