"""Finding quantities in a text."""

import re
from collections.abc import Iterator
from dataclasses import replace

from changai.engines.documents.dates import find_dates
from changai.engines.documents.numerals import tidy
from changai.engines.documents.quantities import masks, units
from changai.engines.documents.quantities.amounts import AMOUNT, BARE, Amount, together
from changai.engines.documents.quantities.model import Quantity
from changai.engines.documents.text import Text

_AFTER = re.compile(
    r"\s?(?P<about>左右|上下|多|余)?\s?[（(]?(?P<bound>及以上|或以上|以上|之上|及以下|以下|以内|之内)?[）)]?"
)
_MIN = r"不(?:得|应)?(?:低于|少于|小于)|至少|最低|最少|起码|保底|稳定在|(?<![充圆美丰])满|不短于"
_MAX = r"不(?:得|应)?(?:超过|高于|多于|大于|长于|突破)|最(?:高|多|长)(?:不超过|可达|可|达|给予|为|奖励|补助|补贴)?|至多|控制在|限额为?|封顶"
_BEFORE = re.compile(
    rf"(?:(?P<min>{_MIN}|超过|突破|高于|大于|多于)|(?P<max>{_MAX})|(?P<over>逾|超)"
    r"|(?P<near>大约|约为|约|将近|接近|达近|近|大概|大致|差不多))(?:了|到|至|为|给予|达到|达)?\s?$"
)
_FAR = re.compile(
    r"(?:(?P<min>不(?:得|应)?(?:低于|少于|小于))|(?P<max>不(?:得|应)?(?:超过|高于|多于)))[^，。；、\d%]{2,12}$"
    r"|(?P<least>至少)[^，。；、\d%]{1,6}$|(?:最多|至多)[^，。；、\d%]{1,6}$"
)
_LIMIT = re.compile(r"(?:上限|最高(?!人民|法|检)(?:额度|标准|限额)?)[^，。；、\d]{0,8}$")
_FLOOR = re.compile(r"(?:下限|最低(?!工资|生活|保障)(?:额度|标准)?)[^，。；、\d]{0,8}$")
_PER = re.compile(
    r"每\s?(?:[^，。；：、\d每]{0,6}1\s?)?(?P<who>个?家|人|名|户|个|位|亩|吨|生|村|校|件|台|项|次|场|期|班|月|天|日|小时|学时|课时|平方米)"
    r"(?:[^，。；：、\d]{0,6}?每(?P<time>年|月|天|日|次|学期|学年))?"
)
_GROWN = re.compile(r"\d[\d.]*\s?[万亿]?元?\s?(?:提高|增加|上调|调整|降低|下调|减少)(?:到|至|为)\s?$")
_SHORTENED = re.compile(r"(?:压缩|缩短|缩减|控制|减少|压减)(?:至|到|在|为)?\s?$")
_VAGUE = re.compile(r"[一二两三四五六七八九]{2,3}")
_NEAR = 30
_ORDINAL = frozenset(["期", "级", "类", "代", "届", "层", "等", "步"])


def find(text: Text, start: int = 0, end: int | None = None) -> list[Quantity]:
    """Quantities in the range, in order, without overlap.

    Left out: dates, telephone and document numbers, postcodes, labels, names (十九大, “四个意识”, 三年行动计划), ordinals,
    ones (一个) and ways of speaking (四个方面). A range has two values; numbers of a list share the last one's unit.
    """
    found: list[Quantity] = []
    until = len(text.plain) if end is None else end
    for paragraph in text.within(start, until):
        first, last = max(paragraph.start, start), min(paragraph.end, until)
        if first < last and not masks.COPIES.match(text.of(paragraph)):
            found += _paragraph(text, paragraph.start, first, last)
    return found


def _paragraph(text: Text, top: int, first: int, last: int) -> list[Quantity]:
    plain = text.plain[top:last]
    blocked = [
        (moment.start - top, moment.end - top)
        for moment in find_dates(text, top, last)
        if not (
            moment.kind == "within"
            and _SHORTENED.search(plain[max(0, moment.start - top - 8) : moment.start - top])
        )
    ]
    for pattern in (masks.MASK, masks.INNER_LABEL, masks.IDENTIFIERS):
        blocked += [match.span() for match in pattern.finditer(plain)]
    if label := masks.LABEL.match(plain):
        blocked.append(label.span())
    piece = list(plain)
    for begun, ended in blocked:
        piece[begun:ended] = "\0" * (ended - begun)
    shifted = (_shift(quantity, top) for quantity in _scan("".join(piece), plain))
    return [quantity for quantity in shifted if quantity.start >= first]


def _shift(quantity: Quantity, by: int) -> Quantity:
    begun, ended = quantity.number
    return replace(
        quantity, start=quantity.start + by, end=quantity.end + by, number=(begun + by, ended + by)
    )


