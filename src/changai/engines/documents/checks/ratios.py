"""Rates printed beside the counts that they come from, and products of a standard and a count."""

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from changai.engines.documents.checks.model import PEOPLE, Item, amount, decimals, made, plainly
from changai.engines.documents.quantities.units import MONEY
from changai.engines.documents.reading import Check
from changai.engines.documents.text import Text

_RATE = re.compile(r"率|占|比例|比重|完成|的\s?$")
_CHANGE = re.compile(r"同比|环比|增长|增加|下降|提高|减少|增幅|降幅|高于|低于")
_AVERAGE = re.compile(r"(?P<unit>[户人家])均")
_SCALE = {"万": Decimal(10**4), "萬": Decimal(10**4), "亿": Decimal(10**8)}
_BACK = 6
_FAR = 60
_CLEAR_GAP = Decimal(5)
_CLOSE = Decimal("0.1")


def check(items: list[Item], text: Text) -> Iterator[Check]:
    """Each rate with the pair of counts before it that gives it, or that the words say it comes from."""
    for rate in items:
        if rate.figure.unit == "%" and rate.exact and _is_rate(rate, text):
            yield from _rate(rate, _counts(rate, items), text)
    yield from _products(items)
    yield from _averages(items)


def _is_rate(rate: Item, text: Text) -> bool:
    clause = re.split(r"[，。；：\n]", text.plain[max(0, rate.start - 40) : rate.start])[-1]
    return bool(_RATE.search(clause)) and not _CHANGE.search(clause)


def _counts(rate: Item, items: list[Item]) -> list[Item]:
    """Counts of the same paragraph shortly before the rate, the nearest first."""
    before = [
        one
        for one in items[max(0, rate.order - _FAR) : rate.order]
        if one.paragraph == rate.paragraph and one.sentence >= rate.sentence - 1
    ]
    usable = [
        one
        for one in before
        if one.exact and one.figure.unit not in ("%", "个百分点", "倍", "名次") and one.value
    ]
    return list(reversed(usable))[:_BACK]


def _rate(rate: Item, counts: list[Item], text: Text) -> Iterator[Check]:
    places = decimals(rate.figure.raw_value)
    digits = len(re.sub(r"\D", "", rate.figure.raw_value).lstrip("0"))
    pairs = [
        (one, other) for at, one in enumerate(counts) for other in counts[at + 1 :] if _alike(one, other)
    ]
    both = [(small, big) for one, other in pairs for small, big in ((one, other), (other, one))]
    clear = [(part, whole) for part, whole in both if _said(rate, part, whole)]
    for part, whole in clear + (both if digits >= 3 else []):
        exact = part.value * 100 / whole.value
        if _fits(exact, rate.value, places):
            yield _ratio(rate, part, whole, exact, places)
            return
    nearest = [pair for pair in clear if pair[0].sentence == pair[1].sentence == rate.sentence]
    if len(nearest) == 1:
        part, whole = nearest[0]
        exact = part.value * 100 / whole.value
        if abs(exact - rate.value) <= _CLEAR_GAP:
            yield _ratio(rate, part, whole, exact, places)


def _around(item: Item, items: list[Item]) -> list[Item]:
    return items[max(0, item.order - _FAR) : item.order + _FAR]


def _alike(one: Item, other: Item) -> bool:
    same = one.kind == other.kind or {one.kind, other.kind} <= {"人", "人次"}
    return same and one.value != other.value


def _said(rate: Item, part: Item, whole: Item) -> bool:
    """The rate's name shares its word with the part (结案率 – 审结), and the part is no greater than the whole."""
    name = re.search(r"([一-鿿]{1,8})率", rate.figure.subject)
    if not name or part.value > whole.value:
        return False
    stem = set(name[1][-3:]) - set("有效当期年度的工总人")
    own, other = set(part.figure.quote), set(whole.figure.quote)
    return len(stem & own) > len(stem & other)


