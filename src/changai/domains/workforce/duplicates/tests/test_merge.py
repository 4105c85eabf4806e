"""Merging two records and undoing it: exact, in scope, clear about clashes."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from changai.domains.workforce.duplicates.actions import MergeForm, different, merge, unmerge
from changai.domains.workforce.duplicates.models import Duplicate, Merge
from changai.domains.workforce.employers.models import Employer
from changai.domains.workforce.employment.actions import file_contract, record_wage
from changai.domains.workforce.employment.models import Contract, Employment, Wage
from changai.domains.workforce.memberships.actions import found_union, join
from changai.domains.workforce.memberships.models import UnionMembership
from changai.domains.workforce.people.actions import correct, refresh
from changai.domains.workforce.people.models import Background, Worker
from changai.domains.workforce.people.queries import survivor_of
from changai.domains.workforce.people.tests import making
from changai.domains.workforce.qualifications.actions import add_certificate, add_education
from changai.domains.workforce.qualifications.models import Certificate, Education
from changai.kernel.access.models import Post
from changai.kernel.access.scope import Scope, within
from changai.kernel.actions import ActionRefused
from changai.kernel.audit.models import Entry
from changai.kernel.parties.models import Organisation, Person

TABLES = ["parties.person", "people.worker", "people.background", "employment.employment", "employment.contract",
          "employment.wage", "qualifications.education", "qualifications.certificate",
          "memberships.unionmembership"]  # fmt: skip


def snapshot() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that merging touches, sealed values by their blobs."""
    found = {}
    for label in TABLES:
        rows = apps.get_model(label)._base_manager.order_by("pk").values_list()
        found[label] = [
            tuple(getattr(v, "blob", bytes(v) if isinstance(v, memoryview) else v) for v in row)
            for row in rows
        ]
    return found


def pair_of(one: Worker, two: Worker) -> Duplicate:
    first, second = sorted((one.pk, two.pk))
    return Duplicate._base_manager.create(first_id=first, second_id=second, score=900, reasons=["姓名相同"])


@pytest.fixture
def officer(db: None) -> Any:
    by = making.post()
    with within(by.scope):
        yield by


@pytest.fixture
def unit(officer: Post) -> Organisation:
    return making.employer(officer)


def _twin(officer: Post, unit: Organisation, **facts: Any) -> Worker:
    """A second record of the person without a number, as an old roster would have left it."""
    made = making.worker(officer, unit, **facts)
    Person._base_manager.filter(pk=made.pk).update(id_number=None, id_index=None)
    return made


