"""Tables drawn with lines: which character stands in which cell."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from changai.engines.documents.containers.pdf.glyphs import Box, Glyph, turned
from changai.engines.documents.containers.pdf.rows import rows_of, text_of

THIN = 3.0
NEAR = 3.0
PATHS = 4000
DEEP = 3


@dataclass
class Ruled:
    """A table's rows as texts of cells, and where it stands."""

    box: Box
    rows: list[list[str]] = field(default_factory=list)
    glyphs: set[int] = field(default_factory=set)


def tables_of(page: pdfium.PdfPage, glyphs: list[Glyph], quarter: int) -> list[Ruled]:
    """The tables of a page, from the top. At least two rows and two columns."""
    boxes = [turned(box, quarter) for box in lines_of(page)]
    across = drawn_on([box for box in boxes if box[3] - box[2] <= THIN < box[1] - box[0]], 0)
    upright = drawn_on([box for box in boxes if box[1] - box[0] <= THIN < box[3] - box[2]], 2)
    found = [table for group in together(across + upright) if (table := table_of(group, glyphs))]
    return sorted(found, key=lambda table: -table.box[3])


def lines_of(page: pdfium.PdfPage) -> Iterator[Box]:
    """Straight lines and the edges of rectangles, as thin boxes."""
    paths = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=DEEP)
    for item in islice(paths, PATHS):
        box = item.get_bounds() if hasattr(item, "get_bounds") else item.get_pos()
        left, bottom, right, top = box
        if min(right - left, top - bottom) <= THIN:
            yield left, right, bottom, top
        else:
            yield from segments(item)


def segments(item: pdfium.PdfObject) -> Iterator[Box]:
    """The level and upright strokes of a larger path."""
    matrix = item.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    last: tuple[float, float] | None = None
    first: tuple[float, float] | None = None
    for index in range(min(raw.FPDFPath_CountSegments(item.raw), PATHS)):
        segment = raw.FPDFPath_GetPathSegment(item.raw, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif last is not None:
            yield stroke(last, point)
        last = point
        if raw.FPDFPathSegment_GetClose(segment) and first is not None:
            yield stroke(point, first)


def stroke(a: tuple[float, float], b: tuple[float, float]) -> Box:
    """The box of a stroke."""
    return min(a[0], b[0]), max(a[0], b[0]), min(a[1], b[1]), max(a[1], b[1])


def drawn_on(boxes: list[Box], along: int) -> list[Box]:
    """Strokes that go on with each other as one line. along: where their length stands, 0 for level, 2 for upright."""
    side = 2 - along
    result: list[Box] = []
    for box in sorted(boxes, key=lambda one: (round(one[side] / NEAR), one[along])):
        last = result[-1] if result else None
        if last and abs(last[side] - box[side]) <= NEAR and box[along] <= last[along + 1] + NEAR:
            ends = (last[along], max(last[along + 1], box[along + 1]))
            result[-1] = (*ends, last[2], last[3]) if along == 0 else (last[0], last[1], *ends)
        else:
            result.append(box)
    return result


def together(boxes: list[Box]) -> list[list[Box]]:
    """Lines that touch each other, directly or by others."""
    groups: list[tuple[Box, list[Box]]] = []
    for box in boxes:
        touching = [
            group for group in groups if touch(group[0], box) and any(touch(one, box) for one in group[1])
        ]
        members = [box, *(one for group in touching for one in group[1])]
        groups = [group for group in groups if group not in touching]
        edges = [(one[0], one[1], one[2], one[3]) for one in members]
        around = (
            min(e[0] for e in edges),
            max(e[1] for e in edges),
            min(e[2] for e in edges),
            max(e[3] for e in edges),
        )
        groups.append((around, members))
    return [members for _, members in groups]


def touch(a: Box, b: Box) -> bool:
    """Two boxes meet, a little space aside."""
    return a[0] <= b[1] + NEAR and b[0] <= a[1] + NEAR and a[2] <= b[3] + NEAR and b[2] <= a[3] + NEAR


def table_of(group: list[Box], glyphs: list[Glyph]) -> Ruled | None:
    """The table that these lines draw, or None if they draw none."""
    across = [box for box in group if box[1] - box[0] > THIN >= box[3] - box[2]]
    upright = [box for box in group if box[3] - box[2] > THIN >= box[1] - box[0]]
    xs, ys = distinct([box[0] for box in upright]), distinct([box[2] for box in across])[::-1]
    if len(xs) < 3 or len(ys) < 2 or len(xs) + len(ys) < 6:
        return None
    around = (xs[0], xs[-1], ys[-1], ys[0])
    cells = merged(xs, ys, across, upright)
    held: dict[tuple[int, int], list[Glyph]] = {}
    inside: set[int] = set()
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.y + glyph.size * 0.3
        column = next((i for i in range(len(xs) - 1) if xs[i] <= x < xs[i + 1]), None)
        row = next((i for i in range(len(ys) - 1) if ys[i + 1] <= y < ys[i]), None)
        if column is not None and row is not None:
            held.setdefault(cells[row, column], []).append(glyph)
            inside.add(glyph.index)
    if len(held) < 3:
        return None
    texts = [[cell_text(held.get((r, c), [])) for c in range(len(xs) - 1)] for r in range(len(ys) - 1)]
    return Ruled(around, [row for row in texts if any(row)], inside)


def cell_text(glyphs: list[Glyph]) -> str:
    """A cell's lines one after the other."""
    parts = [text_of(row.glyphs, row.em) for row in rows_of(glyphs)]
    text = ""
    for part in parts:
        text += (
            " " + part
            if text and text[-1].isascii() and text[-1].isalpha() and part[0].isascii() and part[0].isalpha()
            else part
        )
    return text


def distinct(values: list[float]) -> list[float]:
    """Sorted, those that are nearly the same as one."""
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > NEAR:
            result.append(value)
    return result


def merged(
    xs: list[float], ys: list[float], across: list[Box], upright: list[Box]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place of the grid the first place of the cell it belongs to: where no line parts two, they are one."""
    first = {(r, c): (r, c) for r in range(len(ys) - 1) for c in range(len(xs) - 1)}

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while first[place] != place:
            place = first[place]
        return place

    for r, c in list(first):
        x, y = (xs[c] + xs[c + 1]) / 2, (ys[r] + ys[r + 1]) / 2
        if r and not any(box[0] <= x <= box[1] and abs(box[2] - ys[r]) <= NEAR for box in across):
            first[root((r, c))] = root((r - 1, c))
        if c and not any(box[2] <= y <= box[3] and abs(box[0] - xs[c]) <= NEAR for box in upright):
            a, b = sorted((root((r, c)), root((r, c - 1))))
            first[b] = a
    return {place: root(place) for place in first}
