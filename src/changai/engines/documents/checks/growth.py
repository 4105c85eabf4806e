"""From one value to another: direction, and the growth printed beside it."""

import itertools
import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from changai.engines.documents.checks.model import Item, amount, decimals, made, plainly
from changai.engines.documents.reading import Check
from changai.engines.documents.text import Text

_UP = r"提高|增加|上升|增长|提升|扩大|增至|升至|上调|发展|攀升"
_DOWN = r"下降|降低|减少|回落|缩减|降至|减至|下调|压缩|缩短"
_FROM = re.compile(r"[由从自][^，。；]{0,12}$")
_TO = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:到|至|为)?(?:(?:19|20)\d\d年[底末]?的?|[^，。；\d]{{0,6}})$"
)
_BY = re.compile(
    rf"^(?:以上|左右)?[，；、]?\s?(?:净|共|累计|比例|数量|人数|总量|三年|五年)?(?:{_UP}|{_DOWN}|增幅|降幅|增速|增|降)(?:幅度)?(?:了|达到?|为|约)?\s?$"
)

_THAN = re.compile(
    rf"^[，；]?\s?(?:比|较)(?:上年末?|去年|上年同期|去年同期|20\d\d年末?|同期)?(?:同期)?\s?净?(?:(?P<up>{_UP}|增|升)|(?:{_DOWN}|减|降))(?:了|约)?\s?$"
)
_BASE = re.compile(r"^[，；]?\s?(?:比|较)[^，。；\d]{0,8}(?:20\d\d年)?(?:[底末]|同期)?的\s?$")
_DIGITS = re.compile(r"[\d,.]+$")
_CLEAR_GAP = Decimal(5)


def check(items: list[Item], text: Text) -> Iterator[Check]:
    """从28.9%提高到31.6%，提高2.7个百分点."""
    for low, high in itertools.pairwise(items):
        between = text.plain[low.end : high.start]
        to = _TO.search(between)
        if not to or low.kind != high.kind or re.search(r"[，。；]", between):
            continue
        if not _FROM.search(text.plain[max(0, low.start - 16) : low.start]) or not (
            low.exact and _exact(high)
        ):
            continue
        rises = bool(to["up"])
        change = high.value - low.value
        word = "提高" if rises else "降低"
        if change == 0 or (change > 0) is not rises:
            detail = f"文中说从{low.shown}{to[0][:2]}到{high.shown}，但两数的变化方向与此相反。"
            yield made("growth", False, detail, [low, high])
            continue
        by = next((one for one in items[high.order + 1 : high.order + 3] if _says(one, high, text)), None)
        yield _grown(low, high, by, abs(change), word)
    yield from _compared(items, text)
    yield from _beside(items, text)


def _beside(items: list[Item], text: Text) -> Iterator[Check]:
    """190.2万人，比上年末的186.4万人增加3.8万人."""
    for value, base, change in zip(items, items[1:], items[2:], strict=False):
        if not value.kind == base.kind == change.kind or not all(one.exact for one in (value, base, change)):
            continue
        than = _BASE.match(text.plain[value.end : base.start])
        by = _BY.match(between := text.plain[base.end : change.start])
        if than and by and not re.search(r"[，。；]", between):
            yield _grown(base, value, change, abs(value.value - base.value), "提高")


def _exact(item: Item) -> bool:
    """Exact, or exact as a target (提高到30%以上)."""
    return item.value > 0 and not item.figure.approx and not isinstance(item.figure.value, tuple)


def _says(item: Item, high: Item, text: Text) -> bool:
    """The figure after it that tells the growth."""
    if item.sentence != high.sentence or not item.exact or not _BY.match(text.plain[high.end : item.start]):
        return False
    return item.figure.unit in ("个百分点", "%", high.figure.unit)


def _grown(low: Item, high: Item, by: Item | None, change: Decimal, word: str) -> Check:
    gap = f"{plainly(change)}个百分点" if high.figure.unit == "%" else amount(change, high)
    first, second = (high, low) if high.value > low.value else (low, high)
    written = f"{first.shown} － {second.shown} = {gap}"
    if by is None:
        return made(
            "growth",
            True,
            f"{written}，从{low.shown}到{high.shown}，{word}{gap}。",
            [low, high],
        )
    if by.figure.unit == "%":
        return _relative(low, high, by, change, written)
    ok = by.value == change
    said = "相符" if ok else f"不符，相差{amount(abs(by.value - change), by)}"
    return made("growth", ok, f"{written}，与文中{by.shown}{said}。", [low, high, by])


def _relative(low: Item, high: Item, by: Item, change: Decimal, written: str) -> Check:
    """Growth in per cent of the first value; for shares the words may mean points, so either will do."""
    places = decimals(by.figure.raw_value)
    step = Decimal(10) ** -places
    exact = change * 100 / low.value
    fits = by.value in (exact.quantize(step, ROUND_HALF_UP), exact.quantize(step, ROUND_DOWN))
    points = high.figure.unit == "%" and by.value == change
    grown = f"{written}，增幅 {plainly(exact.quantize(step, ROUND_HALF_UP))}%"
    if points:
        return made(
            "growth",
            True,
            f"{written}，文中{by.shown}应为{plainly(change)}个百分点，数值相符。",
            [low, high, by],
        )
    verdict = f"与文中{by.shown}相符" if fits else f"与文中{by.shown}不符"
    return made("growth", fits, f"{grown}，{verdict}。", [low, high, by])


def _compared(items: list[Item], text: Text) -> Iterator[Check]:
    """总量29251万人，比上年增加691万人，增长2.4%: the growth that value and change make."""
    for value, change, rate in zip(items, items[1:], items[2:], strict=False):
        than = _THAN.match(text.plain[value.end : change.start])
        if not than or rate.figure.unit != "%" or value.kind != change.kind or value.figure.unit == "%":
            continue
        if not _BY.match(text.plain[change.end : rate.start]) or not all(
            one.exact for one in (value, change, rate)
        ):
            continue
        before = value.value - change.value if than["up"] else value.value + change.value
        if before <= 0:
            continue
        step = Decimal(10) ** -decimals(rate.figure.raw_value)
        exact = change.value * 100 / before
        # The change is printed rounded: half of its last digit moves the rate by as much in proportion.
        digit = (
            change.value / (Decimal(change.figure.raw_value.replace(",", "")) or 1)
            if _DIGITS.match(change.figure.raw_value)
            else Decimal(1)
        )
        loose = digit * Decimal(10) ** -decimals(change.figure.raw_value) / 2 * 100 / before
        gap = abs(exact - rate.value)
        written = f"{change.shown} ÷ （{value.shown} {'－' if than['up'] else '＋'} {change.shown}） = {plainly(exact.quantize(step / 10, ROUND_HALF_UP))}%"
        if gap <= step + loose:
            yield made("growth", True, f"{written}，与文中{rate.shown}相符。", [value, change, rate])
        elif gap <= _CLEAR_GAP:
            yield made("growth", False, f"{written}，与文中{rate.shown}不符。", [value, change, rate])
