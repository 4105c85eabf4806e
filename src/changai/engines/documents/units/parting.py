"""Lists of unit names: separators part only whole units, never a unit's own name."""

import re

from changai.engines.documents.units.names import OTHERS, fit, whole
from changai.engines.documents.units.spans import CLOSE, OPEN, Span, trim

AND = re.compile(r"以及|及其他|及(?!其|时)|和(?!平|田|县|顺|政|硕|林|龙)|与|暨")


def parts(text: str, start: int, end: int, marks: str = "、，；。 \t\n") -> list[Span]:
    """Pieces between separators that stand in no bracket, trimmed; empty ones left out."""
    found: list[Span] = []
    depth, begin = 0, start
    for place in range(start, end):
        char = text[place]
        depth = max(0, depth + (char in OPEN) - (char in CLOSE))
        if char in marks and not depth:
            found.append((begin, place))
            begin = place + 1
    found.append((begin, end))
    return [piece for piece in (trim(text, *one) for one in found) if piece[1] > piece[0]]


def divided(text: str, start: int, end: int) -> list[Span]:
    """A piece at its 和, 及, 以及, 与, where these stand between whole units."""
    depth = 0
    for place in range(start, end):
        char = text[place]
        depth = max(0, depth + (char in OPEN) - (char in CLOSE))
        found = None if depth else AND.match(text, place, end)
        if not found or place == start:
            continue
        left, right = text[start:place], text[found.end() : end]
        if whole(left) and fit(left, right):
            return [(start, place), *divided(text, found.end(), end)]
    return [(start, end)]


def without_others(text: str, start: int, end: int) -> tuple[Span, bool, int | None]:
    """The piece without 等部门 at its end, whether there was one, and the number it names (等5部门)."""
    found = OTHERS.search(text, start, end)
    if not found:
        return (start, end), False, None
    from_words = {char: value for value, char in enumerate("一二三四五六七八九十", 1)}
    printed = found["count"]
    count = int(printed) if printed and printed.isdigit() else from_words.get(printed or "")
    return trim(text, start, found.start()), True, count
