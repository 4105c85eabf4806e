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
  "region",
  CASE
    WHEN GROUPING("sex") = 0 THEN 'sex'
    WHEN GROUPING("age") = 0 THEN 'age'
    WHEN GROUPING("education") = 0 THEN 'education'
    WHEN GROUPING("wage") = 0 THEN 'wage'
    WHEN GROUPING("skill") = 0 THEN 'skill'
    WHEN GROUPING("skill_rank") = 0 THEN 'skill_rank'
    WHEN GROUPING("industry") = 0 THEN 'industry'
    WHEN GROUPING("industry_group") = 0 THEN 'industry_group'
    WHEN GROUPING("migrant") = 0 THEN 'migrant'
    WHEN GROUPING("flexible_group") = 0 THEN 'flexible_group'
    WHEN GROUPING("ownership") = 0 THEN 'ownership'
    WHEN GROUPING("size") = 0 THEN 'size'
    WHEN GROUPING("union_member") = 0 THEN 'union_member'
    WHEN GROUPING("party_member") = 0 THEN 'party_member'
    WHEN GROUPING("contract") = 0 THEN 'contract'
    ELSE ''
  END AS "dimension",
  CASE
    WHEN GROUPING("sex") = 0 THEN "sex"
    WHEN GROUPING("age") = 0 THEN "age"
    WHEN GROUPING("education") = 0 THEN "education"
    WHEN GROUPING("wage") = 0 THEN "wage"
    WHEN GROUPING("skill") = 0 THEN "skill"
    WHEN GROUPING("skill_rank") = 0 THEN "skill_rank"
    WHEN GROUPING("industry") = 0 THEN "industry"
    WHEN GROUPING("industry_group") = 0 THEN "industry_group"
    WHEN GROUPING("migrant") = 0 THEN "migrant"
    WHEN GROUPING("flexible_group") = 0 THEN "flexible_group"
    WHEN GROUPING("ownership") = 0 THEN "ownership"
    WHEN GROUPING("size") = 0 THEN "size"
    WHEN GROUPING("union_member") = 0 THEN "union_member"
    WHEN GROUPING("party_member") = 0 THEN "party_member"
    WHEN GROUPING("contract") = 0 THEN "contract"
    ELSE ''
  END AS "member",
  SUM("workers") AS "workers",
  SUM("members") AS "members",
  SUM("party") AS "party",
  SUM("should_sign") AS "should_sign",
  SUM("signed") AS "signed",
  SUM("skilled") AS "skilled",
  SUM("high_skilled") AS "high_skilled",
  SUM("migrants") AS "migrants",
  SUM("outsiders") AS "outsiders"
FROM (
SELECT
  "t0"."region",
  "t0"."sex",
  "t0"."age",
  "t0"."education",
  "t0"."wage",
  "t0"."skill",
  "t0"."skill_rank",
  "t0"."industry",
  "t0"."industry_group",
  "t0"."migrant",
  "t0"."flexible_group",
  "t0"."ownership",
  "t0"."size",
  "t0"."union_member",
  "t0"."party_member",
  "t0"."contract",
  1 AS "workers",
  CASE WHEN COALESCE("t0"."union_member" = 'yes', FALSE) THEN 1 ELSE 0 END AS "members",
  CASE WHEN COALESCE("t0"."party_member" = 'yes', FALSE) THEN 1 ELSE 0 END AS "party",
  CASE WHEN COALESCE("t0"."contract" <> 'none', FALSE) THEN 1 ELSE 0 END AS "should_sign",
  CASE WHEN COALESCE("t0"."contract" = 'yes', FALSE) THEN 1 ELSE 0 END AS "signed",
  "t0"."skilled",
  "t0"."high_skilled",
  CASE
    WHEN COALESCE("t0"."migrant" IN ('local', 'outside', 'migrant'), FALSE)
    THEN 1
    ELSE 0
  END AS "migrants",
  CASE WHEN COALESCE("t0"."migrant" = 'outside', FALSE) THEN 1 ELSE 0 END AS "outsiders"
FROM "worker_profile" AS "t0"
) AS subject
GROUP BY GROUPING SETS (
  ("region"),
  ("region", "sex"),
  ("region", "age"),
  ("region", "education"),
  ("region", "wage"),
  ("region", "skill"),
  ("region", "skill_rank"),
  ("region", "industry"),
  ("region", "industry_group"),
  ("region", "migrant"),
  ("region", "flexible_group"),
  ("region", "ownership"),
  ("region", "size"),
  ("region", "union_member"),
  ("region", "party_member"),
  ("region", "contract")
)
) AS result
