"""Writing tables as an office would hand them in: xlsx while they fit comfortably, csv beyond."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

import xlsxwriter

LARGEST_XLSX = 120_000  # rows; beyond that csv is what offices exchange, and is written as it is made


class Sheet:
    """A table being written, row by row, to `stem`.xlsx or `stem`.csv."""

    def __init__(self, stem: Path, columns: Sequence[str], rows: int) -> None:
        self.columns, self.path, self.count = columns, stem.with_suffix(".csv"), 0
        self._book: Any = None
        if rows <= LARGEST_XLSX:
            self.path = stem.with_suffix(".xlsx")
            self._book = xlsxwriter.Workbook(
                str(self.path),
                {"constant_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_formulas": False},
            )
            self._sheet = self._book.add_worksheet("数据")
            self._sheet.freeze_panes(1, 0)
        else:
            self._stream = self.path.open("w", encoding="utf-8", newline="")
            self._writer = csv.writer(self._stream)
        self._put(0, columns)

    def __enter__(self) -> "Sheet":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._book is not None:
            self._book.close()
        else:
            self._stream.close()

    def add(self, values: Sequence[Any]) -> None:
        """One row, in the order of the columns; None is a blank cell."""
        self.count += 1
        self._put(self.count, values)

    def extend(self, rows: Iterable[Sequence[Any]]) -> None:
        """Several rows."""
        for values in rows:
            self.add(values)

    def _put(self, number: int, values: Sequence[Any]) -> None:
        if self._book is None:
            self._writer.writerow(["" if value is None else value for value in values])
            return
        for place, value in enumerate(values):
            if value is None or value == "":
                continue
            if isinstance(value, date):
                self._sheet.write_datetime(number, place, value)
            elif isinstance(value, int | float):
                self._sheet.write_number(number, place, value)
            else:
                self._sheet.write_string(number, place, value)
