"""Occupations: 职业分类大典 2022, codes 6, 6-18, 6-18-01, 6-18-01-01, and later published batches with a code."""

import re
from functools import lru_cache

from changai.engines.codes import tables, trees
from changai.engines.codes.catalog import rows
from changai.engines.codes.errors import CodeError
from changai.engines.codes.text import plain

# Renumbered when a new occupation joined their class; old certificates still carry the former code.
RENUMBERED = {"2-02-32-01": "2-02-32-00", "4-05-02-01": "4-05-02-00"}
_CODE = re.compile(r"\d(?:-\d\d){0,3}")


@lru_cache(maxsize=1)
def tree() -> trees.Tree:
    """The whole classification, with published new occupations whose code is known."""
    new = [
        {"code": row["code"], "name": row["name"], "parent": row["code"].rpartition("-")[0]}
        for row in rows("occupations_new")
        if row["code"] and row["status"] == "published"
    ]
    return trees.build([*rows("occupations"), *new], tables.aliases("occupation"))


def name(code: str) -> str:
    """The name of a code. CodeError when there is no such code."""
    try:
        return tree().names[RENUMBERED.get(code, code)]
    except KeyError:
        raise CodeError(f"职业分类大典（2022年版）里没有代码“{code}”。") from None


@lru_cache(maxsize=16384)
def find(text: str) -> str | None:
    """The code for a code, a name, or code and name together; None where it is not clear."""
    text = text.strip()
    found = tree().index.get(plain(text))
    if found:
        return found
    match = _CODE.match(text)
    if not match:
        return None
    code = RENUMBERED.get(match.group(), match.group())
    rest = plain(text[match.end() :])
    return code if code in tree().names and rest in ("", plain(name(code))) else None
