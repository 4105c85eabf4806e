"""Which lines belong to one paragraph."""

from collections import Counter
from collections.abc import Callable
from statistics import median

from changai.engines.documents.cleaning.pieces import Piece
from changai.engines.documents.cleaning.shapes import (
    CHAPTER,
    CLOSED,
    CLOSING,
    DATE,
    ITEM,
    LABELLED,
    NAMING,
    SENTENCE,
    TITLE_END,
    UNITS_NAMED,
    closes,
    hanging,
    labelled,
    numbered,
    open_brackets,
    organ,
    standing,
    stopped,
)

LEAST, MOST = 12, 60
SLACK = 3.2
LONG, HEADING = 28, 60
MANY = 16


def join(pieces: list[Piece]) -> list[list[Piece]]:
    """Paragraphs as groups of lines. Headings, signatures, dates and contacts stay by themselves."""
    measure = Measure(pieces)
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and goes_on(groups[-1], piece, measure):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


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
        if any(piece.full for piece in body):
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
        if piece.full is not None:
            return piece.full
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


def broken_at(pieces: list[Piece], size: Callable[[Piece], float]) -> tuple[float, int]:
    """The size at which lines were broken, or 0 if they were not, and how many lines say so."""
    found = often(pieces, size)
    return found if found[1] else seldom(pieces, size)


def done(look: str) -> bool:
    """At the end of a sentence or of a bracket."""
    return stopped(look) or bool(CLOSED.search(look))


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


def goes_on(group: list[Piece], piece: Piece, measure: Measure) -> bool:
    """Whether a line goes on with the paragraph before it."""
    last = group[-1]
    if last.kind != piece.kind or last.kind != "body":
        return False
    if standing(last.look) and (not measure.full(last) or stopped(last.look) or begins(piece.look)):
        return False
    if DATE.match(last.look) and len(last.look) <= LEAST:
        return False
    look = shown(group)
    if bracketed("".join(one.look for one in group[-12:]), last, piece, measure):
        return True
    if piece.look.startswith(("，", "。", "、", "；", "）", "》", "”", "：")):
        return True
    if piece.look.startswith("的") and not done(last.look):
        return True
    broken = measure.full(last) and not stopped(last.look) and not CLOSED.search(last.look)
    listed = last.look.endswith("；") and bool(UNITS_NAMED.search(look))
    within_line = measure.full(last) and (piece.look.startswith("（") or listed)
    if organ(look) and piece.look.startswith("（"):
        return False
    if (labelled(piece.look) and not broken and not within_line) or (
        stopped(last.look) and organ(piece.look)
    ):
        return False
    if (
        last.centred
        and piece.centred
        and last.full
        and not stopped(last.look)
        and not ended(look, piece.look)
    ):
        return True
    if titled(look, piece.look) or (
        measure.middle(last) and measure.middle(piece) and centred(look, piece.look)
    ):
        return True
    return within(group, piece, measure) if measure.width else over_page(group, piece, measure)


def begins(look: str) -> bool:
    """Begins something of its own at a document's end."""
    return standing(look) or labelled(look) or organ(look)


def shown(group: list[Piece]) -> str:
    """What a paragraph looks like so far: its beginning and its end."""
    return "".join(one.look for one in (group if len(group) <= MANY else group[:4] + group[4 - MANY :]))


def bracketed(look: str, last: Piece, piece: Piece, measure: Measure) -> bool:
    """A bracket or title that was opened before and is closed by this line, or by one after it."""
    opened = open_brackets(look)
    if not opened or len(look) >= 400 or (opened[-1] == "“" and done(last.look)):
        return False
    if closes(piece.look, opened):
        return not numbered(piece.look) or not stopped(last.look)
    return opened[-1] != "“" and measure.full(last) and measure.full(piece) and not numbered(piece.look)


def titled(look: str, after: str) -> bool:
    """The second line of a title that says 关于 in the first and 通知 only in the second."""
    if SENTENCE.search(look + after) or numbered(after) or len(look) > 80 or len(after) > 60:
        return False
    return (
        "关于" in look
        and not TITLE_END.search(look)
        and bool(TITLE_END.search(after))
        and "关于" not in after
    )


def centred(look: str, after: str) -> bool:
    """The second line of a centred title: the first is neither at its end nor an office's name."""
    if SENTENCE.search(look + after) or len(look) > 80 or len(after) > 60 or "号" in look[-2:]:
        return False
    return not (ended(look, after) or numbered(look))


def ended(look: str, after: str) -> bool:
    """A title that is complete, or a line that begins another."""
    begun = numbered(after) or after.startswith("关于") or standing(after)
    return begun or organ(look) or bool(TITLE_END.search(look))


def within(group: list[Piece], piece: Piece, measure: Measure) -> bool:
    """In a text whose lines were broken at a width."""
    last, look = group[-1], shown(group)
    if not measure.full(last):
        if measure.indented and unfinished(group, piece, measure):
            return True
        return last.full is None and piece.turned and over_page(group, piece, measure)
    if measure.spaced and piece.blank and not piece.turned:
        return False
    heading = numbered(look) and not SENTENCE.search(look)
    if labelled(look) and LABELLED.match(piece.look):
        return False
    title = (
        len(group) <= 4
        and TITLE_END.search(look)
        and not SENTENCE.search(look)
        and not TITLE_END.search(piece.look)
    )
    if title and not numbered(look):
        return False
    item = numbered(piece.look) and not ITEM.match(piece.look)
    if measure.indented:
        return not measure.first(piece) and not (item and (heading or stopped(last.look)))
    if hanging(last.look) or (len(look) > MANY and NAMING.search(last.look)):
        return True
    if last.look.endswith("：") or item or (heading and last.bold and not piece.bold):
        return False
    if CHAPTER.match(look):
        return not measure.full(piece) and not SENTENCE.search(piece.look)
    return not (stopped(last.look) and starts(piece, measure))


def unfinished(group: list[Piece], piece: Piece, measure: Measure) -> bool:
    """A line that is a little short, in a text whose paragraphs are indented: the next, which is not, goes on with it."""
    last = group[-1]
    if measure.first(piece) or done(last.look) or numbered(piece.look) or begins(piece.look):
        return False
    return bool(SENTENCE.search(shown(group))) and measure.reach(measure.size)(last) >= 0.75 * measure.width


def starts(piece: Piece, measure: Measure) -> bool:
    """After a full line that ends a sentence: a heading, or a line as short as an indented one that is not the last."""
    if CLOSING.match(piece.look):
        return True
    if not measure.full(piece) and not stopped(piece.look) and not CLOSED.search(piece.look):
        return True
    if any(character.isascii() for character in piece.text) or stopped(piece.look):
        return False
    return abs(measure.size(piece) - (measure.width - 2)) <= 0.5


def over_page(group: list[Piece], piece: Piece, measure: Measure) -> bool:
    """In a text whose lines are paragraphs: one that a page's end broke in two."""
    last, look = group[-1], shown(group)
    if stopped(last.look) or CLOSED.search(last.look) or numbered(piece.look) or organ(piece.look):
        return False
    if (labelled(look) or LABELLED.match(piece.look)) and not hanging(last.look):
        return False
    if not SENTENCE.search(look):
        return len(look) >= LEAST and bool(SENTENCE.search(piece.look)) and measure.spliced(last, piece)
    if measure.spliced(last, piece) or hanging(last.look) or "。" in look:
        return True
    return len(look) >= (HEADING if numbered(look) else LEAST if piece.turned else LONG)
