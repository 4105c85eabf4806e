"""Comparing rows with the records: whose unit, which person, what contradicts what. All set-wise, in the stage."""

from changai.domains.workforce.employment.models import Employment
from changai.domains.workforce.people.models import Worker
from changai.domains.workforce.qualifications.models import Certificate
from changai.kernel.imports.context import Context
from changai.kernel.imports.kinds import Check
from changai.kernel.parties.models import Organisation, Person

_BIRTH = "make_date(CAST(substr({n}, 7, 4) AS BIGINT), CAST(substr({n}, 11, 2) AS BIGINT), CAST(substr({n}, 13, 2) AS BIGINT))"
_SEX = "CASE WHEN CAST(substr({n}, 17, 1) AS INTEGER) % 2 = 1 THEN '1' ELSE '2' END"
BIRTH, SEX = _BIRTH.format(n="v.id_number"), _SEX.format(n="v.id_number")
PERSON_CHECKS = (
    Check("sex", f"v.sex IS NOT NULL AND v.id_number IS NOT NULL AND v.sex <> {SEX}", "'与公民身份号码表示的性别不一致，请核对'"),
    Check("birth", f"v.birth IS NOT NULL AND v.id_number IS NOT NULL AND v.birth <> {BIRTH}", "'与公民身份号码表示的出生日期不一致，请核对'"),
    Check("since", f"v.since < {BIRTH}", "'早于出生日期，请核对'"),
    Check("since", "v.since > current_date + 366", "'晚于今天一年以上，请核对'"),
    Check("until", "v.until < v.since", "'早于起始（入职）日期，请核对'"),
    Check("member_since", "v.member_since > current_date", "'晚于今天，请核对'"),
    Check("member_since", f"v.member_since < {BIRTH}", "'早于出生日期，请核对'"),
    Check("name", "v.name IS NOT NULL AND (length(v.name) < 2 OR v.name ~ '.*[0-9].*')", "'不像姓名，请核对'"),
)  # fmt: skip
ROSTER_CHECKS = (
    *PERSON_CHECKS,
    Check("contract_until", "v.contract_until < v.contract_since", "'早于合同起始日期，请核对'"),
    Check("contract_until", "v.contract = 'open' AND v.contract_until IS NOT NULL", "'无固定期限合同不应有终止日期，请核对'"),
    Check("cert_on", "v.cert_on > current_date", "'晚于今天，请核对'"),
    Check("cert_on", f"v.cert_on < {BIRTH}", "'早于出生日期，请核对'"),
    Check("wage_month", "v.wage_month > current_date", "'晚于今天，请核对'"),
)  # fmt: skip
NOT_SHOWN = "（不在您的管理范围内，不显示）"
PLAIN_NAME = "replace(replace(replace({c}, '（', '('), '）', ')'), ' ', '')"
FULL_NAME = "replace(replace({c}, '(', '（'), ')', '）')"


