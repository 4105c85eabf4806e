"""Import of rosters: rows become persons, units, employments and what hangs on them."""

from changai.domains.workforce.people.actions import refresh
from changai.domains.workforce.roster.models import (
    BACKGROUND,
    BACKGROUND_END,
    CARD,
    CERTIFICATE,
    CONTRACT,
    EDUCATION,
    EMPLOYER,
    EMPLOYMENT,
    GROUP_WORK,
    MEMBERSHIP,
    ORGANISATION,
    PERSON,
    WAGE,
)
from changai.domains.workforce.roster.queries import (
    BIRTH,
    FULL_NAME,
    PERSON_CHECKS,
    ROSTER_CHECKS,
    SEX,
    clashes,
    find_persons,
    find_units,
    recorded_employments,
    same_person_twice,
    within_scope,
)
from changai.domains.workforce.roster.screens import GROUPS_SHEET, ROSTER
from changai.kernel.access.roles import EMPLOYER_CLERK, UNION_OFFICER
from changai.kernel.imports.context import Context
from changai.kernel.imports.kinds import Kind, register


def match_roster(context: Context) -> None:
    """Compare a roster with the records and lay out what is wanted."""
    context.sift()
    find_units(context)
    find_persons(context)
    same_person_twice(context)
    clashes(context)
    units(context)
    persons(context)
    base(context)
    employments(context)
    contracts_and_wages(context)
    education(context)
    certificates(context)
    membership(context)
    background(context)
    cards(context)
    notices(context)


def units(context: Context) -> None:
    """New units, and place(rn, org, region): where each live row belongs."""
    full = FULL_NAME.format(c="v.employer")
    context.settle(
        ORGANISATION,
        f"SELECT min(v.rn) AS rn, mode({full}) AS name, 'employer' AS kind, v.credit AS credit_code, "
        f"coalesce(any_value(v.region), '{context.region}') AS region_id FROM live v "
        "WHERE v.rn NOT IN (SELECT rn FROM unit) GROUP BY v.credit",
    )
    context.settle(
        EMPLOYER,
        "SELECT rn, id AS organisation_id, NULL::VARCHAR AS industry, NULL::VARCHAR AS ownership, NULL::VARCHAR AS size, "
        "NULL::VARCHAR AS park FROM plan_organisation",
    )
    context.extra["new_employers"] = context.stage.one("SELECT count(*) FROM plan_organisation")
    context.stage.run(
        "CREATE OR REPLACE TABLE place AS SELECT v.rn, coalesce(u.org, o.id) AS org, coalesce(u.region, o.region_id) AS region "
        "FROM live v LEFT JOIN unit u USING (rn) LEFT JOIN plan_organisation o ON o.credit_code = v.credit"
    )


def persons(context: Context) -> None:
    """New and changed persons by their latest row; born(rn): rows of new persons."""
    context.blind("phone", "phone")
    # Of a person's rows the latest speaks for the person; nearly everybody has but one.
    context.stage.run(
        "CREATE OR REPLACE TABLE ranked AS SELECT rn, row_number() OVER (PARTITION BY id_number ORDER BY since DESC, rn) AS nth "
        "FROM live WHERE id_number IN (SELECT id_number FROM twice)"
    )
    context.settle(
        PERSON,
        f"SELECT v.rn, v.name, v.id_number, w.id_index, v.phone, p.found AS phone_index, {SEX} AS sex, {BIRTH} AS birth_date, "
        "v.ethnicity FROM live v LEFT JOIN ranked n ON n.rn = v.rn "
        "JOIN who w ON w.id_number = v.id_number AND NOT w.was_merged LEFT JOIN blind_phone p ON p.text = v.phone WHERE coalesce(n.nth, 1) = 1",
        "SELECT id, id_index, phone_index, phone, ethnicity FROM known",
    )


def base(context: Context) -> None:
    """row(…): live rows with person and place; `fresh`: the person is new. Makes `born` for the verdicts."""
    stage = context.stage
    stage.run(
        "CREATE OR REPLACE TABLE row AS SELECT v.*, coalesce(p.id, w.id) AS person_id, s.org, s.region AS place_region, "
        "coalesce(p.state = 'new', false) AS fresh, coalesce(n.nth, 1) AS nth "
        "FROM live v JOIN who w USING (id_number) LEFT JOIN plan_person p ON p.id_index = w.id_index JOIN place s ON s.rn = v.rn "
        "LEFT JOIN ranked n ON n.rn = v.rn"
    )
    stage.run("CREATE OR REPLACE TABLE born AS SELECT rn FROM row WHERE fresh")


