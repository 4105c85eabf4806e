-- The same results as the released rules, as one would write them by hand for one snapshot and one day:
-- bands and dates as literals. The fact tables, and the industry groupings (terms, industry_group,
-- industry_section), are views on Parquet files.
CREATE TEMP TABLE profile AS
WITH job AS (
    SELECT * FROM employment WHERE since <= DATE '2026-11-20' AND ("until" IS NULL OR "until" >= DATE '2026-11-20')
    QUALIFY row_number() OVER (PARTITION BY worker_id ORDER BY since DESC, employment_id DESC) = 1
), life AS (
    SELECT * FROM background
    WHERE (since IS NULL OR since <= DATE '2026-11-20') AND ("until" IS NULL OR "until" > DATE '2026-11-20')
    QUALIFY row_number() OVER (PARTITION BY worker_id ORDER BY since DESC NULLS LAST, background_id DESC) = 1
), pay AS (
    SELECT employment_id, arg_max(amount_fen, "month") AS fen FROM wage
    WHERE "month" BETWEEN DATE '2025-12-01' AND DATE '2026-11-01' GROUP BY employment_id
), school AS (
    SELECT worker_id, min(level) AS level FROM education
    WHERE since IS NULL OR since <= DATE '2026-11-20' GROUP BY worker_id
), skills AS (
    SELECT worker_id, max(skill_rank) AS held FROM certificate
    WHERE (issued_on IS NULL OR issued_on <= DATE '2026-11-20')
      AND (revoked_on IS NULL OR revoked_on > DATE '2026-11-20') GROUP BY worker_id
), facts AS (
    SELECT job.worker_id, job.employer_id, job.region, job.flexible_group, person.sex, life.migrant,
           life.household_region, life.political_status, pay.fen, school.level, coalesce(skills.held, 0) AS rank,
           employer.ownership, employer.size, section.section, grouping.member AS industry_group,
           2026 - year(birth_date) - CASE WHEN 1120 < month(birth_date) * 100 + day(birth_date) THEN 1 ELSE 0 END
               AS years,
           EXISTS (FROM union_membership AS m WHERE m.worker_id = job.worker_id
               AND (m.since IS NULL OR m.since <= DATE '2026-11-20')
               AND (m."until" IS NULL OR m."until" >= DATE '2026-11-20')) AS member,
           EXISTS (FROM contract AS c WHERE c.employment_id = job.employment_id
               AND (c.since IS NULL OR c.since <= DATE '2026-11-20')
               AND (c."until" IS NULL OR c."until" >= DATE '2026-11-20')) AS signed
    FROM job
    JOIN person ON person.worker_id = job.worker_id
    LEFT JOIN life ON life.worker_id = job.worker_id
    LEFT JOIN pay ON pay.employment_id = job.employment_id
    LEFT JOIN school ON school.worker_id = job.worker_id
    LEFT JOIN skills ON skills.worker_id = job.worker_id
    LEFT JOIN employer ON employer.employer_id = job.employer_id
    LEFT JOIN terms ON terms.county = left(job.region, 6)
    LEFT JOIN industry_section AS section ON section.industry = employer.industry
    LEFT JOIN industry_group AS grouping ON grouping.industry = employer.industry AND grouping.scheme = terms.industry_scheme
)
SELECT worker_id, employer_id, region, coalesce(sex, 'unknown') AS sex,
       CASE WHEN years < 30 THEN 'below_30' WHEN years < 40 THEN '30_40' WHEN years < 50 THEN '40_50' ELSE 'from_50' END AS age,
       CASE WHEN level < '40' THEN 'college' WHEN level < '70' THEN 'secondary' WHEN level < '80' THEN 'junior'
            WHEN level IS NOT NULL THEN 'primary' ELSE 'unknown' END AS education,
       CASE WHEN fen IS NULL THEN 'unknown' WHEN fen < 200000 THEN 'below_2000' WHEN fen < 300000 THEN '2000_3000'
            WHEN fen < 500000 THEN '3000_5000' ELSE 'from_5000' END AS wage,
       CASE WHEN rank < 2 THEN 'general' WHEN rank < 4 THEN 'junior' ELSE 'senior' END AS skill,
       CAST(rank AS VARCHAR) AS skill_rank, coalesce(section, 'unknown') AS industry,
       coalesce(industry_group, 'unknown') AS industry_group,
       CASE WHEN migrant IS NULL THEN 'unknown' WHEN NOT migrant THEN 'no' WHEN household_region IS NULL THEN 'migrant'
            WHEN left(household_region, 6) = left(region, 6) THEN 'local' ELSE 'outside' END AS migrant,
       coalesce(flexible_group, 'no') AS flexible_group, coalesce(ownership, 'unknown') AS ownership,
       coalesce(size, 'unknown') AS size, CASE WHEN member THEN 'yes' ELSE 'no' END AS union_member,
       CASE WHEN political_status IS NULL THEN 'unknown' WHEN political_status IN ('01', '02') THEN 'yes' ELSE 'no' END
           AS party_member,
       CASE WHEN employer_id IS NULL THEN 'none' WHEN signed THEN 'yes' ELSE 'no' END AS contract,
       CASE WHEN rank >= 2 THEN 1 ELSE 0 END AS skilled, CASE WHEN rank >= 4 THEN 1 ELSE 0 END AS high_skilled
