"""Where a text looks as if a heading began."""

from dataclasses import dataclass

from changai.engines.documents.numerals import number
from changai.engines.documents.outline.labels import ANYWHERE, DECIMAL, INLINE, PATTERNS, RANK
from changai.engines.documents.text import Paragraph, Text


@dataclass(frozen=True)
class Candidate:
    """Something that looks like a heading's number. value 0: a dash, which counts nothing.

    above: of 2.3 and 2.3.1, the parts before the last: the headings that it stands below.
    """

    style: str
    value: int
    start: int
    after: int
    end: int
    above: tuple[int, ...] = ()

    @property
    def number(self) -> str:
        """As it counts, in digits: 3, or 2.3 and 2.3.1; "" for a dash."""
        return ".".join(map(str, (*self.above, self.value))) if self.value else ""

    @property
    def rank(self) -> int:
        """How deep its style usually stands."""
        return RANK[self.style]


def candidate(text: Text, paragraph: Paragraph) -> Candidate | None:
    """The number at a paragraph's beginning."""
    if paragraph.kind == "row":
        return None
    return at(text.plain, paragraph.start, paragraph.end)


def at(plain: str, start: int, end: int) -> Candidate | None:
    """The number that begins at `start`, in text that runs to `end`."""
    for style, pattern in PATTERNS:
        found = pattern.match(plain, start, end)
        if not found or found.end() >= end:
            continue
        printed = next(group for group in found.groups() if group)
        if style == "——":
            return Candidate(style, 0, start, found.end(), end)
        *above, printed = printed.split(".") if style in DECIMAL else [printed]
        value = ord(printed) - ord("①") + 1 if style == "①" else int(number(printed) or 0)
        if value:
            return Candidate(style, value, start, found.end(), end, tuple(map(int, above)))
    return None


def inline(plain: str, start: int, end: int) -> list[Candidate]:
    """Numbers inside a paragraph, right after a sentence."""
    found = (at(plain, match.start(), end) for match in INLINE.finditer(plain, start + 1, end))
    return [one for one in found if one]


def flattened(text: Text, paragraph: Paragraph) -> list[Candidate]:
    """Numbers all through a paragraph that holds a whole document without line breaks; none in an ordinary one.

    They stand after a sentence, or after white space in the text as it came.
    """
    if paragraph.end - paragraph.start < 200:
        return []
    found: list[Candidate] = []
    for match in ANYWHERE.finditer(text.plain, paragraph.start + 1, paragraph.end):
        place = match.start()
        before = text.plain[place - 1]
        spaced = text.kept[text.origin[place] - 1 : text.origin[place]] in (" ", "\u3000", "\xa0")
        if before in "。！）】" or (spaced and not before.isascii()):
            one = at(text.plain, place, paragraph.end)
            found += [one] if one and one.rank <= RANK["1."] else []
    firsts = {one.style for one in found if one.value == 1}
    counted = [one for one in found if one.style in firsts]
    return counted if len(counted) >= 4 else []
