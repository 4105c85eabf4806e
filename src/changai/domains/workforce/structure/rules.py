"""The picture's rules: one row a worker and an employer on a day, counted once, and the indicators on them.

Written in Ibis; the site runs the frozen text under catalog/rules/.
"""

from collections.abc import Mapping
from typing import Any

import ibis

from changai.domains.workforce.structure.facts import DIMENSIONS, EMPLOYER_DIMENSIONS, NO, UNKNOWN, YES
from changai.engines.rules import shapes
from changai.engines.rules.declare import Step, Tally, rulebook, tally_columns
from changai.engines.rules.tables import Clause, Kind

PARTY = ("01", "02")  # 中共党员、预备党员（GB/T 4762）
REPORT = Clause("XA", "新时期产业工人队伍现状")
UNION_LAW = Clause("工会法", "11")
WORKER_DIMENSIONS = tuple(DIMENSIONS)
WORKER_COUNTS = (
    "workers",
    "members",
    "party",
    "should_sign",
    "signed",
    "skilled",
    "high_skilled",
    "migrants",
    "outsiders",
)
EMPLOYER_COUNTS = ("employers", "with_union", "own_union", "with_party")

Tables = Mapping[str, Any]


def day_of(t: Tables) -> Any:
    """The as-of day as one value."""
    return t["as_of"].day.as_scalar()


def in_force(rows: Any, day: Any) -> Any:
    """Rows that hold on the day; `until` is the last day, an unknown `since` means since before our records."""
    return rows.filter(
        (rows.since.isnull() | (rows.since <= day)) & (rows.until.isnull() | (rows.until >= day))
    )


def main_employment(t: Tables) -> Any:
    """One employment a worker: at work on the day, the latest begun, then the higher number."""
    rows = in_force(t["employment"], day_of(t))
    return shapes.latest(rows, per="worker_id", order=rows.since, key="employment_id")


def background(t: Tables) -> Any:
    """One background a worker: `until` is the first day it no longer holds."""
    day, rows = day_of(t), t["background"]
    rows = rows.filter(
        (rows.since.isnull() | (rows.since <= day)) & (rows.until.isnull() | (rows.until > day))
    )
    return shapes.latest(rows, per="worker_id", order=rows.since, key="background_id")


def wages(t: Tables) -> Any:
    """The latest month's wage of each employment within the twelve months that end on the day."""
    as_of, rows = t["as_of"], t["wage"]
    rows = rows.filter(rows.month.between(as_of.wage_from.as_scalar(), as_of.month.as_scalar()))
    return shapes.latest_amount(rows, per="employment_id", month=rows.month, amount=rows.amount_fen)


def education(t: Tables) -> Any:
    """The highest level reached; GB/T 4658 codes fall as levels rise."""
    day, rows = day_of(t), t["education"]
    rows = rows.filter(rows.since.isnull() | (rows.since <= day))
    return rows.group_by("worker_id").aggregate(level=rows.level.min())


def skills(t: Tables) -> Any:
    """The highest rank among certificates held on the day."""
    day, rows = day_of(t), t["certificate"]
    rows = rows.filter(
        (rows.issued_on.isnull() | (rows.issued_on <= day))
        & (rows.revoked_on.isnull() | (rows.revoked_on > day))
    )
    return rows.group_by("worker_id").aggregate(held_rank=rows.skill_rank.max())


def contracts(t: Tables) -> Any:
    """Written contracts in force on the day."""
    return in_force(t["contract"], day_of(t))


def members(t: Tables) -> Any:
    """Union memberships in force on the day."""
    return in_force(t["union_membership"], day_of(t))


def known(value: Any) -> Any:
    """The value, or the member `unknown`: nobody is dropped for want of a fact."""
    return value.fill_null(UNKNOWN)


def yes(condition: Any) -> Any:
    """The members yes and no of a condition; unknown is no."""
    return condition.fill_null(False).ifelse(YES, NO)


