"""The picture as a workbook: one sheet of figures with numerator and denominator, one of conditions.

A workbook leaves the house, so small cells are withheld in it; the pages stay exact.
"""

import io
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET
from xlsxwriter import Workbook

from changai.domains.workforce.structure.queries import State
from changai.domains.workforce.structure.views.asked import in_whole_reach, state_of, told
from changai.domains.workforce.structure.views.blocks import UNDATED, Block, blocks, source_line, undated
from changai.domains.workforce.structure.views.cards import cards
from changai.domains.workforce.structure.views.links import Links
from changai.domains.workforce.structure.views.people import heading
from changai.domains.workforce.structure.views.published import MARK, Withheld, withhold
from changai.domains.workforce.structure.views.report import printed
from changai.domains.workforce.structure.views.waiting import not_ready
from changai.kernel.access.current import require
from changai.kernel.access.roles import WORKING
from changai.kernel.facts.errors import FactsError
from changai.kernel.parameters import ParameterMissing

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@require(*WORKING)
@in_whole_reach
def export(request: HttpRequest) -> HttpResponse:
    """Every table of the picture as it stands, but for small cells."""
    state = state_of(request)
    if (wait := not_ready(state)) is not None:
        return wait
    links, report = Links(state), printed(state)
    try:
        tables, figures = blocks(state, links, report), cards(state, links, report)
        hidden = withhold(state, tables)
    except (FactsError, ParameterMissing) as missing:
        raise Http404(str(missing)) from None
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    _sheet(book, state, tables, hidden)
    _told(book, state, figures, hidden)
    book.close()
    response = HttpResponse(stream.getvalue(), content_type=TYPE)
    name = f"结构分析_{told(state).replace(' ', '_')}.xlsx"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def _sheet(book: Workbook, state: State, tables: list[Block], hidden: Withheld) -> None:
    sheet = book.add_worksheet("结构")
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#F1F3F5"})
    titles = ["维度", "分组", "人数", "合计", "占比"]
    titles += ["对比人数", "对比合计", "对比占比"] if state.other() else []
    titles += ["报告"]
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 1, 22)
    sheet.set_column(2, len(titles), 12)
    for at, title in enumerate(titles):
        sheet.write_string(0, at, title, head)
    write = _writer(book, sheet)
    line = 1
    for block in tables:
        for at, row in enumerate(block.rows):
            sheet.write_string(line, 0, block.title)
            sheet.write_string(line, 1, row.label)
            write(line, 2, row.count, row.whole, at in hidden.ours[block.key], hidden.least)
            if row.compare_whole is not None:
                other = at in hidden.theirs[block.key]
                write(line, 5, row.compare_count or 0, row.compare_whole, other, hidden.least)
            sheet.write_string(line, len(titles) - 1, row.report)
            line += 1
    if hidden.any:
        sheet.write_string(line + 1, 0, hidden.note)


def _writer(book: Workbook, sheet: Any) -> Callable[[int, int, int, int, bool, int], None]:
    """Writes count, total and share side by side, or marks for what is withheld."""
    percent = book.add_format({"num_format": "0.00%"})
    count = book.add_format({"num_format": "#,##0"})
    mark = book.add_format({"align": "right"})

    def write(line: int, column: int, part: int, whole: int, withheld: bool, least: int) -> None:
        if withheld:
            sheet.write_string(line, column, MARK, mark)
            sheet.write_string(line, column + 2, MARK, mark)
        else:
            sheet.write_number(line, column, part, count)
            sheet.write_number(line, column + 2, part / whole if whole else 0, percent)
        if 0 < whole < least:
            sheet.write_string(line, column + 1, MARK, mark)
        else:
            sheet.write_number(line, column + 1, whole, count)

    return write


def _told(book: Workbook, state: State, figures: list[dict[str, Any]], hidden: Withheld) -> None:
    """Conditions, cards and where the figures come from."""
    sheet = book.add_worksheet("指标和口径")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 3, 30)
    lines = [("范围", told(state), ""), ("条件", heading(state, "", ""), "")]
    other = state.other()
    lines += [("对比", told(other), "")] if other else []
    lines += [
        (one["title"], MARK, MARK)
        if one["key"] in hidden.cards
        else (one["title"], one["value"], one["parts"])
        for one in figures
    ]
    lines += [("口径", source_line(state), "")]
    past = undated(state, *UNDATED)
    lines += [("说明", past, "")] if past else []
    lines += [("不公布的数字", hidden.note, "")] if hidden.any else []
    for at, (title, value, parts) in enumerate(lines):
        for column, text in enumerate((title, value, parts)):
            sheet.write_string(at, column, str(text))
