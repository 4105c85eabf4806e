"""The text that readers work on, and the way from each of its characters back to the source."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the plain text.

    start, end: half-open range in `Text.plain`, without the line break. kind: "body" running text, "row" a table's
    row (cells parted by tabs), "note" a footnote, "box" a text box. centred, bold: None where the container
    can't tell.
    """

    start: int
    end: int
    kind: str = "body"
    centred: bool | None = None
    bold: bool | None = None


@dataclass(frozen=True)
class Text:
    """A document's text in three layers.

    kept: the text as the container gave it; pages show it, and every place counts in its characters.
    clean: broken lines joined, repeated prints of a bold text reduced to one, page numbers and navigation gone,
        no white space inside Chinese sentences; the characters as they were printed (script, width). One space is
        left between words of a line that is no sentence (names, titles, contacts) and between units that are parted
        by nothing else; a row's cells are parted by tabs.
    plain: `clean` character by character (same length) in simplified script, full-width Chinese punctuation,
        half-width digits and letters, 〔〕 around years of document numbers, ~ (~~ for a doubled one) for every
        kind of range mark between numbers, "\n" between paragraphs. Readers search in it and cut what they found from `clean`.
    origin: for each character of plain its index in kept.
    paragraphs: in order, without overlap; text outside of them does not exist in plain.
    dropped: ranges of kept that were left out on purpose (navigation, running heads, page numbers), with the reason.
    """

    kept: str
    clean: str
    plain: str
    origin: Sequence[int]
    paragraphs: Sequence[Paragraph] = ()
    dropped: Sequence[tuple[int, int, str]] = ()

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Half-open range in kept of a half-open, non-empty range in plain."""
        return self.origin[start], self.origin[end - 1] + 1

    def cut(self, start: int, end: int) -> str:
        """What is printed there, cleaned."""
        return self.clean[start:end]

    def within(self, start: int, end: int) -> Sequence[Paragraph]:
        """The paragraphs that share a character with a range of plain, in order."""
        first = bisect_right(self.paragraphs, start, key=lambda one: one.end)
        last = bisect_left(self.paragraphs, end, key=lambda one: one.start)
        return self.paragraphs[first:last]

    def of(self, paragraph: Paragraph) -> str:
        """A paragraph's plain text."""
        return self.plain[paragraph.start : paragraph.end]


@dataclass
class Kept:
    """What a container gave: the text, and what it knows of its lines.

    text: all of it, "\n" at line ends. lines: one entry for each line of text. notices: what the reader should be
    told of the container (tracked changes accepted, pages without a text layer), in Chinese.
    """

    text: str
    lines: list["Line"] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """One line of the kept text.

    start, end: half-open range in Kept.text without the break. whole: the container says that this line is a whole
    paragraph (docx, html); otherwise it may be a broken piece (txt, pdf). page: from 1, or 0 where there are none.
    kind: as in Paragraph, or what cleaning leaves out: "running" a running head or page number, "navigation" what a web
    page marks as such. centred, bold: as in Paragraph. full: it goes to the right edge of its column; None where the
    container can't tell.
    """

    start: int
    end: int
    whole: bool = False
    page: int = 0
    kind: str = "body"
    centred: bool | None = None
    bold: bool | None = None
    full: bool | None = None


def identical(plain: str) -> Text:
    """A text that needs no cleaning, each line a paragraph: for tests and for pieces already cleaned."""
    paragraphs, start = [], 0
    for line in plain.split("\n"):
        if line:
            paragraphs.append(Paragraph(start, start + len(line)))
        start += len(line) + 1
    return Text(plain, plain, plain, array("L", range(len(plain))), paragraphs)
