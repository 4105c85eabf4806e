"""Columns of tables and their 合计."""

import re
from collections.abc import Iterator
from decimal import Decimal

from changai.engines.documents.checks.model import plainly
from changai.engines.documents.figures.tables import NUMBER, Cell, cells, rows
from changai.engines.documents.numerals import arabic
from changai.engines.documents.reading import Check
from changai.engines.documents.text import Text

_TOTAL = re.compile(r"^(?:合\s?计|总\s?计|总\s?数)$")
_NO_SUM = re.compile(r"率|%|占比|比重|比例|平均|均|序号|年份|名次|增长|增幅|同比")
_LEAST = 2


def check(text: Text) -> Iterator[Check]:
    """Each column of counts whose table has a row 合计 and no rows of parts of parts (其中)."""
    for table in rows(text):
        lines = [cells(text, row) for row in table]
        total = next(
            (at for at, line in enumerate(lines) if any(_TOTAL.match(cell.text) for cell in line)), None
        )
        if total is None or any(
            "其中" in cell.text or "小计" in cell.text for line in lines for cell in line
        ):
            continue
        head = lines[0] if total else []
        for column in range(1, len(lines[total])):
            name = head[column].text if column < len(head) else ""
            if not _NO_SUM.search(name):
                yield from _column(text, name, column, lines, total)


def _column(text: Text, name: str, column: int, lines: list[list[Cell]], total: int) -> Iterator[Check]:
    whole = _number(lines[total], column)
    others = [line for at, line in enumerate(lines) if at not in (0, total)]
    parts = [cell for line in others if (cell := _number(line, column))]
    if whole is None or len(parts) < _LEAST or len(parts) != len(others):
        return
    value = sum((_value(part) for part in parts), Decimal(0))
    terms = " + ".join(part.text for part in parts)
    gap = value - _value(whole)
    verdict = (
        f"与合计{whole.text}相符"
        if not gap
        else f"与合计{whole.text}不符，{'多' if gap > 0 else '少'}{plainly(abs(gap))}"
    )
    quotes = [part.text for part in parts] + [whole.text]
    places = [text.place(cell.start, cell.end) for cell in (*parts, whole)]
    yield Check("sum", not gap, f"表中“{name}”一列：{terms} = {plainly(value)}，{verdict}。", quotes, places)


def _number(line: list[Cell], column: int) -> Cell | None:
    cell = line[column] if column < len(line) else None
    return cell if cell and NUMBER.match(cell.text) else None


def _value(cell: Cell) -> Decimal:
    return arabic(cell.text.lstrip("+")) or Decimal(0)
