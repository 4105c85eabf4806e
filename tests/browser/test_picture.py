"""The picture in a real browser: charts, a click on a bar, the saved image, nothing that sticks out."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from changai.domains.workforce.structure.tests.world import AS_OF, World
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.facts.tests.made import CITY
from tests.browser.conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = f"as_of={AS_OF}"
BLUE = """box => {
  const canvas = box.querySelector("canvas");
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  let drawn = 0;
  for (let at = 0; at < data.length; at += 4)
    if (data[at + 3] > 200 && data[at + 2] > 130 && data[at] < 110 && data[at + 2] > data[at] + 60) drawn += 1;
  return drawn;
}"""


@pytest.fixture
def looking(visitor: Visitor, make_user: Any, tmp_path: Path) -> Visitor:
    """An officer of the city, signed in, over a small world."""
    World(tmp_path)
    visitor.sign_in(make_user(UNION_OFFICER, region=CITY))
    return visitor


def bar(page: Page, block: str, at: int) -> tuple[float, float]:
    """A point in the stripe of a vertical chart's bar, low enough to be above the label and on the plot."""
    box = page.locator(f"#c-{block}")
    box.scroll_into_view_if_needed()
    count = page.locator(f"#t-{block} tbody tr").count()
    size = box.bounding_box()
    assert size
    left = 44
    return left + (size["width"] - left) * (at + 0.5) / count, size["height"] / 2


def test_charts_are_drawn_and_a_bar_opens_its_list(looking: Visitor) -> None:
    page = looking.open(f"/picture/?{DAY}")
    boxes = page.locator("[data-picture-chart]")
    assert boxes.count() >= 10
    assert page.locator("[data-picture-chart] canvas").count() == boxes.count()
    assert page.locator("#c-sex").evaluate(BLUE) > 500
    looking.sound()
    for at in (0, 1):
        page = looking.open(f"/picture/?{DAY}")
        row = page.locator("#t-sex tbody tr").nth(at)
        label, count = row.locator("th").inner_text(), row.locator("td").first.inner_text()
        across, down = bar(page, "sex", at)
        page.locator("#c-sex").click(position={"x": across, "y": down})
        page.wait_for_url(re.compile("/picture/people/"))
        assert page.locator("h1 .total").inner_text() == f"{count} 人"
        assert f"性别：{label}" in page.locator("h1").inner_text()
        looking.sound()
        page.click(".crumbs a")
        page.wait_for_url(re.compile(r"/picture/\?"))


def test_several_members_and_a_comparison_are_chosen_by_hand(looking: Visitor) -> None:
    page = looking.open(f"/picture/?{DAY}&region=421202")
    page.click(".chip-drop summary:text-is('技能结构')")
    for member in ("junior", "senior"):
        page.check(f"input[name=skill][value={member}]")
    page.click("details[open] button:text-is('应用')")
    page.wait_for_url(re.compile("skill=junior%2Csenior"))
    assert "技能结构：初中级技工、高级工和技师" in page.locator(".chips").inner_text()
    page.click(".chip-drop summary:text-is('对比')")
    page.select_option("[name=compare_region]", "421221")
    page.click("details[open] button:text-is('对比')")
    page.wait_for_url(re.compile("compare_region=421221"))
    page.wait_for_load_state("networkidle")
    assert "skill=junior%2Csenior" in page.url
    assert "对比：嘉鱼县" in page.locator(".chips").inner_text()
    looking.sound()
    page.click("[aria-label='取消对比']")
    page.wait_for_load_state("networkidle")
    assert "compare" not in page.url
    looking.sound()


def test_the_image_is_saved(looking: Visitor, tmp_path: Path) -> None:
    page = looking.open(f"/picture/?{DAY}")
    with page.expect_download() as waited:
        page.click("[data-save='c-sex']")
    saved = tmp_path / "saved.png"
    waited.value.save_as(saved)
    assert waited.value.suggested_filename == f"性别_{CITY}_{AS_OF}.png"
    assert saved.read_bytes().startswith(b"\x89PNG")
    assert saved.stat().st_size > 3000
    looking.sound()


def test_dark_and_light_redraw_the_charts(looking: Visitor) -> None:
    page = looking.open(f"/picture/?{DAY}")
    before = page.locator("#c-sex canvas").evaluate("canvas => canvas.toDataURL()")
    page.evaluate(
        "document.documentElement.dataset.bsTheme = 'dark';"
        "document.dispatchEvent(new CustomEvent('changai:theme', { detail: 'dark' }))"
    )
    page.wait_for_timeout(200)
    assert page.locator("#c-sex canvas").evaluate("canvas => canvas.toDataURL()") != before
    looking.sound()
