"""What rows want of persons: who they are, schooling, skills, membership, background, and the card."""

from changai.domains.workforce.people.actions import refresh
from changai.domains.workforce.roster.models import (
    BACKGROUND,
    BACKGROUND_END,
    CARD,
    CERTIFICATE,
    EDUCATION,
    EMPLOYER,
    MEMBERSHIP,
    PERSON,
)
from changai.domains.workforce.roster.queries import BIRTH, SEX
from changai.kernel.imports.context import Context

OLD_PERSONS = "SELECT DISTINCT person_id FROM own WHERE NOT fresh"
UNREAD = "SELECT count(*) FROM cell c JOIN live v USING (rn) WHERE c.{k} IS NOT NULL AND v.{k} IS NULL"


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
        "JOIN who w ON w.id_number = v.id_number AND NOT w.was_merged LEFT JOIN blind_phone p ON p.text = v.phone WHERE coalesce(n.nth, 1) = 1 "
        "AND coalesce(w.id NOT IN (SELECT id FROM stranger), true)",
        "SELECT id, id_index, phone_index, phone, ethnicity FROM known",
    )


def base(context: Context) -> None:
    """row(…): live rows with person and place; `fresh`: the person is new. Makes `born` for the verdicts.

    own(…): those of them whose person's own facts this post may change.
    """
    stage = context.stage
    stage.run(
        "CREATE OR REPLACE TABLE tie AS SELECT v.rn, coalesce(p.id, w.id) AS person_id, s.org, s.region AS place_region, "
        "coalesce(p.state = 'new', false) AS fresh, coalesce(n.nth, 1) AS nth, "
        "coalesce(w.id IN (SELECT id FROM stranger), false) AS stranger "
        "FROM live v JOIN who w USING (id_number) LEFT JOIN plan_person p ON p.id_index = w.id_index JOIN place s ON s.rn = v.rn "
        "LEFT JOIN ranked n ON n.rn = v.rn"
    )
    stage.run("CREATE OR REPLACE VIEW row AS SELECT v.*, t.* EXCLUDE (rn) FROM value v JOIN tie t USING (rn)")
    stage.run("CREATE OR REPLACE VIEW own AS SELECT * FROM row WHERE NOT stranger")
    stage.run("CREATE OR REPLACE TABLE born AS SELECT rn FROM tie WHERE fresh")


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
        "SELECT rn, person_id, education AS level, NULL::DATE AS since, education AS shown FROM own "
        "WHERE education IS NOT NULL AND nth = 1",
        "SELECT r.rn, coalesce(min(h.id) FILTER (h.level = r.education), arg_min(h.id, h.level)) AS id, "
        "coalesce(min(h.level) FILTER (h.level = r.education), min(h.level)) AS level FROM own r JOIN had_education h "
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
        "cert_on AS issued_on, NULL::DATE AS revoked_on, coalesce(cert_number, '无编号') AS shown FROM own "
        "WHERE skill > 0 AND (nth = 1 OR cert_number IS NOT NULL)",
        "SELECT rn, arg_min(id, fit) AS id, arg_min(rank, fit) AS rank, arg_min(number, fit) AS number, arg_min(issued_on, fit) "
        "AS issued_on FROM (SELECT r.rn, h.id, h.rank, nullif(h.number, '') AS number, h.issued_on, CASE WHEN h.number = r.cert_number THEN 0 "
        "WHEN h.rank = r.skill AND (h.number = '' OR r.cert_number IS NULL) THEN 1 END AS fit FROM own r JOIN had_certificate h "
        "ON h.person_id = r.person_id WHERE r.skill > 0) WHERE fit IS NOT NULL GROUP BY rn",
    )
    context.notice(
        "SELECT count(*) FROM own WHERE cert_number IS NOT NULL AND skill IS NULL",
        "有 {n} 行填了证书编号而没有技能等级，证书没有记录，请补齐后再导入",
    )


def membership(context: Context) -> None:
    """Members: one open membership a person, in the unit's union, else in the one joint union that covers the unit."""
    stage = context.stage
    context.fetch(
        "unions",
        {"id": "BIGINT", "employer_id": "BIGINT", "joint": "INTEGER"},
        "SELECT u.organisation_id, u.employer_id, 0 FROM memberships_union u JOIN changai_import_key k "
        "ON u.employer_id = k.k JOIN parties_organisation o ON o.id = u.organisation_id WHERE o.ended_on IS NULL "
        "UNION ALL SELECT c.union_id, c.employer_id, 1 FROM memberships_unioncoverage c JOIN changai_import_key k "
        "ON c.employer_id = k.k JOIN parties_organisation o ON o.id = c.union_id WHERE o.ended_on IS NULL "
        f"AND c.until IS NULL AND (c.since IS NULL OR c.since <= '{context.today}')",
        "SELECT DISTINCT org FROM own WHERE org IS NOT NULL",
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
        "NULL::DATE AS until FROM own r LEFT JOIN (SELECT employer_id, coalesce(min(id) FILTER (joint = 0), "
        "CASE WHEN count(*) = 1 THEN min(id) END) AS id FROM unions GROUP BY employer_id) u ON u.employer_id = r.org LEFT JOIN had_membership h ON h.person_id = r.person_id WHERE r.member AND r.nth = 1",
        "SELECT * FROM had_membership",
    )
    stage.run("DROP TABLE unions")
    context.notice(
        "SELECT count(*) FROM own r JOIN had_membership h USING (person_id) WHERE NOT r.member",
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
        "FROM (SELECT rn, person_id, household AS household_region, migrant, politics AS political_status FROM own WHERE nth = 1 "
        "AND (household IS NOT NULL OR migrant IS NOT NULL OR politics IS NOT NULL)) r LEFT JOIN "
        "(SELECT id, person_id, since, nullif(household_region, '') AS household_region, migrant, "
        "nullif(political_status, '') AS political_status FROM had_background) h USING (person_id)"
    )
    for one in names:
        title = BACKGROUND.title(one)
        stage.run(
            f"INSERT INTO change SELECT rn, 'background', '{one}', '{title}', CAST(h_{one} AS VARCHAR), CAST({one} AS VARCHAR) "
            f"FROM spell WHERE (turn OR id IS NULL) AND {one} IS NOT NULL AND {one} IS DISTINCT FROM h_{one}"
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
        f"SELECT rn, person_id, CASE WHEN turn THEN {today} END AS since, NULL::DATE AS until, {merged} FROM spell",
        f"SELECT rn, id, {', '.join(f'h_{one} AS {one}' for one in names)} FROM spell WHERE NOT turn AND id IS NOT NULL",
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
