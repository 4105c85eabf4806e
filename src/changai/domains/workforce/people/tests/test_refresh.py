"""The card of a worker follows the dated records."""

from datetime import date
from typing import Any

import pytest

from changai.domains.workforce.employment.models import Contract, Employment, Wage
from changai.domains.workforce.memberships.models import UnionMembership
from changai.domains.workforce.people.actions import refresh
from changai.domains.workforce.people.models import Background, Worker
from changai.domains.workforce.people.queries import as_it_was
from changai.domains.workforce.people.tests import making
from changai.domains.workforce.qualifications.models import Certificate, Education
from changai.kernel.parties.models import Person

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 15)


@pytest.fixture
def person() -> Person:
    made = Person(name="赵一", sex="1", birth_date=date(1985, 2, 3))
    made.save()
    return made


@pytest.fixture
def units() -> list[Any]:
    by = making.post()
    return [making.employer(by, industry="1711"), making.employer(by, industry="2612")]


def _card(person: Person, on: date = DAY) -> Worker:
    refresh([person.pk], on=on)
    return Worker._base_manager.get(pk=person.pk)


def _work(person: Person, unit: Any, since: date, until: date | None = None, **facts: Any) -> Employment:
    return Employment._base_manager.create(
        person=person, employer=unit, region_id=making.XIANAN, since=since, until=until, **facts
    )


def test_the_main_employment_is_the_latest_in_force(person: Person, units: list[Any]) -> None:
    _work(person, units[0], date(2020, 1, 1))
    late = _work(person, units[1], date(2024, 1, 1), post="电工")
    _work(person, units[0], date(2025, 1, 1), date(2025, 12, 31))
    _work(person, units[0], date(2026, 7, 1))
    card = _card(person)
    assert (card.employment, card.industry, card.post, card.working) == (late, "2612", "电工", True)
    assert _card(person, date(2026, 7, 1)).industry == "1711"


def test_equal_starts_take_the_greater_id(person: Person, units: list[Any]) -> None:
    _work(person, units[0], date(2020, 1, 1))
    second = _work(person, units[1], date(2020, 1, 1))
    assert _card(person).employment == second


def test_the_last_day_still_counts_and_then_the_last_ended_shows(person: Person, units: list[Any]) -> None:
    _work(person, units[0], date(2019, 1, 1), date(2020, 1, 1))
    last = _work(person, units[1], date(2018, 1, 1), date(2026, 6, 15))
    assert _card(person).working
    card = _card(person, date(2026, 6, 16))
    assert (card.working, card.employment, card.employed_until) == (False, last, date(2026, 6, 15))


def test_someone_yet_to_begin_has_a_card_of_the_coming_employer(person: Person, units: list[Any]) -> None:
    _work(person, units[0], date(2026, 9, 1))
    card = _card(person)
    assert (card.working, card.employer) == (False, units[0])


def test_dated_facts_are_those_of_the_day(person: Person, units: list[Any]) -> None:
    work = _work(person, units[0], date(2020, 1, 1))
    Contract._base_manager.create(
        employment=work, kind="fixed", since=date(2020, 1, 1), until=date(2026, 6, 14)
    )
    Contract._base_manager.create(employment=work, kind="open", since=date(2026, 6, 16))
    for month, fen in ((5, 400_000), (6, 500_000), (7, 600_000)):
        Wage._base_manager.create(employment=work, month=date(2026, month, 1), amount_fen=fen)
    for level, since in (("71", None), ("31", date(2010, 7, 1)), ("21", date(2026, 7, 1))):
        Education._base_manager.create(person=person, level=level, since=since)
    Certificate._base_manager.create(person=person, rank=3, issued_on=date(2020, 1, 1))
    Certificate._base_manager.create(
        person=person, rank=5, issued_on=date(2021, 1, 1), revoked_on=date(2026, 6, 15)
    )
    Background._base_manager.create(person=person, migrant=True, until=date(2026, 6, 15))
    Background._base_manager.create(
        person=person, migrant=False, since=date(2026, 6, 15), political_status="01"
    )
    UnionMembership._base_manager.create(person=person, until=date(2026, 6, 15))
    card = _card(person)
    assert (card.contract_kind, card.wage_fen, card.education, card.skill_rank) == ("", 500_000, "31", 3)
    assert (card.migrant, card.political_status, card.union_member) == (False, "01", True)
    before = _card(person, date(2026, 6, 14))
    assert (before.contract_kind, before.skill_rank, before.migrant) == ("fixed", 5, True)
    assert _card(person, date(2026, 6, 16)).union_member is False


def test_without_employment_there_is_no_card_and_unknown_stays_unknown(
    person: Person, units: list[Any]
) -> None:
    refresh([person.pk], on=DAY)
    assert not Worker._base_manager.filter(pk=person.pk).exists()
    _work(person, units[0], date(2020, 1, 1))
    card = _card(person)
    assert (card.wage_fen, card.migrant, card.education, card.skill_rank) == (None, None, "", 0)


def test_a_merged_away_person_loses_the_card(person: Person, units: list[Any]) -> None:
    _work(person, units[0], date(2020, 1, 1))
    _card(person)
    other = Person(name="赵一", sex="1", birth_date=date(1985, 2, 3))
    other.save()
    Person._base_manager.filter(pk=person.pk).update(merged_into=other)
    refresh(on=DAY)
    assert not Worker._base_manager.filter(pk=person.pk).exists()


def test_refreshing_again_changes_nothing_and_costs_no_query_a_person(
    person: Person, units: list[Any], django_assert_max_num_queries: Any
) -> None:
    people = [person]
    for index in range(20):
        one = Person(name=f"甲{index}", sex="2", birth_date=date(1990, 1, 1))
        one.save()
        people.append(one)
    for one in people:
        _work(one, units[0], date(2020, 1, 1))
    refresh(on=DAY)
    first = list(Worker._base_manager.order_by("pk").values())
    with django_assert_max_num_queries(7):
        refresh([one.pk for one in people], on=DAY)
    assert list(Worker._base_manager.order_by("pk").values()) == first
    assert len(first) == 21


def test_a_past_day_is_shown_as_it_was(
    person: Person, units: list[Any], django_assert_num_queries: Any
) -> None:
    _work(person, units[0], date(2019, 1, 1), date(2021, 6, 30), post="学徒")
    _work(person, units[1], date(2021, 7, 1), post="电工")
    Certificate._base_manager.create(person=person, rank=2, issued_on=date(2020, 6, 1))
    Certificate._base_manager.create(person=person, rank=4, issued_on=date(2022, 6, 1))
    refresh(on=DAY)
    everyone = Worker._base_manager.all()
    with django_assert_num_queries(3):
        (then,) = as_it_was(everyone, date(2021, 6, 30)).select_related("employer", "region")
        shown = (then.post, then.employer, then.skill_rank, then.industry, then.region.pk)
    assert shown == ("学徒", units[0], 2, "1711", making.XIANAN)
    assert not as_it_was(everyone, date(2018, 12, 31)).exists()
    assert as_it_was(everyone, date(2021, 7, 1)).filter(then_skill_rank=2).count() == 1
    assert everyone.get().post == "电工"
