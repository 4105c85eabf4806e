"""Finding quantities in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ..dates import find_dates
from ..numerals import ARABIC_PATTERN, HAN, HAN_PATTERN, SCALE_PATTERN, number, scaled, tidy
from ..text import Text
from . import masks, units
from .model import Quantity

_ABOUT = "余|多|几|来"
_AMOUNT = re.compile(
    rf"(?P<of>(?:百|千|万|[{HAN}]+)分之)(?P<share>{ARABIC_PATTERN}|{HAN_PATTERN})(?P<a0>多|几)?"
    rf"|(?<![A-Za-z\d.])(?P<n>{ARABIC_PATTERN}|{HAN_PATTERN})\s?(?P<a1>{_ABOUT})?\s?(?P<s>{SCALE_PATTERN})?\s?(?P<a2>{_ABOUT})?"
    r"|(?P<up>[上成过])(?P<un>[百千万亿]+)"
)
_UNIT = re.compile(units.UNIT)
_RANGE = re.compile(r"\s?(?:[~～\-—–－]{1,2}|至|到)\s?")
_SHARED = re.compile(r"\s?(?:、|和|与|及|以及)\s?")
_AFTER = re.compile(
    r"\s?(?P<about>左右|上下|多|余)?\s?[（(]?(?P<bound>及以上|或以上|以上|之上|及以下|以下|以内|之内)?[）)]?"
)
_BEFORE = re.compile(
    r"(?:(?P<min>不低于|不少于|不小于|不得低于|不得少于|不应低于|至少|最低|最少|起码|保底|力争不低于|稳定在)"
    r"|(?P<max>不超过|不得超过|不高于|不得高于|不多于|不大于|最高(?:不超过|可达|可|达|给予|为|奖励|补助|补贴)?|最多(?:不超过)?|至多|控制在|限额(?:为)?|封顶)"
    r"|(?P<over>超过|突破|逾|超|高于|大于|多于)|(?P<near>大约|约为|约|近|将近|接近|达近|大概|大致|差不多))"
    r"(?:了|到|至|为|给予|达到|达)?\s?[“（(]?\s?$"
)
_LIMIT = re.compile(r"(?:上限|最高(?:额度|标准|限额)?)[^，。；、\d]{0,8}$")
_FLOOR = re.compile(r"(?:下限|最低(?:额度|标准)?)[^，。；、\d]{0,8}$")
_PER = re.compile(
    r"每\s?(?P<who>个?家|人|名|户|个|位|亩|吨|生|村|校|件|台|项|次|场|期|班|月|天|日|小时|学时|课时|平方米)(?:[^，。；：、\d]{0,6}?每(?P<time>年|月|天|日|次|学期|学年))?"
)
_HAN_UNITS = frozenset(
    "人次 人 名 位 户次 户 家 个 个月 个百分点 百分点 件次 件 起 宗 例 场次 场 期 班次 批次 批 次 轮 项 条 款 门 篇 份 册 套 台套 台 辆次 辆 架次 座 栋 幢 间 所 处"
    " 支 张 枚 种 元 % 倍 成 亩 公里 平方米 平方公里 吨 米 公斤 小时 学时 课时 天 年 周 岁 美元 万元".split()
)
_ORDINAL = frozenset("期 级 类 代 届 层 等 步".split())


@dataclass(frozen=True)
class _Amount:
    """A number without its unit: range in the text, value, what was printed, multiplier, approximation."""

    start: int
    end: int
    value: Decimal
    raw: str
    scale: str
    about: str | None
    han: bool
    unit: str = ""


def find(text: Text, start: int = 0, end: int | None = None) -> list[Quantity]:
    """Quantities in the range, in order, without overlap.

    Left out: dates, telephone and document numbers, postcodes, labels, names (十九大, “四个意识”, 三年行动计划), ordinals,
    ones (一个) and ways of speaking (四个方面). A range has two values; numbers of a list share the last one's unit.
    """
    found: list[Quantity] = []
    for paragraph in text.paragraphs:
        first, last = max(paragraph.start, start), min(paragraph.end, len(text.plain) if end is None else end)
        if first < last and not masks.COPIES.match(text.plain[paragraph.start : paragraph.end]):
            found += _paragraph(text, paragraph.start, first, last)
    return found


def _paragraph(text: Text, top: int, first: int, last: int) -> list[Quantity]:
    plain = text.plain[top:last]
    blocked = [(m.start - top, m.end - top) for m in find_dates(text, top, last)]
    for pattern in (masks.MASK, masks.INNER_LABEL, masks.IDENTIFIERS):
        blocked += [match.span() for match in pattern.finditer(plain)]
    if label := masks.LABEL.match(plain):
        blocked.append(label.span())
    open_text = list(plain)
    for begun, ended in blocked:
        open_text[begun:ended] = "\0" * (ended - begun)
    quantities = list(_scan("".join(open_text), plain))
    shifted = (_shift(quantity, top) for quantity in quantities)
    return [quantity for quantity in shifted if quantity.start >= first]


def _shift(quantity: Quantity, by: int) -> Quantity:
    begun, ended = quantity.number
    return replace(
        quantity, start=quantity.start + by, end=quantity.end + by, number=(begun + by, ended + by)
    )


def _scan(piece: str, plain: str) -> Iterator[Quantity]:
    """Quantities of a paragraph; piece has "\\0" where nothing is to be read."""
    position = 0
    while match := _AMOUNT.search(piece, position):
        position = match.end() if match.end() > match.start() else match.start() + 1
        run = _run(piece, match)
        if not run:
            continue
        for quantity in _made(piece, plain, run):
            yield quantity
            position = max(position, quantity.end)


def _amount(match: re.Match[str]) -> _Amount | None:
    if match["of"]:
        top, base = number(match["share"]), number(match["of"].removesuffix("分之"))
        if top is None or not base:
            return None
        share = top * 100 / base
        return _Amount(
            match.start(),
            match.end(),
            round(share, 2) if share != share.to_integral_value() else share,
            match[0],
            "",
            match["a0"],
            True,
            "%",
        )
    if match["up"]:
        value = number(match["un"])
        return (
            value and _Amount(match.start(), match.end(), value, match["un"], "", match["up"], True) or None
        )
    value = scaled(match["n"], match["s"])
    if value is None:
        return None
    han = not match["n"][0].isascii()
    return _Amount(
        match.start(), match.end(), value, match["n"], match["s"] or "", match["a1"] or match["a2"], han
    )


def _run(piece: str, match: re.Match[str]) -> list[tuple[_Amount, str, int]]:
    """Amounts that belong together with their units and ends: one, a range ("~" as the second's mark) or a list."""
    amount = _amount(match)
    if not amount:
        return []
    unit, end = _unit(piece, amount)
    if (
        (mark := _RANGE.match(piece, end))
        and (second := _AMOUNT.match(piece, mark.end()))
        and (high := _amount(second))
    ):
        unit2, end2 = _unit(piece, high)
        growth = mark[0].strip() in ("至", "到") and re.search(
            r"[从由自][^，。；]{0,12}$", piece[: amount.start]
        )
        if unit2 and (not unit or unit2 == unit) and not growth and (high.value > amount.value or high.scale):
            if not unit and high.scale and not amount.scale:
                amount = replace(
                    amount, value=amount.value * high.value / (number(high.raw) or 1), scale=high.scale
                )
            if high.value > amount.value:
                return [(amount, unit2, end), (high, unit2, end2)]
    if unit:
        return [(amount, unit, end)]
    listed = [amount]
    while (mark := _SHARED.match(piece, end)) and (following := _AMOUNT.match(piece, mark.end())):
        other = _amount(following)
        if not other or other.han != amount.han:
            return []
        listed.append(other)
        unit, end = _unit(piece, other)
        if unit:
            return [(one, f"+{unit}", one.end if one is not other else end) for one in listed]
    return []


def _unit(piece: str, amount: _Amount) -> tuple[str, int]:
    """The unit after an amount, and where amount and unit end."""
    if amount.unit:
        return amount.unit, amount.end
    at = amount.end + (1 if piece[amount.end : amount.end + 1] == " " else 0)
    match = _UNIT.match(piece, at)
    while match:
        word, after = match[0], piece[match.end() : match.end() + 1]
        stop = masks.NOT_UNIT.get(re.split(r"[/每／]", word)[0], "")
        if (
            (not after or after not in stop)
            and word != "月"
            and (not amount.han or units.tidy(word).split("/")[0] in _HAN_UNITS)
        ):
            return word, match.end()
        match = _UNIT.match(piece[: match.end() - 1], at)
    return "", amount.end


def _made(piece: str, plain: str, run: list[tuple[_Amount, str, int]]) -> Iterator[Quantity]:
    if len(run) == 2 and not run[0][1].startswith("+"):
        low, high, unit, end = run[0][0], run[1][0], run[1][1], run[1][2]
        raw = plain[low.start : high.start + len(high.raw)]
        yield _whole(piece, plain, (low, high), unit, end, raw)
        return
    for amount, unit, end in run:
        if amount.han and not _counts(amount, unit.lstrip("+"), plain, end):
            continue
        yield _whole(piece, plain, (amount,), unit.lstrip("+"), end, amount.raw)


def _counts(amount: _Amount, unit: str, plain: str, end: int) -> bool:
    """Whether a Chinese numeral with a unit counts something, rather than being an ordinal or a way of speaking."""
    if amount.unit or amount.scale or amount.about in ("上", "过", "成") or amount.value > 10:
        return amount.about != "成" or unit != ""
    if amount.value <= 1 or amount.raw in ("二", "〇", "零") or unit in _ORDINAL:
        return False
    if unit in ("个", "项", "种", "位", "条", "次") and masks.SPEECH.match(plain[end:]):
        return False
    return plain[amount.start - 1 : amount.start] not in ("“", "第", "双", "之")


def _whole(piece: str, plain: str, amounts: tuple[_Amount, ...], unit: str, end: int, raw: str) -> Quantity:
    start, last = amounts[0].start, amounts[-1]
    before, after = piece[:start], _AFTER.match(piece, end)
    around = _BEFORE.search(before)
    words = around.groupdict() if around else {}
    about = last.about or words.get("over") or words.get("near") or (after["about"] if after else None)
    bound = "min" if words.get("min") or words.get("over") else "max" if words.get("max") else None
    if after and after["bound"]:
        bound = bound or ("min" if "上" in after["bound"] else "max")
    bound = bound or ("max" if _LIMIT.search(before) else "min" if _FLOOR.search(before) else None)
    rank = before.endswith("前") and unit in ("名", "位", "强")
    tidied, values = units.tidy(unit), tuple(one.value for one in amounts)
    if tidied == "成":
        tidied, values = "%", tuple(value * 10 for value in values)
    if rank:
        tidied, bound, start = "名次", "max", start - 1
    elif units.is_money(tidied) and "/" not in tidied:
        tidied += _per(before)
    full = after.end() if after and (after["about"] or after["bound"]) else end
    return Quantity(
        start=around.start() if around else start,
        end=full,
        number=(amounts[0].start, end),
        values=tuple(map(tidy, values)),
        unit=tidied,
        raw_value=raw,
        raw_unit=last.scale + ("" if last.unit else unit),
        approx=about,
        bound=bound,
        han=amounts[0].han,
        rank=rank,
    )


def _per(before: str) -> str:
    """/家, /人·年 from a 每家, 每人每年 earlier in the clause."""
    clause = re.split(r"[，。；：、]", before)[-1]
    found = list(_PER.finditer(clause))
    if not found or re.search(r"\d", clause[found[-1].end() :]):
        return ""
    who, time = found[-1]["who"].removeprefix("个"), found[-1]["time"]
    return f"/{who or '个'}" + (f"·{time}" if time else "")
