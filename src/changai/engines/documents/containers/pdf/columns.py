"""Pages set in two columns are read column by column."""

from dataclasses import dataclass
from math import ceil, floor
from statistics import median

from changai.engines.documents.containers.pdf.glyphs import Glyph
from changai.engines.documents.containers.pdf.rows import Row, rows_of

LEAST = 5
STEPS = 100
MARGIN = 0.08


@dataclass
class Block:
    """Lines to be read one after the other. column: 0 over the whole width, 1 the left one, 2 the right one."""

    column: int
    rows: list[Row]


def in_order(glyphs: list[Glyph], bottom: float, top: float) -> list[Block]:
    """Blocks of lines in the order in which they are read; one block where there is one column.

    bottom, top: the page's edges; what stands near them (running heads) is in no column.
    """
    rows = rows_of(glyphs)
    low, high = bottom + MARGIN * (top - bottom), top - MARGIN * (top - bottom)
    gutter = gutter_of([row for row in rows if low < row.y < high])
    if gutter is None:
        return [Block(0, rows)]
    blocks: list[Block] = []
    band: list[Row] = []
    for row in rows:
        if low < row.y < high and not crosses(row, gutter[0] + 0.5, gutter[1] - 0.5):
            band.append(row)
            continue
        blocks += split(band, sum(gutter) / 2)
        band = []
        if blocks and blocks[-1].column == 0:
            blocks[-1].rows.append(row)
        else:
            blocks.append(Block(0, [row]))
    return blocks + split(band, sum(gutter) / 2)


def split(band: list[Row], middle: float) -> list[Block]:
    """The two columns of a band of lines."""
    glyphs = [glyph for row in band for glyph in row.glyphs]
    left, right = (
        [one for one in glyphs if one.x1 <= middle + 1],
        [one for one in glyphs if one.x1 > middle + 1],
    )
    return [Block(column, rows_of(side)) for column, side in ((1, left), (2, right)) if side]


def crosses(row: Row, left: float, right: float) -> bool:
    """Text stands in the gap between the columns."""
    return any(glyph.x0 < right and glyph.x1 > left for glyph in row.glyphs)


def gutter_of(rows: list[Row]) -> tuple[float, float] | None:
    """The gap between two columns of running text. A table's columns have shorter lines and are left alone."""
    if len(rows) < LEAST:
        return None
    start, end = min(row.x0 for row in rows), max(row.x1 for row in rows)
    em = median(row.em for row in rows)
    half, x = 0.15 * em, clearest(rows, start, end)
    split_rows = [row for row in rows if not crosses(row, x - half, x + half)]
    pairs = [
        ([one for one in row.glyphs if one.x1 <= x], [one for one in row.glyphs if one.x0 >= x])
        for row in split_rows
    ]
    lefts, rights = [left for left, _ in pairs if left], [right for _, right in pairs if right]
    if min(len(lefts), len(rights)) < LEAST or len(split_rows) < 0.5 * len(rows):
        return None
    left_edge, right_edge = max(side[-1].x1 for side in lefts), min(side[0].x0 for side in rights)
    end = sorted(side[-1].x1 for side in rights)[-1 - len(rights) // 10]
    full_left = sum(1 for side in lefts if left_edge - side[-1].x1 < 2.5 * em) / len(lefts)
    full_right = sum(1 for side in rights if side[-1].x1 > end - 2.5 * em) / len(rights)
    begun = sum(1 for side in rights if side[0].x0 < right_edge + 2.5 * em)
    if right_edge - left_edge > 5 * em or begun < 0.6 * len(rights):
        return None
    sure = (full_left >= 0.5 and full_right >= 0.5) or (min(full_left, full_right) >= 0.2 and uneven(pairs))
    return (left_edge, right_edge) if sure else None


def clearest(rows: list[Row], start: float, end: float) -> float:
    """The middle of the widest strip, about the middle of the page, that the fewest lines cross."""
    first, step = start + (end - start) * 0.35, (end - start) * 0.3 / STEPS
    places = [first + step * number for number in range(STEPS + 1)]
    crossed = [0] * len(places)
    for row in rows:
        hit: set[int] = set()
        for glyph in row.glyphs:
            if glyph.x1 > places[0] - 0.5 and glyph.x0 < places[-1] + 0.5 and step > 0:
                hit.update(
                    range(ceil((glyph.x0 - 0.5 - first) / step), floor((glyph.x1 + 0.5 - first) / step) + 1)
                )
        for number in hit:
            if 0 <= number < len(crossed):
                crossed[number] += 1
    fewest = min(crossed)
    runs: list[list[float]] = [[]]
    for x, count in zip(places, crossed, strict=True):
        if count == fewest:
            runs[-1].append(x)
        elif runs[-1]:
            runs.append([])
    widest = max(runs, key=len)
    return widest[len(widest) // 2]


def uneven(pairs: list[tuple[list[Glyph], list[Glyph]]]) -> bool:
    """Lines left and right do not stand at the same height, as a table's do."""
    both = [index for index, (left, right) in enumerate(pairs) if left and right]
    lefts = [index for index, (left, _) in enumerate(pairs) if left]
    rights = [index for index, (_, right) in enumerate(pairs) if right]
    shared = min(lefts[-1], rights[-1]) - max(lefts[0], rights[0]) + 1
    return shared >= LEAST and len(both) <= 0.6 * shared