def extended(rows: Any, other: Any, key: str) -> Any:
    """The rows with what another table knows by the same key."""
    return rows.left_join(other, key).drop(f"{key}_right")


def work(t: Tables) -> Any:
    """Each worker's main employment with its county's terms and what is known of the employer."""
    job, terms, employer = main_employment(t), t["terms"], t["employer"]
    job = job.mutate(county=job.region.left(6))
    job = extended(job, terms, "county")
    job = extended(job, employer.select("employer_id", "industry", "ownership", "size"), "employer_id")
    section, group = (
        t["industry_section"],
        t["industry_group"].rename(group_industry="industry", group="member"),
    )
    job = extended(job, section, "industry")
    return job.left_join(
        group, [job.industry == group.group_industry, job.industry_scheme == group.scheme]
    ).drop("scheme", "group_industry")


def with_facts(t: Tables) -> Any:
    """The work rows with everything else that is known of the worker."""
    rows = work(t)
    person, life = t["person"], background(t)
    rows = rows.inner_join(person, "worker_id")
    rows = extended(
        rows, life.select("worker_id", "household_region", "migrant", "political_status"), "worker_id"
    )
    home = t["place"].select(household_region="code", home="current")
    rows = extended(rows, home, "household_region")
    rows = extended(rows, wages(t), "employment_id")
    rows = extended(rows, education(t), "worker_id")
    rows = extended(rows, skills(t), "worker_id")
    return rows.mutate(
        years=shapes.years(rows.birth_date, day_of(t)),
        rank=rows.held_rank.fill_null(0),
        household=rows.home.fill_null(rows.household_region),
        signed=rows.employment_id.isin(contracts(t).employment_id),
        member=rows.worker_id.isin(members(t).worker_id),
    )


def banded(t: Tables) -> Any:
    """The facts with their bands, by the scheme of the county of work."""
    rows = with_facts(t)
    age = t["age_band"].rename(age="member", age_of="scheme", age_years="years")
    wage = t["wage_band"].rename(wage="member", wage_of="scheme")
    school = t["education_band"].rename(education="member", school_of="scheme", school_level="level")
    skill = t["skill_band"].rename(skill="member", skill_of="scheme", band_rank="skill_rank")
    rows = rows.left_join(age, [rows.age_scheme == age.age_of, rows.years == age.age_years])
    rows = rows.left_join(
        wage,
        [
            rows.wage_scheme == wage.wage_of,
            rows.amount >= wage.lower_fen,
            rows.amount < wage.upper_fen,
        ],
    )
    rows = rows.left_join(
        school, [rows.education_scheme == school.school_of, rows.level == school.school_level]
    )
    return rows.left_join(skill, [rows.skill_scheme == skill.skill_of, rows.rank == skill.band_rank])


def migrant(rows: Any) -> Any:
    """非农民工 no, 本地农民工 local, 外来农民工 outside, 户籍地不详的农民工 migrant, else unknown.

    Local means: the household region and the place of work share the region that the parameter names.
    """
    shared = rows.household.left(rows.local_digits) == rows.region.left(rows.local_digits)
    return ibis.cases(
        (rows.migrant.isnull(), UNKNOWN),
        (~rows.migrant, NO),
        (rows.household.isnull(), "migrant"),
        (shared, "local"),
        else_="outside",
    )


def profile(t: Tables) -> Any:
    """One row a worker at work on the day, with every dimension; unknown facts are the member `unknown`."""
    rows = banded(t)
    return rows.select(
        worker_id=rows.worker_id,
        employer_id=rows.employer_id,
        region=rows.region,
        sex=known(rows.sex),
        age=known(rows.age),
        education=known(rows.education),
        wage=known(rows.wage),
        skill=known(rows.skill),
        skill_rank=rows.rank.cast("string"),
        industry=known(rows.section),
        industry_group=known(rows.group),
        migrant=migrant(rows),
        flexible_group=rows.flexible_group.fill_null(NO),
        ownership=known(rows.ownership),
        size=known(rows.size),
        union_member=yes(rows.member),
        party_member=ibis.cases(
            (rows.political_status.isnull(), UNKNOWN), (rows.political_status.isin(PARTY), YES), else_=NO
        ),
        contract=ibis.cases((rows.employer_id.isnull(), "none"), (rows.signed, YES), else_=NO),
        skilled=shapes.one(rows.rank >= rows.skilled_from),
        high_skilled=shapes.one(rows.rank >= rows.high_skilled_from),
    )


