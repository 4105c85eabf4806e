"""Registering, correcting and changing a worker."""

from datetime import date
from typing import Any

import pytest

from changai.domains.workforce.people.actions import (
    RegisterForm,
    change_background,
    correct,
    correct_background,
    register,
    withdraw_background,
)
from changai.domains.workforce.people.models import Worker
from changai.domains.workforce.people.tests import making
from changai.engines.codes import identity
from changai.kernel.access.models import Post
from changai.kernel.access.roles import DEPT_OFFICER, LEADER
from changai.kernel.access.scope import within
from changai.kernel.actions import ActionRefused
from changai.kernel.audit.models import Entry
from changai.kernel.parties.models import Organisation, Person
from changai.kernel.screens import pickers

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Any:
    by = making.post()
    with within(by.scope):
        yield by


@pytest.fixture
def unit(officer: Post) -> Organisation:
    return making.employer(officer)


@pytest.fixture
def one(officer: Post, unit: Organisation) -> Worker:
    return making.worker(
        officer,
        unit,
        number=making.number(serial=1),
        migrant=True,
        political_status="13",
        phone="13971234567",
    )


def test_registering_makes_person_employment_and_card(officer: Post, unit: Organisation) -> None:
    made = making.worker(officer, unit, education="71", household_region="421281", migrant=True)
    assert (made.employer, made.education, made.household_region, made.migrant) == (
        unit,
        "71",
        "421281",
        True,
    )
    assert made.person.birth_date == date(1990, 5, 1)
    entry = Entry.objects.get(action="worker.register")
    assert (entry.object_type, entry.object_id) == ("people.worker", str(made.pk))
    assert entry.after["employer"] == str(unit.pk)


def test_a_number_on_record_is_refused_and_the_record_named(officer: Post, unit: Organisation) -> None:
    number = making.number()
    first = making.worker(officer, unit, number=number)
    with pytest.raises(ActionRefused, match="已经登记") as refused:
        making.worker(officer, unit, number=number.lower())
    assert refused.value.record == first
    assert Person._base_manager.count() == 1


def test_a_number_kept_elsewhere_is_refused_without_saying_where(officer: Post, unit: Organisation) -> None:
    number = making.number()
    elsewhere = making.post(region=making.CHIBI)
    with within(elsewhere.scope):
        making.worker(
            elsewhere, making.employer(elsewhere, name="赤壁砖厂", region=making.CHIBI), number=number
        )
    with pytest.raises(ActionRefused, match="办理“调入”") as refused:
        making.worker(officer, unit, number=number)
    assert refused.value.record is None
    assert "砖厂" not in str(refused.value)


def test_children_are_not_registered(officer: Post, unit: Organisation) -> None:
    born = date(2010, 3, 2)
    with pytest.raises(ActionRefused, match="未满 16 周岁"):
        making.worker(officer, unit, number=making.number(born), since=date(2026, 3, 1))
    making.worker(officer, unit, number=making.number(born), since=date(2026, 3, 2))


def test_a_clerk_registers_at_the_own_unit_only(officer: Post, unit: Organisation) -> None:
    other = making.employer(officer)
    mine = making.clerk(unit)
    making.worker(mine, unit)
    with pytest.raises(ActionRefused, match="只能登记本单位"):
        making.worker(mine, other)


@pytest.mark.parametrize("role", [LEADER, DEPT_OFFICER])
def test_readers_do_not_write(role: Any, unit: Organisation, one: Worker) -> None:
    reader = making.post(role)
    with pytest.raises(ActionRefused, match="不能对这条记录办理此事"):
        correct(one, by=reader, name="李四", reason="试")


def test_a_clerk_cannot_touch_a_worker_of_another_unit(officer: Post, one: Worker) -> None:
    stranger = making.clerk(making.employer(officer))
    with pytest.raises(ActionRefused, match="管理范围内"):
        correct(one, by=stranger, name="李四", reason="试")
    assert Person._base_manager.get(pk=one.pk).name == "王小明"


def test_the_form_compares_sex_and_birth_with_the_number(officer: Post) -> None:
    data = {"name": "王一", "id_number": making.number(serial=1), "since": "2024-01-01", "group": "rider",
            "region": making.XIANAN, "sex": "2", "migrant": "unknown"}  # fmt: skip
    form: Any = RegisterForm(data)
    assert not form.is_valid()
    assert "与身份号码不符" in str(form.errors["sex"])
    form = RegisterForm({**data, "sex": ""})
    assert form.is_valid(), form.errors
    assert register(by=officer, **form.cleaned_data).group == "rider"
    form = RegisterForm({**data, "id_number": "", "sex": ""})
    assert "确实没有的" in str(form.errors)