def _scan(piece: str, plain: str) -> Iterator[Quantity]:
    """Quantities of a paragraph; piece has "\\0" where nothing is to be read."""
    position, last = 0, None
    while match := AMOUNT.search(piece, position):
        position = max(match.end(), match.start() + 1)
        amounts, spanning = together(piece, match)
        if spanning:
            amounts_of = [tuple(amounts)]
        else:
            amounts_of = [(one,) for one in amounts if not one.han or _counts(one, plain)]
        for group in amounts_of:
            quantity = _whole(piece, plain, group)
            if last and not quantity.bound and _joined(last, quantity, piece):
                quantity = replace(quantity, bound=last.bound)
            if last and last.unit.startswith(f"{quantity.unit}/") and _follows(last, quantity, piece):
                quantity = replace(quantity, unit=last.unit)
            last = quantity
            position = max(position, quantity.end)
            yield quantity


def _joined(last: Quantity, quantity: Quantity, piece: str) -> bool:
    """不少于8000人次、1200万元: the words before the first hold for the second too."""
    return last.start < last.number[0] and not last.rank and _follows(last, quantity, piece)


def _follows(last: Quantity, quantity: Quantity, piece: str) -> bool:
    """Only 、 or 和 between them."""
    return re.fullmatch(r"\s?[、和及]\s?", piece[last.end : quantity.start]) is not None


def _counts(amount: Amount, plain: str) -> bool:
    """Whether a Chinese numeral with a unit counts something, rather than being an ordinal or a way of speaking."""
    before, after = plain[max(0, amount.start - _NEAR) : amount.start], plain[amount.end : amount.end + _NEAR]
    if amount.unit in ("番", "倍"):
        return amount.unit == "倍" or before.endswith(("翻", "翻了"))
    if amount.raw_unit.endswith("分之"):
        return True
    if before[-1:] in ("几", "数") or _VAGUE.fullmatch(amount.raw):
        return False
    if re.fullmatch("[百千万亿]+", amount.raw) and not amount.about:
        return bool(
            re.match("及?以上|及?以下|以内", after) or re.search("近|超|逾|超过|突破|约$", before[-2:])
        )
    if amount.scale or amount.about or amount.value > 10:
        return True
    if amount.value <= 1 or amount.raw in ("二", "〇", "零") or amount.unit in _ORDINAL:
        return False
    if amount.unit in ("个", "项", "种", "位", "条", "次", "篇") and masks.SPEECH.match(after):
        return False
    return before[-1:] not in ("“", "第", "双", "之")


def _whole(piece: str, plain: str, amounts: tuple[Amount, ...]) -> Quantity:
    first, last = amounts[0], amounts[-1]
    around, about, bound, end = _words(piece, first, last)
    start, before = first.start, piece[max(0, first.start - _NEAR) : first.start]
    unit, values = units.tidy(last.unit.replace(BARE, "")), tuple(one.value for one in amounts)
    rank = before.endswith("前") and unit in ("名", "位", "强")
    if rank:
        unit, bound, around = "名次", "max", start - 1
    elif unit == "成":
        unit, values = "%", tuple(value * 10 for value in values)
    elif unit == "番":
        around = start - 1
    elif unit in units.MONEY:
        unit += _per(plain[max(0, start - 2 * _NEAR) : start])
    return Quantity(
        start=around,
        end=end,
        number=(start, last.end),
        values=tuple(map(tidy, values)),
        unit=unit,
        raw_value=plain[start : last.start + len(last.raw)] if len(amounts) > 1 else first.raw,
        raw_unit=last.scale + last.raw_unit,
        approx=about,
        bound=bound,
        han=first.han,
        rank=rank,
    )


def _words(piece: str, first: Amount, last: Amount) -> tuple[int, str | None, str | None, int]:
    """Start with the words before it, approximation, bound, end with the words after it."""
    offset = max(0, first.start - _NEAR)
    before = piece[offset : first.start]
    near = _BEFORE.search(before)
    words = near.groupdict() if near else {}
    after = _AFTER.match(piece, last.end)
    trailing = after.groupdict() if after else {}
    about = last.about or words.get("over") or words.get("near") or trailing.get("about")
    bound = "min" if words.get("min") or words.get("over") else "max" if words.get("max") else None
    if not bound and trailing.get("bound"):
        bound = "min" if "上" in trailing["bound"] else "max"
    if not bound and (far := _FAR.search(before)):
        bound = "min" if far["min"] or far["least"] else "max"
    if not bound:
        bound = "max" if _LIMIT.search(before) else "min" if _FLOOR.search(before) else None
    end = after.end() if after and (trailing["about"] or trailing["bound"]) else last.end
    return offset + near.start() if near else first.start, about, bound, end


def _per(before: str) -> str:
    """/家, /人·年 from a 每家, 每人每年 earlier in the clause."""
    clause = re.split(r"[，。；：、]", before)[-1]
    found = list(_PER.finditer(clause))
    if not found or re.search(r"\d", _GROWN.sub("", clause[found[-1].end() :])):
        return ""
    who, time = found[-1]["who"].removeprefix("个"), found[-1]["time"]
    return f"/{who or '个'}" + (f"·{time}" if time else "")