def worker_tally(t: Tables) -> Any:
    """Workers by region and dimension, with the counts that rates are made of."""
    rows = t["worker_profile"]
    return rows.select(
        "region",
        *WORKER_DIMENSIONS,
        workers=ibis.literal(1),
        members=shapes.one(rows.union_member == YES),
        party=shapes.one(rows.party_member == YES),
        should_sign=shapes.one(rows.contract != "none"),
        signed=shapes.one(rows.contract == YES),
        skilled=rows.skilled,
        high_skilled=rows.high_skilled,
        migrants=shapes.one(rows.migrant.isin(["local", "outside", "migrant"])),
        outsiders=shapes.one(rows.migrant == "outside"),
    )


def union_homes(t: Tables) -> tuple[Any, Any]:
    """Employers that a union stands for on the day (`union_of`), and those with one of their own (`own_of`).

    A union of its own is one that the employer set up alone; a joint one counts for those that it covers.
    """
    day, union = day_of(t), t["trade_union"]
    union = union.filter(
        (union.founded_on.isnull() | (union.founded_on <= day))
        & (union.ended_on.isnull() | (union.ended_on >= day))
    )
    seated = union.filter(union.employer_id.notnull())
    covers = in_force(t["union_coverage"], day).inner_join(union.select("union_id"), "union_id")
    unions = seated.select(union_of="employer_id").union(covers.select(union_of="employer_id"), distinct=True)
    alone = seated.filter(seated.kind.fill_null("separate") == "separate")
    return unions, alone.select(own_of="employer_id").distinct()


def employer_profile(t: Tables) -> Any:
    """One row an employer that stands on the day; `scale` says whether it has staff enough for its own union.

    Staff is the declared headcount or the workers on record that day, whichever is more. `with_union` counts a
    joint or regional union that covers the employer, `own_union` only one that it set up by itself.
    """
    day, employer, worker = day_of(t), t["employer"], t["worker_profile"]
    rows = employer.filter(
        (employer.founded_on.isnull() | (employer.founded_on <= day))
        & (employer.ended_on.isnull() | (employer.ended_on >= day))
    )
    unions, own = union_homes(t)
    employed = worker.filter(worker.employer_id.notnull())
    staff = employed.group_by(staff_of="employer_id").aggregate(staff=employed.count())
    rows = rows.mutate(county=rows.region.left(6))
    rows = extended(rows, t["terms"], "county")
    rows = rows.left_join(unions, rows.employer_id == unions.union_of)
    rows = rows.left_join(own, rows.employer_id == own.own_of)
    rows = rows.left_join(staff, rows.employer_id == staff.staff_of)
    rows = extended(rows, t["industry_section"], "industry")
    group = t["industry_group"].rename(group_industry="industry", group="member")
    rows = rows.left_join(
        group, [rows.industry == group.group_industry, rows.industry_scheme == group.scheme]
    )
    heads = ibis.greatest(rows.headcount.fill_null(0), rows.staff.fill_null(0))
    return rows.select(
        employer_id=rows.employer_id,
        region=rows.region,
        industry=known(rows.section),
        industry_group=known(rows.group),
        ownership=known(rows.ownership),
        size=known(rows.size),
        scale=(heads >= rows.union_staff).fill_null(False).ifelse("large", "small"),
        with_union=shapes.one(rows.union_of.notnull()),
        own_union=shapes.one(rows.own_of.notnull()),
        with_party=shapes.one(rows.party_since <= day),
    )


