-- structure 版本 1：产业工人结构
-- 依据：XA 新时期产业工人队伍现状
-- 读取：as_of、ascent、worker_tally
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
  'structure' AS "key",
  "t9"."region",
  "t9"."level",
  (
    SELECT
      "t0"."period"
    FROM "as_of" AS "t0"
  ) AS "period",
  "t9"."dimension",
  "t9"."member",
  "t9"."part",
  "t9"."whole",
  CAST("t9"."part" AS DOUBLE) / NULLIF(CAST("t9"."whole" AS DOUBLE), 0.0) AS "value"
FROM (
  SELECT
    "t8"."region",
    "t8"."level",
    "t8"."dimension",
    "t8"."member",
    "t8"."part",
    SUM("t8"."part") OVER (
      PARTITION BY "t8"."region", "t8"."dimension"
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS "whole"
  FROM (
    SELECT
      "t7"."region_right" AS "region",
      "t7"."level",
      "t7"."dimension",
      "t7"."member",
      SUM("t7"."workers") AS "part",
      SUM("t7"."workers") AS "whole"
    FROM (
      SELECT
        "t6"."region",
        "t6"."dimension",
        "t6"."member",
        "t6"."workers",
        "t6"."members",
        "t6"."party",
        "t6"."should_sign",
        "t6"."signed",
        "t6"."skilled",
        "t6"."high_skilled",
        "t6"."migrants",
        "t6"."outsiders",
        "t3"."code",
        "t3"."region" AS "region_right",
        "t3"."level"
      FROM (
        SELECT
          *
        FROM "worker_tally" AS "t1"
        WHERE
          "t1"."dimension" IN (
            '',
            'sex',
            'age',
            'education',
            'wage',
            'skill',
            'skill_rank',
            'industry',
            'industry_group',
            'migrant',
            'flexible_group',
            'ownership',
            'size',
            'union_member',
            'party_member',
            'contract'
          )
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
) AS "t9"
WHERE
  "t9"."whole" > 0
) AS result
