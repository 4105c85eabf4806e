"""Brackets that name units."""

from changai.engines.documents.plans.mark import PAIRS, Mark, make
from changai.engines.documents.plans.wording import NOT, VERB, only_units
from changai.engines.documents.text import Text
from changai.engines.documents.units import unit_like
from changai.engines.documents.units.names import WHOLE
from changai.engines.documents.units.words import LABEL


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
    sure = sum(unit_like(name) for name in listed)
    most = len(listed) > 2 and sure * 2 > len(listed) and all(WHOLE.search(name) for name in listed)
    if closes and (sure == len(listed) or most) and not (len(listed) == 1 and alone):
        return mark if only_units(inner, mark.units) else None
    return None
