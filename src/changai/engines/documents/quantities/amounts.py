"""Numbers with their multipliers, and which of them belong together: ranges, and lists that share a unit."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from changai.engines.documents.numerals import ARABIC_PATTERN, HAN, HAN_PATTERN, SCALE_PATTERN, number, scaled
from changai.engines.documents.quantities import masks, units

_ABOUT = "余|多|几|来"
AMOUNT = re.compile(
    rf"(?P<of>(?:百|千|万|[{HAN}]+)分之)(?P<share>{ARABIC_PATTERN}|{HAN_PATTERN})(?P<a0>多|几)?"
    r"|(?<![A-Za-z\d./])(?P<top>[1-9])/(?P<base>[2-9]|10)(?![\d/.日号月版A-Za-z])"
    rf"|(?<![A-Za-z\d.])(?P<n>{ARABIC_PATTERN}|{HAN_PATTERN})\s?(?P<a1>{_ABOUT})?\s?(?P<s>{SCALE_PATTERN})?\s?(?P<a2>{_ABOUT})?"
    r"|(?P<up>[上成过])(?P<un>[百千万亿]+)"
)
_UNIT = re.compile(units.UNIT)
_RANGE = re.compile(r"\s?(?:[~～\-—–－]{1,2}|至|到)\s?")
_SHARED = re.compile(r"\s?(?:、|和|与|及|以及)\s?")
# A large number whose unit the subject names: 会员总数已超过2亿，
BARE = "\0"
_BARE_BEFORE = re.compile(r"(?:达到?|超过?|突破|逾|近|约|到|为|有)了?\s?$")
_BARE_AFTER = re.compile(r"\s?(?:[，。；、）]|$)")
# 低于两省6.1个和4.8个百分点: the first is short for the second's unit.
_POINTS = re.compile(r"\s?(?:、|和|与|及)\s?\d[\d.]*\s?(个?百分点)")
_FROM = re.compile(r"[从由自][^，。；]{0,12}$")


@dataclass(frozen=True)
class Amount:
    """A number: its range in the paragraph without unit, value, what was printed, multiplier, approximation, unit.

    end: after the unit once it is known. share: one of a list that shares the last one's unit.
    """

    start: int
    end: int
    value: Decimal
    raw: str
    scale: str = ""
    about: str | None = None
    han: bool = False
    unit: str = ""
    raw_unit: str = ""


def read(match: re.Match[str]) -> Amount | None:
    """The amount that a match of AMOUNT stands for; None where it is no number."""
    start, end = match.span()
    if match["of"]:
        top, base = number(match["share"]), number(match["of"].removesuffix("分之"))
        if top is None or not base:
            return None
        share = round(top * 100 / base, 2)
        return Amount(start, end, share, match["share"], "", match["a0"], True, "%", match["of"])
    if match["top"]:
        top, base = Decimal(match["top"]), Decimal(match["base"])
        share = round(top * 100 / base, 2)
        return Amount(start, end, share, match[0], unit="%") if top < base else None
    if match["up"]:
        value = number(match["un"])
        return None if value is None else Amount(start, end, value, match["un"], "", match["up"], True)
    value = scaled(match["n"], match["s"])
    if value is None:
        return None
    about = match["a1"] or match["a2"]
    return Amount(start, end, value, match["n"], match["s"] or "", about, not match["n"][0].isascii())


def with_unit(piece: str, amount: Amount) -> Amount:
    """The amount with the unit that follows it, if one does."""
    if amount.unit:
        return amount
    at = amount.end + (piece[amount.end : amount.end + 1] == " ")
    match = _UNIT.match(piece, at)
    while match:
        word, after = match[0], piece[match.end() : match.end() + 1]
        first = re.split(r"[/每／]", word)[0]
        ended = re.match("以[上下内]", piece[match.end() : match.end() + 2])
        whole = ended or not (after and after in masks.NOT_UNIT.get(first, ""))
        if (whole or (first == "人" and piece.startswith("工资", match.end()))) and (
            not amount.han or first in units.HAN_UNITS
        ):
            return replace(amount, unit=word, raw_unit=word, end=match.end())
        match = _UNIT.match(piece[: match.end() - 1], at)
    bare = (
        amount.scale
        and amount.scale[-1] in "万亿"
        and _BARE_BEFORE.search(piece[max(0, amount.start - 6) : amount.start])
    )
    return (
        replace(amount, unit=BARE)
        if bare and _BARE_AFTER.match(piece[amount.end : amount.end + 2])
        else amount
    )


def together(piece: str, match: re.Match[str]) -> tuple[list[Amount], bool]:
    """Amounts that begin with this match, all with units, and whether they are the two ends of a range."""
    bare = read(match)
    if not bare:
        return [], False
    first = with_unit(piece, bare)
    if high := _upper(piece, first):
        if not first.unit and high.scale and not first.scale:
            first = replace(first, value=first.value * high.value / (number(high.raw) or 1), scale=high.scale)
        if high.value > first.value:
            return [first, high], True
    if first.unit == "个" and (pointed := _POINTS.match(piece, first.end)):
        first = replace(first, unit="个百分点", raw_unit=pointed[1])
    if first.unit:
        return [first], False
    listed, last = [first], first
    while (mark := _SHARED.match(piece, last.end)) and (following := AMOUNT.match(piece, mark.end())):
        other = read(following)
        if not other or other.han != first.han:
            return [], False
        last = with_unit(piece, other)
        listed.append(last)
        if last.unit:
            return [replace(one, unit=last.unit, raw_unit=last.raw_unit) for one in listed], False
    return [], False


def _upper(piece: str, first: Amount) -> Amount | None:
    """The upper end of a range that begins with this amount; 从3个到5个 is no range."""
    mark = _RANGE.match(piece, first.end)
    second = AMOUNT.match(piece, mark.end()) if mark else None
    bare = read(second) if second else None
    if not mark or not bare:
        return None
    if mark[0].strip() in ("至", "到") and _FROM.search(piece[max(0, first.start - 16) : first.start]):
        return None
    high = with_unit(piece, bare)
    return high if high.unit and first.unit in ("", high.unit) else None
