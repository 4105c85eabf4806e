"""White space inside a paragraph: gone in Chinese text, one space where it parts words."""

import re
from array import array
from typing import TypeAlias

from changai.engines.documents.cleaning.pieces import Piece
from changai.engines.documents.cleaning.shapes import SENTENCE

GAP = re.compile(r"[^\S\n]+|\n")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\u3007]+")
CELL = re.compile(r"\t")
WIDE_GAP = re.compile(r"[^\S\n]{2,}|\u3000")
LABEL = re.compile(r"[\u4e00-\u9fff]{2,8}[^\S\n]*[：:]")
UNIT_END = re.compile(r"(?:局|委|办|会|部|院|府|厅|室|处|中心|公司|银行|学校|联|团)$")
#: A date or a telephone number after a name.
APART = re.compile(r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月|1\d{10}(?!\d)|(?:0\d{2,3}-)?\d{7,8}(?!\d)")
LATIN = re.compile(r"[A-Za-z0-9]")
WIDE = 3
Places: TypeAlias = "array[int]"


def close(group: list[Piece]) -> tuple[str, Places]:
    """A paragraph's text without needless white space, and the places of its characters."""
    text, places = joined(group)
    if group[0].kind != "row":
        return tight(text, places)
    kept, origin, at = [], array("L"), 0
    for found in [*(CELL if "\t" in text else WIDE_GAP).finditer(text), None]:
        cell = text[at : found.start() if found else len(text)]
        start = at + len(cell) - len(cell.lstrip())
        inner, own = tight(cell.strip(), places[start : start + len(cell.strip())])
        kept.append(inner)
        origin.extend(own)
        if found:
            origin.append(places[found.start()])
            at = found.end()
    return "\t".join(kept), origin


def tight(text: str, places: Places) -> tuple[str, Places]:
    """A piece of text without needless white space, and the places of its characters."""
    sentences = bool(SENTENCE.search(text)) or "," in text
    kept, origin, at = [], array("L"), 0
    gaps = list(GAP.finditer(text))
    narrow = min((width(gap[0]) for gap in gaps), default=0)
    for gap in gaps:
        kept.append(text[at : gap.start()])
        origin.extend(places[at : gap.start()])
        if parts(text, gap, sentences, narrow):
            kept.append(" ")
            origin.append(places[gap.start()])
        at = gap.end()
    kept.append(text[at:])
    origin.extend(places[at:])
    return "".join(kept), origin


def joined(group: list[Piece]) -> tuple[str, Places]:
    """The pieces one after the other; a space between two Latin words."""
    parts: list[str] = []
    places = array("L")
    for piece in group:
        before = parts[-1][-1] if parts else ""
        if before.isascii() and before.isalpha() and piece.text[0].isascii() and piece.text[0].isalpha():
            parts.append(" ")
            places.append(places[-1] + 1)
        parts.append(piece.text)
        places.extend(piece.places)
    return "".join(parts), places


def width(gap: str) -> int:
    """In half characters."""
    return sum(2 if character in "\u3000\u2003\t" else 1 for character in gap)


def parts(text: str, gap: re.Match[str], sentences: bool, narrow: int) -> bool:
    """Whether a gap parts two words."""
    before, after = text[gap.start() - 1], text[gap.end()]
    if LATIN.match(before) and LATIN.match(after):
        return not lone_digits(text, gap)
    if before.isascii() and after.isascii() and before.isprintable() and after.isprintable():
        return before.isalpha() or after.isalpha()
    if LABEL.match(text, gap.end()) and not text[: gap.start()].endswith(("：", ":", "，", "。")):
        return len(run_before(text, gap.start())) != 1 or width(gap[0]) > narrow or not sentences
    if not HAN.match(before) or not HAN.match(after):
        return not sentences and bool(APART.match(text, gap.end()))
    left, right = run_before(text, gap.start()), HAN.match(text, gap.end())[0]  # type: ignore[index]
    if len(left) == len(right) == 1:
        return width(gap[0]) >= WIDE and width(gap[0]) > narrow and not sentences
    if not sentences:
        return not (counted(text, gap.start() - len(left) - 1, left) or counted(text, gap.end() + 1, right))
    return bool(UNIT_END.search(left) and UNIT_END.search(right) and len(right) > 2)


def counted(text: str, at: int, run: str) -> bool:
    """A single character beside a number: 第5号, 2018年."""
    return len(run) == 1 and 0 <= at < len(text) and bool(LATIN.match(text[at]))


def run_before(text: str, end: int) -> str:
    """The Chinese characters that end there, up to the next gap."""
    start = end
    while start and HAN.match(text[start - 1]):
        start -= 1
    return text[start:end]


def lone_digits(text: str, gap: re.Match[str]) -> bool:
    """A number whose digits were printed apart: 2 0 1 8."""
    left, right = gap.start() - 1, gap.end()
    single_left = left == 0 or not LATIN.match(text[left - 1])
    single_right = right + 1 == len(text) or not LATIN.match(text[right + 1])
    return single_left and single_right and text[left].isdigit() and text[right].isdigit()
