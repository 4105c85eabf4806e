"""Progress, departments, comparison and search in a real browser, at both widths."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from changai.domains.reform.documents.tests.papers import PLAN as OTHER
from changai.domains.reform.plans.tests.working import confirmed
from changai.domains.reform.targets.tests.world import YEAR, day, in_force, months, target
from changai.kernel.access.roles import UNION_OFFICER
from tests.browser.conftest import Visitor
from tests.making import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(visitor: Visitor, make_user: Any, tmp_path: Path, settings: Any) -> Visitor:
    """An officer signed in, whose district has two plans and months of figures."""
    settings.MEDIA_ROOT = tmp_path / "files"
    post = make_user(UNION_OFFICER)
    client: Client = sign_in(post)
    version = in_force(client)
    confirmed(client, OTHER)
    months("union-coverage", "421202", [(at * 12, 1000) for at in range(50, 62)])
    one, other = target(version, "工会组织覆盖率"), target(version, "建成基地")
    client.post(f"/progress/{one.pk}/do/target.tie/", {"indicator": "union-coverage"})
    for month, value in ((2, 10), (8, 30)):
        sent = {"period": str(day(YEAR - 1, month)), "value": value, "note": "台账"}
        assert client.post(f"/progress/{other.pk}/do/target.report/", sent).status_code == 302
    visitor.sign_in(post)
    visitor.plan, visitor.one, visitor.other = version.plan_id, one.pk, other.pk  # type: ignore[attr-defined]
    return visitor


def test_lights_and_departments(desk: Visitor) -> None:
    page = desk.open(f"/plans/{desk.plan}/")  # type: ignore[attr-defined]
    expect(page.locator(".tile .light").first).to_be_visible()
    desk.sound()
    desk.open(f"/plans/{desk.plan}/?by=department")  # type: ignore[attr-defined]
    desk.sound()
    desk.open("/progress/")
    desk.sound()
    page = desk.open(f"/progress/{desk.one}/")  # type: ignore[attr-defined]
    expect(page.locator(".progress-chart polyline")).to_be_visible()
    desk.sound()
    page = desk.open(f"/progress/{desk.other}/")  # type: ignore[attr-defined]
    desk.sound()
    page.click("text=填报数值 >> visible=true")
    page.fill("[name=period]", f"{YEAR - 1}-12-31")
    page.fill("[name=value]", "61")
    page.set_input_files(
        "[name=file]", {"name": "台账.xlsx", "mimeType": "application/octet-stream", "buffer": b"61"}
    )
    expect(page.locator("[data-drop-text]")).to_contain_text("台账.xlsx")
    desk.sound()
    page.click("button:has-text('填报数值')")
    page.wait_for_url(re.compile(r"/progress/\d+/$"))
    expect(page.locator(".progress-light .light")).to_contain_text(re.compile("已达到|无数据"))
    page = desk.open("/departments/")
    desk.sound()
    page.click("table a >> nth=0")
    page.wait_for_load_state("networkidle")
    desk.sound()


def test_comparison_and_search(desk: Visitor) -> None:
    page = desk.open("/compare/")
    page.select_option("#left", index=1)
    page.select_option("#right", index=2)
    page.click("button:has-text('比较')")
    page.wait_for_selector(".compare-rows")
    desk.sound()
    page = desk.open("/texts/")
    page.fill("#texts-words", "實訓 基地")
    page.press("#texts-words", "Enter")
    page.wait_for_selector(".texts-hits mark")
    assert "%E5" not in page.url
    desk.sound()
    page.click(".texts-place >> nth=0")
    page.wait_for_selector(".doc-text .is-hit")
    expect(page.locator(".doc-text .is-hit").first).to_be_in_viewport()
    desk.sound()