def employments(context: Context) -> None:
    """One employment a row, at its unit from its day."""
    context.settle(
        EMPLOYMENT,
        "SELECT rn, person_id, org AS employer_id, NULL::VARCHAR AS platform, place_region AS region_id, post, occupation, "
        'NULL::VARCHAR AS "group", since, until, employer AS shown FROM row',
        "SELECT id, person_id, employer_id, since, until, nullif(post, '') AS post, nullif(occupation, '') AS occupation FROM there",
    )
    context.notice(
        "SELECT count(DISTINCT r.rn) FROM row r JOIN plan_employment p USING (rn) JOIN there e ON e.person_id = r.person_id "
        "WHERE p.state = 'new' AND e.employer_id IS DISTINCT FROM r.org AND (e.until IS NULL OR e.until >= r.since)",
        "有 {n} 人在其他单位还有未结束的工作记录，已另增一段，请核对是否兼职",
    )


def contracts_and_wages(context: Context) -> None:
    """The contract and the month's wage of each employment."""
    stage = context.stage
    old = "SELECT DISTINCT id FROM plan_employment WHERE state <> 'new'"
    context.fetch(
        "had_contract",
        {"id": "BIGINT", "employment_id": "BIGINT", "kind": "VARCHAR", "since": "DATE", "until": "DATE"},
        f"SELECT c.id, c.employment_id, c.kind, c.since, c.until FROM {CONTRACT.table} c JOIN changai_import_key k "
        "ON c.employment_id = k.k",
        old,
    )
    context.settle(
        CONTRACT,
        "SELECT r.rn, e.id AS employment_id, r.contract AS kind, r.contract_since AS since, r.contract_until AS until, r.person_id "
        "FROM row r JOIN plan_employment e USING (rn) WHERE r.contract <> '' AND r.contract_since IS NOT NULL",
        "SELECT * FROM had_contract",
    )
    context.notice(
        "SELECT count(*) FROM row WHERE contract <> '' AND contract_since IS NULL",
        "有 {n} 行填了合同类型而没有合同起始日期，合同没有记录，请补齐后再导入",
    )
    context.fetch(
        "had_wage",
        {"id": "BIGINT", "employment_id": "BIGINT", "month": "DATE", "amount_fen": "BIGINT"},
        f"SELECT c.id, c.employment_id, c.month, c.amount_fen FROM {WAGE.table} c JOIN changai_import_key k "
        "ON c.employment_id = k.k",
        old,
    )
    # A month outside the employment would pay somebody not yet or no longer there.
    month = (
        f"date_trunc('month', coalesce(r.wage_month, greatest(r.since, least(DATE '{context.month}', "
        f"coalesce(r.until, DATE '{context.month}')))))::DATE"
    )
    context.settle(
        WAGE,
        f"SELECT r.rn, e.id AS employment_id, {month} AS month, r.wage AS amount_fen, r.person_id FROM row r "
        "JOIN plan_employment e USING (rn) WHERE r.wage IS NOT NULL",
        "SELECT * FROM had_wage",
    )
    stage.run("DROP TABLE had_contract")
    stage.run("DROP TABLE had_wage")


OLD_PERSONS = "SELECT DISTINCT person_id FROM row WHERE NOT fresh"


def education(context: Context) -> None:
    """The level reached. A lower one than recorded corrects the record: nobody loses a schooling."""
    context.fetch(
        "had_education",
        {"id": "BIGINT", "person_id": "BIGINT", "level": "VARCHAR"},
        f"SELECT c.id, c.person_id, c.level FROM {EDUCATION.table} c JOIN changai_import_key k ON c.person_id = k.k",
        OLD_PERSONS,
    )
    context.settle(
        EDUCATION,
        "SELECT rn, person_id, education AS level, NULL::DATE AS since, education AS shown FROM row "
        "WHERE education IS NOT NULL AND nth = 1",
        "SELECT r.rn, coalesce(min(h.id) FILTER (h.level = r.education), arg_min(h.id, h.level)) AS id, "
        "coalesce(min(h.level) FILTER (h.level = r.education), min(h.level)) AS level FROM row r JOIN had_education h "
        "ON h.person_id = r.person_id WHERE r.education IS NOT NULL AND r.nth = 1 GROUP BY r.rn, r.education "
        "HAVING min(h.level) <= r.education",
    )


