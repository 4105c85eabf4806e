"""Coming, leaving, moving; contracts; wages: behaviour at the boundaries."""

from datetime import date
from typing import Any

import pytest

from changai.domains.workforce.employment.actions import (
    LeaveForm,
    correct_employment,
    end_contract,
    file_contract,
    hire,
    leave,
    move,
    record_wage,
    renew_contract,
    take_in,
    withdraw_contract,
    withdraw_employment,
    withdraw_wage,
)
from changai.domains.workforce.employment.models import Contract, Employment
from changai.domains.workforce.people.models import Worker
from changai.domains.workforce.people.tests import making
from changai.engines.codes import identity
from changai.kernel.access.models import Post
from changai.kernel.access.scope import within
from changai.kernel.actions import ActionRefused
from changai.kernel.audit.models import Entry
from changai.kernel.parties.models import Organisation

pytestmark = pytest.mark.django_db
HIRED = date(2020, 3, 2)


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
    return making.worker(officer, unit)


def _again(worker: Worker) -> Worker:
    return Worker.objects.get(pk=worker.pk)


def test_leaving_a_second_job_ends_its_contract_whatever_the_card_shows(officer: Post, one: Worker) -> None:
    other = making.employer(officer)
    second = hire(one, by=officer, employer=other, since=date(2021, 5, 1), concurrent=True)
    first = Employment.objects.exclude(pk=second.pk).get(person_id=one.pk)
    made = file_contract(_again(one), by=officer, employment=first, kind="open", since=HIRED)
    assert _again(one).contract_kind == ""
    leave(_again(one), by=officer, employment=first, until=date(2022, 1, 31))
    made.refresh_from_db()
    assert made.until == date(2022, 1, 31)
    entry = Entry.objects.get(action="contract.end")
    assert (entry.object_id, entry.after, entry.account_id) == (
        str(made.pk),
        {"until": "2022-01-31"},
        officer.account_id,
    )


def test_leaving_on_the_day_of_hire_is_one_day_of_work(officer: Post, one: Worker) -> None:
    ended = leave(one, by=officer, until=HIRED, reason="试用一天")
    assert (ended.since, ended.until) == (HIRED, HIRED)
    assert _again(one).working is False
    with pytest.raises(ActionRefused):
        leave(_again(one), by=officer, until=HIRED)


def test_leaving_before_the_day_of_hire_is_refused(officer: Post, one: Worker) -> None:
    with pytest.raises(ActionRefused, match="早于入职日期"):
        leave(one, by=officer, until=date(2020, 3, 1))
    assert _again(one).working


def test_leaving_ends_the_contract_with_an_entry_of_its_own(officer: Post, one: Worker) -> None:
    file_contract(one, by=officer, kind="open", since=HIRED)
    leave(_again(one), by=officer, until=date(2025, 1, 31))
    assert Contract.objects.get().until == date(2025, 1, 31)
    assert set(Entry.objects.filter(action__in=["contract.end", "employment.leave"]).values_list("action", flat=True)) \
        == {"contract.end", "employment.leave"}  # fmt: skip


def test_coming_back_to_the_same_unit(officer: Post, unit: Organisation, one: Worker) -> None:
    leave(one, by=officer, until=date(2024, 12, 31))
    with pytest.raises(ActionRefused, match="时间重叠"):
        hire(_again(one), by=officer, employer=unit, since=date(2024, 12, 31))
    hire(_again(one), by=officer, employer=unit, since=date(2025, 1, 1))
    assert _again(one).working
    assert Employment.objects.count() == 2


def test_a_second_employer_has_to_be_meant(officer: Post, one: Worker) -> None:
    other = making.employer(officer)
    with pytest.raises(ActionRefused, match="转移单位"):
        hire(one, by=officer, employer=other, since=date(2025, 1, 1))
    hire(one, by=officer, employer=other, since=date(2025, 1, 1), concurrent=True)
    assert _again(one).employer == other
    assert Employment.objects.filter(until=None).count() == 2


def test_moving_is_leaving_and_coming_in_one(officer: Post, unit: Organisation, one: Worker) -> None:
    other = making.employer(officer)
    move(one, by=officer, employer=other, since=date(2025, 5, 1), post="焊工")
    old, new = Employment.objects.order_by("since")
    assert (old.until, new.employer, new.post) == (date(2025, 4, 30), other, "焊工")
    assert _again(one).employer == other


def test_a_move_that_fails_leaves_everything_as_it_was(
    officer: Post, unit: Organisation, one: Worker
) -> None:
    elsewhere = making.post(region=making.CHIBI)
    other = making.employer(elsewhere, region=making.CHIBI)
    with pytest.raises(ActionRefused, match="管理范围"):
        move(one, by=officer, employer=other, since=date(2025, 5, 1))
    with pytest.raises(ActionRefused):
        move(one, by=officer, employer=unit, since=HIRED, until=HIRED)
    assert Employment.objects.get().until is None


