"""Pages of a plan cost the same however many measures it has."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from changai.domains.reform.plans.tests.working import confirmed, draft
from changai.kernel.access.roles import UNION_OFFICER
from tests.page_checks import asked

pytestmark = pytest.mark.django_db


def plan(measures: int) -> str:
    """A plan of so many measures, each with units and a target."""
    lines = [
        f"{number}.办好第{number}件实事。每年办理实事不少于{number + 10}件。（牵头单位：市总工会；责任单位：市人社局、市财政局）"
        for number in range(1, measures + 1)
    ]
    return f"关于办好{measures}件实事的实施方案\n\n一、任务\n" + "\n".join(lines) + "\n"


@pytest.fixture
def officer(signed_in: Any, tmp_path: Path, settings: Any) -> Client:
    """The district's officer."""
    settings.MEDIA_ROOT = tmp_path / "files"
    client: Client = signed_in(UNION_OFFICER)
    return client


def cost(client: Client, address: str) -> int:
    """Queries of a page; looked at once before, so that nothing is cached the first time only."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(address)
    return asked(captured)


@pytest.mark.parametrize("page", ["", "?by=department", "bench/", "ledger/", "json/"])
def test_a_page_of_a_confirmed_plan_costs_the_same(officer: Client, page: str) -> None:
    few, many = confirmed(officer, plan(3)), confirmed(officer, plan(24))
    costs = [cost(officer, f"/plans/{version.plan_id}/{page}") for version in (few, many)]
    assert costs[0] == costs[1] <= 24


def test_the_workplace_of_a_draft_costs_the_same(officer: Client) -> None:
    few, many = draft(officer, plan(3)), draft(officer, plan(24))
    costs = [cost(officer, f"/plans/{version.plan_id}/bench/") for version in (few, many)]
    assert costs[0] == costs[1] <= 28