def certificates(context: Context) -> None:
    """The skill level held, by certificate number, else by level."""
    context.fetch(
        "had_certificate",
        {"id": "BIGINT", "person_id": "BIGINT", "rank": "INTEGER", "number": "VARCHAR", "issued_on": "DATE"},
        f"SELECT c.id, c.person_id, c.rank, c.number, c.issued_on FROM {CERTIFICATE.table} c JOIN changai_import_key k "
        "ON c.person_id = k.k WHERE c.revoked_on IS NULL",
        OLD_PERSONS,
    )
    context.settle(
        CERTIFICATE,
        "SELECT rn, person_id, 'level' AS kind, NULL::VARCHAR AS occupation, skill AS rank, cert_number AS number, "
        "cert_on AS issued_on, NULL::DATE AS revoked_on, coalesce(cert_number, '无编号') AS shown FROM row "
        "WHERE skill > 0 AND (nth = 1 OR cert_number IS NOT NULL)",
        "SELECT rn, arg_min(id, fit) AS id, arg_min(rank, fit) AS rank, arg_min(number, fit) AS number, arg_min(issued_on, fit) "
        "AS issued_on FROM (SELECT r.rn, h.id, h.rank, nullif(h.number, '') AS number, h.issued_on, CASE WHEN h.number = r.cert_number THEN 0 "
        "WHEN h.rank = r.skill AND (h.number = '' OR r.cert_number IS NULL) THEN 1 END AS fit FROM row r JOIN had_certificate h "
        "ON h.person_id = r.person_id WHERE r.skill > 0) WHERE fit IS NOT NULL GROUP BY rn",
    )
    context.notice(
        "SELECT count(*) FROM row WHERE cert_number IS NOT NULL AND skill IS NULL",
        "有 {n} 行填了证书编号而没有技能等级，证书没有记录，请补齐后再导入",
    )


def membership(context: Context) -> None:
    """Members: one open membership a person, in the unit's union where there is one."""
    stage = context.stage
    context.fetch(
        "unions",
        {"id": "BIGINT", "employer_id": "BIGINT"},
        "SELECT u.organisation_id, u.employer_id FROM memberships_union u JOIN changai_import_key k ON u.employer_id = k.k "
        "JOIN parties_organisation o ON o.id = u.organisation_id WHERE o.ended_on IS NULL",
        "SELECT DISTINCT org FROM row WHERE org IS NOT NULL",
    )
    context.fetch(
        "had_membership",
        {"id": "BIGINT", "person_id": "BIGINT", "union_id": "BIGINT", "since": "DATE"},
        f"SELECT c.id, c.person_id, c.union_id, c.since FROM {MEMBERSHIP.table} c JOIN changai_import_key k ON c.person_id = k.k "
        "WHERE c.until IS NULL",
        OLD_PERSONS,
    )
    context.settle(
        MEMBERSHIP,
        "SELECT r.rn, r.person_id, CASE WHEN h.union_id IS NULL THEN u.id END AS union_id, r.member_since AS since, "
        "NULL::DATE AS until FROM row r LEFT JOIN (SELECT employer_id, min(id) AS id FROM unions GROUP BY employer_id) u "
        "ON u.employer_id = r.org LEFT JOIN had_membership h ON h.person_id = r.person_id WHERE r.member AND r.nth = 1",
        "SELECT * FROM had_membership",
    )
    stage.run("DROP TABLE unions")
    context.notice(
        "SELECT count(*) FROM row r JOIN had_membership h USING (person_id) WHERE NOT r.member",
        "有 {n} 人名册填“否”而会籍仍在，会籍没有改动；确已终止的请到会籍中办理",
    )


