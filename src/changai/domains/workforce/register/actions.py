"""Import of the register of units."""

from changai.domains.workforce.memberships.models import Union
from changai.domains.workforce.people.actions import refresh
from changai.domains.workforce.register.models import (
    CARD_TRADE,
    COVERAGE,
    EMPLOYER,
    ORGANISATION,
    UNION,
    UNION_BODY,
)
from changai.domains.workforce.roster.actions.sheets import EMPLOYERS
from changai.domains.workforce.roster.queries import FULL_NAME, PLAIN_NAME
from changai.engines.codes import sizes
from changai.kernel.access.roles import EMPLOYER_CLERK, UNION_OFFICER
from changai.kernel.imports.context import Context
from changai.kernel.imports.kinds import Check, Kind, register
from changai.kernel.parties.models import Organisation

CHECKS = (
    Check("union_since", "v.union_since > current_date", "'晚于今天，请核对'"),
    Check("joint_since", "v.joint_since > current_date", "'晚于今天，请核对'"),
    Check(
        "joint_since",
        "v.joint_since IS NOT NULL AND v.joint IS NULL",
        "'填了日期，没有填联合或区域工会的名称'",
    ),
    Check("party_since", "v.party_since > current_date", "'晚于今天，请核对'"),
    Check(
        "credit",
        "EXISTS (SELECT 1 FROM cell c WHERE c.rn = v.rn AND c.credit IS NOT NULL AND starts_with(v.credit, '81'))",
        "'这是工会的统一社会信用代码，请填用人单位的代码'",
    ),
)


def match_register(context: Context) -> None:
    """Compare a register with the units recorded and lay out what is wanted."""
    context.sift()
    fetch_units(context)
    fetch_wide(context)
    reject_rows(context)
    organisations(context)
    employers(context)
    unions(context)
    coverages(context)
    context.stage.run("CREATE OR REPLACE TABLE born AS SELECT rn FROM plan_organisation WHERE state = 'new'")
    context.extra["new_employers"] = context.stage.one(
        "SELECT count(*) FROM plan_organisation WHERE state = 'new'"
    )


def fetch_units(context: Context) -> None:
    """unit(id, credit, name, region …): recorded units by code, with what is known of them as employers."""
    context.fetch(
        "unit",
        {"id": "BIGINT", "name": "VARCHAR", "credit_code": "VARCHAR", "region_id": "VARCHAR", "kind": "VARCHAR",
         "organisation_id": "BIGINT", "industry": "VARCHAR", "ownership": "VARCHAR", "headcount": "BIGINT", "revenue_wan": "BIGINT",
         "size": "VARCHAR", "park": "VARCHAR", "party_since": "DATE"},
        f"SELECT o.id, o.name, o.credit_code, o.region_id, o.kind, e.organisation_id, e.industry, e.ownership, e.headcount, "
        f"e.revenue_wan, e.size, e.park, e.party_since FROM {Organisation._meta.db_table} o JOIN changai_import_key k "
        f"ON o.credit_code = k.k LEFT JOIN {EMPLOYER.table} e ON e.organisation_id = o.id",
        "SELECT DISTINCT credit FROM live WHERE credit IS NOT NULL",
    )  # fmt: skip


def fetch_wide(context: Context) -> None:
    """wide(name, id, founded_on, region): joint and regional unions that stand and are within reach, by name."""
    reach = "true" if context.scope.everything else f"starts_with(region, '{context.scope.prefix or '-'}')"
    context.fetch(
        "wide",
        {"name": "VARCHAR", "id": "BIGINT", "founded_on": "DATE", "region": "VARCHAR"},
        f"SELECT o.name, o.id, o.founded_on, o.region_id FROM {Union._meta.db_table} u JOIN {ORGANISATION.table} o "
        "ON o.id = u.organisation_id JOIN changai_import_key k ON o.name = k.k "
        "WHERE u.kind <> 'separate' AND o.ended_on IS NULL",
        "SELECT DISTINCT joint FROM live WHERE joint IS NOT NULL",
    )
    context.stage.run(f"DELETE FROM wide WHERE NOT ({reach})")


