"""Cutting a paragraph into sentences and clauses around its quantities."""

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass

from changai.engines.documents.quantities import Quantity
from changai.engines.documents.text import Paragraph, Text

_SENTENCE = re.compile(r"[。！？!?]|(?<=[^\d])\s{3,}|\t|……")
_CLAUSE = re.compile(r"[，；：;]|,(?!\d{3})|(?<!\d):(?!\d)")
_BRACKETS = re.compile(r"[（(]([^（()）]{4,})[）)]")
_INNER = re.compile(r"[（(][^（()）]*[）)]")
_PAUSE = re.compile(r"[、]")
_ONLY_JOINS = re.compile(r"^\s*(?:[、和与及，,]|以及)?\s*$")


@dataclass
class Span:
    """A half-open range in `Text.plain`."""

    start: int
    end: int


@dataclass
class Placed:
    """A quantity with its sentence, its clause and the shortest piece of the clause that says it.

    before: the quantity before it in the same piece, if any. first: no figure comes before it in its sentence.
    """

    quantity: Quantity
    paragraph: Paragraph
    sentence: Span
    clause: Span
    piece: Span
    before: Quantity | None = None
    after: Quantity | None = None


def cuts(plain: str, start: int, end: int, pattern: re.Pattern[str]) -> list[Span]:
    """The stretches between the marks of a pattern, marks left out, empty ones too."""
    spans, begun = [], start
    for match in pattern.finditer(plain, start, end):
        if match.start() > begun:
            spans.append(Span(begun, match.start()))
        begun = match.end()
    if begun < end:
        spans.append(Span(begun, end))
    return spans


def place(text: Text, paragraph: Paragraph, quantities: list[Quantity]) -> list[Placed]:
    """Each quantity of a paragraph in its surroundings, in order."""
    placed, starts = [], [one.number[0] for one in quantities]
    for sentence in cuts(text.plain, paragraph.start, paragraph.end, _SENTENCE):
        held = quantities[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        for clause in _clauses(text.plain, sentence, held) if held else ():
            inside = quantities[bisect_left(starts, clause.start) : bisect_left(starts, clause.end)]
            for piece, members in _pieces(text.plain, clause, inside):
                for at, quantity in enumerate(members):
                    before = members[at - 1] if at else None
                    after = members[at + 1] if at + 1 < len(members) else None
                    placed.append(Placed(quantity, paragraph, sentence, clause, piece, before, after))
    return placed


def _clauses(plain: str, sentence: Span, quantities: list[Quantity]) -> list[Span]:
    """A sentence cut at commas, and at the brackets that hold quantities."""
    starts = [one.number[0] for one in quantities]
    marks = [match.start() for match in _CLAUSE.finditer(plain, sentence.start, sentence.end)]
    for match in _BRACKETS.finditer(plain, sentence.start, sentence.end):
        at = bisect_left(starts, match.start())
        if at < len(starts) and starts[at] < match.end():
            marks += [match.start(), match.end() - 1]
    spans, begun = [], sentence.start
    for mark in [*sorted(set(marks)), sentence.end]:
        if mark > begun:
            spans.append(Span(begun, mark))
        begun = max(begun, mark + 1)
    return spans


def _pieces(plain: str, clause: Span, inside: list[Quantity]) -> list[tuple[Span, list[Quantity]]]:
    """A clause cut at the 、 between quantities that each have words of their own."""
    if not inside:
        return []
    pieces: list[tuple[Span, list[Quantity]]] = []
    begun, members = clause.start, [inside[0]]
    for one, other in itertools.pairwise(inside):
        between = _INNER.sub(lambda match: "\0" * len(match[0]), plain[one.end : other.start])
        pause = _PAUSE.search(between)
        if pause and not _ONLY_JOINS.match(between):
            pieces.append((Span(begun, one.end + pause.start()), members))
            begun, members = one.end + pause.end(), [other]
        else:
            members.append(other)
    pieces.append((Span(begun, clause.end), members))
    return pieces
