"""A paper that is written from top to bottom."""

import io
import re
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
TWO, THREE, FOUR = Pt(22), Pt(16), Pt(14)  # 二号 三号 四号
CENTRE, RIGHT, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
HEADINGS = (
    (re.compile(r"第[一二三四五六七八九十百]+[章节]|[一二三四五六七八九十]+、"), HEI),
    (re.compile(r"[（(][一二三四五六七八九十]+[）)]"), KAI),
)
SHORT = 40  # characters of a heading that stands by itself


class OfficialPaper:
    """Title in 小标宋 二号, text in 仿宋 三号 with lines of 28 points, headings in 黑体 and 楷体, A4."""

    def __init__(self) -> None:
        self._paper: Any = Document()
        self._page()

    def title(self, text: str) -> None:
        """A line of a title, centred."""
        self._line(text, SONG, TWO, CENTRE)

    def number(self, text: str) -> None:
        """The document's number, centred."""
        self._line(text, FANG, THREE, CENTRE)

    def salutation(self, text: str) -> None:
        """To whom it is addressed, from the left margin."""
        self._line(text, FANG, THREE, LEFT)

    def signature(self, text: str) -> None:
        """Issuer or date at the end, to the right."""
        self._line(text, FANG, THREE, RIGHT)

    def body(self, text: str) -> None:
        """A paragraph; a heading (一、 （一） 第一章) before its first stop has its own font."""
        paragraph = self._spaced()
        paragraph.paragraph_format.first_line_indent = Pt(32)
        font = next((font for pattern, font in HEADINGS if pattern.match(text)), None)
        cut = 0
        if font is not None:
            stop = text.find("。")
            cut = len(text) if len(text) <= SHORT and stop in (-1, len(text) - 1) else stop + 1
        if font is not None and cut > 0:
            _font(paragraph.add_run(text[:cut]), font)
        if text[cut:]:
            _font(paragraph.add_run(text[cut:]), FANG)

    def content(self) -> bytes:
        """The docx file."""
        stream = io.BytesIO()
        self._paper.save(stream)
        return stream.getvalue()

    def _line(self, text: str, font: str, size: Any, where: Any) -> None:
        paragraph = self._spaced()
        paragraph.alignment = where
        _font(paragraph.add_run(text), font, size)

    def _spaced(self) -> Any:
        """A new paragraph; 28 points a line come to the standard's 22 lines a page."""
        paragraph = self._paper.add_paragraph()
        shape = paragraph.paragraph_format
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28)
        shape.space_before = shape.space_after = Pt(0)
        return paragraph

    def _page(self) -> None:
        """A4, the standard's margins, the page's number between dashes."""
        section = self._paper.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        style = self._paper.styles["Normal"]
        style.font.name, style.font.size = FANG, THREE
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FANG)
        foot = section.footer.paragraphs[0]
        foot.alignment = CENTRE
        for part in ("— ", None, " —"):
            run = foot.add_run(part or "")
            _font(run, "宋体", FOUR)
            if part is None:
                _page_number(run)


def _page_number(run: Any) -> None:
    """A field that the word processor counts."""
    for kind in ("begin", "", "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = "PAGE"
        run._r.append(element)


def _font(run: Any, name: str, size: Any = THREE) -> None:
    run.font.name, run.font.size = name, size
    run._r.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), name)