def find_units(context: Context) -> None:
    """unit(rn, org, name, region): the recorded unit of each row; rows whose unit can't be settled are rejected."""
    kinds = {"id": "BIGINT", "name": "VARCHAR", "credit": "VARCHAR", "region": "VARCHAR"}
    table = Organisation._meta.db_table
    select = f"SELECT o.id, o.name, o.credit_code, o.region_id FROM {table} o JOIN changai_import_key k ON"
    stage = context.stage
    context.fetch(
        "by_code",
        kinds,
        f"{select} o.credit_code = k.k",
        "SELECT DISTINCT credit FROM live WHERE credit IS NOT NULL",
    )
    full = FULL_NAME.format(c="employer")
    context.fetch(
        "by_name",
        kinds,
        f"{select} o.name = k.k WHERE o.kind <> 'union'",
        f"SELECT DISTINCT unnest([employer, {full}]) FROM live",
    )
    named, given = PLAIN_NAME.format(c="o.name"), PLAIN_NAME.format(c="v.employer")
    stage.run(
        "CREATE OR REPLACE TABLE unit AS SELECT v.rn, o.id AS org, o.region, v.credit FROM live v JOIN by_code o "
        f"ON o.credit = v.credit UNION ALL SELECT v.rn, o.id, o.region, o.credit FROM live v JOIN (SELECT {named} AS plain, "
        f"any_value(id) AS id, any_value(region) AS region, any_value(credit) AS credit FROM by_name o GROUP BY plain "
        f"HAVING count(*) = 1) o ON o.plain = {given} WHERE v.credit IS NULL"
    )
    context.reject(
        "SELECT v.rn, 'employer', '与该统一社会信用代码登记的单位名称（' || o.name || '）不一致，请核对' FROM live v "
        f"JOIN by_code o ON o.credit = v.credit WHERE {named} <> {given}"
    )
    context.reject(
        "SELECT rn, 'credit', '没有填写，单位也不在已登记的单位中（或有同名单位），请补上统一社会信用代码' FROM live "
        "WHERE credit IS NULL AND rn NOT IN (SELECT rn FROM unit)"
    )
    context.reject(
        "SELECT v.rn, 'credit', '与该单位已登记的统一社会信用代码不一致，请核对' FROM live v "
        f"WHERE v.credit IS NOT NULL AND v.rn NOT IN (SELECT rn FROM unit) AND EXISTS (SELECT 1 FROM by_name o WHERE {named} = {given} "
        "AND o.credit IS NOT NULL)"
    )
    # One new code under several names: the name that most rows give stands.
    stage.run(
        f"CREATE OR REPLACE TABLE newcomer AS SELECT credit, plain, count(*) AS rows FROM (SELECT credit, {given} AS plain "
        "FROM live v WHERE credit IS NOT NULL AND rn NOT IN (SELECT rn FROM unit)) GROUP BY ALL"
    )
    context.reject(
        "SELECT v.rn, 'employer', '同一统一社会信用代码在文件里有不同的单位名称，请核对' FROM live v JOIN newcomer n ON n.credit = v.credit "
        f"AND n.plain = {given} WHERE EXISTS (SELECT 1 FROM newcomer m WHERE m.credit = n.credit AND m.plain <> n.plain "
        "AND m.rows >= n.rows)"
    )
    within_scope(context)


def within_scope(context: Context) -> None:
    """Rows of units and regions that the post does not reach are rejected."""
    scope = context.scope
    place = "coalesce(u.region, v.region, ?)".replace("?", f"'{context.region}'")
    source = "FROM live v LEFT JOIN unit u USING (rn)"
    if scope.prefix:
        context.reject(
            f"SELECT v.rn, 'employer', '单位所在地区不在您的管辖范围内，不能导入' {source} "
            f"WHERE NOT starts_with({place}, '{scope.prefix}')"
        )
    if scope.organisation is not None:
        context.reject(
            f"SELECT v.rn, 'employer', '不是本单位，只能导入本单位的职工' {source} "
            f"WHERE u.org IS DISTINCT FROM {scope.organisation}"
        )