def reject_rows(context: Context) -> None:
    """Units twice in the file, unions' codes, units out of reach."""
    context.reject(
        "SELECT rn, 'credit', '同一统一社会信用代码在文件里有几行，内容不同，请只留正确的一行' FROM live "
        "WHERE credit IN (SELECT credit FROM live GROUP BY credit HAVING count(*) > 1)"
    )
    context.reject(
        "SELECT v.rn, 'credit', '这个代码已登记为工会，请核对' FROM live v JOIN unit u ON u.credit_code = v.credit WHERE u.kind = 'union'"
    )
    context.reject(
        "SELECT v.rn, 'joint', CASE WHEN count(w.id) = 0 THEN '没有这个名称的联合或区域工会，请先在“工会组织”登记，名称要一致' "
        "ELSE '有几个同名的联合或区域工会，请在单位页面办理“纳入联合或区域工会”' END FROM live v LEFT JOIN wide w ON w.name = v.joint "
        "WHERE v.joint IS NOT NULL GROUP BY v.rn HAVING count(w.id) <> 1"
    )
    context.reject(
        "SELECT v.rn, 'joint_since', '早于该工会的成立日期，请核对' FROM live v JOIN wide w ON w.name = v.joint "
        "WHERE v.joint_since < w.founded_on"
    )
    scope = context.scope
    source = "FROM live v LEFT JOIN unit u ON u.credit_code = v.credit"
    if scope.prefix:
        place = f"coalesce(u.region_id, v.region, '{context.region}')"
        context.reject(
            f"SELECT v.rn, 'employer', '单位所在地区不在您的管辖范围内，不能导入' {source} "
            f"WHERE NOT starts_with({place}, '{scope.prefix}') OR NOT starts_with(coalesce(v.region, {place}), '{scope.prefix}')"
        )
    if scope.organisation is not None:
        context.reject(
            f"SELECT v.rn, 'employer', '不是本单位，只能导入本单位的信息' {source} WHERE u.id IS DISTINCT FROM {scope.organisation}"
        )


def organisations(context: Context) -> None:
    """The units themselves; a new name or region for a known code is a change."""
    full = FULL_NAME.format(c="v.employer")
    same = f"{PLAIN_NAME.format(c='v.employer')} = {PLAIN_NAME.format(c='u.name')}"
    context.settle(
        ORGANISATION,
        f"SELECT v.rn, CASE WHEN {same} THEN u.name ELSE {full} END AS name, 'employer' AS kind, v.credit AS credit_code, "
        f"CASE WHEN u.id IS NULL THEN coalesce(v.region, '{context.region}') ELSE v.region END AS region_id "
        "FROM live v LEFT JOIN unit u ON u.credit_code = v.credit",
        "SELECT id, name, credit_code, region_id FROM unit",
    )


def employers(context: Context) -> None:
    """Facts of the employer; the size follows from trade, headcount and revenue."""
    stage = context.stage
    stage.run("CREATE OR REPLACE TABLE sized (rn BIGINT, size VARCHAR)")
    facts = (
        "SELECT v.rn, coalesce(v.industry, nullif(u.industry, '')), coalesce(v.headcount, u.headcount), "
        "coalesce(v.revenue, u.revenue_wan) FROM live v LEFT JOIN unit u ON u.credit_code = v.credit"
    )
    for block in stage.blocks(facts):
        found = [
            (rn, sizes.size(industry, headcount, revenue))
            for rn, industry, headcount, revenue in block
            if industry
        ]
        stage.append("sized", "rn, size", [[one[0] for one in found], [one[1] for one in found]])
    context.settle(
        EMPLOYER,
        "SELECT v.rn, o.id AS organisation_id, v.industry, v.ownership, v.headcount, v.revenue AS revenue_wan, s.size, v.park, "
        "v.party_since FROM live v JOIN plan_organisation o USING (rn) LEFT JOIN sized s USING (rn)",
        "SELECT organisation_id AS id, organisation_id, nullif(industry, '') AS industry, nullif(ownership, '') AS ownership, headcount, "
        "revenue_wan, nullif(size, '') AS size, nullif(park, '') AS park, party_since FROM unit WHERE organisation_id IS NOT NULL",
    )


