"""Export of what a list shows now, as a workbook."""

import tempfile
from typing import Any, BinaryIO
from urllib.parse import quote

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET
from xlsxwriter import Workbook

from changai.kernel import audit
from changai.kernel.screens.access import page
from changai.kernel.screens.columns import Shown, fetch
from changai.kernel.screens.listing import Listing
from changai.kernel.screens.views.lists import screen_for

MOST_ROWS = 200_000
CHUNK = 2000


@require_GET
@page()
def export(request: HttpRequest, key: str) -> HttpResponseBase:
    """A workbook with the filtered rows and chosen columns; identifiers masked, every cell a plain value.

    The audit entry is written before the file leaves.
    """
    screen = screen_for(request, key)
    if not screen.exportable:
        raise Http404("这张列表不能导出")
    listing = Listing(screen, request)
    if listing.total > MOST_ROWS:
        messages.warning(
            request,
            f"没有导出：这张列表有 {listing.total:,} {screen.unit}，一次最多导出 {MOST_ROWS:,} {screen.unit}。"
            "请先用上方的条件缩小范围，再分几次导出。",
        )
        return HttpResponseRedirect(listing.link())
    stream: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115  # FileResponse closes it
    rows = write(stream, listing)
    audit.record_read(
        f"导出{screen.title}",
        count=rows,
        fields=[one.title for one in listing.columns],
        shown={"条件": listing.conditions},
        action="screen.export",
    )
    stream.seek(0)
    name = f"{screen.title}_{listing.frame.as_of.isoformat()}.xlsx"
    response = FileResponse(
        stream, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def write(stream: BinaryIO, listing: Listing) -> int:
    """Write the workbook; returns the rows written. Memory does not grow with rows."""
    book = Workbook(
        stream,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        },
    )
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#F1F3F5"})
    styles = {
        "money": book.add_format({"num_format": "#,##0.00"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
    }
    sheet = book.add_worksheet(listing.screen.title[:31])
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(listing.columns):
        sheet.set_column(at, at, 24 if column.kind in {"relation", "sealed"} else 16)
        unit = "（元）" if column.kind == "money" else ""
        sheet.write_string(0, at, column.title + unit, head)
    queryset = fetch(listing.queryset, listing.columns).order_by(*listing.order.terms())
    count = 0
    for count, record in enumerate(queryset.iterator(chunk_size=CHUNK), start=1):
        for at, column in enumerate(listing.columns):
            _cell(sheet, count, at, column, record, styles)
    book.close()
    return count


def _cell(sheet: Any, row: int, at: int, column: Shown, record: Any, styles: dict[str, Any]) -> None:
    """One cell: figures and dates as such, everything else as text that no program will run."""
    value = column.value(record)
    if value is None or value == "":
        return
    if column.kind == "money":
        sheet.write_number(row, at, value / 100, styles["money"])
    elif column.kind == "number" and not isinstance(value, str):
        sheet.write_number(row, at, value)
    elif column.kind == "date":
        sheet.write_datetime(row, at, value, styles["date"])
    else:
        sheet.write_string(row, at, column.write(value))
