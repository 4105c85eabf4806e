"""Tables of tasks (序号, 任务, 牵头单位, 责任单位, 完成时限): each row is a measure."""

from dataclasses import dataclass, field

from changai.engines.documents.plans.columns import cells_of, columns_of
from changai.engines.documents.text import Text
from changai.engines.documents.units.spans import Span


@dataclass
class Row:
    """A row of a table of tasks; each cell a half-open range in plain, as far as it is there.

    inherits: its cells for units are empty, as those of joined cells are, and were taken from the row above.
    """

    at: Span
    cells: dict[str, list[Span]] = field(default_factory=dict)
    inherits: bool = False

    def text(self, plain: str, key: str) -> str:
        """What stands in a column, plain."""
        return " ".join(plain[start:end] for start, end in self.cells.get(key, []))


def task_rows(text: Text, start: int, end: int) -> list[Row]:
    """Rows below a head that names tasks and units; an empty cell takes what stands above it."""
    result: list[Row] = []
    columns: list[str | None] = []
    previous: dict[str, list[Span]] = {}
    for paragraph in text.paragraphs:
        if paragraph.kind != "row" or paragraph.end <= start or paragraph.start >= end:
            continue
        cells = cells_of(text, paragraph.start, paragraph.end)
        head = columns_of(text, cells)
        if head:
            columns, previous = head, {}
            continue
        if not columns or len([one for one in cells if one[1] > one[0]]) < 2:
            continue
        row = Row((paragraph.start, paragraph.end))
        for name, span in zip(columns, cells, strict=False):
            if name and span[1] > span[0]:
                row.cells.setdefault(name, []).append(span)
        row.inherits = not {"lead", "do", "help"} & set(row.cells)
        for name in ("lead", "do", "help", "due", "group") if row.inherits else ("group",):
            if name in columns and name not in row.cells and name in previous:
                row.cells[name] = previous[name]
        if row.cells.get("title") or row.cells.get("text"):
            previous = dict(row.cells)
            result.append(row)
    return result