def _fits(exact: Decimal, printed: Decimal, places: int) -> bool:
    step = Decimal(10) ** -places
    return printed in (exact.quantize(step, ROUND_HALF_UP), exact.quantize(step, ROUND_DOWN))


def _ratio(rate: Item, part: Item, whole: Item, exact: Decimal, places: int) -> Check:
    step = Decimal(10) ** -places
    rounded, cut = exact.quantize(step, ROUND_HALF_UP), exact.quantize(step, ROUND_DOWN)
    sum_text = f"{part.shown} ÷ {whole.shown} = {plainly(exact.quantize(step / 100, ROUND_DOWN))}…%"
    if exact == rate.value:
        sum_text = f"{part.shown} ÷ {whole.shown} = {plainly(exact)}%"
    if rate.value == rounded:
        return made("ratio", True, f"{sum_text}，与文中{rate.shown}相符。", [part, whole, rate])
    if rate.value == cut:
        detail = f"{sum_text}，四舍五入应为{plainly(rounded)}%，文中{rate.shown}为截尾，不算错。"
        return made("ratio", True, detail, [part, whole, rate])
    gap = plainly(abs(rounded - rate.value))
    return made(
        "ratio", False, f"{sum_text}，与文中{rate.shown}不符，相差{gap}个百分点。", [part, whole, rate]
    )


def _products(items: list[Item]) -> Iterator[Check]:
    """每人1500元 × 425人 = 63.75万元, where a sentence has one of each."""
    for standard in items:
        unit, _, per = standard.figure.unit.partition("/")
        if unit not in MONEY or not per or "·" in per or not standard.exact:
            continue
        same = [one for one in _around(standard, items) if one.sentence == standard.sentence and one.exact]
        counts = [
            one for one in same if one.figure.unit == per or (per == "人" and one.figure.unit in PEOPLE)
        ]
        totals = [one for one in same if one.figure.unit == unit]
        pairs = [(count, total) for count in counts for total in totals]
        hit = next((pair for pair in pairs if pair[0].value * standard.value == pair[1].value), None)
        if hit:
            detail = f"{standard.shown} × {hit[0].shown} = {hit[1].shown}，标准与数量、总额相符。"
            yield made("product", True, detail, [standard, *hit])
        elif len(pairs) == 1 and abs(counts[0].value * standard.value / totals[0].value - 1) <= _CLOSE:
            value = amount(counts[0].value * standard.value, totals[0])
            detail = f"{standard.shown} × {counts[0].shown} = {value}，与文中{totals[0].shown}不符。"
            yield made("product", False, detail, [standard, counts[0], totals[0]])


def _averages(items: list[Item]) -> Iterator[Check]:
    """户均1500元 beside a sum of money and a count of the same sentence."""
    for average in items:
        each = _AVERAGE.search(average.figure.quote)
        if not each or average.figure.unit != "元" or not average.exact:
            continue
        same = [
            one
            for one in _around(average, items)
            if one.sentence == average.sentence and one.exact and one is not average
        ]
        totals = [one for one in same if one.figure.unit == "元" and one.value > average.value]
        counts = [one for one in same if one.kind == each["unit"] or one.loose == each["unit"]]
        if len(totals) != 1 or len(counts) != 1:
            continue
        total, count = totals[0], counts[0]
        exact = total.value / count.value
        step = _SCALE.get(average.figure.raw_unit[:1], Decimal(1)) * Decimal(10) ** -decimals(
            average.figure.raw_value
        )
        rounded = (exact / step).quantize(Decimal(1), ROUND_HALF_UP) * step
        cut = (exact / step).quantize(Decimal(1), ROUND_DOWN) * step
        shown = f"{total.shown} ÷ {count.shown} = {plainly(exact.quantize(Decimal('0.01')))}元"
        if average.value in (rounded, cut):
            yield made("ratio", True, f"{shown}，与文中{average.shown}相符。", [total, count, average])
        elif abs(exact / average.value - 1) <= _CLOSE:
            yield made("ratio", False, f"{shown}，与文中{average.shown}不符。", [total, count, average])
