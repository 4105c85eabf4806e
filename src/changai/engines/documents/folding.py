"""Text made alike for searching: simplified script, half width, lower case, no white space."""

import re
from array import array
from collections.abc import Sequence
from functools import cache

from opencc import OpenCC

from changai.engines.documents.cleaning.widths import ANSWER, table

SPACE = re.compile(r"[\s\u200b-\u200d\u2060\ufeff\x00-\x1f]+")
CHINESE, ASCII = "，：；（）？！“”‘’【】［］〔〕。．", ",:;()?!\"\"''[][][].."


@cache
def _alike() -> dict[int, str]:
    """Character to character."""
    found = dict(table())
    marks = dict(zip(CHINESE, ASCII, strict=True))
    found.update({ord(one): mark for one, mark in marks.items()})
    found.update({one: marks.get(other, other) for one, other in found.items()})
    found.update({code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})
    found.update({one: other.lower() for one, other in found.items() if "A" <= other <= "Z"})
    return found


def fold(text: str) -> str:
    """The text as it is searched. `fold(a) in fold(b)` whatever script, width, case and broken lines they have."""
    return SPACE.sub("", same_length(text))


def same_length(text: str) -> str:
    """The same with its white space, so that places stay."""
    return ANSWER.sub("复", text).translate(_alike())


def places(text: str) -> Sequence[int]:
    """For each character of `fold(text)` its index in text."""
    found, last = array("L"), 0
    for gap in SPACE.finditer(same_length(text)):
        found.extend(range(last, gap.start()))
        last = gap.end()
    found.extend(range(last, len(text)))
    return found


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2t")


def forms(word: str) -> list[str]:
    """How a word may be printed, for texts that are not folded: as typed, simplified, traditional, half, full width."""
    simple = same_length(word.strip())
    wide = "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in simple)
    half = simple.upper() if simple.isascii() else simple
    return list(dict.fromkeys([word.strip(), simple, _traditional().convert(simple), wide, half]))
