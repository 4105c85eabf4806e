"""The kept text's lines as pieces of paragraphs: trimmed, repeated prints reduced, each character with its place."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from changai.engines.documents.cleaning.repeats import repeated
from changai.engines.documents.cleaning.widths import plain
from changai.engines.documents.text import Kept, Line

Dropped = tuple[int, int, str]
#: Without width, and control characters: nothing that is printed.
UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufff9-\ufffc]"
)
#: Kinds of lines that are no part of the text, with the reason to give.
APART = {"running": "页眉页脚", "navigation": "网页导航"}
#: A row of a table whose first cell is empty.
ROW = re.compile(r"[^\S\n]*\t[^\S\n]*\S[^\t\n]*\t[^\S\n]*\S")
SPACE = re.compile(r"\s+")


@dataclass
class Piece:
    """A line that may be a paragraph or a part of one.

    text: trimmed; places: of each of its characters in kept; look: its plain form without white space;
    indent, width: in em; blank: empty lines before it; turned: a page ended before it.
    """

    text: str
    places: Sequence[int]
    look: str
    indent: float
    width: float
    page: int = 0
    kind: str = "body"
    whole: bool = False
    centred: bool | None = None
    bold: bool | None = None
    full: bool | None = None
    blank: int = 0
    turned: bool = False

    @property
    def start(self) -> int:
        """Its first place in kept."""
        return self.places[0]

    @property
    def end(self) -> int:
        """Behind its last place in kept."""
        return self.places[-1] + 1


def pieces(kept: Kept) -> tuple[list[Piece], list[Dropped]]:
    """All lines that hold something, and what was repeated in them."""
    result: list[Piece] = []
    dropped: list[Dropped] = []
    blank = 0
    for line in kept.lines or lines(kept.text):
        if line.kind in APART:
            if line.end > line.start:
                dropped.append((line.start, line.end, APART[line.kind]))
            continue
        piece, repeated = of(kept.text, line)
        dropped += repeated
        if piece is None:
            blank += 1
            continue
        piece.blank, blank = blank, 0
        piece.turned = bool(result) and result[-1].page != piece.page
        result.append(piece)
    return result, dropped


def lines(text: str) -> list[Line]:
    """The lines of a text of which nothing more is known."""
    found, start = [], 0
    for line in text.split("\n"):
        found.append(Line(start, start + len(line)))
        start += len(line) + 1
    return found


def of(text: str, line: Line) -> tuple[Piece | None, list[Dropped]]:
    """One line as a piece, or None if it holds nothing."""
    raw = text[line.start : line.end]
    trim = strip(raw, "\t" if line.kind == "row" or ROW.match(raw) else "")
    if not trim.strip():
        return None, []
    start = line.start + raw.index(trim)
    runs = repeated(trim)
    dropped = [(start + run.start + run.size, start + run.end, "重复印字") for run in runs]
    places: Sequence[int] = range(start, start + len(trim))
    shown, bold = trim, line.bold
    if runs or UNSEEN.search(trim):
        gone = {at for run in runs for at in range(run.start + run.size, run.end)}
        left = [at for at in range(len(trim)) if at not in gone and not UNSEEN.match(trim[at])]
        places, shown = [start + at for at in left], "".join(trim[at] for at in left)
        bold = True if sum(run.size for run in runs) >= 0.7 * len(shown) else bold
    if not shown.strip():
        return None, dropped
    look = SPACE.sub("", plain(shown))
    piece = Piece(shown, places, look, extent(raw[: start - line.start]), extent(shown), line.page, line.kind)
    piece.whole, piece.centred, piece.bold, piece.full = line.whole, line.centred, bold, line.full
    return piece, dropped


def strip(raw: str, kept: str) -> str:
    """Without white space and unseen characters at both ends, but for what is to be kept."""
    start, end = 0, len(raw)
    while start < end and needless(raw[start], kept):
        start += 1
    while end > start and needless(raw[end - 1], kept):
        end -= 1
    return raw[start:end]


def needless(character: str, kept: str) -> bool:
    """White space or nothing that is seen."""
    return character not in kept and (character.isspace() or bool(UNSEEN.match(character)))


def extent(text: str) -> float:
    """Its printed width in em: a Chinese character is 1."""
    if text.isascii():
        return len(text) / 2
    wide = sum(1 for character in text if unicodedata.east_asian_width(character) in "WFA")
    return wide + (len(text) - wide) / 2
