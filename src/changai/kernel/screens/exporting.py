"""Workbooks of lists: written, put on record, and kept for a while where they were written in the background."""

import os
import re
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from xlsxwriter import Workbook

from changai.kernel import audit
from changai.kernel.screens.columns import Shown, fetch
from changai.kernel.screens.listing import Listing

CHUNK = 2000
ROWS_OF_SHEET = 1_000_000  # the format ends at 1,048,576
KEEP_DAYS = 7
NAME = re.compile(r"^[0-9a-f]{24}\.xlsx$")


def name_of(listing: Listing) -> str:
    """The file's name."""
    return f"{listing.screen.title}_{listing.frame.as_of.isoformat()}.xlsx"


def record_export(listing: Listing, rows: int) -> None:
    """Put an export on record."""
    audit.record_read(
        f"导出{listing.screen.title}",
        count=rows,
        fields=[one.title for one in listing.columns],
        shown={"条件": listing.conditions},
        action="screen.export",
    )


def folder() -> Path:
    """Where workbooks lie that were written in the background: beside the database, in no backup."""
    place = Path(settings.CHANGAI_HOME) / "exports"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def new_file() -> Path:
    """An empty file of its own, for this account of the machine only."""
    path = folder() / f"{secrets.token_hex(12)}.xlsx"
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return path


def kept(name: str) -> Path | None:
    """A file while it is kept."""
    path = folder() / name
    return path if NAME.match(name) and path.is_file() and not _over(path) else None


def sweep() -> None:
    """Remove files whose time is over: they hold personal data."""
    for path in folder().glob("*.xlsx"):
        if _over(path):
            path.unlink(missing_ok=True)


def _over(path: Path) -> bool:
    return path.stat().st_mtime < time.time() - KEEP_DAYS * 86400


def write(stream: BinaryIO, listing: Listing, progress: Callable[[int], object] | None = None) -> int:
    """Write the workbook; returns the rows written. Memory does not grow with rows.

    A sheet holds ROWS_OF_SHEET rows, more go to further sheets. progress: called with the rows written so far.
    """
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
    queryset = fetch(listing.queryset, listing.columns).order_by(*listing.order.terms())
    sheet, count = _sheet(book, listing, head), 0
    for count, record in enumerate(queryset.iterator(chunk_size=CHUNK), start=1):
        row = (count - 1) % ROWS_OF_SHEET + 1
        if row == 1 and count > 1:
            sheet = _sheet(book, listing, head)
        for at, column in enumerate(listing.columns):
            _cell(sheet, row, at, column, record, styles)
        if progress is not None and count % CHUNK == 0:
            progress(count)
    book.close()
    return count


def _sheet(book: Workbook, listing: Listing, head: Any) -> Any:
    """A further sheet with the columns' titles."""
    number = len(book.worksheets()) + 1
    sheet = book.add_worksheet(f"{listing.screen.title[:27]}{number if number > 1 else ''}")
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(listing.columns):
        sheet.set_column(at, at, 24 if column.kind in {"relation", "sealed"} else 16)
        unit = "（元）" if column.kind == "money" else ""
        sheet.write_string(0, at, column.title + unit, head)
    return sheet


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
