"""The width at which a text's lines were broken, and how its paragraphs are indented."""

from collections import Counter
from collections.abc import Callable
from statistics import median

from changai.engines.documents.cleaning.pieces import Piece
from changai.engines.documents.cleaning.shapes import CLOSED, SENTENCE, done, standing, stopped

#: The narrowest and the widest line that is looked at, in em; how much shorter than the widest a full line may be.
LEAST, MOST = 12, 60
SLACK = 3.2


class Measure:
    """What the lines of a text have in common: the width at which they were broken, and how paragraphs are indented."""

    def __init__(self, pieces: list[Piece]) -> None:
        body = [piece for piece in pieces if piece.kind == "body"]
        indents = sorted(piece.indent for piece in body)
        self.base = indents[len(indents) // 20] if indents else 0.0
        by_width, by_count = (
            broken_at(body, self.reach(Measure.em)),
            broken_at(body, self.reach(Measure.count)),
        )
        self.size = Measure.count if by_count[1] > 1.2 * by_width[1] else Measure.em
        self.width = max(by_width, by_count, key=lambda one: one[1] * (1 if one is by_width else 1 / 1.2))[0]
        within = [
            piece
            for piece in body
            if piece.full is not None and SENTENCE.search(piece.look) and not done(piece.look)
        ]
        #: In a text that was set ragged the edge tells nothing.
        self.edged = sum(1 for piece in within if piece.full) >= 0.7 * len(within)
        #: The number of characters after which a program cut all lines; 0 where it went by their width.
        self.cut = cut_after(within)
        if self.edged and any(piece.full for piece in body):
            self.width = max(self.width, median(self.size(piece) for piece in body if piece.full))
        near = [piece for piece in body if self.full(piece)]
        self.text = "".join(piece.look for piece in body)
        starts = [piece for piece in near if 1.5 <= piece.indent - self.base <= 5]
        self.indented = bool(near) and len(starts) * 40 >= len(near)
        lone = [piece for piece in body if piece.blank]
        self.spaced = 0 < len(lone) < 0.6 * len(body)

    @staticmethod
    def em(piece: Piece) -> float:
        """A line's width in em."""
        return piece.width

    @staticmethod
    def count(piece: Piece) -> float:
        """The number of its characters: some programs break lines by that."""
        return float(len(piece.text))

    def full(self, piece: Piece) -> bool:
        """The line goes to the right edge, so that it may have been broken there."""
        if piece.full is not None and self.edged:
            return piece.full or 0 < self.cut <= self.reach(Measure.count)(piece)
        if not self.width or (piece.indent - self.base > 2.6 and self.middle(piece)):
            return False
        return self.reach(self.size)(piece) >= self.width - SLACK

    def reach(self, size: Callable[[Piece], float]) -> Callable[[Piece], float]:
        """How far to the right a line goes: its size with a paragraph's indent."""
        return lambda piece: size(piece) + max(0.0, min(piece.indent - self.base, 4.0))

    def middle(self, piece: Piece) -> bool:
        """As far from the left edge as from the right."""
        if piece.centred is not None or not self.width:
            return bool(piece.centred)
        indent = piece.indent - self.base
        return indent >= 1 and abs(2 * indent + piece.width - self.width) <= 1.5

    def spliced(self, last: Piece, piece: Piece) -> bool:
        """Both ends together make a word that the text has elsewhere: 队伍建 + 设的."""
        return (
            self.text.count(last.look[-2:] + piece.look[:1]) > 2
            or self.text.count(last.look[-1:] + piece.look[:2]) > 2
        )

    def first(self, piece: Piece) -> bool:
        """Its white space before says that a paragraph begins."""
        return piece.indent - self.base >= 1.5


def cut_after(within: list[Piece]) -> int:
    """How many characters each line has that stops within a sentence, or 0 where they differ."""
    counts = Counter(len(piece.text) for piece in within)
    size, lines = counts.most_common(1)[0] if counts else (0, 0)
    return size if lines >= 8 and lines >= 0.8 * len(within) else 0


def broken_at(pieces: list[Piece], size: Callable[[Piece], float]) -> tuple[float, int]:
    """The size at which lines were broken, or 0 if they were not, and how many lines say so."""
    found = often(pieces, size)
    return found if found[1] else seldom(pieces, size)


def seldom(pieces: list[Piece], size: Callable[[Piece], float]) -> tuple[float, int]:
    """In a short text: all lines that stop within a sentence are about as long as the longest line."""
    longest = max((size(piece) for piece in pieces), default=0.0)
    within = [piece for piece in pieces if SENTENCE.search(piece.look) and not stopped(piece.look)]
    within = [piece for piece in within if not CLOSED.search(piece.look) and not standing(piece.look)]
    sure = (
        18 <= longest <= MOST and len(within) >= 2 and all(size(piece) >= longest - SLACK for piece in within)
    )
    return (longest, len(within)) if sure else (0.0, 0)


def often(pieces: list[Piece], size: Callable[[Piece], float]) -> tuple[float, int]:
    """In a longer one: many lines are of one size, and most of them stop within a sentence."""
    sizes = [size(piece) for piece in pieces if size(piece) >= LEAST]
    short = [one for one in sizes if one <= MOST]
    if len(short) < 5 or len(short) < 0.8 * len(sizes):
        return 0.0, 0
    counts = Counter(round(one) for one in short)
    edge = max(range(LEAST, MOST + 1), key=lambda edge: sum(counts[edge - back] for back in range(3)))
    near = [piece for piece in pieces if edge - 2.5 <= size(piece) <= edge + 0.5]
    best = max(range(edge - 2, edge + 1), key=lambda one: (counts[one], one))
    wider = sum(1 for one in sizes if one > best + 2)
    going_on = sum(1 for piece in near if SENTENCE.search(piece.look) and not done(piece.look))
    enough = len(near) >= 4 and len(near) >= 0.3 * len(sizes)
    sure = enough and wider <= 0.1 * len(sizes) and going_on >= 0.4 * len(near)
    return (float(best), len(near)) if sure else (0.0, 0)
