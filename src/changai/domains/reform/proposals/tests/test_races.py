"""Several at once: no step is done twice, no number given out twice or skipped. PostgreSQL runs what threads need."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from changai.domains.reform.proposals.models import Proposal
from changai.domains.reform.proposals.procedures import STEPS
from changai.kernel.access.models import Post
from changai.kernel.access.roles import DEPT_OFFICER, LEADER, UNION_OFFICER
from changai.kernel.access.scope import within
from changai.kernel.actions import ActionRefused
from changai.kernel.casework.models import Case, CaseEvent
from changai.kernel.casework.numbers import next_number
from changai.kernel.parties.models import Organisation
from tests.making import XIANAN

THREADS = 8


def at_once(work: Callable[[int], Any], times: int) -> list[Any]:
    """Do the same in several threads, each with its own connection; what was refused comes back as such."""
    if connection.vendor == "sqlite":
        pytest.skip("threads share one connection in memory; PostgreSQL runs this")

    def one(number: int) -> Any:
        try:
            return work(number)
        except ActionRefused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, range(times)))


def drafted(make_post: Callable[..., Post]) -> tuple[Proposal, Post]:
    unit = Organisation._base_manager.create(name="咸安区财政局", kind="department", region_id=XIANAN)
    office, leader, officer = (
        make_post(UNION_OFFICER),
        make_post(LEADER),
        make_post(DEPT_OFFICER, organisation=unit),
    )
    with within(office.scope):
        found = STEPS["receive"](
            by=office,
            kind="suggestion",
            body="咸安区人民代表大会",
            session="六届一次会议",
            number="1",
            title="建议",
            proposers=["甲"],
        )
        found = STEPS["assign"](found, by=office, lead=unit)
        found = STEPS["draft"](found, by=officer, klass="A", disclosure="open", reply="办了。")
    return found, leader


@pytest.mark.django_db(transaction=True)
def test_a_step_that_many_do_at_once_is_done_once(make_post: Callable[..., Post]) -> None:
    proposal, leader = drafted(make_post)

    def sign(_: int) -> Any:
        with within(leader.scope):
            return STEPS["sign"](Proposal.objects.get(pk=proposal.pk), by=leader)

    results = at_once(sign, THREADS)
    assert sum(isinstance(one, Proposal) for one in results) == 1
    with within(leader.scope):
        assert Case.objects.get().turn == 4
        assert list(CaseEvent.objects.order_by("turn").values_list("step", "turn")) == [
            ("receive", 1),
            ("assign", 2),
            ("draft", 3),
            ("sign", 4),
        ]
        assert Proposal.objects.get().reply_number.endswith("〕1号")


@pytest.mark.django_db(transaction=True)
def test_numbers_have_neither_gaps_nor_doubles() -> None:
    def take(number: int) -> int | None:
        try:
            with transaction.atomic():
                found = next_number("试号", 2026)
                if number % 3 == 0:
                    raise ArithmeticError
                return found
        except ArithmeticError:
            return None

    given = sorted(one for one in at_once(take, 30) if one is not None)
    assert given == list(range(1, 21))


@pytest.mark.django_db
def test_a_number_whose_transaction_fails_is_given_out_again() -> None:
    assert next_number("试号", 2026) == 1

    def fail() -> None:
        assert next_number("试号", 2026) == 2
        raise ArithmeticError

    with pytest.raises(ArithmeticError), transaction.atomic():
        fail()
    assert next_number("试号", 2026) == 2
    assert next_number("试号", 2027) == 1
    assert next_number("另一字号", 2026) == 1
