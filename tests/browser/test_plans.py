"""From the pdf on an officer's desk to the ledger, in a real browser."""

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from changai.domains.reform.documents.tests.papers import PLAN, SCRIPT
from changai.kernel.access.roles import UNION_OFFICER
from tests.browser.conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FONT, SIZE, WIDTH = "STSong-Light", 14, 32


def pdf(text: str) -> bytes:
    """Lines of at most WIDTH characters, as a word processor would break them."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.setFont(FONT, SIZE)
    height = 780
    for line in text.splitlines():
        for at in range(0, len(line) or 1, WIDTH):
            canvas.drawString(60, height, line[at : at + WIDTH])
            height -= 22
            if height < 60:
                canvas.showPage()
                canvas.setFont(FONT, SIZE)
                height = 780
    canvas.save()
    return stream.getvalue()


@pytest.fixture
def at_desk(visitor: Visitor, make_user: Any, tmp_path: Path, settings: Any) -> Visitor:
    """An officer, signed in."""
    settings.MEDIA_ROOT = tmp_path / "files"
    visitor.sign_in(make_user(UNION_OFFICER))
    return visitor


def bring(desk: Visitor, folder: Path, name: str, content: bytes) -> Page:
    """Upload a file and wait for its reading."""
    path = folder / name
    path.write_bytes(content)
    page = desk.open("/documents/new/")
    page.set_input_files("input[type=file]", str(path))
    assert name in page.locator("[data-drop-text]").inner_text()
    page.click("text=上传并解读")
    page.wait_for_selector(".doc-text")
    return page


def settled(page: Page) -> None:
    """Wait until both panes have been drawn anew."""
    page.wait_for_selector("#breakdown [role=status]")
    page.wait_for_load_state("networkidle")


def test_from_the_pdf_to_the_ledger(at_desk: Visitor, tmp_path: Path) -> None:
    page = bring(at_desk, tmp_path, "方案.pdf", pdf(PLAN))
    at_desk.sound()
    page.click("text=保存并拆解任务")
    page.wait_for_selector("article.measure")
    assert page.locator("article.measure").count() == 3
    at_desk.sound()

    page.locator("article.measure h4").nth(1).click()
    lit = page.locator(".doc-text .is-lit")
    assert "推行师带徒" in "".join(lit.all_inner_texts()).replace("\n", "")
    page.wait_for_timeout(700)  # the text rolls to its place
    box = lit.first.bounding_box()
    assert box
    assert 0 <= box["y"] <= page.viewport_size["height"], "the place is out of sight"  # type: ignore[index]
    if at_desk.width < 1000:
        page.click("[data-close-text]")
    page.locator("article.measure").nth(2).locator(".measure-see").press("Enter")
    expect(lit.first).to_contain_text("3.开展安全培训")
    if at_desk.width < 1000:
        page.click("[data-close-text]")

    first = page.locator("article.measure").first
    first.get_by_role("link", name="更正", exact=True).click()
    page.fill("form.inline-form [name=title]", "办好公共实训基地")
    page.locator("form.inline-form button[type=submit]").click()
    settled(page)
    assert "办好公共实训基地" in page.locator("article.measure h4").first.inner_text()
    page.locator(".change a").first.click()
    expect(page.locator("article.measure h4").first).to_contain_text("办好实训基地")

    page.on("dialog", lambda asked: asked.accept())
    page.locator("article.measure").nth(2).get_by_role("link", name="删除").click()
    expect(page.locator("article.measure")).to_have_count(2)
    page.locator(".change a").first.click()
    expect(page.locator("article.measure")).to_have_count(3)

    if page.locator("text=疑点全部核对").count():
        page.locator("text=疑点全部核对").click()
        settled(page)
    page.click("text=确认方案")
    page.locator("main button[type=submit]").click()
    page.wait_for_selector(".tile")
    at_desk.sound()
    page.click("text=按部门")
    page.wait_for_selector(".is-matrix")
    at_desk.sound()

    page.locator("summary", has_text="下载").click()
    with page.expect_download() as waited:
        page.click("text=任务分解表")
    sheet = load_workbook(io.BytesIO(Path(waited.value.path()).read_bytes())).active
    assert sheet is not None
    assert [row[2] for row in sheet.iter_rows(min_row=4, values_only=True)] == [
        "办好实训基地",
        "推行师带徒",
        "开展安全培训",
    ]
    at_desk.sound()


def test_script_in_a_document_does_not_run(at_desk: Visitor, tmp_path: Path) -> None:
    page = bring(at_desk, tmp_path, "方案.txt", SCRIPT.encode())
    page.on("dialog", lambda asked: pytest.fail(f"the page asks: {asked.message}"))
    assert "<script>alert(1)</script>" in page.locator(".doc-text").inner_text()
    page.click("text=保存并拆解任务")
    page.wait_for_selector("article.measure")
    assert "<img src=x onerror=alert(2)>" in page.locator("article.measure h4").first.inner_text()
    assert page.locator(".doc-text img, .doc-text script, article.measure img").count() == 0
    at_desk.sound()