def test_correcting_follows_the_number_and_shows_nothing_in_clear(officer: Post, one: Worker) -> None:
    number = making.number(date(1988, 8, 8), serial=2)
    correct(
        one, by=officer, id_number=identity.check(number), phone="13887654321", name="王晓明", reason="身份证"
    )
    person = Person._base_manager.get(pk=one.pk)
    assert (person.sex, person.birth_date, person.name) == ("2", date(1988, 8, 8), "王晓明")
    assert person.id_number.reveal() == number
    entry = Entry.objects.get(action="worker.correct")
    assert set(entry.after) == {
        "person.id_number", "person.phone", "person.name", "person.sex", "person.birth_date"
    }  # fmt: skip
    shown = f"{entry.before}{entry.after}"
    assert number not in shown
    assert "13887654321" not in shown
    assert "王晓明" not in shown
    assert entry.after["person.phone"] == "138****4321"


def test_correcting_leaves_what_is_not_given(officer: Post, one: Worker) -> None:
    correct(one, by=officer, ethnicity="15", reason="户口簿")
    person = Person._base_manager.get(pk=one.pk)
    assert (person.name, person.phone.reveal(), person.ethnicity) == ("王小明", "13971234567", "15")
    correct(one, by=officer, no_phone=True, reason="号码是别人的")
    assert Person._base_manager.get(pk=one.pk).phone is None


def test_correcting_to_a_number_of_another_record_is_refused(
    officer: Post, unit: Organisation, one: Worker
) -> None:
    number = making.number()
    other = making.worker(officer, unit, number=number)
    with pytest.raises(ActionRefused) as refused:
        correct(one, by=officer, id_number=identity.check(number), reason="身份证")
    assert refused.value.record == other


def test_a_change_of_background_keeps_the_past(officer: Post, one: Worker) -> None:
    change_background(one, by=officer, since=date(2024, 7, 1), migrant=False, political_status="01")
    spells = list(one.person.backgrounds.order_by("pk").values_list("since", "until", "migrant"))
    assert spells == [(None, date(2024, 7, 1), True), (date(2024, 7, 1), None, False)]
    card = Worker.objects.get(pk=one.pk)
    assert (card.migrant, card.political_status) == (False, "01")


def test_a_change_that_changes_nothing_or_lies_ahead_is_refused(officer: Post, one: Worker) -> None:
    same = {"migrant": True, "political_status": "13"}
    with pytest.raises(ActionRefused, match="相同"):
        change_background(one, by=officer, since=date(2024, 7, 1), **same)
    with pytest.raises(ActionRefused, match="还没有到"):
        change_background(one, by=officer, since=date(2999, 7, 1), migrant=False)
    change_background(one, by=officer, since=date(2024, 7, 1), migrant=False)
    with pytest.raises(ActionRefused, match="已有登记"):
        change_background(one, by=officer, since=date(2024, 7, 1), migrant=True)


def test_taking_a_change_back_lets_the_former_go_on(officer: Post, one: Worker) -> None:
    spell = change_background(one, by=officer, since=date(2024, 7, 1), migrant=False)
    key = spell.pk
    withdraw_background(spell, by=officer, reason="录错人")
    assert list(one.person.backgrounds.values_list("since", "until", "migrant")) == [(None, None, True)]
    assert Worker.objects.get(pk=one.pk).migrant is True
    entry = Entry.objects.get(action="background.withdraw")
    assert (entry.object_id, entry.before["since"], entry.reason) == (str(key), "2024-07-01", "录错人")


def test_correcting_a_spell_may_not_overlap_another(officer: Post, one: Worker) -> None:
    spell = change_background(one, by=officer, since=date(2024, 7, 1), migrant=False)
    facts = {"migrant": False, "household_region": "", "political_status": "", "until": None}
    with pytest.raises(ActionRefused, match="时间重叠"):
        correct_background(spell, by=officer, since=date(2024, 6, 1), reason="日期", **facts)
    first = one.person.backgrounds.get(since=None)
    correct_background(
        first, by=officer, since=None, reason="日期", **{**facts, "migrant": True, "until": date(2024, 6, 1)}
    )
    spell.refresh_from_db()
    correct_background(spell, by=officer, since=date(2024, 6, 1), reason="日期", **facts)
    assert Worker.objects.get(pk=one.pk).migrant is False


def test_only_employers_are_offered_as_a_place_of_work(officer: Post, unit: Organisation) -> None:
    Organisation.objects.create(name="第1区域工会", kind="union", region_id=unit.region_id)
    picker = pickers.get("parties.organisation.employer")
    assert picker is not None
    assert [value for value, _ in picker.search("第")] == [str(unit.pk)]