FROM facts;

CREATE TEMP TABLE tally AS
SELECT region,
       CASE WHEN grouping(sex) = 0 THEN 'sex' WHEN grouping(age) = 0 THEN 'age'
            WHEN grouping(education) = 0 THEN 'education' WHEN grouping(wage) = 0 THEN 'wage'
            WHEN grouping(skill) = 0 THEN 'skill' WHEN grouping(skill_rank) = 0 THEN 'skill_rank'
            WHEN grouping(industry) = 0 THEN 'industry' WHEN grouping(industry_group) = 0 THEN 'industry_group'
            WHEN grouping(migrant) = 0 THEN 'migrant' WHEN grouping(flexible_group) = 0 THEN 'flexible_group'
            WHEN grouping(ownership) = 0 THEN 'ownership' WHEN grouping(size) = 0 THEN 'size'
            WHEN grouping(union_member) = 0 THEN 'union_member' WHEN grouping(party_member) = 0 THEN 'party_member'
            WHEN grouping(contract) = 0 THEN 'contract' ELSE '' END AS dimension,
       coalesce(sex, age, education, wage, skill, skill_rank, industry, industry_group, migrant, flexible_group,
                ownership, size, union_member, party_member, contract, '') AS member,
       count(*) AS workers, count(*) FILTER (union_member = 'yes') AS members,
       count(*) FILTER (party_member = 'yes') AS party, count(*) FILTER (contract <> 'none') AS should_sign,
       count(*) FILTER (contract = 'yes') AS signed, sum(skilled) AS skilled, sum(high_skilled) AS high_skilled,
       count(*) FILTER (migrant IN ('local', 'outside', 'migrant')) AS migrants,
       count(*) FILTER (migrant = 'outside') AS outsiders
FROM profile
GROUP BY GROUPING SETS ((region), (region, sex), (region, age), (region, education), (region, wage), (region, skill),
    (region, skill_rank), (region, industry), (region, industry_group), (region, migrant), (region, flexible_group),
    (region, ownership), (region, size), (region, union_member), (region, party_member), (region, contract));

CREATE TEMP TABLE unit_tally AS
WITH staff AS (SELECT employer_id, count(*) AS heads FROM profile WHERE employer_id IS NOT NULL GROUP BY employer_id),
standing AS (
    FROM trade_union WHERE (founded_on IS NULL OR founded_on <= DATE '2026-11-20')
        AND (ended_on IS NULL OR ended_on >= DATE '2026-11-20')
), covers AS (
    SELECT c.employer_id FROM union_coverage AS c JOIN standing USING (union_id)
    WHERE (c.since IS NULL OR c.since <= DATE '2026-11-20') AND (c."until" IS NULL OR c."until" >= DATE '2026-11-20')
),
unit AS (
    SELECT employer.region, coalesce(section.section, 'unknown') AS industry,
           coalesce(grouping.member, 'unknown') AS industry_group, coalesce(ownership, 'unknown') AS ownership,
           coalesce(size, 'unknown') AS size,
           CASE WHEN greatest(coalesce(headcount, 0), coalesce(heads, 0)) >= 25 THEN 'large' ELSE 'small' END AS scale,
           employer.employer_id IN (SELECT employer_id FROM standing WHERE employer_id IS NOT NULL
               UNION ALL SELECT employer_id FROM covers) AS covered,
           employer.employer_id IN (SELECT employer_id FROM standing
               WHERE employer_id IS NOT NULL AND coalesce(kind, 'separate') = 'separate') AS own,
           coalesce(party_since <= DATE '2026-11-20', false) AS party
    FROM employer
    LEFT JOIN staff ON staff.employer_id = employer.employer_id
    LEFT JOIN terms ON terms.county = left(employer.region, 6)
    LEFT JOIN industry_section AS section ON section.industry = employer.industry
    LEFT JOIN industry_group AS grouping
        ON grouping.industry = employer.industry AND grouping.scheme = terms.industry_scheme
    WHERE (founded_on IS NULL OR founded_on <= DATE '2026-11-20') AND (ended_on IS NULL OR ended_on >= DATE '2026-11-20')
)
SELECT region,
       CASE WHEN grouping(industry) = 0 THEN 'industry' WHEN grouping(industry_group) = 0 THEN 'industry_group'
            WHEN grouping(ownership) = 0 THEN 'ownership' WHEN grouping(size) = 0 THEN 'size'
            WHEN grouping(scale) = 0 THEN 'scale' ELSE '' END AS dimension,
       coalesce(industry, industry_group, ownership, size, scale, '') AS member,
       count(*) AS employers, count(*) FILTER (covered) AS with_union, count(*) FILTER (own) AS own_union, count(*) FILTER (party) AS with_party
