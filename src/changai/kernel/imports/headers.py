"""Finding the header: which row it is, and which column of the file is which column of the kind."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from changai.kernel.imports.columns import Column
from changai.kernel.imports.kinds import ImportRefused

SEARCHED_ROWS = 12
_NOISE = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]|[\s*＊:：、,，.。/\-_'\"“”]")


@dataclass(frozen=True)
class Header:
    """Where the data begins (row number) and key → column number; ignored: headers that are not used."""

    first: int
    places: dict[str, int]
    ignored: tuple[str, ...]
    repeated: tuple[str, ...]


def plain(title: str | None) -> str:
    """A header without spaces, brackets, marks and width: what is compared."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", title or "")).lower()


def find_header(rows: Sequence[Sequence[str | None]], columns: Sequence[Column]) -> Header:
    """The best of the first rows, or of two neighbouring rows taken together. Raises ImportRefused."""
    known = {plain(name): one.key for one in columns for name in (one.title, *one.aliases)}
    best: tuple[int, int, list[list[str]]] = (0, 0, [])
    for at, row in enumerate(rows):
        for depth, names in (
            (1, _single(row)),
            (2, _double(row, rows[at + 1]) if at + 1 < len(rows) else []),
        ):
            hits = len({known[name] for tries in names for name in tries[:1] if name in known})
            if depth == 2:
                hits = len({key for tries in names if (key := _key(tries, known))})
            if hits > best[0]:
                best = (hits, at + depth, names)
    hits, first, names = best
    places: dict[str, int] = {}
    ignored, repeated = [], []
    for index, tries in enumerate(names, 1):
        key = _key(tries, known)
        if key is None:
            ignored += [tries[-1]] if tries and tries[-1] else []
        elif key in places:
            repeated.append(tries[-1])
        else:
            places[key] = index
    missing = [one.title for one in columns if one.required and one.key not in places]
    if missing:
        raise ImportRefused(_missing(missing, places, columns, rows))
    return Header(first, places, tuple(ignored), tuple(repeated))


def _key(tries: Sequence[str], known: dict[str, str]) -> str | None:
    """The first of the names that is known."""
    return next((known[name] for name in tries if name in known), None)


def _single(row: Sequence[str | None]) -> list[list[str]]:
    return [[plain(cell)] for cell in row]


def _double(upper: Sequence[str | None], lower: Sequence[str | None]) -> list[list[str]]:
    """Names to try for a column under two header rows: both together, then the lower, then the upper one."""
    names, spanning = [], ""
    for above, below in zip(upper, lower, strict=False):
        spanning = plain(above) or spanning
        low = plain(below)
        names.append([spanning + low, low] if low else [plain(above)])
    return names


def _missing(
    missing: list[str],
    places: dict[str, int],
    columns: Sequence[Column],
    rows: Sequence[Sequence[str | None]],
) -> str:
    """What is missing, and what was found instead."""
    found = [one.title for one in columns if one.key in places]
    if found:
        return (
            f"缺少必需的列：{'、'.join(missing)}。已认出的列：{'、'.join(found)}。"
            "请补上缺少的列（列名见模板）后重新上传"
        )
    first = next(([cell.strip() for cell in row if cell and cell.strip()] for row in rows if any(row)), [])
    # A file without a header begins with somebody's data, which is not repeated.
    data = any(re.search(r"\d{6}", cell) for cell in first)
    shown = "没有列名的数据" if data else "、".join(cell[:12] for cell in first[:8]) or "空白"
    return (
        f"前 {SEARCHED_ROWS} 行里没有找到表头。文件开头是：{shown}。"
        f"请让表头含有：{'、'.join(missing)}，并核对文件的类别和文字编码"
    )