def test_facts_come_together_and_the_address_leads_on(officer: Post, unit: Organisation, client: Any) -> None:
    one = making.worker(officer, unit, phone="13971234567")
    two = _twin(officer, making.employer(officer), since=date(2022, 1, 1), phone="13887654321")
    add_education(one, by=officer, level="71")
    add_certificate(two, by=officer, rank=4)
    pair = pair_of(one, two)
    survivor = merge(pair, by=officer, keep="first", phone="second", reason="身份证")
    assert survivor.pk == one.pk
    assert (survivor.skill_rank, survivor.education, survivor.employer) == (4, "71", two.employer)
    person = Person._base_manager.get(pk=one.pk)
    assert person.phone.reveal() == "13887654321"
    assert Person.objects.filter(phone_index=person.phone_index).get() == person
    assert not Worker.objects.filter(pk=two.pk).exists()
    assert survivor_of(two.pk) == person
    client.force_login(officer.account, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(f"/workers/{two.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/workers/{one.pk}/")
    html = client.get(f"/workers/{one.pk}/").content.decode()
    assert "并入一条重复记录" in html
    assert "登记技能证书" in html, "the history holds what was done to the record that was taken in"


def test_the_same_employment_twice_becomes_one(officer: Post, unit: Organisation) -> None:
    one, two = making.worker(officer, unit), _twin(officer, unit, post="焊工")
    for worker, month, fen in ((one, 1, 100), (two, 1, 200), (two, 2, 300)):
        record_wage(worker, by=officer, month=date(2025, month, 1), amount_fen=fen)
    file_contract(two, by=officer, kind="open", since=date(2020, 3, 2))
    before = snapshot()
    pair = pair_of(one, two)
    merge(pair, by=officer, keep="first", reason="同一人")
    assert Employment.objects.get().post == "焊工"
    assert list(Wage.objects.order_by("month").values_list("amount_fen", flat=True)) == [100, 300]
    assert Contract.objects.get().employment == Employment.objects.get()
    unmerge(Duplicate.objects.get(), by=officer, reason="看错")
    assert snapshot() == before


def test_two_open_memberships_become_one(officer: Post, unit: Organisation) -> None:
    other = making.employer(officer)
    unions = [
        found_union(Employer.objects.get(pk=one.pk), by=officer, founded_on=date(2015, 1, 1))
        for one in (unit, other)
    ]
    one, two = making.worker(officer, unit), _twin(officer, other)
    join(one, by=officer, union=unions[0], since=date(2021, 5, 1))
    join(two, by=officer, union=unions[1], since=date(2023, 5, 1))
    before = snapshot()
    pair = pair_of(one, two)
    survivor = merge(pair, by=officer, keep="first", reason="同一人")
    assert survivor.union_member
    assert list(UnionMembership.objects.order_by("since").values_list("union", "until")) == [
        (unions[0].pk, date(2023, 4, 30)),
        (unions[1].pk, None),
    ]
    unmerge(Duplicate.objects.get(), by=officer, reason="看错")
    assert snapshot() == before


def test_both_must_be_in_scope(officer: Post, unit: Organisation) -> None:
    elsewhere = making.post(region=making.CHIBI)
    one = making.worker(officer, unit)
    two = making.worker(elsewhere, making.employer(elsewhere, region=making.CHIBI))
    pair = pair_of(one, two)
    for by in (officer, elsewhere):
        with within(by.scope):
            assert not Duplicate.objects.exists()
            with pytest.raises(ActionRefused, match="管理范围"):
                merge(pair, by=by, keep="first", reason="试")
    city = making.post(region="421200")
    with within(city.scope):
        merge(Duplicate.objects.get(), by=city, keep="first", reason="同一人")
        assert Duplicate.objects.get().state == "merged"


def test_a_clerk_merges_nothing(officer: Post, unit: Organisation) -> None:
    pair = pair_of(making.worker(officer, unit), _twin(officer, unit, since=date(2021, 1, 1)))
    with pytest.raises(ActionRefused):
        merge(pair, by=making.clerk(unit), keep="first", reason="试")


def test_what_was_corrected_since_stays_and_nothing_is_shown_in_clear(
    officer: Post, unit: Organisation
) -> None:
    number = making.number(serial=7)
    one = _twin(officer, unit)
    two = making.worker(officer, unit, number=number, since=date(2022, 1, 1))
    pair = pair_of(one, two)
    survivor = merge(pair, by=officer, keep="first", identity="second", reason="同一人")
    assert Person._base_manager.get(pk=one.pk).id_number.reveal() == number
    correct(survivor, by=officer, name="王晓明", reason="身份证")
    unmerge(Duplicate.objects.get(), by=officer, reason="看错")
    assert Person._base_manager.get(pk=one.pk).name == "王晓明"
    assert Person._base_manager.get(pk=one.pk).id_number is None
    assert Person._base_manager.get(pk=two.pk).id_number.reveal() == number
    said = "".join(f"{one.before}{one.after}" for one in Entry.objects.all())
    assert number not in said
    assert "王晓明" not in said
    assert number not in str(Merge._base_manager.values_list())


def test_later_merges_are_undone_first(officer: Post, unit: Organisation) -> None:
    three = [making.worker(officer, unit), _twin(officer, unit, since=date(2021, 1, 1))]
    three.append(_twin(officer, unit, since=date(2022, 1, 1)))
    inner, outer = pair_of(three[0], three[1]), pair_of(three[1], three[2])
    merge(inner, by=officer, keep="second", reason="一")
    merge(outer, by=officer, keep="second", reason="二")
    assert survivor_of(three[0].pk).pk == three[2].pk
    with pytest.raises(ActionRefused):
        unmerge(Duplicate._base_manager.get(pk=inner.pk), by=officer, reason="先")
    unmerge(Duplicate.objects.get(pk=outer.pk), by=officer, reason="后")
    unmerge(Duplicate.objects.get(pk=inner.pk), by=officer, reason="先")
    assert Worker.objects.count() == 3


def test_judged_pairs_are_left_alone(officer: Post, unit: Organisation) -> None:
    pair = pair_of(making.worker(officer, unit), _twin(officer, unit, since=date(2021, 1, 1)))
    different(pair, by=officer, reason="照片不同")
    with pytest.raises(ActionRefused):
        merge(pair, by=officer, keep="first", reason="试")


def test_the_form_proposes_the_fuller_record(officer: Post, unit: Organisation) -> None:
    one, two = _twin(officer, unit, phone="13971234567"), making.worker(officer, unit, since=date(2021, 1, 1))
    form: Any = MergeForm(target=pair_of(one, two), post=officer)
    assert form.initial["keep"] == "second"
    assert form.initial["phone"] == "first"
    assert "139****4567" in str(form["phone"])


DAYS = st.dates(date(2018, 1, 1), date(2025, 12, 31))


@st.composite
def lives(draw: Any) -> dict[str, Any]:
    """Dated facts of one record, as messy as the constraints allow."""
    return {
        "works": draw(st.lists(st.tuples(st.integers(0, 1), DAYS, st.booleans()), min_size=1, max_size=3, unique_by=lambda w: w[:2])),
        "wages": draw(st.lists(st.integers(1, 12), max_size=3, unique=True)),
        "levels": draw(st.lists(st.sampled_from(["21", "31", "71"]), max_size=3, unique=True)),
        "ranks": draw(st.lists(st.integers(1, 8), max_size=2)),
        "member": draw(st.sampled_from(["", "none", "first", "second"])),
        "joined": draw(st.one_of(st.none(), DAYS)),
        "background": draw(st.booleans()),
        "phone": draw(st.sampled_from([None, "13971234567", "13887654321"])),
    }  # fmt: skip


class MergingIsUndoneExactly(TestCase):
    """Whatever two records hold, merging and undoing leaves every table as it was."""

    def setUp(self) -> None:
        self.officer = making.post()
        self.units = [making.employer(self.officer) for _ in range(2)]
        with within(self.officer.scope):
            self.unions = [
                found_union(Employer.objects.get(pk=one.pk), by=self.officer, founded_on=date(2010, 1, 1))
                for one in self.units
            ]

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(
        one=lives(),
        two=lives(),
        keep=st.sampled_from(["first", "second"]),
        choices=st.fixed_dictionaries(
            {
                key: st.sampled_from(["", "first", "second"])
                for key in ("name", "identity", "phone", "ethnicity", "background")
            }
        ),
    )
    def test_round_trip(self, one: dict, two: dict, keep: str, choices: dict) -> None:
        with within(Scope(everything=True)):
            people = [self._record(one, numbered=True), self._record(two, numbered=False)]
            refresh([person.pk for person in people])
            before = snapshot()
            pair = pair_of(*(person.worker for person in people))
            survivor = merge(pair, by=self.officer, keep=keep, reason="同一人", **choices)
            assert UnionMembership.objects.filter(person=survivor.person, until=None).count() <= 1
            gone = people[1 if keep == "first" else 0]
            assert not Employment.objects.filter(person=gone).exists()
            assert not Certificate.objects.filter(person=gone).exists()
            unmerge(Duplicate.objects.get(pk=pair.pk), by=self.officer, reason="看错")
            assert snapshot() == before

    def _record(self, life: dict[str, Any], *, numbered: bool) -> Person:
        person = Person(name="王小明", sex="1", birth_date=date(1990, 5, 1))
        person.id_number = making.number() if numbered else None
        person.phone = life["phone"]
        person.save()
        for unit, since, ended in life["works"]:
            work = Employment.objects.create(
                person=person, employer=self.units[unit], region_id=making.XIANAN, since=since,
                until=since + timedelta(days=90) if ended else None,
            )  # fmt: skip
            Contract.objects.create(employment=work, kind="open", since=since)
            for month in life["wages"]:
                Wage.objects.create(employment=work, month=date(2025, month, 1), amount_fen=month * 100)
        for level in life["levels"]:
            Education.objects.create(person=person, level=level, since=life["joined"])
        for rank in life["ranks"]:
            Certificate.objects.create(person=person, rank=rank)
        if life["member"]:
            union = {"first": self.unions[0], "second": self.unions[1]}.get(life["member"])
            UnionMembership.objects.create(person=person, union=union, since=life["joined"])
        if life["background"]:
            Background.objects.create(person=person, migrant=True)
        return person


@pytest.mark.django_db
def test_a_pair_judged_meanwhile_is_not_judged_again(officer: Post) -> None:
    unit = making.employer(officer)
    pair = pair_of(making.worker(officer, unit), making.worker(officer, unit))
    stale = Duplicate.objects.get(pk=pair.pk)
    different(pair, by=officer, reason="证件照片不同")
    with pytest.raises(ActionRefused, match="刚被别人办理过"):
        merge(stale, by=officer, keep="first", reason="同一人")
    assert not Merge._base_manager.exists()


@pytest.mark.django_db
def test_the_nation_sees_open_pairs_as_well(officer: Post) -> None:
    unit = making.employer(officer)
    pair = pair_of(making.worker(officer, unit), making.worker(officer, unit))
    with within(Scope(prefix="")):
        assert list(Duplicate.objects.all()) == [pair]
