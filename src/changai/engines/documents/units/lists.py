"""Lists of names in a mark, with the verbs that say their parts."""

import re

from changai.engines.documents.units.joining import joined
from changai.engines.documents.units.model import Unit, UnitMark
from changai.engines.documents.units.names import WHOLE
from changai.engines.documents.units.naming import named
from changai.engines.documents.units.parting import parts
from changai.engines.documents.units.spans import Span, trim
from changai.engines.documents.units.words import BEFORE, PARTS, TIME, VERB, WITH


def read_list(
    result: UnitMark, text: str, start: int, end: int, part: str, star: re.Match[str] | None
) -> None:
    """Reads names until the end; a verb after some of them says their part.

    Who only helps (…，市丙局配合) is named between the last comma and the verb.
    """
    waiting: list[Unit] = []
    default, group, last = part, 0, start
    for begin, stop in joined(text, parts(text, start, end)):
        if set(text[last:begin]) & set("，；。\n"):
            group = len(waiting)
        last = stop
        if TIME.search(text[begin:stop]) and not WHOLE.search(text[begin:stop]):
            result.due = result.due or text[begin:stop]
            continue
        for one in with_others(text, begin, stop):
            piece, said, helping = words(text, *one)
            if helping and waiting:
                head = "do" if any(unit.part == "lead" for unit in result.units) else "lead"
                result.units += [
                    retold(unit, head if unit.part == "plain" else unit.part) for unit in waiting
                ]
                waiting, group = [], 0
            default = "help" if helping else default
            waiting += named(result, text, piece, default, star, len(waiting))
            if said:
                part_said = "help" if said == "do" and default == "help" else said
                fixed = part if part in ("lead", "help") and said == "do" else part_said
                result.units += waiting[:group] if said == "help" else []
                result.units += [retold(unit, fixed) for unit in waiting[group if said == "help" else 0 :]]
                waiting, default, group = [], part, 0
    result.units += waiting


def retold(unit: Unit, part: str) -> Unit:
    """The same unit with the part that a verb gave it; a part of its own stays."""
    return unit if unit.part == "lead" and part != "lead" else Unit(unit.name, unit.start, unit.end, part)


def with_others(text: str, start: int, end: int) -> list[Span]:
    """A piece parted before 会同, 联合."""
    found = WITH.search(text, start + 2, end)
    return [(start, found.start()), (found.start(), end)] if found else [(start, end)]


def words(text: str, start: int, end: int) -> tuple[Span, str | None, bool]:
    """A piece without 由, 会同 before and verbs after it; what the verb says; whether 会同 stood before it."""
    helping = False
    while found := BEFORE.match(text[start:end]):
        helping = helping or found[0] in ("会同", "联合", "协同", "商")
        start += found.end()
    said = None
    while verb := VERB.search(text[start:end]):
        said = said or next(name for name in PARTS if verb[name])
        if verb["lead"]:
            said = "lead"
        end = start + verb.start()
    return trim(text, start, end), said, helping
