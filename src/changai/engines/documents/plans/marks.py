"""Where a text says who is to do something: in brackets, on lines of their own, in sentences of names and verbs."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from changai.engines.documents.text import Paragraph, Text
from changai.engines.documents.units import UnitMark, split, unit_like
from changai.engines.documents.units.mark import LABEL
from changai.engines.documents.units.names import WHOLE

PAIRS = {"（": "）", "【": "】", "〔": "〕", "[": "]"}
VERB = re.compile(
    r"牵头|负责|配合|参与|参加|协助|协同|会同|按(?:照)?(?:各自)?(?:职责|职能|分工)|落实|组织实施|主办|承办"
)
NOT = re.compile(r"负责解释|负责人|负责同志|以下简称|下称|责任编辑|联系人")
LABELS = re.compile(rf"(?:^|(?<=[。；！） \t\n，]))(?:{LABEL.pattern})")
BLANK_LABEL = re.compile(
    r"(?<=[。；！\n])(?P<lead>牵头|主办)?(?P<do>责任|负责|实施)?(?P<help>配合|协办|参加)?(?:单位|部门) ?(?=[市省县区国各全][^。：；]{1,14}[局委办部厅会])"
)
FILLER = re.compile(
    r"由|会同|联合|协同|共同|分别|具体|牵头|负责|配合|参与|参加|协助|协办|支持|落实|组织|实施|推进|按照?|依据?|各自|职责|职能|分工|等|有关|相关|部门|单位|和|及|以及|与"
    r"|并|请|抓好|做好|密切|积极|地方|各级|主办|承办|办理|为|[、，；。：\s]"
)
REST = re.compile(r"[，；、]?以下[^。；]{0,30}，(?:不再|不)(?:一一|逐一|另行)?(?:列出|列举|标注|注明)")
UPON = re.compile(
    r"^(?:以上|上述|本章|本部分|本节|本条|各项)(?:各项|所列|全部)?(?:任务|工作|措施|内容|事项)?(?:均)?[，：:]?(?:由)?"
)


@dataclass(frozen=True)
class Mark:
    """A note that names units. start, end: its range in plain, brackets in.

    upon: it holds for all before it (以上任务由…). said: it is a part of a sentence, and stays in the text.
    """

    start: int
    end: int
    units: UnitMark
    upon: bool = False
    said: bool = False

    def printed(self, text: Text) -> list[tuple[str, str]]:
        """(part, name as printed) of each unit; part is lead or responsible."""
        leads = self.units.leads
        return [
            (
                "lead" if unit in leads else "responsible",
                text.cut(self.start + unit.start, self.start + unit.end),
            )
            for unit in self.units.units
        ]


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
        label = LABELS.search(text.plain, begin, stop) or BLANK_LABEL.search(text.plain, begin, stop)
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


def make(text: Text, start: int, end: int, first_leads: bool, upon: bool = False) -> Mark:
    """A mark of a range."""
    return Mark(start, end, split(text.plain[start:end], first_leads), upon)


def brackets(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Outermost brackets; one that never closes reaches to the end if a label stands in it."""
    found: list[tuple[int, int]] = []
    place = start
    while place < end:
        if plain[place] not in PAIRS:
            place += 1
            continue
        opening, closing, depth = plain[place], PAIRS[plain[place]], 0
        for stop in range(place, end):
            depth += (plain[stop] == opening) - (plain[stop] == closing)
            if not depth:
                break
        if depth:
            if not LABEL.match(plain, place + 1, end):
                place += 1
                continue
            stop = end - 1
        found.append((place, stop + 1))
        place = stop + 1
    return found


def bracketed(text: Text, start: int, end: int, paragraph_end: int, first_leads: bool) -> Mark | None:
    """A bracket as a mark: it has labels, or verbs after units' names, or nothing but units' names."""
    inner = text.plain[start + 1 : end - 1]
    if NOT.search(inner) or len(inner) < 3:
        return None
    if LABEL.search(inner):
        return make(text, start, end, first_leads)
    mark = make(text, start, end, first_leads)
    listed = [unit.name for unit in mark.units.units]
    if not listed:
        return None
    if VERB.search(inner) and only_units(inner, mark.units):
        return mark
    before, after = text.plain[start - 1 : start], text.plain[end : end + 1]
    closes = before in "。；！？” 》\n" or end >= paragraph_end or after in "。；"
    alone = before not in "。；！？\n" and WHOLE.search(text.plain[max(0, start - 12) : start])
    if closes and all(unit_like(name) for name in listed) and not (len(listed) == 1 and alone):
        return mark if only_units(inner, mark.units) else None
    return None


def only_units(line: str, units: UnitMark, strict: bool = False) -> bool:
    """Nothing but names, verbs and separators; at least half of the names (strict: all) look like units."""
    rest = (units.due and line.replace(units.due, "")) or line
    for unit in sorted(units.units, key=lambda one: -len(one.name)):
        rest = rest.replace(unit.name, "")
    rest = re.sub(r"[（【][^（）【】]*[）】]", "", REST.sub("", rest))
    rest = re.sub(r"[，、]?[列排][^，。；]*牵头[^，。；]*|下同", "", rest)
    sure = sum(unit_like(unit.name) for unit in units.units)
    if strict and not all(unit_like(unit.name) or short_unit(unit.name) for unit in units.units):
        return False
    return not FILLER.sub("", rest) and sure * 2 >= len(units.units) and sure > 0


def short_unit(name: str) -> bool:
    """A short name without a level before it (宣教部, 中国科协)."""
    return len(name) <= 12 and bool(WHOLE.search(name)) and not re.search(r"[制达落实提高度%]", name)


def sentences(text: Text, start: int, end: int, first_leads: bool) -> list[Mark]:
    """Sentences such as 市甲局牵头，市乙局参与。"""
    found: list[Mark] = []
    begin = start
    for stop in [*(match.end() for match in re.finditer("[。；]", text.plain[start:end])), end - start]:
        first, last = begin, start + stop
        begin = last
        line = text.plain[first:last].strip()
        if len(line) > 200 or not VERB.search(line) or NOT.search(line):
            continue
        upon = UPON.match(line)
        offset = text.plain.index(line, first) + (upon.end() if upon else 0)
        mark = make(text, offset, last, first_leads, bool(upon))
        said = upon or re.search(r"牵头|负责|配合|责任", line)
        if said and mark.units.units and only_units(text.plain[offset:last], mark.units, strict=True):
            found.append(mark)
        elif not upon:
            found += opening(text, offset, last)
    return found


def opening(text: Text, start: int, end: int) -> list[Mark]:
    """The first clauses of a sentence that name who leads and who helps, before what they are to do; none or one."""
    if not text.plain.startswith("由", start) or "牵头" not in text.plain[start:end]:
        return []
    commas = [match.start() for match in re.finditer("，", text.plain[start:end])]
    for comma in reversed(commas):
        mark = make(text, start, start + comma, False)
        if mark.units.lead and only_units(text.plain[start : start + comma], mark.units, strict=True):
            return [replace(mark, said=True)]
    return []


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
