"""The generated pages in a real browser, at the desk and on the phone."""

import re
from typing import Any

import pytest

from changai.domains.workforce.people.models import Worker
from changai.kernel.access.roles import AUDIT_ADMIN, EMPLOYER_CLERK, SYSTEM_ADMIN, UNION_OFFICER
from changai.kernel.screens import screens
from tests.browser.conftest import Visitor
from tests.making import XIANAN, Rows, place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def officer(visitor: Visitor, make_user: Any) -> Visitor:
    """An officer, signed in, with a few workers in the district."""
    at = place(XIANAN)
    for wage in (None, 456700, 612300):
        Rows(at).worker(wage_fen=wage, post="焊工")
    visitor.sign_in(make_user(UNION_OFFICER))
    return visitor


@pytest.mark.parametrize("role", [UNION_OFFICER, EMPLOYER_CLERK, SYSTEM_ADMIN, AUDIT_ADMIN])
def test_every_page_of_the_menu(role: Any, visitor: Visitor, make_user: Any) -> None:
    """Home, every list that the role has, and the first record of each."""
    at = place(XIANAN)
    mine = [one for one in screens() if role in one.by]
    for one in mine:
        Rows(at).on(one)
    page = visitor.sign_in(make_user(role, organisation=at.organisation))
    visitor.sound()
    links = page.eval_on_selector_all("#menu a", "all => all.map(one => one.getAttribute('href'))")
    assert {f"/{one.key}/" for one in mine if one.menu} <= set(links)
    for link in links:
        visitor.open(link)
        assert page.locator("h1").count() == 1
        visitor.sound()
        row = page.locator("tr[data-href] a").first
        if row.count():
            row.click()
            page.wait_for_load_state("networkidle")
            visitor.sound()


def test_filter_search_and_back(officer: Visitor) -> None:
    """A filter and a search narrow the list in place; the way back works; the address tells nothing typed."""
    page = officer.open("/workers/?set=1")
    name = Worker._base_manager.select_related("person").first().person.name
    page.click("details.chip-drop summary >> text=工会会员")
    page.check("input[name=union_member][value=no]")
    page.click("details[open] button[type=submit]")
    page.wait_for_selector(".chip:has-text('工会会员：否')")
    assert page.url.endswith("/workers/?union_member=no")
    page.fill(".list-search [name=text]", name)
    page.press(".list-search [name=text]", "Enter")
    page.wait_for_url(re.compile("found="))
    assert page.locator("tr[data-href]").count() == 1
    assert name not in page.url
    page.go_back()
    page.wait_for_load_state("networkidle")
    assert page.locator("tr[data-href]").count() == 3
    page.click("[aria-label^='去掉条件']")
    page.wait_for_load_state("networkidle")
    assert page.locator(".chip").count() == 0
    officer.sound()


def test_region_and_day_stay_while_walking(officer: Visitor) -> None:
    """Chosen once, region and date hold on the next pages."""
    page = officer.open("/workers/")
    page.click(".region-drop summary")
    page.fill(".region-drop [type=search]", "温泉")
    page.wait_for_selector("#region-options a[href*='region=421202001']")
    page.click("#region-options a[href*='region=421202001']")
    page.wait_for_load_state("networkidle")
    page.click(".as-of summary")
    page.click("text=上年末")
    page.wait_for_load_state("networkidle")
    if officer.width < 900:
        page.click("[data-toggle-menu]")
    page.click("#menu a:has-text('首页')")
    page.wait_for_load_state("networkidle")
    assert "region=421202001" in page.url
    assert "as_of=" in page.url
    officer.sound()


def test_unmask_asks_for_a_reason(officer: Visitor) -> None:
    """The number appears only after a reason, in place."""
    worker = Worker._base_manager.select_related("person").first()
    number = worker.person.id_number.reveal()
    page = officer.open(f"/workers/{worker.pk}/")
    assert number not in page.content()
    page.click("[data-unmask] >> nth=0")
    page.fill("#unmask-reason", "电话核对入会信息")
    page.click("#unmask [type=submit]")
    page.wait_for_selector(f"text={number}")
    assert not page.locator("#unmask").is_visible()
    officer.sound()


def test_a_draft_is_kept_until_handed_in(officer: Visitor) -> None:
    """What was typed survives leaving the page; sealed values are not kept in the browser."""
    page = officer.open("/workers/do/worker.register/")
    page.fill("[name=name]", "王草稿")
    page.fill("[name=id_number]", "421202199001010011")
    page.wait_for_timeout(700)
    officer.open("/")
    stored = page.evaluate("JSON.stringify(Object.values(localStorage))")
    assert "王草稿" in stored
    assert "421202199001010011" not in stored
    officer.open("/workers/do/worker.register/")
    assert page.input_value("[name=name]") == "王草稿"
    assert page.input_value("[name=id_number]") == ""
    page.click("[data-draft-drop]")
    page.wait_for_load_state("networkidle")
    assert page.input_value("[name=name]") == ""
    officer.sound()


def test_a_field_is_checked_on_leaving_it(officer: Visitor) -> None:
    """A wrong number is told at the field before anything is sent."""
    page = officer.open("/workers/do/worker.register/")
    page.fill("[name=id_number]", "421202199001010012")
    page.press("[name=id_number]", "Tab")
    page.wait_for_selector("#id_number-errors .error")
    officer.sound()


def test_keyboard_and_dark(officer: Visitor) -> None:
    """The first stop is the way past the menu; the look can be switched and stays."""
    page = officer.open("/workers/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "text"
    page.keyboard.press("Escape")
    page.click(".user-drop summary")
    page.click("[data-theme-toggle]")
    chosen = page.evaluate("document.documentElement.dataset.bsTheme")
    officer.open("/workers/")
    assert page.evaluate("document.documentElement.dataset.bsTheme") == chosen == "dark"
    officer.sound()


def test_two_records_stand_side_by_side(officer: Visitor) -> None:
    """At the desk and on the phone, what is compared of one record stands beside that of the other."""
    found = next(one for one in screens() if one.key == "duplicates")
    pair = Rows(place(XIANAN)).on(found)
    page = officer.open(f"/duplicates/{pair.pk}/")
    row = page.locator(".sides tbody tr").filter(has_text="出生日期").locator("td")
    left, right = row.nth(0).bounding_box(), row.nth(1).bounding_box()
    assert left
    assert right
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"] + 1
    assert right["x"] + right["width"] <= page.evaluate("innerWidth")
    officer.sound()
