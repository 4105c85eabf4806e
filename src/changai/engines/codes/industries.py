"""Industries: GB/T 4754-2017 with amendment 1. Sections A to T, divisions 2 digits, groups 3, classes 4."""

import re
from functools import lru_cache

from changai.engines.codes import tables, trees
from changai.engines.codes.catalog import rows
from changai.engines.codes.errors import CodeError
from changai.engines.codes.text import plain

_WITH_LETTER = re.compile(r"[A-T](\d{2,4})(.*)")
_WITH_NAME = re.compile(r"(\d{2,4}|[A-T])(\D+)")


@lru_cache(maxsize=1)
def tree() -> trees.Tree:
    """The whole classification."""
    return trees.build(rows("industries"), tables.aliases("industry"))


def name(code: str) -> str:
    """The name of a section letter or a 2- to 4-digit code. CodeError when there is no such code."""
    try:
        return tree().names[code]
    except KeyError:
        raise CodeError(f"国民经济行业分类（GB/T 4754-2017）里没有代码“{code}”。") from None


@lru_cache(maxsize=4096)
def section(code: str) -> str:
    """The section letter "A" to "T" of a code. CodeError when there is no such code."""
    name(code)
    return tree().above(code)[-1]


def divisions(section: str) -> list[str]:
    """The 2-digit codes of a section letter. CodeError when there is no such section."""
    if len(section) != 1:
        raise CodeError(f"“{section}”不是行业门类，门类是字母 A 至 T。")
    name(section)
    return list(tree().children[section])


@lru_cache(maxsize=16384)
def find(text: str) -> str | None:
    """The code for "2612", "C2612", a name, or code and name together; None where it is not clear."""
    key = plain(text)
    index = tree().index
    found = index.get(key)
    if found:
        return found
    lettered = _WITH_LETTER.fullmatch(key)
    if lettered:
        code, rest = lettered.groups()
        if code in tree().names and section(code) == key[0]:
            return code if rest in ("", plain(name(code))) else None
    named = _WITH_NAME.fullmatch(key)
    if named:
        code, rest = named.groups()
        return code if code in tree().names and rest == plain(name(code)) else None
    return None
