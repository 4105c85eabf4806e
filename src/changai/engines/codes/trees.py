"""Code tables that form a tree of names: GB/T 4754 industries, the occupational classification."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from changai.engines.codes.text import plain


@dataclass(frozen=True)
class Tree:
    """Codes with names and parents; `index` leads from comparable text to a code, ambiguous names left out."""

    names: Mapping[str, str]
    parents: Mapping[str, str]
    index: Mapping[str, str]
    children: Mapping[str, tuple[str, ...]] = field(repr=False)

    def above(self, code: str) -> list[str]:
        """The code and all its parents, nearest first."""
        path = []
        while code:
            path.append(code)
            code = self.parents[code]
        return path


def build(rows: Iterable[Mapping[str, str]], aliases: Iterable[tuple[str, str]]) -> Tree:
    """A tree from rows with code, name, parent. A name shared down one line means its lowest code."""
    names = {row["code"]: row["name"] for row in rows}
    parents = {row["code"]: row["parent"] for row in rows}
    children: dict[str, list[str]] = {}
    for code, parent in parents.items():
        children.setdefault(parent, []).append(code)
    index: dict[str, str] = {}
    doubtful = set()
    for code, name in names.items():
        key = plain(name)
        other = index.get(key)
        if other is not None and not _below(code, other, parents):
            doubtful.add(key)
        index[key] = code
    for alias, code in aliases:
        index.setdefault(plain(alias), code)
    for key in doubtful:
        del index[key]
    for code in names:
        index[plain(code)] = code
    return Tree(names, parents, index, {code: tuple(found) for code, found in children.items()})


def _below(code: str, other: str, parents: Mapping[str, str]) -> bool:
    while code:
        code = parents[code]
        if code == other:
            return True
    return False
