"""Real plans, where they lie beside the repository: saved, corrected by nobody, as a careful reader has them."""

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from changai.domains.reform.documents.tests.papers import offered
from changai.domains.reform.plans.models import Duty, PlanVersion
from changai.domains.reform.plans.tests.working import do, measures
from changai.kernel.access.roles import UNION_OFFICER

pytestmark = pytest.mark.django_db
SHARED = Path(os.environ.get("CHANGAI_SHARED") or Path(__file__).resolve().parents[7] / "shared")


def seed(number: str) -> str:
    """The text of one; skips where it is not there."""
    found = sorted((SHARED / "seeds").glob(f"{number}_*.txt"))
    if not found:
        pytest.skip(f"the real plans are not beside the repository ({SHARED})")
    return found[0].read_text(encoding="utf-8")


@pytest.fixture
def officer(signed_in: Any, tmp_path: Path, settings: Any) -> Client:
    """The district's officer."""
    settings.MEDIA_ROOT = tmp_path / "files"
    client: Client = signed_in(UNION_OFFICER)
    return client


def opened(officer: Client, number: str) -> PlanVersion:
    """Uploaded and saved with the header as it was read."""
    document = offered(officer, seed(number))
    data = {
        "kind": document.kind,
        "title": document.title,
        "number": document.number,
        "issuers": document.issuer,
    }
    officer.post(f"/plans/save/{document.pk}/", {**data, "issued_on": document.issued_on or ""})
    return PlanVersion._base_manager.get(document=document)


@pytest.mark.parametrize(("number", "count"), [("002", 30), ("004", 25)])
def test_a_real_plan_becomes_its_measures(officer: Client, number: str, count: int) -> None:
    version = opened(officer, number)
    assert len(measures(version)) == count
    html = officer.get(f"/plans/{version.plan_id}/bench/").content.decode()
    assert html.count('<article class="card measure"') == count


def test_units_are_those_of_a_careful_reader_and_departments_those_of_today(officer: Client) -> None:
    version = opened(officer, "002")
    gold = json.loads((SHARED / "gold" / "002.gold.json").read_text(encoding="utf-8"))
    for measure, wanted in zip(measures(version), gold["measures"], strict=True):
        for role in ("lead", "responsible"):
            rows = Duty._base_manager.filter(measure=measure, role=role).order_by("order")
            assert [one.name for one in rows] == wanted[role], measure.number
    called = {one.name: one.present for one in Duty._base_manager.filter(measure__version=version)}
    assert called["市国税局"] == called["市地税局"] == "市税务局"
    assert called["市卫计委"] == "市卫生健康委员会"
    assert called["市安监局"] == "市应急管理局"
    assert called["市文体新广局"] == "市文化和旅游局"


def test_a_real_plan_is_confirmed_and_its_ledger_drawn(officer: Client) -> None:
    version = opened(officer, "004")
    do(officer, "doubt.clear_all", version)
    do(officer, "plan.confirm", version)
    sheet = load_workbook(io.BytesIO(officer.get(f"/plans/{version.plan_id}/ledger/").content)).active
    assert sheet is not None
    assert sheet["B4"].value == "二、主要举措\n（一）加强和改进产业工人队伍思想政治建设"
    assert {"B4:B6", "B7:B9", "B10:B14"} <= {str(one) for one in sheet.merged_cells.ranges}
    assert officer.get(f"/plans/{version.plan_id}/paper/").status_code == 200