def test_taking_in_someone_kept_elsewhere_needs_number_and_name(officer: Post, unit: Organisation) -> None:
    number = making.number()
    elsewhere = making.post(region=making.CHIBI)
    there = making.worker(elsewhere, making.employer(elsewhere, region=making.CHIBI), number=number)
    here = making.clerk(unit)
    with within(here.scope):
        facts = {"id_number": identity.check(number), "employer": unit, "since": date(2025, 1, 1)}
        with pytest.raises(ActionRefused, match="姓名和身份号码都相符"):
            take_in(by=here, name="王大明", **facts)
        arrived = take_in(by=here, name="王小明", **facts)
    assert (arrived.pk, arrived.employer) == (there.pk, unit)


def test_contracts_do_not_overlap_and_stay_within_the_employment(officer: Post, one: Worker) -> None:
    file_contract(one, by=officer, kind="fixed", since=HIRED, until=date(2023, 3, 1))
    for since, until, kind, why in (
        (date(2023, 3, 1), date(2024, 3, 1), "fixed", "时间重叠"),
        (date(2020, 3, 1), date(2020, 3, 1), "fixed", "早于入职日期"),
        (date(2024, 1, 1), None, "fixed", "应当写明终止日期"),
        (date(2024, 1, 1), date(2025, 1, 1), "open", "没有终止日期"),
        (date(2024, 1, 2), date(2024, 1, 1), "task", "早于起始日期"),
    ):
        with pytest.raises(ActionRefused, match=why):
            file_contract(one, by=officer, kind=kind, since=since, until=until)
    made = renew_contract(_again(one), by=officer, kind="open")
    assert made.since == date(2023, 3, 2)
    assert _again(one).contract_kind == "open"
    with pytest.raises(ActionRefused, match="没有终止日期，不需要续订"):
        renew_contract(_again(one), by=officer, kind="open")
    end_contract(_again(one), by=officer, until=date(2025, 3, 2), reason="协商解除")
    assert _again(one).contract_kind == ""
    assert _again(one).working


def test_a_month_has_one_wage_within_the_employment(officer: Post, one: Worker) -> None:
    wage = record_wage(one, by=officer, month=date(2025, 5, 17), amount_fen=456_700)
    assert (wage.month, _again(one).wage_fen) == (date(2025, 5, 1), 456_700)
    for month, why in (
        (date(2025, 5, 1), "已经登记"),
        (date(2020, 2, 1), "早于入职"),
        (date(2999, 1, 1), "没有到"),
    ):
        with pytest.raises(ActionRefused, match=why):
            record_wage(one, by=officer, month=month, amount_fen=1)
    record_wage(one, by=officer, month=HIRED, amount_fen=1)
    with pytest.raises(ActionRefused, match="以后还登记了月工资"):
        leave(one, by=officer, until=date(2025, 4, 30))
    withdraw_wage(wage, by=officer, reason="登错人")
    assert _again(one).wage_fen == 1
    assert Entry.objects.get(action="wage.withdraw").before["amount_fen"] == "456700"


def test_an_employment_with_a_contract_is_not_taken_back(
    officer: Post, unit: Organisation, one: Worker
) -> None:
    contract = file_contract(one, by=officer, kind="open", since=HIRED)
    work = Employment.objects.get()
    with pytest.raises(ActionRefused, match="还有劳动合同"):
        withdraw_employment(work, by=officer, reason="登错")
    withdraw_contract(contract, by=officer, reason="登错")
    with pytest.raises(ActionRefused, match="唯一的从业经历"):
        withdraw_employment(work, by=officer, reason="登错")
    second = hire(one, by=officer, employer=making.employer(officer), since=date(2025, 1, 1), concurrent=True)
    withdraw_employment(second, by=officer, reason="登错")
    assert _again(one).employer == unit


def test_a_correction_keeps_contracts_inside(officer: Post, one: Worker) -> None:
    file_contract(one, by=officer, kind="open", since=HIRED)
    work = Employment.objects.get()
    facts = {"post": "电工", "occupation": "", "platform": "", "reason": "登错"}
    with pytest.raises(ActionRefused, match="早于入职日期"):
        correct_employment(work, by=officer, since=date(2020, 4, 1), until=None, **facts)
    work.refresh_from_db()
    correct_employment(work, by=officer, since=date(2020, 2, 1), until=None, **facts)
    assert (_again(one).post, _again(one).employed_since) == ("电工", date(2020, 2, 1))


def test_a_clerk_sees_only_employments_at_the_own_unit_in_the_form(
    officer: Post, unit: Organisation, one: Worker
) -> None:
    hire(one, by=officer, employer=making.employer(officer), since=date(2021, 1, 1), concurrent=True)
    mine = making.clerk(unit)
    with within(mine.scope):
        form: Any = LeaveForm(target=one, post=mine)
        assert [work.employer for work in form.own.values()] == [unit]
