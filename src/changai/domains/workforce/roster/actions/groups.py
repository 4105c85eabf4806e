"""Import of workers in groups without a fixed employer."""

from changai.domains.workforce.people.actions import refresh
from changai.domains.workforce.roster.actions.people import (
    background,
    base,
    cards,
    education,
    membership,
    personal_notices,
    persons,
    refresh_cards,
)
from changai.domains.workforce.roster.actions.sheets import GROUPS_SHEET
from changai.domains.workforce.roster.models import GROUP_WORK
from changai.domains.workforce.roster.queries import (
    PERSON_CHECKS,
    cover_strangers,
    find_persons,
    find_strangers,
    recorded_employments,
    same_person_twice,
    within_scope,
)
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.imports.context import Context
from changai.kernel.imports.kinds import Kind, register


def match_groups(context: Context) -> None:
    """Compare a sheet of workers in groups without a fixed employer with the records."""
    stage = context.stage
    context.sift()
    stage.run("CREATE OR REPLACE TABLE unit (rn BIGINT, org BIGINT, region VARCHAR)")
    within_scope(context)
    find_persons(context)
    same_person_twice(context)
    recorded_employments(context)
    find_strangers(context, 'e."group" = v.group_key AND e.employer_id IS NULL AND e.since = v.since')
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
    cover_strangers(context)
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
        position=3,
    )
)
