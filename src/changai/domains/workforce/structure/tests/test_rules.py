"""The profile and the indicators on hand-made workers, boundary by boundary."""

from datetime import date
from pathlib import Path

import pytest

from changai.domains.workforce.structure import facts
from changai.domains.workforce.structure.tests.city import AS_OF, BANDS, City, Results, look_up
from changai.kernel.facts.errors import FactsError
from changai.kernel.facts.manifest import Manifest
from changai.kernel.facts.session import Session, rules
from changai.kernel.facts.tests.made import CITY, COUNTY, NATION, OTHER_COUNTY, PROVINCE, TOWN

YESTERDAY, TOMORROW = date(2026, 11, 19), date(2026, 11, 21)


@pytest.mark.parametrize(
    ("birth", "band"),
    [
        (date(1996, 11, 20), "30"),
        (date(1996, 11, 21), "young"),
        (date(1986, 11, 20), "40"),
        (date(1986, 11, 21), "30"),
        (date(1976, 11, 20), "50"),
        (date(1976, 11, 21), "40"),
        (date(1900, 1, 1), "50"),
    ],
)
def test_a_birthday_counts_from_the_day(tmp_path: Path, birth: date, band: str) -> None:
    city = City()
    worker = city.worker(birth)
    assert Results(city, tmp_path).people[worker]["age"] == band


def test_a_leap_day_birthday_falls_on_the_first_of_march(tmp_path: Path) -> None:
    city = City()
    worker = city.worker(date(1996, 2, 29), since=date(2015, 1, 1))
    manifest = city.snapshot(tmp_path)
    assert [_age(manifest, worker, day) for day in (date(2026, 2, 28), date(2026, 3, 1))] == ["young", "30"]


def _age(manifest: Manifest, worker: int, day: date) -> str:
    with Session(manifest, day, look_up) as session:
        session.step(rules()["worker_profile"])
        found = session.connection.execute("SELECT age FROM worker_profile WHERE worker_id = ?", [worker])
        return str(found.fetchall()[0][0])


@pytest.mark.parametrize(
    ("fen", "band"),
    [
        (0, "low"),
        (199999, "low"),
        (200000, "2000"),
        (299999, "2000"),
        (300000, "3000"),
        (499999, "3000"),
        (500000, "5000"),
    ],
)
def test_a_wage_band_includes_its_lower_bound(tmp_path: Path, fen: int, band: str) -> None:
    city = City()
    worker = city.worker()
    city.add(
        "wage", employment_id=city.job_of(worker), worker_id=worker, month=date(2026, 10, 1), amount_fen=fen
    )
    assert Results(city, tmp_path).people[worker]["wage"] == band


def test_the_latest_wage_within_twelve_months_decides(tmp_path: Path) -> None:
    city = City()
    newest, stale, edge, moved = (city.worker() for _ in range(4))
    for worker, month, fen in (
        (newest, date(2026, 9, 1), 600000),
        (newest, date(2026, 10, 1), 250000),
        (newest, date(2025, 12, 1), 100),
        (stale, date(2025, 11, 1), 400000),
        (edge, date(2025, 12, 1), 400000),
        (moved, date(2026, 10, 1), 900000),
    ):
        city.add("wage", employment_id=city.job_of(worker), worker_id=worker, month=month, amount_fen=fen)
    city.job(moved, since=date(2026, 11, 1))
    people = Results(city, tmp_path).people
    assert [people[w]["wage"] for w in (newest, stale, edge, moved)] == ["2000", "unknown", "3000", "unknown"]


def test_employment_holds_through_its_last_day(tmp_path: Path) -> None:
    city = City()
    last_day, gone, coming, first_day = (
        city.worker(until=AS_OF),
        city.worker(until=YESTERDAY),
        city.worker(since=TOMORROW),
        city.worker(since=AS_OF),
    )
    people = Results(city, tmp_path).people
    assert set(people) == {last_day, first_day}
    assert not {gone, coming} & set(people)


def test_two_employments_are_one_worker_at_the_later(tmp_path: Path) -> None:
    city = City()
    first, second = city.employer(), city.employer()
    mover, tied = city.worker(employer_id=first), city.worker(employer_id=first, since=date(2024, 1, 1))
    city.job(mover, employer_id=second, since=date(2023, 1, 1))
    city.job(tied, employer_id=second, since=date(2024, 1, 1))
    results = Results(city, tmp_path)
    assert results.of("headcount") == (2, 2)
    assert results.people[mover]["employer_id"] == second
    assert results.people[tied]["employer_id"] == second


