"""Numbers that are printed run-in."""

from changai.engines.documents.outline.candidates import Candidate, inline
from changai.engines.documents.text import Text


def filled(text: Text, found: list[Candidate]) -> list[Candidate]:
    """With the numbers that are printed run-in, inside a paragraph, where the numbering lacks them."""
    result: list[Candidate] = []
    for index, one in enumerate(found):
        result.append(one)
        if one.style not in ("一、", "（一）", "1."):
            continue
        later = next((x for x in found[index + 1 :] if x.rank <= one.rank), None)
        if later and later.style == one.style and later.value == one.value + 1:
            continue
        until = later.start if later else len(text.plain)
        result.extend(run_in(text, one, until, later))
    return sorted(result, key=lambda one: one.start)


def run_in(text: Text, one: Candidate, until: int, later: Candidate | None) -> list[Candidate]:
    """The next numbers of the same style in the same paragraph, until the numbering meets the next heading."""
    chain: list[Candidate] = []
    wanted = one.value + 1
    for other in inline(text.plain, one.after, min(one.end, until)):
        if other.style == one.style and other.value == wanted:
            chain.append(other)
            wanted += 1
    if not chain:
        return []
    meets = later is not None and later.style == one.style and later.value == wanted
    if one.style == "1." and not meets and (later is None or later.style == one.style):
        return []
    return chain
