"""A document's text in the national layout of official papers (GB/T 9704): margins, fonts, sizes, spacing."""

import io
import re
from typing import Any

from docx import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from changai.domains.reform.documents.models import Document
from changai.engines.documents.text import Text

SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
TWO, THREE, FOUR = Pt(22), Pt(16), Pt(14)  # 二号 三号 四号
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
HEADINGS = (
    (re.compile(r"第[一二三四五六七八九十百]+[章节]|[一二三四五六七八九十]+、"), HEI),
    (re.compile(r"[（(][一二三四五六七八九十]+[）)]"), KAI),
)
LONGEST_TITLE = 5  # lines
SHORT = 40  # characters of a heading that stands by itself
DATE = re.compile(
    r"^[12]\d{3}年\d{1,2}月\d{1,2}日$|^[一二]?[〇○O零一二三四五六七八九]{3,4}年.{1,3}月.{1,3}日$"
)


def official(document: Document, text: Text) -> bytes:
    """The docx. text: the document as it was cleaned; what was left out in cleaning is not in it."""
    paper: Any = Paper()
    _page(paper)
    bodies = _bodies(document, text)
    titles = _titles(document, bodies)
    issuers = {_bare(one) for one in document.issuers} | {_bare("".join(document.issuers))}
    for at, body in enumerate(bodies):
        if at in titles:
            _line(paper, body, SONG, TWO, CENTRE)
        elif DATE.match(_bare(body)) or _bare(body) in issuers:
            _line(paper, body, FANG, THREE, RIGHT)
        elif document.number and _bare(body) == _bare(document.number):
            _line(paper, body, FANG, THREE, CENTRE)
        else:
            _body(paper, body)
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _bodies(document: Document, text: Text) -> list[str]:
    """Paragraphs with Chinese punctuation, and with the damaged numbers as they were made out."""
    reading = document.reading
    mended = {one.get("raw"): one.get("number") for one in reading.get("basis") or ()}
    mended[reading.get("document_number_raw")] = document.number
    day = document.issued_on
    mended[reading.get("date_raw")] = f"{day.year}年{day.month}月{day.day}日" if day else None
    found = []
    for one in text.paragraphs:
        body = _printed(text, one.start, one.end).strip()
        for raw, number in mended.items():
            body = body.replace(raw, number) if raw and number else body
        if body:
            found.append(body)
    return found


def _printed(text: Text, start: int, end: int) -> str:
    """Characters as printed, so that the script stays; marks and digits in their normal width."""
    pairs = zip(text.clean[start:end], text.plain[start:end], strict=True)
    return "".join(mine if mine.isalpha() and not mine.isascii() else plain for mine, plain in pairs).replace(
        "~", "～"
    )


def _titles(document: Document, bodies: list[str]) -> set[int]:
    """Which paragraphs make up a title; one may be broken over several."""
    wanted = {_bare(one) for one in (document.title, document.notice_title) if one}
    found: set[int] = set()
    for start in range(len(bodies)):
        for end in range(start + 1, min(start + LONGEST_TITLE, len(bodies)) + 1):
            if _bare("".join(bodies[start:end])) in wanted:
                found |= set(range(start, end))
    return found


def _bare(text: str) -> str:
    """Without white space."""
    return re.sub(r"\s", "", text)


def _page(paper: Any) -> None:
    """A4 with the margins of the standard, and page numbers."""
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FANG, THREE
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FANG)
    foot = section.footer.paragraphs[0]
    foot.alignment = CENTRE
    for part in ("— ", "PAGE", " —"):
        run = foot.add_run("" if part == "PAGE" else part)
        _font(run, "宋体", FOUR)
        if part == "PAGE":
            _field(run, part)


def _field(run: Any, code: str) -> None:
    """A field that the word processor counts."""
    for kind in ("begin", "", "end"):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = code
        run._r.append(element)


def _font(run: Any, name: str, size: Any = THREE) -> None:
    run.font.name, run.font.size = name, size
    run._r.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), name)


def _line(paper: Any, body: str, font: str, size: Any, where: Any) -> None:
    """A title, a number, a signature."""
    paragraph = _spaced(paper.add_paragraph())
    paragraph.alignment = where
    _font(paragraph.add_run(body), font, size)


def _body(paper: Any, body: str) -> None:
    """A paragraph of text; a heading before its first stop has its own font."""
    paragraph = _spaced(paper.add_paragraph())
    paragraph.paragraph_format.first_line_indent = Pt(32)
    font = next((font for pattern, font in HEADINGS if pattern.match(body)), None)
    cut = 0
    if font is not None:
        stop = body.find("。")
        cut = len(body) if len(body) <= SHORT and stop in (-1, len(body) - 1) else stop + 1
    if font is not None and cut > 0:
        _font(paragraph.add_run(body[:cut]), font)
    if body[cut:]:
        _font(paragraph.add_run(body[cut:]), FANG)


def _spaced(paragraph: Any) -> Any:
    """Lines of 28 points, as the standard's 22 lines a page come to."""
    shape = paragraph.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28)
    shape.space_before = shape.space_after = Pt(0)
    return paragraph
