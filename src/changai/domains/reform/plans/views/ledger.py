"""任务分解表: a workbook ready for print, A4 landscape, with the head on every page."""

import io
from math import ceil
from typing import Any

from xlsxwriter import Workbook

from changai.domains.reform.plans.models import PlanVersion
from changai.domains.reform.plans.queries import units

TITLE, HEAD, BODY = "方正小标宋简体", "黑体", "仿宋_GB2312"
COLUMNS = [
    ("序号", 5),
    ("章节", 12),
    ("任务", 18),
    ("具体内容", 46),
    ("牵头单位", 14),
    ("责任单位", 18),
    ("目标", 22),
    ("完成时限", 10),
    ("备注", 14),
]
CHAPTER = 1
CENTRED = {0, 1, 7}
LINE = 14.0  # points of a printed line
TALLEST = 409.0  # points that a row can have
FIRST = 3  # rows of the head


def workbook(version: PlanVersion, measures: list[Any]) -> bytes:
    """The workbook; measures come from `queries.whole`."""
    stream = io.BytesIO()
    safe = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = Workbook(stream, safe)
    sheet = book.add_worksheet("任务分解表")
    _page(sheet)
    _head(book, sheet, version)
    formats = {
        centred: book.add_format(
            {
                "font_name": BODY,
                "font_size": 10.5,
                "border": 1,
                "text_wrap": True,
                "valign": "vcenter",
                "align": "center" if centred else "left",
            }
        )
        for centred in (True, False)
    }
    for at, measure in enumerate(measures):
        cells = _cells(at, measure)
        for column, text in enumerate(cells):
            if column != CHAPTER:
                sheet.write_string(FIRST + at, column, text, formats[column in CENTRED])
        height = _height(cells)
        if height <= TALLEST:  # a taller one is left to the program that opens the sheet
            sheet.set_row(FIRST + at, height)
    _chapters(sheet, measures, formats[True])
    book.close()
    return stream.getvalue()


def _page(sheet: Any) -> None:
    """How it prints."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(FIRST - 1)
    sheet.set_footer('&C&"宋体"&10第 &P 页，共 &N 页')
    sheet.freeze_panes(FIRST, 0)
    for column, (_, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)


def _head(book: Workbook, sheet: Any, version: PlanVersion) -> None:
    """Title, where it comes from, and the columns."""
    last = len(COLUMNS) - 1
    title = book.add_format(
        {"font_name": TITLE, "font_size": 20, "align": "center", "valign": "vcenter", "text_wrap": True}
    )
    sheet.merge_range(0, 0, 0, last, f"{version.plan.title}任务分解表", title)
    sheet.set_row(0, 60 if _width(version.plan.title) > 56 else 36)
    document = version.document
    told = [one for one in (document.issuer, document.number) if one]
    told += [f"第 {version.number} 版，{version.get_state_display()}"]
    note = book.add_format({"font_name": BODY, "font_size": 10.5, "align": "right", "valign": "vcenter"})
    sheet.merge_range(1, 0, 1, last, "　".join(told), note)
    head = book.add_format(
        {
            "font_name": HEAD,
            "font_size": 11,
            "border": 1,
            "align": "center",
            "valign": "vcenter",
            "text_wrap": True,
        }
    )
    sheet.set_row(FIRST - 1, 24)
    for column, (name, _) in enumerate(COLUMNS):
        sheet.write_string(FIRST - 1, column, name, head)


def _cells(at: int, measure: Any) -> list[str]:
    """A measure's row."""
    dues = dict.fromkeys(one.due for one in measure.all_targets if one.due)
    return [
        measure.number or str(at + 1),
        _part(measure),
        measure.title,
        measure.text,
        units(measure, "lead"),
        units(measure, "responsible"),
        "\n".join(one.text for one in measure.all_targets),
        "、".join(dues),
        _note(measure),
    ]


def _note(measure: Any) -> str:
    """Names that changed since the plan was printed, and what is still doubtful."""
    former: dict[str, list[str]] = {}
    for duty in measure.all_duties:
        if duty.renamed:
            former.setdefault(duty.present, []).append(duty.name)
    notes = [f"{now}：原文为{'、'.join(names)}" for now, names in former.items()]
    notes += [f"待核对：{one.what}" for one in measure.all_doubts if not one.cleared]
    return "\n".join(notes)


def _part(measure: Any) -> str:
    """Its chapter, and the group within it where the plan has groups."""
    return "\n".join(one for one in (measure.chapter, measure.group) if one)


def _chapters(sheet: Any, measures: list[Any], style: Any) -> None:
    """One cell for the measures of a chapter, or of a group in it, that follow each other."""
    start = 0
    for at in range(1, len(measures) + 1):
        if at < len(measures) and _part(measures[at]) == _part(measures[start]):
            continue
        text = _part(measures[start])
        if at - start == 1:
            sheet.write_string(FIRST + start, CHAPTER, text, style)
        else:
            sheet.merge_range(FIRST + start, CHAPTER, FIRST + at - 1, CHAPTER, text, style)
        start = at


def _height(cells: list[str]) -> float:
    """Points that a row needs, so that it prints whole; the merged chapter does not count."""
    lines = [
        sum(max(1, ceil(_width(line) / (width - 1))) for line in text.split("\n"))
        for column, (text, (_, width)) in enumerate(zip(cells, COLUMNS, strict=True))
        if column != CHAPTER
    ]
    return max(2, *lines) * LINE + 4


def _width(text: str) -> int:
    """Widths of a digit: a Chinese character takes two."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)