def find_persons(context: Context) -> None:
    """known(id_index, id, name …): recorded persons; merged(id_index, id) those that were merged into another."""
    context.blind("id_number", "id_number")
    table = Person._meta.db_table
    context.fetch(
        "known",
        {"id": "BIGINT", "id_index": "BLOB", "name": "VARCHAR", "phone_index": "BLOB", "phone": "BLOB", "ethnicity": "VARCHAR"},
        f"SELECT p.id, p.id_index, p.name, p.phone_index, p.phone, p.ethnicity FROM {table} p JOIN changai_import_key k "
        "ON p.id_index = k.k WHERE p.merged_into_id IS NULL",
        "SELECT found FROM blind_id_number",
    )  # fmt: skip
    any_merged = Person._base_manager.filter(merged_into__isnull=False).exists()
    context.fetch(
        "merged",
        {"id": "BIGINT", "id_index": "BLOB", "name": "VARCHAR"},
        f"SELECT w.id, p.id_index, p.name FROM {table} p JOIN {table} w ON w.id = p.merged_into_id "
        "JOIN changai_import_key k ON p.id_index = k.k WHERE p.merged_into_id IS NOT NULL",
        "SELECT found FROM blind_id_number WHERE found NOT IN (SELECT id_index FROM known)"
        + ("" if any_merged else " AND false"),
    )
    plain = "replace(replace({c}, ' ', ''), '•', '·')"
    for there in ("known", "merged"):
        context.reject(
            "SELECT v.rn, 'name', '这个公民身份号码已登记在另一姓名之下，请核对证件；确是同一人的，请先更正姓名再导入' "
            f"FROM live v JOIN blind_id_number b ON b.text = v.id_number JOIN {there} k ON k.id_index = b.found "
            f"WHERE {plain.format(c='k.name')} <> {plain.format(c='v.name')}"
        )
    context.stage.run(
        "CREATE OR REPLACE TABLE who AS SELECT b.text AS id_number, b.found AS id_index, coalesce(k.id, m.id) AS id, "
        "m.id IS NOT NULL AS was_merged FROM blind_id_number b LEFT JOIN known k ON k.id_index = b.found "
        "LEFT JOIN merged m ON m.id_index = b.found"
    )


def find_strangers(context: Context, same: str) -> None:
    """stranger(id): known persons kept by others. What is known of them is not this post's to change.

    Who still works elsewhere is taken in by a verb, not by a file; after the end of that work a file may bring
    the new employment. same: the recorded employment `e` is the one that the row tells of.
    """
    scope, stage = context.scope, context.stage
    stage.run("CREATE OR REPLACE TABLE stranger (id BIGINT)")
    if scope.everything or scope.prefix == "":
        return
    ours = (
        f"starts_with({{}}.region, '{scope.prefix}')"
        if scope.prefix
        else f"{{}}.employer_id IS NOT DISTINCT FROM {int(scope.organisation or 0)}"
    )
    context.fetch(
        "held",
        {"id": "BIGINT", "region": "VARCHAR", "employer_id": "BIGINT"},
        f"SELECT w.person_id, w.region_id, w.employer_id FROM {Worker._meta.db_table} w "
        "JOIN changai_import_key k ON w.person_id = k.k",
        "SELECT id FROM who WHERE id IS NOT NULL",
    )
    stage.run(
        "INSERT INTO stranger SELECT DISTINCT w.id FROM who w LEFT JOIN held h ON h.id = w.id "
        f"WHERE w.id IS NOT NULL AND (h.id IS NULL OR NOT {ours.format('h')})"
    )
    today, never = f"DATE '{context.today}'", "DATE '9999-12-31'"
    context.reject(
        "SELECT DISTINCT v.rn, 'id_number', '此人由其他单位或地区管理，在那里还有未结束的工作记录；确已到本单位的，请办理“调入”，或请原单位"
        "登记离职后再导入' FROM live v LEFT JOIN unit u USING (rn) JOIN who w USING (id_number) "
        f"JOIN stranger s ON s.id = w.id JOIN there t ON t.person_id = w.id AND NOT {ours.format('t')} "
        f"WHERE coalesce(t.until, {never}) >= greatest(v.since, {today}) AND t.since <= coalesce(v.until, {never}) "
        f"AND coalesce(v.until, {never}) >= {today} AND NOT EXISTS (SELECT 1 FROM there e WHERE e.person_id = w.id AND {same})"
    )


def cover_strangers(context: Context) -> None:
    """The preview says that nothing of strangers' own facts changes, and shows nothing recorded of them."""
    theirs = "rn IN (SELECT rn FROM row WHERE stranger)"
    context.stage.run(f"UPDATE change SET old = '{NOT_SHOWN}' WHERE old IS NOT NULL AND {theirs}")
    context.stage.run(
        f"INSERT INTO change SELECT rn, 'person', '', '本人信息', '{NOT_SHOWN}', '不改动' FROM row WHERE stranger"
    )
    context.notice(
        "SELECT count(DISTINCT person_id) FROM row WHERE stranger",
        "有 {n} 人的记录现由其他单位或地区管理：只登记工作经历、合同和工资，本人的电话、文化程度、技能、会籍等不改动",
    )


