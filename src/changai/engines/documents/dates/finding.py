"""Finding times in a text and giving them values."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from changai.engines.documents.dates.patterns import COMPILED
from changai.engines.documents.numerals import DIGITS, number
from changai.engines.documents.text import Text

_ALONE = re.compile(r"^\s*(?P<digits>(?:19|20)\d{4,6})\s*$")
_PARTS = {"上半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9), "前三个季度": (1, 9), "全年": (1, 12)}
_QUARTERS = {"一": 1, "二": 4, "三": 7, "四": 10, "1": 1, "2": 4, "3": 7, "4": 10}
_SHIFT = {
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "去年": -1,
    "上年": -1,
    "上年度": -1,
    "上一年": -1,
    "上一年度": -1,
    "前年": -2,
    "明年": 1,
    "后年": 2,
}


@dataclass(frozen=True)
class Moment:
    """A time that the text names; start and end are a half-open range in `Text.plain`.

    kind: day, month, year, part (half years, quarters, 年底), range; plan (“十四五”), span (近三年), within (三年内),
    decade, now (目前), each (每年). value: "2018", "2018-04", "2018-04-26", "2019-01..2019-05", or None where the text
    alone does not give it. sure: False where characters were lost, or the year was taken from elsewhere.
    """

    start: int
    end: int
    printed: str
    value: str | None
    kind: str
    sure: bool = True


def find_dates(
    text: Text, start: int = 0, end: int | None = None, anchor: date | None = None
) -> list[Moment]:
    """Times in the range, in order, without overlap.

    anchor: the day on which the text was written; with it 今年 and 1-5月 get a value (not sure). A month or day
    without a year takes the year that the text named last before it in the same paragraph, else the anchor's.
    """
    found: list[Moment] = []
    until = len(text.plain) if end is None else end
    for paragraph in text.within(start, until):
        first, last = max(paragraph.start, start), min(paragraph.end, until)
        if first < last:
            found += _paragraph(text, first, last, anchor)
    return found


def _paragraph(text: Text, first: int, last: int, anchor: date | None) -> list[Moment]:
    piece = text.plain[first:last]
    if alone := _ALONE.match(piece):
        value = damaged(alone["digits"])
        return [
            Moment(
                first + alone.start("digits"),
                first + alone.end("digits"),
                alone["digits"],
                value,
                "day",
                False,
            )
        ]
    taken: list[tuple[int, int, str, re.Match[str]]] = []
    free = bytearray(b"\1" * len(piece))
    for kind, pattern in COMPILED:
        for match in pattern.finditer(piece):
            begun, ended = match.span()
            if free.find(0, begun, ended) < 0 and _possible(match):
                taken.append((begun, ended, kind, match))
                free[begun:ended] = bytes(ended - begun)
    moments, year = [], None
    for begun, ended, kind, match in sorted(taken, key=lambda one: one[0]):
        value, known, year = _value(kind, match, year, anchor)
        kind = "range" if kind == "shortrange" else kind
        moments.append(
            Moment(first + begun, first + ended, text.cut(first + begun, first + ended), value, kind, known)
        )
    return moments


def _possible(match: re.Match[str]) -> bool:
    """False where month or day are out of range or a Chinese year isn't one (一二三四年)."""
    group = match.groupdict()
    if group.get("y") and not 1900 <= (_year(group["y"]) or 0) <= 2100:
        return False
    for name, limit in (("m", 12), ("m2", 12), ("d", 31), ("d2", 31)):
        if group.get(name) and not 1 <= int(number(group[name]) or 0) <= limit:
            return False
    return True


def _year(printed: str) -> int | None:
    digits = "".join(str(DIGITS.get(char, 0 if char in "Oo" else char)) for char in printed)
    return int(digits) if digits.isdigit() else None


def _value(
    kind: str, match: re.Match[str], year: int | None, anchor: date | None
) -> tuple[str | None, bool, int | None]:
    """The value, whether it is sure, and the year that later months take."""
    group, sure = match.groupdict(), True
    own = _year(group["y"]) if group.get("y") else None
    if own is None and (word := group.get("rel")) in _SHIFT and anchor:
        own, sure = anchor.year + _SHIFT[word], False
    elif own is None and group.get("rel") in ("当年", "同年"):
        own, sure = year, False
    if kind == "plan":
        first = 1953 + 5 * (int(number(group["plan"]) or 1) - 1)
        first += 3 if first >= 1963 else 0
        return str(first + 4) if "末" in match[0] else f"{first}..{first + 4}", True, year
    if kind in ("span", "within", "decade", "now", "each"):
        return None, True, year
    if own is None and not group.get("rel"):
        own, sure = (year, False) if year else (anchor.year if anchor else None, False)
    if own is None:
        return None, False, year
    return _written(group, own), sure, own if group.get("y") or group.get("rel") else year


def _written(group: dict[str, str | None], year: int) -> str | None:
    month, day = _int(group.get("m")), _int(group.get("d"))
    if group.get("part"):
        return _part(str(group["part"]), year)
    if any(group.get(name) for name in ("y2", "m2", "d2")):
        other = (_year(group["y2"] or "") if group.get("y2") else None) or year
        month2, day2 = _int(group.get("m2")) or (month if group.get("d2") else None), _int(group.get("d2"))
        return f"{iso(year, month, day)}..{iso(other, month2, day2)}"
    return None if day and not month else iso(year, month, day)


def _part(word: str, year: int) -> str:
    if word in _PARTS:
        first, last = _PARTS[word]
        return f"{year}-{first:02d}..{year}-{last:02d}"
    if word.endswith("个月"):
        return f"{year}-01..{year}-{int(number(word[1:-2]) or 12):02d}"
    if word.endswith("季度"):
        first = _QUARTERS[word.removeprefix("第")[0]]
        return f"{year}-{first:02d}..{year}-{first + 2:02d}"
    if word.lstrip("年") in ("底", "末", "底前") or word == "岁末":
        return f"{year}-12"
    return f"{year}-01" if word == "年初" else str(year)


def _int(printed: str | None) -> int | None:
    value = number(printed) if printed else None
    return None if value is None else int(value)


def iso(year: int, month: int | None = None, day: int | None = None) -> str:
    """2018, 2018-04 or 2018-04-26."""
    return f"{year}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")


def damaged(digits: str) -> str | None:
    """The one day that digits without 年月日 can mean (2018526), or None where there are several or none."""
    year, rest = int(digits[:4]), digits[4:]
    splits = [(rest[:cut], rest[cut:]) for cut in range(1, len(rest)) if not rest.startswith("0") or cut == 2]
    days = {
        (int(month), int(day))
        for month, day in splits
        if len(month) <= 2
        and len(day) <= 2
        and 1 <= int(month) <= 12
        and 1 <= int(day) <= monthrange(year, int(month))[1]
        and (not day.startswith("0") or len(month) == 2)
    }
    return iso(year, *days.pop()) if len(days) == 1 else None