def background(context: Context) -> None:
    """Household place, politics, migrant status: gaps are filled; what differs ends one spell and begins another."""
    stage, today = context.stage, f"DATE '{context.today}'"
    names = ("household_region", "migrant", "political_status")
    context.fetch(
        "had_background",
        {"id": "BIGINT", "person_id": "BIGINT", "since": "DATE", "household_region": "VARCHAR", "migrant": "BOOLEAN",
         "political_status": "VARCHAR"},
        f"SELECT c.id, c.person_id, c.since, c.household_region, c.migrant, c.political_status FROM {BACKGROUND.table} c "
        "JOIN changai_import_key k ON c.person_id = k.k WHERE c.until IS NULL",
        OLD_PERSONS,
    )  # fmt: skip
    turns = " OR ".join(
        f"(r.{one} IS NOT NULL AND h.{one} IS NOT NULL AND r.{one} <> h.{one})" for one in names
    )
    stage.run(
        "CREATE OR REPLACE TABLE spell AS SELECT r.rn, r.person_id, h.id, h.household_region AS h_household_region, "
        "h.migrant AS h_migrant, h.political_status AS h_political_status, r.household_region, r.migrant, r.political_status, "
        f"h.id IS NOT NULL AND ({turns}) AND coalesce(h.since < {today}, true) AS turn "
        "FROM (SELECT rn, person_id, household AS household_region, migrant, politics AS political_status FROM row WHERE nth = 1 "
        "AND (household IS NOT NULL OR migrant IS NOT NULL OR politics IS NOT NULL)) r LEFT JOIN "
        "(SELECT id, person_id, since, nullif(household_region, '') AS household_region, migrant, "
        "nullif(political_status, '') AS political_status FROM had_background) h USING (person_id)"
    )
    merged = ", ".join(
        f"CASE WHEN turn THEN coalesce({one}, h_{one}) ELSE {one} END AS {one}" for one in names
    )
    context.settle(
        BACKGROUND_END,
        f"SELECT rn, person_id, {today} AS until FROM spell WHERE turn",
        "SELECT id, person_id, NULL::DATE AS until FROM spell WHERE turn",
    )
    context.settle(
        BACKGROUND,
        f"SELECT rn, person_id, CASE WHEN turn THEN {today} END AS since, NULL::DATE AS until, {merged}, '' AS shown FROM spell",
        f"SELECT rn, id, {', '.join(f'h_{one} AS {one}' for one in names)} FROM spell WHERE NOT turn AND id IS NOT NULL",
    )


UNREAD = "SELECT count(*) FROM cell c JOIN live v USING (rn) WHERE c.{k} IS NOT NULL AND v.{k} IS NULL"


def notices(context: Context) -> None:
    """What the officer should know of roster rows that were taken."""
    context.notice(UNREAD.format(k="occupation"), "有 {n} 行的职业不在职业分类大典中，职业没有记录，其余照常")
    personal_notices(context)


def personal_notices(context: Context) -> None:
    """The same of persons."""
    context.notice(UNREAD.format(k="household"), "有 {n} 行的户籍所在地认不出，户籍没有记录，其余照常")
    context.notice(
        "SELECT count(*) FROM cell c JOIN live v USING (rn) WHERE length(c.id_number) = 15",
        "有 {n} 行是 15 位旧身份证号码，已转为 18 位",
    )
    context.notice(
        f"SELECT count(*) FROM live v WHERE v.since < {BIRTH} + INTERVAL 16 YEAR",
        "有 {n} 人入职时不满 16 周岁，请核对入职日期；情况属实的须依法处理",
    )


def cards(context: Context) -> None:
    """Cards of new persons, whose records are all in the stage: the same card as `people.actions.refresh` makes."""
    today = f"DATE '{context.today}'"
    context.fetch(
        "trade",
        {"id": "BIGINT", "industry": "VARCHAR"},
        f"SELECT e.organisation_id, e.industry FROM {EMPLOYER.table} e JOIN changai_import_key k ON e.organisation_id = k.k",
        "SELECT DISTINCT org FROM row WHERE fresh AND org IS NOT NULL",
    )
    holds = f"(since IS NULL OR since <= {today}) AND (until IS NULL OR until >= {today})"
    latest = "QUALIFY row_number() OVER (PARTITION BY"
    context.settle(
        CARD,
        f"""
        WITH job AS (
            SELECT * FROM plan_employment WHERE person_id IN (SELECT person_id FROM row WHERE fresh)
            {latest} person_id ORDER BY CASE WHEN since > {today} THEN 2 WHEN until < {today} THEN 1 ELSE 0 END,
            CASE WHEN until < {today} THEN until END DESC NULLS LAST, since DESC, id DESC) = 1),
        contract AS (SELECT * FROM plan_contract WHERE {holds} {latest} employment_id ORDER BY since DESC, id DESC) = 1),
        wage AS (SELECT * FROM plan_wage WHERE month <= {today} {latest} employment_id ORDER BY month DESC) = 1),
        skill AS (SELECT person_id, max(rank) AS rank FROM plan_certificate WHERE issued_on IS NULL OR issued_on <= {today}
            GROUP BY person_id)
        SELECT j.rn, j.person_id, j.id AS employment_id, j.region_id, j.employer_id, j.post, j.occupation, j."group",
            t.industry, j.since AS employed_since, j.until AS employed_until, c.kind AS contract_kind,
            c.until AS contract_until, w.amount_fen AS wage_fen, e.level AS education, coalesce(s.rank, 0) AS skill_rank,
            b.household_region, b.migrant, b.political_status,
            m.person_id IS NOT NULL AND coalesce(m.since <= {today}, true) AS union_member,
            j.since <= {today} AND coalesce(j.until >= {today}, true) AS working
        FROM job j LEFT JOIN contract c ON c.employment_id = j.id LEFT JOIN wage w ON w.employment_id = j.id
            LEFT JOIN plan_education e ON e.person_id = j.person_id LEFT JOIN skill s ON s.person_id = j.person_id
            LEFT JOIN plan_background b ON b.person_id = j.person_id LEFT JOIN plan_membership m ON m.person_id = j.person_id
            LEFT JOIN trade t ON t.id = j.employer_id""",
    )


