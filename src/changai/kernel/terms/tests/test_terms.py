"""Terms of the catalog: by command, by page, with what is wrong told."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from changai.domains.workforce.people.models import Worker
from changai.kernel.access.roles import UNION_OFFICER, WORKER
from changai.kernel.parameters import ParameterMissing
from changai.kernel.terms import kinds, reckon
from tests.page_checks import check

pytestmark = pytest.mark.django_db
NEEDED = [
    "arbitration-accept",
    "arbitration-defence",
    "arbitration-award",
    "arbitration-award-extended",
    "arbitration-limitation",
    "inspection-accept",
    "inspection-investigate",
    "inspection-investigate-extended",
    "wage-pay-day",
    "wage-account-open",
    "wage-bond-open",
    "proposal-reply",
    "proposal-reply-hard",
    "collective-contract-file",
    "collective-contract-review",
    "public-notice",
]


def test_every_stable_kind_is_there_and_reckons() -> None:
    known = {one.key for one in kinds()}
    assert set(NEEDED) <= known
    for key in known:
        assert reckon(key, date(2026, 3, 2)).deadline.steps


def test_a_reply_is_due_three_months_after_it_was_handed_over() -> None:
    assert reckon("proposal-reply", date(2026, 3, 2)).due == date(2026, 6, 2)
    assert reckon("proposal-reply", date(2019, 2, 1)).value.verified is False
    with pytest.raises(ParameterMissing, match="还没有规定"):
        reckon("proposal-reply", date(2001, 2, 1))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"kind": "arbitration-award", "start": "2026-08-20"}, "2026-10-08 届满"),
        ({"kind": "inspection-investigate", "start": "2026-11-20"}, "暂定"),
        ({"kind": "inspection-investigate", "start": "2026-02-30"}, "有 1 处需要修改"),
        ({"kind": "proposal-reply", "start": "2001-02-01"}, "还没有规定"),
        ({"kind": "没有的", "start": "2026-02-01"}, "期限"),
        ({"kind": "mediation", "start": "2026-02-02", "stay_from": "2026-02-03"}, "同时填写"),
        (
            {"kind": "mediation", "start": "2026-02-02", "stay_from": "2026-02-05", "stay_to": "2026-02-03"},
            "请核对",
        ),
    ],
)
def test_the_page(asked: dict[str, str], told: str, signed_in: Callable[..., Client]) -> None:
    page = signed_in(UNION_OFFICER).get("/terms/", asked)
    assert page.status_code == 200
    assert told in page.content.decode()
    check(page.content.decode())


def test_a_worker_has_no_such_page(
    signed_in: Callable[..., Client], make_worker: Callable[..., Worker]
) -> None:
    assert signed_in(WORKER, person=make_worker().person).get("/terms/").status_code in (403, 404)
