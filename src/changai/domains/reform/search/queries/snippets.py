"""A hit in its place: the text around it with what was found marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from changai.domains.reform.search.queries.asked import Word
from changai.engines.documents.folding import fold, places

AROUND = 42  # characters of the text on either side of the first word
SHOWN = 2  # places shown of one document


@dataclass(frozen=True)
class Snippet:
    """A place as HTML, and where its first word stands in the kept text."""

    html: SafeString
    start: int
    end: int


def spots(text: str, words: Sequence[Word]) -> list[tuple[int, int, int]]:
    """(start, end, which word) of every occurrence in the text as it was kept, in order."""
    folded, origin = fold(text), places(text)
    found = []
    for which, word in enumerate(words):
        at = folded.find(word.folded)
        while at >= 0:
            found.append((origin[at], origin[at + len(word.folded) - 1] + 1, which))
            at = folded.find(word.folded, at + len(word.folded))
    return sorted(found)


def snippets(text: str, words: Sequence[Word], most: int = SHOWN) -> list[Snippet]:
    """The places where most of the words stand together, in the order of the text; none where no word stands."""
    found = spots(text, words)
    scored = []
    for number, (start, end, _) in enumerate(found):
        near = {which for first, last, which in found[number : number + 40] if last <= end + 2 * AROUND}
        scored.append((-len(near), start, end))
    chosen: list[tuple[int, int]] = []
    for _, start, end in sorted(scored):
        if all(abs(start - other) > 3 * AROUND for other, _ in chosen):
            chosen.append((start, end))
        if len(chosen) == most:
            break
    return [Snippet(_around(text, found, start, end), start, end) for start, end in sorted(chosen)]


def _around(text: str, found: list[tuple[int, int, int]], start: int, end: int) -> SafeString:
    """Escaped text with each occurrence in `mark`; white space shown as one space."""
    first, last = max(0, start - AROUND), min(len(text), end + 2 * AROUND)
    cuts: list[tuple[str, bool]] = []
    at = first
    for begins, ends, _ in found:
        if begins >= at and ends <= last:
            cuts += [(text[at:begins], False), (text[begins:ends], True)]
            at = ends
    cuts.append((text[at:last], False))
    body = format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", _tidy(cut)) if hit else _tidy(cut),) for cut, hit in cuts)
    )
    return format_html("{}{}{}", "…" if first else "", body, "…" if last < len(text) else "")


def _tidy(text: str) -> str:
    """Breaks and gaps as one space."""
    edge = " " if text[:1].isspace() and text.strip() else ""
    return edge + " ".join(text.split()) + (" " if text[-1:].isspace() and text.strip() else "")
