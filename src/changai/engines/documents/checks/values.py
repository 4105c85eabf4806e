"""One subject with two values, relations that hold in one year and not in another, and times that can't be."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from changai.engines.documents.checks.model import Item, amount, made
from changai.engines.documents.dates import find_dates
from changai.engines.documents.reading import Check
from changai.engines.documents.text import Text

_NAMED = 5
_UNDATED = 9
_FILLER = re.compile(r"[\s“”\"'（）()，、：]|^(?:共|累计|总)|(?:总数|总计|总人数|人数|总量|数量|数)$")
_OWN = re.compile(r"^[全我本](?=[市区县州乡镇])")
# A contradiction is a slip: values far apart are more likely to be of different things with short names.
_CLOSE = Decimal("0.3")
_TELLING = 8
_SPAN = 3
_LARGEST = 3
_TIME = re.compile(r"(?:19|20)\d\d|二[〇○]|[今去上本前当]年|[上下]半年|季度|月|年[底末]|个月")
# Words that leave open whose the value is: 完成年度目标的94.7% of one county, of another.
_BARE = re.compile(r"完成|达到|占|低于|高于|同比|环比|增长|下降|人均|户均")


def subject(name: str, within: bool = False) -> str:
    """A subject without filling words, for comparing. within: one document, where 市新增就业 is not 区新增就业; between
    documents of one region 全市 and 我市 go.
    """
    while (shorter := _FILLER.sub("", name)) != name:
        name = shorter
    own = _OWN.match(name)
    return name[1 if within else 2 :] if own else name


def period(value: str | None) -> str | None:
    """A period that two figures can share; words such as 每年 or 近年 are none."""
    return value if value and re.match(r"(?:19|20)\d\d", value) else None


def check(items: list[Item], text: Text) -> Iterator[Check]:
    """All of these, in the order of the text."""
    yield from _twice(items, text)
    yield from _parallel(items)
    yield from _times(text)


def _timed(item: Item, text: Text) -> bool:
    """Whether the sentence itself says a time; one taken over from the sentence before is less sure."""
    begun = max(text.plain.rfind(mark, 0, item.start) for mark in "。！？\n") + 1
    return not period(item.figure.period) or bool(_TIME.search(text.plain, begun, item.start))


def _twice(items: list[Item], text: Text) -> Iterator[Check]:
    groups: dict[tuple[str, str, str | None], list[Item]] = {}
    for item in items:
        name = subject(item.figure.subject, within=True)
        if (
            item.exact
            and not _BARE.match(name)
            and len(name) >= (_NAMED if period(item.figure.period) else _UNDATED)
        ):
            groups.setdefault((name, item.kind, period(item.figure.period)), []).append(item)
    for members in groups.values():
        first = members[0]
        for other in members[1:]:
            near = abs(other.value - first.value) <= _CLOSE * max(other.value, first.value)
            apart = other.sentence != first.sentence and other.figure.quote != first.figure.quote
            sure = len(first.figure.subject) >= _TELLING and _timed(first, text) and _timed(other, text)
            apart = apart and (near or sure)
            if other.value != first.value and apart:
                gap = amount(abs(other.value - first.value), first)
                detail = (
                    f"同一事项“{first.figure.subject}”前后两个数：{first.shown}与{other.shown}，相差{gap}。"
                )
                yield made("same", False, detail, [first, other])


def _parallel(items: list[Item]) -> Iterator[Check]:
    """Sums of the same subjects in several years: where one year's holds exactly, the others' are tried."""
    years: dict[str, list[Item]] = {}
    for item in items:
        if (
            item.exact
            and item.figure.unit == "元"
            and (when := period(item.figure.period))
            and len(when) == 4
        ):
            years.setdefault(when, []).append(item)
    done: set[tuple[str, ...]] = set()
    for when, members in years.items():
        for total in members:
            for parts in _adding(total, members):
                names = (subject(total.figure.subject), *sorted(subject(one.figure.subject) for one in parts))
                if names in done:
                    continue
                done.add(names)
                twins = list(_twins(names, when, years))
                if twins:
                    yield _added(total, parts)
                for other, others in twins:
                    yield _added(other, others)


def _adding(total: Item, members: list[Item]) -> Iterator[tuple[Item, ...]]:
    near = [one for one in members if one is not total and abs(one.paragraph - total.paragraph) <= _SPAN]
    if len(re.sub(r"\D", "", total.figure.raw_value).strip("0")) < 3 or len(near) > 12:
        return
    for count in range(2, _LARGEST + 1):
        for parts in combinations(near, count):
            if sum(part.value for part in parts) == total.value:
                yield parts


def _twins(
    names: tuple[str, ...], when: str, years: dict[str, list[Item]]
) -> Iterator[tuple[Item, tuple[Item, ...]]]:
    for other, members in years.items():
        if other == when:
            continue
        by_name: dict[str, list[Item]] = {}
        for item in members:
            by_name.setdefault(subject(item.figure.subject), []).append(item)
        found = [by_name.get(name, []) for name in names]
        if all(len(one) == 1 for one in found):
            yield found[0][0], tuple(one[0] for one in found[1:])


def _added(total: Item, parts: tuple[Item, ...]) -> Check:
    parts = tuple(sorted(parts, key=lambda one: one.order))
    value = sum((part.value for part in parts), Decimal(0))
    terms = " + ".join(part.shown for part in parts)
    names = " + ".join(part.figure.subject for part in parts)
    when = total.figure.period
    if value == total.value:
        return made(
            "sum",
            True,
            f"{when}年：{terms} = {total.shown}（{names} = {total.figure.subject}），相符。",
            [*parts, total],
        )
    shown, gap = amount(value, total), amount(abs(value - total.value), total)
    detail = f"{when}年：{terms} = {shown}，与{total.figure.subject}{total.shown}不符，差{gap}；其他年份同样的各项相符。"
    return made("sum", False, detail, [*parts, total])


def _times(text: Text) -> Iterator[Check]:
    for moment in find_dates(text):
        begun, _, ended = (moment.value or "").partition("..")
        if moment.sure and ended and ended < begun[: len(ended)]:
            printed = re.sub(r"\s", "", moment.printed)
            detail = f"“{printed}”的开始（{begun}）晚于结束（{ended}）。"
            yield Check("dates", False, detail, [printed], [text.place(moment.start, moment.end)])
        elif moment.sure and moment.kind == "day" and moment.value and not _exists(moment.value):
            printed = re.sub(r"\s", "", moment.printed)
            detail = f"没有“{printed}”这一天。"
            yield Check("dates", False, detail, [printed], [text.place(moment.start, moment.end)])


def _exists(value: str) -> bool:
    year, month, day = map(int, value.split("-"))
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day <= (29 if leap and month == 2 else [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1])