FROM unit
GROUP BY GROUPING SETS ((region), (region, industry), (region, industry_group), (region, ownership), (region, size),
    (region, scale));

CREATE TEMP TABLE up AS
WITH RECURSIVE walk(code, region) AS (
    SELECT code, code FROM place
    UNION ALL SELECT walk.code, place.parent FROM walk JOIN place ON place.code = walk.region
    WHERE place.parent IS NOT NULL
)
SELECT walk.code, walk.region, place.level FROM walk JOIN place ON place.code = walk.region;

CREATE TEMP TABLE summed AS
SELECT up.region, level, dimension, member, sum(workers) AS workers, sum(members) AS members, sum(party) AS party,
       sum(should_sign) AS should_sign, sum(signed) AS signed, sum(skilled) AS skilled,
       sum(high_skilled) AS high_skilled, sum(migrants) AS migrants, sum(outsiders) AS outsiders
FROM tally JOIN up ON up.code = tally.region GROUP BY ALL;

CREATE TEMP TABLE unit_summed AS
SELECT up.region, level, dimension, member, sum(employers) AS employers, sum(with_union) AS with_union,
       sum(own_union) AS own_union, sum(with_party) AS with_party
FROM unit_tally JOIN up ON up.code = unit_tally.region GROUP BY ALL;

CREATE TEMP TABLE figures AS
WITH rate AS (
    SELECT 'headcount' AS key, region, level, '' AS dimension, '' AS member, workers AS part, workers AS whole
    FROM summed WHERE dimension = ''
    UNION ALL SELECT 'structure', region, level, dimension, member, workers,
        sum(workers) OVER (PARTITION BY region, dimension) FROM summed
    UNION ALL SELECT 'union-rate', region, level, dimension, member, members, workers FROM summed
    UNION ALL SELECT 'party-members', region, level, dimension, member, party, workers FROM summed
    UNION ALL SELECT 'contract-rate', region, level, dimension, member, signed, should_sign FROM summed
    UNION ALL SELECT 'high-skilled', region, level, dimension, member, high_skilled, skilled FROM summed
    UNION ALL SELECT 'migrants', region, level, dimension, member, migrants, workers FROM summed
    UNION ALL SELECT 'outside-migrants', region, level, dimension, member, outsiders, migrants FROM summed
    UNION ALL SELECT 'union-coverage', region, level, dimension, member, with_union, employers FROM unit_summed
    UNION ALL SELECT 'party-coverage', region, level, dimension, member, with_party, employers FROM unit_summed
    UNION ALL SELECT 'union-coverage-large', region, level, dimension, member, own_union, employers
    FROM unit_summed WHERE dimension = 'scale' AND member = 'large'
)
SELECT key, region, level, '2026-11' AS period, dimension, member, CAST(part AS BIGINT) AS part,
       CAST(whole AS BIGINT) AS whole,
       CASE WHEN key = 'headcount' THEN CAST(part AS DOUBLE) ELSE CAST(part AS DOUBLE) / CAST(whole AS DOUBLE) END AS value
FROM rate WHERE whole > 0;
