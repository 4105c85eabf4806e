"""Where lines stand between the margins of their column: indents, centred lines, lines that go to the edge."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import median

Column = tuple[int, ...]
INDENT = "\u3000"
#: A line that begins so many characters from the left was set to the right: a signature.
FAR = 5


@dataclass
class Placed:
    """A line or a table's row on a page. top: of the page is 1, bottom 0. em: of its type; 0 in tables.

    x0, x1: its edges in points; column: lines with the same one share their margins.
    """

    text: str
    page: int
    top: float
    kind: str = "body"
    bold: bool | None = None
    em: float = 0.0
    x0: float = 0.0
    x1: float = 0.0
    column: Column = ()
    centred: bool | None = None
    full: bool | None = None


def place(lines: list[Placed]) -> None:
    """Writes indents into the texts, and says which lines are centred and which go to the right edge."""
    body = median([line.em for line in lines if line.em and line.kind == "body"] or [1.0])
    columns: dict[Column, list[Placed]] = defaultdict(list)
    for line in lines:
        if line.kind == "body" and line.em:
            columns[line.column].append(line)
    for group in columns.values():
        left = sorted(line.x0 for line in group)[len(group) // 20]
        right = sorted(line.x1 for line in group)[-1 - len(group) // 50]
        for line in group:
            before, after = max(0.0, line.x0 - left), right - line.x1
            line.full = after < 2.1 * line.em and before < FAR * line.em
            alike = abs(before - after) < line.em
            large = line.em > 1.15 * body and line.full
            line.centred = alike and (large or (before > 2.6 * line.em and after > line.em))
            line.text = INDENT * min(round(before / line.em), 30) + line.text
