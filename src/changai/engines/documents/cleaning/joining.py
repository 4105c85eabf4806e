"""Which lines belong to one paragraph."""

from changai.engines.documents.cleaning.measure import LEAST, Measure
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
    done,
    hanging,
    labelled,
    numbered,
    open_brackets,
    organ,
    standing,
    stopped,
)

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
