"""The picture's reads: states in addresses, sums, drill, scope."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.http import QueryDict

from changai.domains.workforce.structure import queries
from changai.domains.workforce.structure.queries import State, StateWrong
from changai.domains.workforce.structure.tests.city import AS_OF, City
from changai.kernel.access.scope import NOTHING, Scope, ScopeMissing, within
from changai.kernel.facts import derive
from changai.kernel.facts.errors import FactsError
from changai.kernel.facts.models import Figure, Snapshot
from changai.kernel.facts.tests.made import CITY, COUNTY, OTHER_COUNTY, TOWN

HERE = State(COUNTY, AS_OF)
ALL = Scope(everything=True)


@pytest.fixture
def city(tmp_path: Path, region_tree: object) -> Iterator[City]:
    """Two employers, seven workers, one of them in another county, one rider in a town."""
    made = City()
    mill, other = (
        made.employer(industry="1711", headcount=30, party_since=AS_OF),
        made.employer(region=OTHER_COUNTY),
    )
    made.facts["mill"] = [{"id": mill}]
    for number in range(5):
        worker = made.worker(date(1970 + 7 * number, 1, 1), "1" if number < 3 else "2", employer_id=mill)
        made.add("certificate", certificate_id=number, worker_id=worker, skill_rank=number)
        made.add("union_membership", membership_id=number, worker_id=worker)
    made.worker(employer_id=other, region=OTHER_COUNTY)
    made.worker(region=TOWN, flexible_group="rider")
    made.add("trade_union", union_id=1, employer_id=mill)
    manifest = made.snapshot(tmp_path / "snapshot")
    Snapshot.objects.create(as_of=AS_OF, path=str(manifest.directory), digest=manifest.digest)
    with within(ALL):
        yield made


def _bars(state: State, key: str) -> dict[str, int]:
    shown = next(one for one in queries.distributions(state) if one.key == key)
    return {bar.code: bar.count for bar in shown.bars if bar.count}


def test_a_state_goes_into_an_address_and_back() -> None:
    state = State(COUNTY, AS_OF, (("age", ("30_40", "40_50")), ("sex", ("1",))), CITY, date(2026, 1, 31))
    assert State.parse(QueryDict(state.query()), region=CITY, as_of=date(2020, 1, 1)) == state


@pytest.mark.parametrize(
    "query",
    [
        "region=421202'--",
        "region=999999",
        "as_of=2026-02-30",
        "sex=1;drop",
        "age=" + "x" * 21,
        "compare_as_of=x",
    ],
)
def test_an_address_that_makes_no_sense_is_refused(query: str) -> None:
    with pytest.raises(StateWrong):
        State.parse(QueryDict(query), region=CITY, as_of=AS_OF)


def test_unknown_names_in_an_address_are_left_alone() -> None:
    assert State.parse(QueryDict("page=3&worker_id=1"), region=COUNTY, as_of=AS_OF) == HERE


def test_every_distribution_sums_to_the_headcount_with_and_without_filters(city: City) -> None:
    for state in (
        HERE,
        State(CITY, AS_OF),
        HERE.narrowed("sex", "1"),
        HERE.narrowed("skill", "junior", "senior"),
    ):
        total = queries.headcount(state)
        for shown in queries.distributions(state):
            assert sum(bar.count for bar in shown.bars) == total, shown.key
            assert sum(bar.share for bar in shown.bars) == pytest.approx(1)


def test_the_tally_and_the_scan_agree(city: City) -> None:
    everyone = HERE.narrowed("sex", "1", "2")
    assert queries.headcount(HERE) == 6
    for shown, scanned in zip(queries.distributions(HERE), queries.distributions(everyone), strict=True):
        assert shown == scanned
    with_people = [card for card in queries.cards(HERE) if "coverage" not in card.key]
    assert with_people == [card for card in queries.cards(everyone) if "coverage" not in card.key]


def test_cards_keep_numerator_and_denominator(city: City) -> None:
    shown = {card.key: (card.part, card.whole) for card in queries.cards(HERE)}
    assert shown["headcount"] == (6, 6)
    assert shown["union-rate"] == (5, 6)
    assert shown["union-coverage"] == shown["party-coverage"] == (1, 1)
    assert shown["high-skilled"] == (1, 3)
    assert shown["contract-rate"] == (0, 5)
    assert next(card for card in queries.cards(HERE) if card.key == "outside-migrants").value is None


def test_filters_on_workers_leave_employer_figures_without_meaning(city: City) -> None:
    shown = {card.key: card.part for card in queries.cards(HERE.narrowed("sex", "1"))}
    assert shown["union-coverage"] is None
    assert shown["headcount"] == 4
    by_industry = {card.key: card.part for card in queries.cards(HERE.narrowed("industry", "C"))}
    assert by_industry["union-coverage"] == 1


def test_the_list_behind_a_bar_is_as_long_as_the_bar(city: City) -> None:
    for state in (HERE, State(CITY, AS_OF), HERE.narrowed("sex", "2")):
        for shown in queries.distributions(state):
            for bar in shown.bars:
                found = queries.drill(state, shown.key, bar.code)
                assert found.total == len(found.ids) == bar.count


def test_a_long_list_comes_in_pages(city: City) -> None:
    first = queries.drill(HERE, limit=4)
    rest = queries.drill(HERE, after=first.after or 0, limit=4)
    assert (len(first.ids), len(rest.ids), rest.after) == (4, 2, None)
    assert first.total == rest.total == len({*first.ids, *rest.ids}) == 6


def test_a_bar_outside_the_filter_is_empty_and_a_strange_one_is_refused(city: City) -> None:
    assert queries.drill(HERE.narrowed("sex", "1"), "sex", "2").total == 0
    with pytest.raises(StateWrong):
        queries.drill(HERE, "worker_id", "1")
    with pytest.raises(StateWrong):
        queries.drill(HERE, "sex", "1' OR 1=1")


@pytest.mark.parametrize(
    ("scope", "here", "there"),
    [
        (Scope(prefix=COUNTY), 6, 0),
        (Scope(prefix=OTHER_COUNTY), 0, 1),
        (Scope(prefix=TOWN), 1, 0),
        (NOTHING, 0, 0),
        (Scope(person=10**6), 0, 0),
    ],
)
def test_the_scope_holds_for_every_read(city: City, scope: Scope, here: int, there: int) -> None:
    elsewhere = State(OTHER_COUNTY, AS_OF)
    with within(scope):
        for state, expected in ((HERE, here), (elsewhere, there)):
            assert queries.headcount(state) == expected
            assert queries.drill(state).total == len(queries.drill(state).ids) == expected
            assert queries.cards(state)[0].part == expected
            assert sum(_bars(state, "age").values()) == expected


def test_an_organisation_sees_its_own_workers(city: City) -> None:
    mill = city.facts["mill"][0]["id"]
    with within(Scope(organisation=mill)):
        assert queries.headcount(State(CITY, AS_OF)) == 5
        assert {card.key: card.part for card in queries.cards(HERE)}["union-coverage"] == 1
        assert queries.trend(HERE, "headcount") == []


@pytest.mark.django_db
def test_without_a_scope_reading_raises(region_tree: object) -> None:
    Snapshot.objects.create(as_of=AS_OF, path="/", digest="x")
    with pytest.raises(ScopeMissing):
        queries.headcount(HERE)


def test_regions_below_add_up(city: City) -> None:
    assert [(code, count) for code, _, count in queries.below(State(CITY, AS_OF))] == [
        (COUNTY, 6),
        (OTHER_COUNTY, 1),
    ]
    assert queries.below(HERE) == [(TOWN, queries.below(HERE)[0][1], 1)]


def test_trends_come_from_stored_figures(city: City) -> None:
    kept = Snapshot.objects.get()
    assert len(derive.backfill(3, snapshot=Path(kept.path))) == 3
    assert queries.trend(HERE, "headcount") == [("2026-09", 6, 6), ("2026-10", 6, 6), ("2026-11", 6, 6)]
    assert queries.trend(State(COUNTY, date(2026, 10, 5)), "union-rate")[-1] == ("2026-10", 5, 6)
    assert queries.trend(HERE, "structure", "sex", "2") == [
        (f"2026-{month}", 2, 6) for month in ("09", "10", "11")
    ]
    with within(Scope(prefix=OTHER_COUNTY)):
        assert queries.trend(HERE, "headcount") == []
    assert Figure.objects.filter(region=COUNTY, key="headcount").count() == 3


@pytest.mark.django_db
def test_without_a_snapshot_the_page_is_told_what_to_do() -> None:
    with pytest.raises(FactsError, match="changai derive"):
        queries.snapshot(HERE)


def test_labels_cover_every_member_shown(city: City) -> None:
    for shown in queries.distributions(State(CITY, AS_OF)):
        assert all(bar.title and (bar.title != bar.code) for bar in shown.bars), shown.key
