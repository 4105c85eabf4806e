"""The names of one piece of a mark."""

import re

from changai.engines.documents.units.model import Unit, UnitMark
from changai.engines.documents.units.parting import divided, without_others
from changai.engines.documents.units.spans import Span
from changai.engines.documents.units.words import INNER, PERSON


def named(
    result: UnitMark, text: str, piece: Span, part: str, star: re.Match[str] | None, before: int
) -> list[Unit]:
    """The units of a piece. before: how many the same list has named already."""
    found: list[Unit] = []
    for span in divided(text, *piece):
        (begin, stop), more, count = without_others(text, *span)
        own = part
        if begin < stop and text[begin] in "★☆*＊△▲#":
            own, begin = "lead" if star or text[begin] in "★☆*＊△▲" else own, begin + 1
        inner = INNER.search(text[begin:stop])
        if inner:
            said = inner[1].lstrip("总")[0]
            own = {"配": "help", "协": "help", "参": "help", "牵": "lead", "主": "lead"}.get(said, own)
            stop = begin + inner.start()
        name = text[begin:stop]
        if acceptable(name):
            found.append(Unit(name, begin, stop, own))
        listed = before + len(found)
        result.open_ended = result.open_ended or (more and count not in (listed, listed + len(result.units)))
    return found


def acceptable(name: str) -> bool:
    """Can be a unit's name: no person, no sentence."""
    return 1 < len(name) <= 48 and not PERSON.search(name) and bool(re.search(r"[\u4e00-\u9fff]", name))