def unions(context: Context) -> None:
    """A unit with a founding date of its union has one; a known union's date is brought up to date."""
    table = Union._meta.db_table
    context.fetch(
        "union_of",
        {"id": "BIGINT", "employer_id": "BIGINT", "founded_on": "DATE"},
        f"SELECT u.organisation_id, u.employer_id, o.founded_on FROM {table} u JOIN {ORGANISATION.table} o ON o.id = u.organisation_id "
        "JOIN changai_import_key k ON u.employer_id = k.k WHERE o.ended_on IS NULL",
        "SELECT id FROM plan_organisation WHERE state <> 'new'",
    )
    place = f"coalesce(o.region_id, u.region_id, '{context.region}')"
    context.settle(
        UNION_BODY,
        f"SELECT v.rn, o.id AS employer_id, o.name || '工会' AS name, 'union' AS kind, {place} AS region_id, v.union_since AS founded_on "
        "FROM live v JOIN plan_organisation o USING (rn) LEFT JOIN unit u ON u.credit_code = v.credit WHERE v.union_since IS NOT NULL",
        "SELECT min(id) AS id, employer_id, any_value(founded_on) AS founded_on FROM union_of GROUP BY employer_id",
    )
    context.settle(
        UNION,
        "SELECT rn, id AS organisation_id, employer_id, 'separate' AS kind FROM plan_union_body WHERE state = 'new'",
    )


def coverages(context: Context) -> None:
    """A unit that names a joint or regional union is covered by it; a known coverage's date is brought up to date."""
    context.fetch(
        "covered",
        {"id": "BIGINT", "union_id": "BIGINT", "employer_id": "BIGINT", "since": "DATE"},
        f"SELECT c.id, c.union_id, c.employer_id, c.since FROM {COVERAGE.table} c "
        "JOIN changai_import_key k ON c.employer_id = k.k WHERE c.until IS NULL",
        "SELECT id FROM plan_organisation WHERE state <> 'new'",
    )
    context.settle(
        COVERAGE,
        "SELECT v.rn, w.id AS union_id, o.id AS employer_id, v.joint_since AS since, v.joint FROM live v "
        "JOIN plan_organisation o USING (rn) JOIN wide w ON w.name = v.joint",
        "SELECT id, union_id, employer_id, since FROM covered",
    )


def refresh_trades(context: Context) -> None:
    """Cards show the unit's trade: those of units whose trade changed are made again."""
    changed = (
        "SELECT organisation_id FROM plan_employer WHERE state = 'new' AND industry IS NOT NULL OR state = 'changed' "
        "AND industry IS NOT NULL AND industry IS DISTINCT FROM old_industry"
    )
    context.fetch("staff", {"id": "BIGINT"}, CARD_TRADE, changed)
    refresh(
        (row[0] for block in context.stage.blocks("SELECT id FROM staff") for row in block), on=context.today
    )


REGISTER_KIND = register(
    Kind(
        key="employers",
        title="用人单位名册",
        explanation="每个单位一行，以统一社会信用代码为准。名称、统一社会信用代码必须有；其余的列可有可无，顺序不限。",
        by=(UNION_OFFICER, EMPLOYER_CLERK),
        columns=EMPLOYERS,
        checks=CHECKS,
        match=match_register,
        after=refresh_trades,
        refresh=refresh,
        position=2,
    )
)
