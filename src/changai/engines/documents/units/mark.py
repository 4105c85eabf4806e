"""One mark: labels (牵头单位：), verbs (…牵头，…配合), declarations (列第一位者为牵头单位)."""

import re
from itertools import pairwise

from changai.engines.documents.units.lists import read_list
from changai.engines.documents.units.model import UnitMark
from changai.engines.documents.units.spans import CLOSE, OPEN, Span, trim
from changai.engines.documents.units.words import (
    BARE_LABEL,
    FIRST,
    FOR_ALL,
    LABEL,
    SAME,
    STAR,
    declares_first,
)


def split(mark: str, first_leads: bool = False) -> UnitMark:
    """The units of a mark, with or without its brackets; names and places as in the text given.

    first_leads: the document says elsewhere that the first-listed unit leads.
    """
    result = UnitMark(first_leads=first_leads or declares_first(mark))
    everywhere = FOR_ALL.search(mark)
    result.for_all = everywhere.span("who") if everywhere else None
    text = blanked(FOR_ALL.sub(lambda found: " " * len(found[0]), mark))
    star = STAR.search(text)
    if star:
        text = blank(text, *star.span())
    start, end = bounds(text)
    labels = [one for one in LABEL.finditer(text, start, end) if not depth_at(text, start, one.start())]
    first = BARE_LABEL.match(text[start:end]) if not labels else None
    if first:
        read_list(result, text, start + first.end(), end, part_of(first), star)
        return result
    opening = labels[0].start() if labels else end
    read_list(result, text, start, opening, "plain", star)
    closing = [*(one.start() for one in labels), end]
    for label, (_, until) in zip(labels, pairwise(closing), strict=True):
        kind = part_of(label)
        if kind == "due":
            begin, stop = trim(text, label.end(), until)
            result.due = text[begin:stop] or result.due
        elif kind != "person":
            read_list(result, text, label.end(), until, kind, star)
    return result


def part_of(label: re.Match[str]) -> str:
    """What a label's words say."""
    groups = label.groupdict()
    if groups.get("short"):
        return {"牵": "lead", "主": "lead", "配": "help", "协": "help"}.get(groups["short"][0], "do")
    return next(name for name in ("person", "due", "lead", "help", "do") if groups.get(name))


def blanked(mark: str) -> str:
    """The mark with declarations and 下同 turned into blanks, so that places stay."""
    text = FIRST.sub(declared, mark) if FIRST.search(mark) else mark
    closing = re.match(r"[）】〕\]。 ]*", text[::-1])
    end = len(text) - (closing.end() if closing else 0)
    return SAME.sub(lambda found: " " * len(found[0]), text[:end]) + text[end:]


def declared(found: re.Match[str]) -> str:
    """Separators in place of a declaration; a bracket that closes the mark itself stays."""
    own = found[0].endswith("）") and "（" not in found[0]
    return "；" * (len(found[0]) - own) + "）" * own


def blank(text: str, start: int, end: int) -> str:
    """With separators in place of a piece."""
    return text[:start] + "；" * (end - start) + text[end:]


def bounds(text: str) -> Span:
    """Without the brackets round the whole."""
    start, end = trim(text, 0, len(text))
    pairs = {"（": "）", "【": "】", "〔": "〕", "[": "]", "(": ")"}
    while end - start > 1 and pairs.get(text[start]) == text[end - 1] and depth_at(text, start, end - 1) == 1:
        start, end = trim(text, start + 1, end - 1)
    if start < end and text[start] in pairs and pairs[text[start]] not in text[start:end]:
        start += 1
    return trim(text, start, end)


def depth_at(text: str, start: int, place: int) -> int:
    """How many brackets are open at a place."""
    return sum((char in OPEN) - (char in CLOSE) for char in text[start:place])
