"""Import of rosters: rows become persons, units, employments and what hangs on them."""

from changai.domains.workforce.people.actions import refresh
from changai.domains.workforce.roster.actions.people import (
    UNREAD,
    background,
    base,
    cards,
    certificates,
    education,
    membership,
    personal_notices,
    persons,
    refresh_cards,
)
from changai.domains.workforce.roster.actions.sheets import ROSTER
from changai.domains.workforce.roster.models import CONTRACT, EMPLOYER, EMPLOYMENT, ORGANISATION, WAGE
from changai.domains.workforce.roster.queries import (
    FULL_NAME,
    ROSTER_CHECKS,
    clashes,
    cover_strangers,
    find_persons,
    find_units,
    same_person_twice,
)
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
    cover_strangers(context)
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
        "WHERE p.state = 'new' AND e.employer_id IS DISTINCT FROM r.org AND (e.until IS NULL OR e.until >= r.since) "
        "AND (r.until IS NULL OR e.since IS NULL OR e.since <= r.until)",
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
    context.extra["wages"] = stage.one("SELECT count(*) FROM row WHERE wage IS NOT NULL")
    stage.run("DROP TABLE had_contract")
    stage.run("DROP TABLE had_wage")


def notices(context: Context) -> None:
    """What the officer should know of roster rows that were taken."""
    context.notice(UNREAD.format(k="occupation"), "有 {n} 行的职业不在职业分类大典中，职业没有记录，其余照常")
    personal_notices(context)


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
        position=1,
    )
)