def test_a_contract_that_ended_yesterday_is_no_contract(tmp_path: Path) -> None:
    city = City()
    employer = city.employer()
    signed, ended, none, open_ended = (city.worker(employer_id=employer) for _ in range(4))
    city.worker(flexible_group="rider")
    for worker, until in ((signed, AS_OF), (ended, YESTERDAY), (open_ended, None)):
        city.add(
            "contract",
            contract_id=worker,
            employment_id=city.job_of(worker),
            worker_id=worker,
            since=date(2024, 1, 1),
            until=until,
        )
    results = Results(city, tmp_path)
    assert results.of("contract-rate") == (2, 4)
    assert results.members("structure", "contract") == {"yes": 2, "no": 2, "none": 1}
    assert results.people[none]["contract"] == "no"


def test_unknown_facts_are_their_own_member(tmp_path: Path) -> None:
    city = City()
    worker = city.worker()
    row = Results(city, tmp_path).people[worker]
    unknown = {name for name in facts.DIMENSIONS if row[name] == "unknown"}
    assert unknown == {
        "education", "wage", "industry", "industry_group", "migrant", "ownership", "size", "party_member",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("migrant", "household", "reach", "member"),
    [
        (None, COUNTY, "county", "unknown"),
        (False, OTHER_COUNTY, "county", "no"),
        (True, None, "county", "migrant"),
        (True, COUNTY, "county", "local"),
        (True, TOWN, "county", "local"),
        (True, OTHER_COUNTY, "county", "outside"),
        (True, OTHER_COUNTY, "city", "local"),
        (True, "430102", "city", "outside"),
        (True, "422301", "county", "local"),
    ],
)
def test_migrants_are_local_or_outside_by_the_parameter(
    tmp_path: Path, migrant: bool | None, household: str | None, reach: str, member: str
) -> None:
    city = City()
    worker = city.worker()
    city.add("background", background_id=1, worker_id=worker, household_region=household, migrant=migrant)
    values = {**BANDS, facts.LOCAL: reach}
    results = Results(city, tmp_path, values=lambda key, on, region: values[key])
    assert results.people[worker]["migrant"] == member


def test_a_background_ends_before_its_until(tmp_path: Path) -> None:
    city = City()
    worker = city.worker()
    city.add("background", background_id=1, worker_id=worker, until=AS_OF, political_status="13")
    city.add("background", background_id=2, worker_id=worker, since=AS_OF, political_status="01")
    assert Results(city, tmp_path).people[worker]["party_member"] == "yes"


def test_skills_and_education_take_the_highest_held(tmp_path: Path) -> None:
    city = City()
    worker, lost = city.worker(), city.worker()
    for number, (who, rank, issued, revoked) in enumerate(
        [
            (worker, 2, date(2020, 1, 1), None),
            (worker, 4, None, None),
            (worker, 6, date(2019, 1, 1), AS_OF),
            (lost, 3, date(2019, 1, 1), YESTERDAY),
        ]
    ):
        city.add(
            "certificate",
            certificate_id=number,
            worker_id=who,
            skill_rank=rank,
            issued_on=issued,
            revoked_on=revoked,
        )
    for level, since in (("71", None), ("41", date(2015, 7, 1)), ("21", TOMORROW)):
        city.add("education", worker_id=worker, level=level, since=since)
    results = Results(city, tmp_path)
    assert (results.people[worker]["skill"], results.people[worker]["skill_rank"]) == ("high", "4")
    assert results.people[worker]["education"] == "senior"
    assert results.people[lost]["skill"] == "general"
    assert results.of("high-skilled") == (1, 1)


def test_members_are_counted_by_membership_in_force(tmp_path: Path) -> None:
    city = City()
    old, left, unknown_day, twice = (city.worker() for _ in range(4))
    for number, (who, since, until) in enumerate(
        [
            (old, date(2018, 1, 1), AS_OF),
            (left, date(2018, 1, 1), YESTERDAY),
            (unknown_day, None, None),
            (twice, date(2018, 1, 1), AS_OF),
            (twice, date(2020, 1, 1), None),
        ]
    ):
        city.add("union_membership", membership_id=number, worker_id=who, since=since, until=until)
    assert Results(city, tmp_path).of("union-rate") == (3, 4)


