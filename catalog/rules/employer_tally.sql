-- employer_tally 版本 2：用人单位分组计数
-- 依据：XA 新时期产业工人队伍现状
-- 读取：employer_profile
SELECT
  CAST("region" AS VARCHAR) AS "region",
  CAST("dimension" AS VARCHAR) AS "dimension",
  CAST("member" AS VARCHAR) AS "member",
  CAST("employers" AS BIGINT) AS "employers",
  CAST("with_union" AS BIGINT) AS "with_union",
  CAST("own_union" AS BIGINT) AS "own_union",
  CAST("with_party" AS BIGINT) AS "with_party"
FROM (
SELECT
  "region",
  CASE
    WHEN GROUPING("industry") = 0 THEN 'industry'
    WHEN GROUPING("industry_group") = 0 THEN 'industry_group'
    WHEN GROUPING("ownership") = 0 THEN 'ownership'
    WHEN GROUPING("size") = 0 THEN 'size'
    WHEN GROUPING("scale") = 0 THEN 'scale'
    ELSE ''
  END AS "dimension",
  CASE
    WHEN GROUPING("industry") = 0 THEN "industry"
    WHEN GROUPING("industry_group") = 0 THEN "industry_group"
    WHEN GROUPING("ownership") = 0 THEN "ownership"
    WHEN GROUPING("size") = 0 THEN "size"
    WHEN GROUPING("scale") = 0 THEN "scale"
    ELSE ''
  END AS "member",
  SUM("employers") AS "employers",
  SUM("with_union") AS "with_union",
  SUM("own_union") AS "own_union",
  SUM("with_party") AS "with_party"
FROM (
SELECT
  "t0"."region",
  "t0"."industry",
  "t0"."industry_group",
  "t0"."ownership",
  "t0"."size",
  "t0"."scale",
  1 AS "employers",
  "t0"."with_union",
  "t0"."own_union",
  "t0"."with_party"
FROM "employer_profile" AS "t0"
) AS subject
GROUP BY GROUPING SETS (
  ("region"),
  ("region", "industry"),
  ("region", "industry_group"),
  ("region", "ownership"),
  ("region", "size"),
  ("region", "scale")
)
) AS result
