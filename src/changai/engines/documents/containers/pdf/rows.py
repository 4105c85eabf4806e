"""Characters gathered into printed lines."""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from changai.engines.documents.containers.pdf.glyphs import Glyph

LATIN = re.compile(r"[A-Za-z]")
HAN = re.compile(r"[\u3400-\u9fff]")
WIDEST = 60


@dataclass
class Row:
    """Characters on one base line, from the left."""

    glyphs: list[Glyph]
    text: str = ""
    cells: list[str] = field(default_factory=list)

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(glyph.x1 for glyph in self.glyphs[-3:])

    @property
    def y(self) -> float:
        """Base line."""
        return self.glyphs[0].y

    @property
    def em(self) -> float:
        """The width of a Chinese character, or the height of the line where there is none."""
        wide = [glyph.x1 - glyph.x0 for glyph in self.glyphs if glyph.text >= "\u2e80"]
        return max(median(wide) if wide else median(glyph.size for glyph in self.glyphs) * 0.75, 1.0)


def rows_of(glyphs: list[Glyph]) -> list[Row]:
    """Lines from top to bottom. A character that was drawn twice at one place (for bold type) counts once."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: (-one.y, one.x0)):
        if rows and rows[-1][0].y - glyph.y < 0.35 * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [Row(once(sorted(row, key=lambda one: (one.x0, one.index)))) for row in rows]


def once(glyphs: list[Glyph]) -> list[Glyph]:
    """Without second prints of a character at its own place."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        again = any(
            one.text == glyph.text and abs(one.x0 - glyph.x0) < 0.3 * (glyph.x1 - glyph.x0)
            for one in kept[-4:]
        )
        if not again:
            kept.append(glyph)
    return kept


def text_of(glyphs: list[Glyph], em: float) -> str:
    """A line's text, with white space as wide as the gaps in it."""
    gaps = [(after.x0 - before.x1) / em for before, after in pairwise(glyphs)]
    usual = max(0.0, median(gaps)) if gaps else 0.0
    parts = [glyphs[0].text] if glyphs else []
    for gap, (before, after) in zip(gaps, pairwise(glyphs), strict=True):
        latin = LATIN.match(before.text[-1]) and LATIN.match(after.text[0])
        words = HAN.match(before.text[-1]) and HAN.match(after.text[0])
        least = 0.12 if latin or after.spaced else usual + 0.18 if words else 0.45
        if gap > least:
            parts.append(" " * min(max(1, round(gap * 2)), WIDEST))
        parts.append(after.text)
    return "".join(parts)


def pieces_of(glyphs: list[Glyph], gap: float) -> list[list[Glyph]]:
    """A line's parts between gaps wider than that."""
    parts: list[list[Glyph]] = [[glyphs[0]]] if glyphs else []
    for before, after in pairwise(glyphs):
        if after.x0 - before.x1 > gap:
            parts.append([after])
        else:
            parts[-1].append(after)
    return parts
