"""Where a text says who is to do something: in brackets, on lines of their own, in sentences of names and verbs."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from changai.engines.documents.plans.brackets import bracketed, brackets
from changai.engines.documents.plans.mark import PAIRS, Mark, make
from changai.engines.documents.plans.sentences import sentences
from changai.engines.documents.text import Paragraph, Text
from changai.engines.documents.units.words import LABEL

LABELS = re.compile(rf"(?:^|(?<=[。；！） \t\n，]))(?:{LABEL.pattern})")
BLANK_LABEL = re.compile(
    r"(?<=[。；！\n])(?P<lead>牵头|主办)?(?P<do>责任|负责|实施)?(?P<help>配合|协办|参加)?(?:单位|部门) ?(?=[市省县区国各全][^。：；]{1,14}[局委办部厅会])"
)

#: A label that follows a sentence whose stop is lost.
RUN_ON = re.compile(
    r"(?<![各由的有关等与和、])(?:(?P<lead>牵头|主办)|(?P<do>责任)|(?P<help>配合|协办))(?:单位|部门)[：:](?=[市省县区国州各全][^。：；]{1,20}[局委办部厅会府位门])"
)


def find_marks(text: Text, start: int, end: int, first_leads: bool, cuts: Sequence[int] = ()) -> list[Mark]:
    """All marks in a range, in order, none inside another. cuts: where headings begin, in order, which no mark passes."""
    found: list[Mark] = []
    for paragraph in text.within(start, end):
        if paragraph.kind == "row":
            continue
        first, last = max(start, paragraph.start), min(end, paragraph.end)
        edges = [first, *cuts[bisect_right(cuts, first) : bisect_left(cuts, last)], last]
        for begin, stop in pairwise(edges):
            found += in_paragraph(text, begin, stop, first_leads)
    return merged(text, found, first_leads)


def in_paragraph(text: Text, start: int, end: int, first_leads: bool) -> list[Mark]:
    """Brackets first; then labels, and sentences that hold nothing but names and verbs, in what is left."""
    found: list[Mark] = []
    free: list[tuple[int, int]] = []
    at = start
    for opening, closing in brackets(text.plain, start, end):
        if (mark := bracketed(text, opening, closing, end, first_leads)) is not None:
            free.append((at, opening))
            found.append(mark)
            at = closing
    free.append((at, end))
    for begin, stop in free:
        hits = [hit for one in (LABELS, BLANK_LABEL, RUN_ON) if (hit := one.search(text.plain, begin, stop))]
        label = min(hits, key=lambda hit: hit.start(), default=None)
        if label and (label["lead"] or label["help"] or label["do"] or names(label)):
            last = label_end(text.plain, label.end(), stop)
            found.append(make(text, label.start(), last, first_leads))
            found += sentences(text, last, stop, first_leads)
            stop = label.start()
        found += sentences(text, begin, stop, first_leads)
    return sorted((mark for mark in found if mark.units.units), key=lambda mark: mark.start)


def label_end(plain: str, start: int, end: int) -> int:
    """Where a label's names end: at the first 。 that no other label follows."""
    for match in re.finditer("。", plain[start:end]):
        place = start + match.end()
        rest = plain[place:end].lstrip()
        if not rest or not LABEL.match(rest):
            return place
    return end


def names(label: re.Match[str]) -> bool:
    """The label announces units (not only a time or a person)."""
    return bool(label["lead"] or label["help"] or label["do"] or label["due"] or label["person"])


def merged(text: Text, marks: list[Mark], first_leads: bool) -> list[Mark]:
    """Marks on neighbouring lines (牵头单位：… above 责任单位：…) and neighbouring sentences are one."""
    result: list[Mark] = []
    for mark in marks:
        between = text.plain[result[-1].end : mark.start] if result else "x"
        if (
            result
            and not between.strip()
            and not mark.upon
            and not result[-1].upon
            and joinable(text, result[-1], mark)
        ):
            result[-1] = make(text, result[-1].start, mark.end, first_leads)
        else:
            result.append(mark)
    return result


def joinable(text: Text, before: Mark, after: Mark) -> bool:
    """Not two closed brackets, which may each hold for a part of the text."""
    if before.said or after.said:
        return False
    return text.plain[before.start] not in PAIRS and text.plain[after.start] not in PAIRS


def paragraphs_in(text: Text, start: int, end: int) -> list[Paragraph]:
    """Paragraphs that lie in a range."""
    return [one for one in text.paragraphs if one.start >= start and one.end <= end]