def same_person_twice(context: Context) -> None:
    """One person in several rows: only employments that follow one another may stand."""
    context.stage.run(
        "CREATE OR REPLACE TABLE twice AS SELECT id_number, max(CASE WHEN until IS NULL AND next IS NOT NULL OR next <= until "
        "OR name <> other THEN 1 ELSE 0 END) AS clash FROM (SELECT id_number, name, until, lead(since) OVER w AS next, "
        "first_value(name) OVER w AS other, count(*) OVER (PARTITION BY id_number) AS times FROM live "
        "WINDOW w AS (PARTITION BY id_number ORDER BY since, rn)) WHERE times > 1 GROUP BY id_number"
    )
    context.reject(
        "SELECT v.rn, 'id_number', '同一人在文件里有几行，内容不同，又不是前后相接的两段工作；请只留正确的一行，或补上前一段的离职日期' "
        "FROM live v JOIN twice t USING (id_number) WHERE t.clash = 1"
    )


def recorded_employments(context: Context) -> None:
    """there(id, person_id, employer_id, …): all recorded employments of the known persons."""
    context.fetch(
        "there",
        {"id": "BIGINT", "person_id": "BIGINT", "employer_id": "BIGINT", "group": "VARCHAR", "since": "DATE",
         "until": "DATE", "post": "VARCHAR", "occupation": "VARCHAR", "platform": "VARCHAR", "region": "VARCHAR"},
        f'SELECT e.id, e.person_id, e.employer_id, e."group", e.since, e.until, e.post, e.occupation, e.platform, e.region_id FROM {Employment._meta.db_table} e '
        "JOIN changai_import_key k ON e.person_id = k.k",
        "SELECT id FROM who WHERE id IS NOT NULL",
    )  # fmt: skip


def clashes(context: Context) -> None:
    """Rows that contradict records: overlapping work at one unit, somebody else's certificate."""
    recorded_employments(context)
    find_strangers(context, "e.employer_id = u.org AND e.since = v.since")
    context.reject(
        "SELECT DISTINCT v.rn, 'since', '该职工在本单位已有 ' || CAST(e.since AS VARCHAR) || ' 起的工作记录，与本行重叠；请把入职日期改为一致，或先登记离职' "
        "FROM live v JOIN unit u USING (rn) JOIN who w USING (id_number) JOIN there e ON e.person_id = w.id AND e.employer_id = u.org "
        "WHERE e.since <> v.since AND e.since <= coalesce(v.until, DATE '9999-12-31') AND v.since <= coalesce(e.until, DATE '9999-12-31')"
    )
    context.fetch(
        "numbered",
        {"id": "BIGINT", "person_id": "BIGINT", "number": "VARCHAR"},
        f"SELECT c.id, c.person_id, c.number FROM {Certificate._meta.db_table} c JOIN changai_import_key k ON c.number = k.k",
        "SELECT DISTINCT cert_number FROM live WHERE cert_number IS NOT NULL",
    )
    context.reject(
        "SELECT v.rn, 'cert_number', '这个证书编号已登记在他人名下，请核对' FROM live v JOIN who w USING (id_number) "
        "JOIN numbered n ON n.number = v.cert_number WHERE n.person_id IS DISTINCT FROM w.id"
    )
    context.reject(
        "SELECT v.rn, 'cert_number', '这个证书编号在文件里属于不同的人，请核对' FROM live v JOIN (SELECT cert_number FROM live "
        "WHERE cert_number IS NOT NULL GROUP BY cert_number HAVING count(DISTINCT id_number) > 1) USING (cert_number)"
    )
