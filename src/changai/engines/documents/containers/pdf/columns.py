"""Pages set in two columns are read column by column."""

from statistics import median

from changai.engines.documents.containers.pdf.glyphs import Glyph
from changai.engines.documents.containers.pdf.rows import Row, rows_of

LEAST = 5
STEPS = 40


def in_order(glyphs: list[Glyph]) -> list[list[Row]]:
    """Blocks of lines in the order in which they are read; one block where there is one column."""
    rows = rows_of(glyphs)
    gutter = gutter_of(rows)
    if gutter is None:
        return [rows]
    left, right = gutter
    middle = (left + right) / 2
    blocks: list[list[Row]] = []
    band: list[Row] = []
    for row in rows:
        if crosses(row, left, right):
            blocks += split(band, middle)
            band = []
            if blocks and len(blocks[-1]) and crosses(blocks[-1][0], left, right):
                blocks[-1].append(row)
            else:
                blocks.append([row])
        else:
            band.append(row)
    return [block for block in blocks + split(band, middle) if block]


def split(band: list[Row], middle: float) -> list[list[Row]]:
    """The two columns of a band of lines."""
    glyphs = [glyph for row in band for glyph in row.glyphs]
    sides = ([one for one in glyphs if one.x1 <= middle + 1], [one for one in glyphs if one.x1 > middle + 1])
    return [rows_of(side) for side in sides if side]


def crosses(row: Row, left: float, right: float) -> bool:
    """Text stands in the gap between the columns."""
    return any(glyph.x0 < right - 0.5 and glyph.x1 > left + 0.5 for glyph in row.glyphs)


def gutter_of(rows: list[Row]) -> tuple[float, float] | None:
    """The gap between two columns of running text. A table's columns have shorter lines and are left alone."""
    if len(rows) < LEAST:
        return None
    start, end = min(row.x0 for row in rows), max(row.x1 for row in rows)
    em = median(row.em for row in rows)
    best: tuple[int, float] | None = None
    for step in range(STEPS + 1):
        x = start + (end - start) * (0.35 + 0.3 * step / STEPS)
        free = sum(1 for row in rows if not crosses(row, x - 0.3 * em, x + 0.3 * em) and row.x0 < x < end)
        if best is None or free > best[0]:
            best = (free, x)
    if best is None:
        return None
    x = best[1]
    split_rows = [row for row in rows if not crosses(row, x - 0.3 * em, x + 0.3 * em)]
    lefts = [[one for one in row.glyphs if one.x1 <= x] for row in split_rows]
    rights = [[one for one in row.glyphs if one.x0 >= x] for row in split_rows]
    lefts, rights = [side for side in lefts if side], [side for side in rights if side]
    if min(len(lefts), len(rights)) < LEAST or len(split_rows) < 0.5 * len(rows):
        return None
    left_edge, right_edge = max(side[-1].x1 for side in lefts), min(side[0].x0 for side in rights)
    full_left = sum(1 for side in lefts if left_edge - side[-1].x1 < 2.5 * em)
    full_right = sum(
        1 for side in rights if side[-1].x1 > end - 2.5 * em and side[0].x0 < right_edge + 2.5 * em
    )
    if full_left < 0.5 * len(lefts) or full_right < 0.5 * len(rights) or right_edge - left_edge > 5 * em:
        return None
    return left_edge, right_edge
