"""A comparison as a workbook."""

import io
from typing import Any

from xlsxwriter import Workbook

from changai.domains.reform.comparison.queries import Comparison, Pair
from changai.domains.reform.plans.queries import units

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WIDTHS = [10, 30, 24, 30, 30, 24, 30, 10]


def workbook(left: str, right: str, found: Comparison) -> bytes:
    """One row a pair: shared first, then what only one has. left, right: the plans' names."""
    stream = io.BytesIO()
    book = Workbook(stream, SAFE)
    sheet = book.add_worksheet("方案比较")
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    sheet.freeze_panes(2, 1)
    cell = {"font_name": "宋体", "font_size": 10.5, "border": 1, "text_wrap": True, "valign": "vcenter"}
    body, head = book.add_format(cell), book.add_format({**cell, "bold": True, "align": "center"})
    sheet.merge_range(0, 1, 0, 3, left, head)
    sheet.merge_range(0, 4, 0, 6, right, head)
    for at, (name, width) in enumerate(zip(_heads(), WIDTHS, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(1, at, name, head)
    parts = [("共有", found.shared), ("仅前者", found.only_left), ("仅后者", found.only_right)]
    rows = [_cells(kind, pair) for kind, pairs in parts for pair in pairs]
    for number, cells in enumerate(rows, 2):
        for at, text in enumerate(cells):
            sheet.write_string(number, at, text, body)
    book.close()
    return stream.getvalue()


def _heads() -> list[str]:
    side = ["任务", "牵头单位", "目标"]
    return ["比较", *side, *side, "相似度"]


def _cells(kind: str, pair: Pair) -> list[str]:
    shared = pair.left is not None and pair.right is not None
    return [kind, *_side(pair.left), *_side(pair.right), f"{pair.likeness:.0%}" if shared else ""]


def _side(measure: Any) -> list[str]:
    if measure is None:
        return ["", "", ""]
    return [str(measure), units(measure, "lead"), "\n".join(one.text for one in measure.all_targets)]