def test_employers_with_a_union_and_a_party_organisation(tmp_path: Path) -> None:
    city = City()
    covered = city.employer(headcount=30, party_since=AS_OF, industry="1711")
    dissolved = city.employer(headcount=24, party_since=TOMORROW, industry="C")
    by_record = city.employer(headcount=None)
    city.employer(ended_on=YESTERDAY)
    for _ in range(25):
        city.worker(employer_id=by_record)
    city.add("trade_union", union_id=1, employer_id=covered, founded_on=None, ended_on=None)
    city.add("trade_union", union_id=2, employer_id=dissolved, founded_on=None, ended_on=YESTERDAY)
    city.add("trade_union", union_id=3, employer_id=None, kind="regional")
    results = Results(city, tmp_path)
    assert results.of("union-coverage") == (1, 3)
    assert results.of("party-coverage") == (1, 3)
    assert results.of("union-coverage-large", COUNTY, "scale", "large") == (1, 2)
    assert results.of("union-coverage", COUNTY, "industry_group", "textile") == (1, 1)
    assert results.employers[dissolved]["industry_group"] == "making"


def test_a_joint_union_counts_for_whom_it_covers_but_is_nobodys_own(tmp_path: Path) -> None:
    city = City()
    alone, covered, left, orphaned, host = (city.employer(headcount=30) for _ in range(5))
    city.employer(headcount=30)
    city.add("trade_union", union_id=1, employer_id=alone, kind="separate")
    city.add("trade_union", union_id=2, employer_id=host, kind="joint")
    city.add("trade_union", union_id=3, ended_on=YESTERDAY, kind="regional")
    city.add("union_coverage", coverage_id=1, union_id=2, employer_id=covered, since=AS_OF)
    city.add("union_coverage", coverage_id=2, union_id=2, employer_id=left, until=YESTERDAY)
    city.add("union_coverage", coverage_id=3, union_id=3, employer_id=orphaned)
    city.add("union_coverage", coverage_id=4, union_id=2, employer_id=alone)
    results = Results(city, tmp_path)
    assert results.of("union-coverage") == (3, 6)
    assert results.of("union-coverage-large", COUNTY, "scale", "large") == (1, 6)
    standing = {key for key, row in results.employers.items() if row["with_union"]}
    assert standing == {alone, covered, host}


def test_roll_up_equals_the_sum_of_what_is_below(tmp_path: Path) -> None:
    city = City()
    for region, workers in ((TOWN, 3), (COUNTY, 2), (OTHER_COUNTY, 4), ("430102", 5), ("422301", 1)):
        for _ in range(workers):
            city.worker(region=region)
    results = Results(city, tmp_path)
    counted = {
        region: (results.of("headcount", region) or (0, 0))[0]
        for region in (TOWN, COUNTY, OTHER_COUNTY, CITY, PROVINCE, NATION, "430000")
    }
    assert counted == {
        TOWN: 3, COUNTY: 6, OTHER_COUNTY: 4, CITY: 10, PROVINCE: 10, NATION: 15, "430000": 5,
    }  # fmt: skip
    assert results.of("headcount", "422301") is None, "an abolished county counts for its successor"


def test_past_days_are_as_they_were(tmp_path: Path) -> None:
    city = City()
    worker = city.worker(date(1996, 11, 20), since=date(2025, 3, 1))
    city.worker(since=date(2020, 1, 1), until=date(2025, 6, 30))
    past = Results(city, tmp_path, as_of=date(2025, 4, 15))
    assert past.of("headcount") == (2, 2)
    assert past.people[worker]["age"] == "young"


def test_the_future_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match="请先生成新的快照"):
        Results(City(), tmp_path, as_of=TOMORROW)


def test_no_workers_no_figures(tmp_path: Path) -> None:
    results = Results(City(), tmp_path)
    assert results.figures == {}
    assert results.people == {}


def test_values_are_rates_shares_and_counts(tmp_path: Path) -> None:
    city = City()
    for sex in "112":
        city.worker(sex=sex)
    results = Results(city, tmp_path)
    assert results.values["headcount", COUNTY, "", ""] == 3.0
    assert results.values["structure", COUNTY, "sex", "1"] == pytest.approx(2 / 3)
    assert results.of("structure", COUNTY, "sex", "2") == (1, 3)
    assert results.of("outside-migrants") is None, "nothing to divide by, no figure"