def refresh_cards(context: Context) -> None:
    """Bring the cards of known persons whose records were added or changed up to date."""
    persons = " UNION ".join(
        f"SELECT {plan.target.person} FROM {plan.table} WHERE state <> 'same' "
        f"AND {plan.target.person} NOT IN (SELECT person_id FROM plan_card)"
        for plan in context.plans
        if plan.target.person and (plan.new or plan.changed)
    )
    if persons:
        refresh((row[0] for block in context.stage.blocks(persons) for row in block), on=context.today)


ROSTER_KIND = register(
    Kind(
        key="roster",
        title="职工花名册",
        explanation="每人一行。姓名、公民身份号码、单位名称、统一社会信用代码、入职日期必须有列；其余的列可有可无，顺序不限。",
        by=(UNION_OFFICER, EMPLOYER_CLERK),
        columns=ROSTER,
        checks=ROSTER_CHECKS,
        match=match_roster,
        after=refresh_cards,
        refresh=refresh,
    )
)


def match_groups(context: Context) -> None:
    """Compare a sheet of workers in groups without a fixed employer with the records."""
    stage = context.stage
    context.sift()
    stage.run("CREATE OR REPLACE TABLE unit (rn BIGINT, org BIGINT, region VARCHAR)")
    within_scope(context)
    find_persons(context)
    same_person_twice(context)
    recorded_employments(context)
    context.reject(
        "SELECT DISTINCT v.rn, 'since', '该人员在同一群体已有 ' || CAST(e.since AS VARCHAR) || ' 起的记录，与本行重叠；请把起始日期改为一致，或先登记终止' "
        'FROM live v JOIN who w USING (id_number) JOIN there e ON e.person_id = w.id AND e."group" = v.group_key AND e.employer_id IS NULL '
        "WHERE e.since <> v.since AND e.since <= coalesce(v.until, DATE '9999-12-31') AND v.since <= coalesce(e.until, DATE '9999-12-31')"
    )
    persons(context)
    stage.run(
        f"CREATE OR REPLACE TABLE place AS SELECT rn, NULL::BIGINT AS org, coalesce(region, '{context.region}') AS region FROM live"
    )
    base(context)
    context.settle(
        GROUP_WORK,
        "SELECT rn, person_id, NULL::BIGINT AS employer_id, platform, place_region AS region_id, NULL::VARCHAR AS post, "
        "NULL::VARCHAR AS occupation, group_key AS \"group\", since, until, '新就业形态' AS shown FROM row",
        "SELECT id, person_id, \"group\", since, until, nullif(platform, '') AS platform FROM there WHERE employer_id IS NULL",
    )
    education(context)
    membership(context)
    background(context)
    stage.run(
        "CREATE OR REPLACE TABLE plan_contract (id BIGINT, employment_id BIGINT, since DATE, until DATE, kind VARCHAR)"
    )
    stage.run("CREATE OR REPLACE TABLE plan_wage (employment_id BIGINT, month DATE, amount_fen BIGINT)")
    stage.run("CREATE OR REPLACE TABLE plan_certificate (person_id BIGINT, rank INTEGER, issued_on DATE)")
    cards(context)
    personal_notices(context)


GROUPS_KIND = register(
    Kind(
        key="groups",
        title="新就业形态从业人员名册",
        explanation="每人一行。姓名、公民身份号码、群体、起始日期必须有列；其余的列可有可无，顺序不限。",
        by=(UNION_OFFICER,),
        columns=GROUPS_SHEET,
        checks=PERSON_CHECKS,
        match=match_groups,
        after=refresh_cards,
        refresh=refresh,
    )
)
