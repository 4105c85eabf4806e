-- The same results as the released rules, as one would write them by hand for one snapshot and one day:
-- bands and dates as literals, no parameter tables. $path tables are views on the Parquet files.
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
