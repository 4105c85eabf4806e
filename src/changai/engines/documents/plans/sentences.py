"""Sentences that hold nothing but names of units and verbs."""

import re
from dataclasses import replace

from changai.engines.documents.plans.mark import Mark, make
from changai.engines.documents.plans.wording import NOT, VERB, only_units
from changai.engines.documents.text import Text

UPON = re.compile(
    r"^(?:以上|上述|本章|本部分|本节|本条|各项)(?:各项|所列|全部)?(?:任务|工作|措施|内容|事项)?(?:均)?[，：:]?(?:由)?"
)


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