def employer_tally(t: Tables) -> Any:
    """Employers by region and dimension."""
    rows = t["employer_profile"]
    return rows.select(
        "region",
        *EMPLOYER_DIMENSIONS,
        employers=ibis.literal(1),
        with_union=rows.with_union,
        own_union=rows.own_union,
        with_party=rows.with_party,
    )


PROFILE_COLUMNS = {
    "worker_id": Kind.INTEGER,
    "employer_id": Kind.INTEGER,
    "region": Kind.TEXT,
    **dict.fromkeys(WORKER_DIMENSIONS, Kind.TEXT),
    "skilled": Kind.SMALL,
    "high_skilled": Kind.SMALL,
}
EMPLOYER_PROFILE_COLUMNS = {
    "employer_id": Kind.INTEGER,
    "region": Kind.TEXT,
    **dict.fromkeys(EMPLOYER_DIMENSIONS, Kind.TEXT),
    "with_union": Kind.SMALL,
    "own_union": Kind.SMALL,
    "with_party": Kind.SMALL,
}

for step in (
    Step("worker_profile", "在岗工人（一人一行）", [REPORT], "1", PROFILE_COLUMNS, profile, per_person=True),
    Tally(
        "worker_tally", "工人分组计数", [REPORT], "1", tally_columns(WORKER_COUNTS), worker_tally,
        dimensions=WORKER_DIMENSIONS,
    ),
    Step(
        "employer_profile", "存续用人单位（一户一行）", [REPORT, UNION_LAW], "2", EMPLOYER_PROFILE_COLUMNS, employer_profile
    ),
    Tally(
        "employer_tally", "用人单位分组计数", [REPORT], "2", tally_columns(EMPLOYER_COUNTS), employer_tally,
        dimensions=EMPLOYER_DIMENSIONS,
    ),
):  # fmt: skip
    rulebook.add(step)

WORKERS: dict[str, Any] = {"over": "worker_tally", "dimensions": WORKER_DIMENSIONS}
EMPLOYERS: dict[str, Any] = {"over": "employer_tally", "dimensions": EMPLOYER_DIMENSIONS, "unit": "户"}
for one in (
    shapes.indicator(
        "headcount", "产业工人总数", part="workers", whole="workers", measure="count", sources=[REPORT],
        over="worker_tally",
    ),
    shapes.indicator(
        "structure", "产业工人结构", part="workers", whole="workers", measure="distribution", sources=[REPORT],
        **WORKERS,
    ),
    shapes.indicator("union-rate", "职工入会率", part="members", whole="workers", sources=[REPORT], **WORKERS),
    shapes.indicator(
        "union-coverage", "工会组织覆盖率（建会率）", part="with_union", whole="employers",
        sources=[REPORT, UNION_LAW], version="2", **EMPLOYERS,
    ),
    shapes.indicator(
        "union-coverage-large", "应单独建会单位建会率", part="own_union", whole="employers",
        sources=[UNION_LAW], version="2", over="employer_tally", dimensions=("scale",), unit="户",
        where=lambda rows: (rows.dimension == "scale") & (rows.member == "large"),
    ),
    shapes.indicator(
        "party-coverage", "党组织覆盖率", part="with_party", whole="employers", sources=[REPORT], **EMPLOYERS
    ),
    shapes.indicator("party-members", "党员人数及占比", part="party", whole="workers", sources=[REPORT], **WORKERS),
    shapes.indicator(
        "contract-rate", "劳动合同签订率", part="signed", whole="should_sign",
        sources=[Clause("YC", "3.1"), Clause("劳动合同法", "10")], **WORKERS,
    ),
    shapes.indicator(
        "high-skilled", "高技能人才占技能人才比例", part="high_skilled", whole="skilled",
        sources=[Clause("SZ", "四")], **WORKERS,
    ),
    shapes.indicator("migrants", "农民工占比", part="migrants", whole="workers", sources=[REPORT], **WORKERS),
    shapes.indicator(
        "outside-migrants", "外来农民工占农民工比例", part="outsiders", whole="migrants", sources=[REPORT],
        **WORKERS,
    ),
):  # fmt: skip
    rulebook.add(one)
