"""Figures in tables: bare numbers take unit and subject from the heads of their column and row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from changai.engines.documents.dates import find_dates
from changai.engines.documents.numerals import SCALES, arabic, tidy
from changai.engines.documents.quantities import units
from changai.engines.documents.reading import Figure
from changai.engines.documents.text import Paragraph, Text

NUMBER = re.compile(r"^[+-]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?$|^[+-]?\d+(?:\.\d+)?$")
_WITH_UNIT = re.compile(r"[（(](?:单位[：:])?\s?(?P<unit>[^（()）]{1,8})\s?[）)]")
_CAPTION = re.compile(r"单位\s?[：:]\s?(?P<unit>[^\s，。；）)]{1,8})")
_NO_COLUMN = re.compile(r"^(?:序号|编号|年份|年度|电话|联系电话|邮编|备注|代码|名次|排名|序)")
_SCALED = re.compile(
    rf"^(?P<scale>{'|'.join(sorted(SCALES, key=len, reverse=True))})?(?P<unit>{units.UNIT})$"
)


@dataclass(frozen=True)
class Cell:
    """A cell's half-open range in `Text.plain` and its trimmed text."""

    start: int
    end: int
    text: str


def rows(text: Text) -> Iterator[list[Paragraph]]:
    """The rows of each table: neighbouring paragraphs of kind "row"."""
    table: list[Paragraph] = []
    for paragraph in text.paragraphs:
        if paragraph.kind == "row":
            table.append(paragraph)
            continue
        if table:
            yield table
        table = []
    if table:
        yield table


def read(text: Text) -> Iterator[Figure]:
    """Bare numbers of the tables that have a head, each with unit and subject; those without a unit are left out."""
    for table in rows(text):
        lines = [cells(text, row) for row in table]
        head = next((at for at, line in enumerate(lines) if _is_head(line)), None)
        if head is None:
            continue
        unit = _caption(text, table[0])
        for line in lines[head + 1 :]:
            yield from _line(text, lines[head], line, unit)


def cells(text: Text, row: Paragraph) -> list[Cell]:
    """The cells of a row, each with its place."""
    cells, start = [], row.start
    for part in text.of(row).split("\t"):
        lead = len(part) - len(part.lstrip())
        cells.append(Cell(start + lead, start + lead + len(part.strip()), part.strip()))
        start += len(part) + 1
    return cells


def _is_head(line: list[Cell]) -> bool:
    words = [cell.text for cell in line if cell.text]
    return len(words) > 1 and not any(
        NUMBER.match(word) and not re.match(r"(?:19|20)\d\d$", word) for word in words
    )


def _caption(text: Text, first: Paragraph) -> str:
    """单位：人 in the lines just before the table."""
    lead = text.plain[max(0, first.start - 80) : first.start]
    found = list(_CAPTION.finditer(lead))
    return found[-1]["unit"] if found else ""


def _line(text: Text, head: list[Cell], line: list[Cell], caption: str) -> Iterator[Figure]:
    label = next((cell for cell in line if cell.text and not NUMBER.match(cell.text)), None)
    own = next(
        (
            cell.text
            for at, cell in enumerate(line)
            if at < len(head) and head[at].text in ("单位", "计量单位")
        ),
        "",
    )
    for at, cell in enumerate(line):
        if at >= len(head) or cell is label or not NUMBER.match(cell.text) or _NO_COLUMN.match(head[at].text):
            continue
        unit = (
            _unit(head[at].text) or (_unit(label.text) if label else None) or _named(own) or _named(caption)
        )
        value = arabic(cell.text.lstrip("+"))
        if unit is None or value is None or label is None:
            continue
        scale, name = unit
        yield _figure(text, head[at], label, cell, value * scale, name)


def _figure(text: Text, head: Cell, label: Cell, cell: Cell, value: Decimal, unit: str) -> Figure:
    start = label.start if label.start < cell.start else cell.start
    moments = [one for one in find_dates(text, head.start, head.end) if one.value]
    column = _WITH_UNIT.sub("", text.cut(head.start, head.end)).strip()
    row = _WITH_UNIT.sub("", text.cut(label.start, label.end)).strip()
    raw = _WITH_UNIT.search(head.text)
    return Figure(
        subject=f"{column}（{row}）" if column else row,
        value=tidy(value),
        unit=unit,
        quote=re.sub(r"\s+", " ", text.cut(start, cell.end)),
        at=text.place(start, cell.end),
        period=moments[0].value if moments else None,
        raw_value=cell.text,
        raw_unit=raw["unit"] if raw and _named(raw["unit"]) else unit,
        number_at=text.place(cell.start, cell.end),
    )


def _unit(head: str) -> tuple[int, str] | None:
    """Multiplier and unit in the brackets of a head: 会员（万人）."""
    match = _WITH_UNIT.search(head)
    if match:
        return _named(match["unit"])
    return (1, "%") if re.search(r"率|占比|比重|比例|%$", head) and "%" in head else None


def _named(printed: str) -> tuple[int, str] | None:
    match = _SCALED.match(printed.strip())
    return (SCALES[match["scale"]] if match["scale"] else 1, units.tidy(match["unit"])) if match else None
