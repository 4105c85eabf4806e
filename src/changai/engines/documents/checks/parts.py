"""Wholes and their parts: 共 30 家，其中企业 13 家、组织 16 家、院校 1 家."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from changai.engines.documents.checks.model import Item, amount, made
from changai.engines.documents.reading import Check
from changai.engines.documents.text import Text

_OPENS = re.compile(r"其中|(?<!其)中，|[（(：:]|包括|分别为|按[^，。；]{1,8}分")
_TOTAL = re.compile(
    r"[，；、]\s?(?:[一二三四五六七八九十\d]{1,2}年(?:来|间)?)?(?:总共|共计|合计|总计|累计|一共|共)\s?$"
)
_BREAKS = re.compile(r"其中|另[有外]?|此外|同时|同比|比上年|增[长加]|较|其余均|提高|完成|至|超过|高于|从|由")
# What isn't the sum of its parts.
_NO_SUM = re.compile(r"[人户家年月]均|平均|标准|单价|年龄|最高|最低|中位")
_NEAR = Decimal("0.05")
_BACK = 8
_MOST = 60


def check(items: list[Item], text: Text) -> Iterator[Check]:
    """Sums of parts that follow their whole, and totals that follow their parts."""
    seen: set[int] = set()
    for item in items:
        yield from _after_whole(item, items, text, seen)
    for item in items:
        yield from _before_total(item, items, text)


def _run(items: list[Item], first: int, kind: str, text: Text) -> tuple[list[Item], bool]:
    """Figures of one kind that follow each other within a sentence, without words that break the list; the rates that
    stand beside them are passed over. True where each stands beside a figure of another kind (8712人次、1421.3万元).
    """
    run, mixed = [items[first]], False
    for before, item in pairwise(items[first : first + _MOST]):
        if item.sentence != run[0].sentence:
            break
        if item.kind == "%":
            continue
        if item.loose != kind and _beside(items, item, kind, text):
            mixed = True
            continue
        if item.loose != kind or _BREAKS.search(text.plain[before.end : item.start]):
            break
        run.append(item)
    return run, mixed


def _beside(items: list[Item], item: Item, kind: str, text: Text) -> bool:
    """Whether a figure stands just before or behind one of the kind, with nothing but a 、 between."""
    first = max(0, item.order - 1)
    return any(
        kind in (one.loose, other.loose) and re.fullmatch(r"\s?[、，]\s?", text.plain[one.end : other.start])
        for one, other in pairwise(items[first : item.order + 2])
    )


def _after_whole(first: Item, items: list[Item], text: Text, seen: set[int]) -> Iterator[Check]:
    """Parts that begin with this figure, and the whole before them."""
    if first.order == 0 or first.order in seen or first.kind == "%":
        return
    wholes = [one for one in items[max(0, first.order - _BACK) : first.order] if one.loose == first.loose]
    wholes = [one for one in wholes if one.sentence == first.sentence or _split_next(one, first, text)]
    if not wholes:
        return
    whole = wholes[-1]
    if _NO_SUM.search(whole.figure.quote):
        return
    link = text.plain[max(whole.end, text.plain.rfind("\n", 0, first.start)) : first.start]
    opened = _OPENS.search(link)
    if not opened or "。" in link[opened.end() :]:
        return
    run, mixed = _run(items, first.order, first.loose, text)
    parts = _parts(run, wholes, text)
    if opened[0] in ("（", "(") and "）" in text.plain[whole.end : parts[-1].start]:
        return
    if not all(part.exact for part in parts) or (len(parts) == 1 and opened[0] != "其中"):
        return
    seen.update(part.order for part in parts)
    total = sum((part.value for part in parts), Decimal(0))
    equal = next((one for one in reversed(wholes) if one.value == total and one.exact), None)
    if equal is not None and len(parts) > 1:
        yield _sum(equal, parts, total)
        return
    split = len(wholes) > 1 and whole.sentence != first.sentence
    if split or mixed or opened[0].startswith("中") or any(one.kind != whole.kind for one in parts):
        return
    gap = total - whole.value
    doubtful = gap > 0 and (len(parts) > 1 or "次" not in whole.figure.unit)
    if whole.exact and (doubtful or (len(parts) > 1 and 0 < -gap <= whole.value * _NEAR)):
        yield _sum(whole, parts, total)


def _parts(run: list[Item], wholes: list[Item], text: Text) -> list[Item]:
    """As many of a run as make up a whole; else those before the first ；, unless ； stands between all of them."""
    total = Decimal(0)
    for count, part in enumerate(run, 1):
        total += part.value
        if count > 1 and any(one.value == total for one in wholes):
            return run[:count]
    breaks = [at for at in range(1, len(run)) if "；" in text.plain[run[at - 1].end : run[at].start]]
    return run[: breaks[0]] if breaks and len(breaks) < len(run) - 1 else run


def _split_next(whole: Item, first: Item, text: Text) -> bool:
    """按产业分 at the beginning of the sentence after the whole's."""
    if whole.paragraph != first.paragraph or whole.sentence != first.sentence - 1:
        return False
    begun = text.plain.rfind("。", 0, first.start) + 1
    return bool(re.match(r"\s?(?:其中|按[^，。；]{1,8}分)", text.plain[begun : first.start]))


def _before_total(total: Item, items: list[Item], text: Text) -> Iterator[Check]:
    """一等奖6名、二等奖12名、三等奖18名，共36名."""
    if not total.exact or not _TOTAL.search(text.plain[max(0, total.start - 8) : total.start]):
        return
    rest = re.split(r"[，。；]", text.plain[total.end : total.end + 12])[0]
    if len(rest.strip()) > 4:
        return
    parts: list[Item] = []
    for item in reversed(items[max(0, total.order - _MOST) : total.order]):
        if item.sentence != total.sentence or item.kind != total.kind or not item.exact:
            break
        parts.insert(0, item)
    if len(parts) < 2 or _BREAKS.search(text.plain[parts[0].end : parts[-1].start]):
        return
    for first in range(len(parts) - 1):
        if sum(part.value for part in parts[first:]) == total.value:
            parts = parts[first:]
            break
    yield _sum(total, parts, sum((part.value for part in parts), Decimal(0)))


def _sum(whole: Item, parts: list[Item], total: Decimal) -> Check:
    terms = " + ".join(part.shown for part in parts)
    if total == whole.value:
        return made("sum", True, f"{terms} = {whole.shown}，部分之和与总数相符。", [whole, *parts])
    gap = abs(total - whole.value)
    more = "多" if total > whole.value else "少"
    detail = f"{terms} = {amount(total, whole)}，与总数{whole.shown}不符，{more}{amount(gap, whole)}。"
    return made("sum", False, detail, [whole, *parts])
