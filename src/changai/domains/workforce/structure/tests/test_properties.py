"""Whatever the facts: nobody is dropped, nobody is counted twice, and sums agree."""

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from changai.domains.workforce.structure.facts import DIMENSIONS
from changai.domains.workforce.structure.tests.city import AS_OF, City, Results
from changai.kernel.facts.tests.made import CITY, COUNTY, NATION, OTHER_COUNTY, TOWN

days = st.dates(date(2018, 1, 1), date(2028, 12, 31))
spans = st.tuples(days, st.none() | days).filter(lambda span: span[1] is None or span[0] <= span[1])
jobs = st.lists(st.tuples(spans, st.sampled_from([COUNTY, TOWN, OTHER_COUNTY]), st.booleans()), max_size=3)
people = st.fixed_dictionaries(
    {
        "birth": st.dates(date(1950, 1, 1), date(2012, 1, 1)),
        "sex": st.sampled_from("12"),
        "jobs": jobs,
        "migrant": st.none() | st.booleans(),
        "household": st.none() | st.sampled_from([COUNTY, "430102", "999999"]),
        "wages": st.lists(st.tuples(st.integers(1, 12), st.integers(0, 2_000_000)), max_size=3),
        "levels": st.lists(st.sampled_from(["21", "44", "71", "90", "xx"]), max_size=2, unique=True),
        "ranks": st.lists(st.integers(0, 8), max_size=2),
        "memberships": st.lists(spans, max_size=2),
    }
)


def _city(drawn: list[dict]) -> City:
    city = City()
    employer = city.employer(industry="1711", size="3")
    for one in drawn:
        worker = city.worker(one["birth"], one["sex"], since=None)
        for (since, until), region, employed in one["jobs"]:
            where = {"employer_id": employer} if employed else {"flexible_group": "rider"}
            job = city.job(worker, since=since, until=until, region=region, **where)
            for month, fen in one["wages"]:
                row = {"employment_id": job, "worker_id": worker, "amount_fen": fen}
                city.add("wage", **row, month=date(2026, month, 1))
        background = {"migrant": one["migrant"], "household_region": one["household"]}
        city.add("background", background_id=next(city.serial), worker_id=worker, **background)
        for level in one["levels"]:
            city.add("education", worker_id=worker, level=level)
        for rank in one["ranks"]:
            city.add("certificate", certificate_id=next(city.serial), worker_id=worker, skill_rank=rank)
        for since, until in one["memberships"]:
            city.add(
                "union_membership",
                membership_id=next(city.serial),
                worker_id=worker,
                since=since,
                until=until,
            )
    return city


def _at_work(drawn: list[dict]) -> int:
    return sum(
        any(since <= AS_OF and (until is None or until >= AS_OF) for (since, until), _, _ in one["jobs"])
        for one in drawn
    )


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(people, max_size=8))
def test_every_distribution_sums_to_the_headcount(drawn: list[dict]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        results = Results(_city(drawn), Path(folder))
    expected = _at_work(drawn)
    assert (results.of("headcount", NATION) or (0, 0))[0] == len(results.people) == expected
    for region in (NATION, CITY, COUNTY, OTHER_COUNTY, TOWN):
        head = (results.of("headcount", region) or (0, 0))[0]
        for dimension in DIMENSIONS:
            assert sum(results.members("structure", dimension, region).values()) == head
    counties = sum((results.of("headcount", region) or (0, 0))[0] for region in (COUNTY, OTHER_COUNTY))
    assert counties == expected
    assert all(0 <= part <= whole and whole > 0 for part, whole in results.figures.values())
