-- union-coverage-large 版本 2：应单独建会单位建会率
-- 依据：工会法 11
-- 读取：as_of、ascent、employer_tally
SELECT
  CAST("key" AS VARCHAR) AS "key",
  CAST("region" AS VARCHAR) AS "region",
  CAST("level" AS VARCHAR) AS "level",
  CAST("period" AS VARCHAR) AS "period",
  CAST("dimension" AS VARCHAR) AS "dimension",
  CAST("member" AS VARCHAR) AS "member",
  CAST("part" AS BIGINT) AS "part",
  CAST("whole" AS BIGINT) AS "whole",
  CAST("value" AS DOUBLE) AS "value"
FROM (
SELECT
  'union-coverage-large' AS "key",
  "t8"."region",
  "t8"."level",
  (
    SELECT
      "t0"."period"
    FROM "as_of" AS "t0"
  ) AS "period",
  "t8"."dimension",
  "t8"."member",
  "t8"."part",
  "t8"."whole",
  CAST("t8"."part" AS DOUBLE) / NULLIF(CAST("t8"."whole" AS DOUBLE), 0.0) AS "value"
FROM (
  SELECT
    "t7"."region_right" AS "region",
    "t7"."level",
    "t7"."dimension",
    "t7"."member",
    SUM("t7"."own_union") AS "part",
    SUM("t7"."employers") AS "whole"
  FROM (
    SELECT
      "t6"."region",
      "t6"."dimension",
      "t6"."member",
      "t6"."employers",
      "t6"."with_union",
      "t6"."own_union",
      "t6"."with_party",
      "t3"."code",
      "t3"."region" AS "region_right",
      "t3"."level"
    FROM (
      SELECT
        *
      FROM "employer_tally" AS "t1"
      WHERE
        "t1"."dimension" IN ('', 'scale')
        AND "t1"."dimension" = 'scale'
        AND "t1"."member" = 'large'
    ) AS "t6"
    INNER JOIN "ascent" AS "t3"
      ON "t6"."region" = "t3"."code"
  ) AS "t7"
  GROUP BY
    1,
    2,
    3,
    4
) AS "t8"
WHERE
  "t8"."whole" > 0
) AS result
