"""When a term runs out, and the reckoning that a person can follow."""

import calendar as months_of
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from changai.engines.calendar.days import DAY, Calendar, default
from changai.engines.calendar.terms import LAST, UNITS, Term, TermError

COUNTING = {"days": "calendar", "working": "working", "months": "months", "years": "months"}
FARTHEST = date(2200, 1, 1)


@dataclass(frozen=True)
class Stay:
    """Days that do not count (中止, 公告送达): first to last, both included."""

    first: date
    last: date
    reason: str = "中止"


@dataclass(frozen=True)
class Deadline:
    """The last day of a term.

    start: the day of the event; the count begins on the day after it (民法典第二百零一条). due: the last day on which
    the thing is in time. counting: calendar, working or months. provisional: a year without a published holiday
    arrangement has a part in it, so the day may still move. steps: the reckoning in Chinese sentences.
    """

    start: date
    due: date
    counting: str
    provisional: bool
    steps: tuple[str, ...]


def deadline(
    term: Term, start: date, *, stays: Sequence[Stay] = (), calendar: Calendar | None = None
) -> Deadline:
    """When the term runs out that begins with an event on `start`.

    Days of `stays` are not counted. TermError where the event lies after a stay's end by mistake, or the day would
    lie beyond the year 2200.
    """
    calendar = calendar or default()
    stays = merged(stays)
    if start.year >= FARTHEST.year - 100:
        raise TermError(f"起算日 {start} 太远，请核对年份。")
    steps = [_begin(term, start)]
    raw = _count(term, start, stays, calendar, steps)
    due = _last(term, raw, calendar, steps)
    first, last = min(start, due), max(start, due, raw)
    asked_of_calendar = term.unit == "working" or term.last != "stay"
    provisional = asked_of_calendar and not calendar.known(
        first if term.unit == "working" else min(raw, due), last
    )
    if provisional:
        unknown = sorted(set(range(first.year, last.year + 1)) - calendar.years)
        years = "、".join(map(str, unknown))
        steps.append(f"{years} 年的放假安排还没有收入，只按周末推算，所以是暂定日期；安排公布后要重算。")
    return Deadline(start, due, COUNTING[term.unit], provisional, tuple(steps))


def merged(stays: Sequence[Stay]) -> tuple[Stay, ...]:
    """Stays in order, those that touch or overlap made one. TermError where one ends before it begins."""
    result: list[Stay] = []
    for stay in sorted(stays, key=lambda one: one.first):
        if stay.last < stay.first:
            raise TermError(f"{stay.reason}的止日 {stay.last} 早于起日 {stay.first}，请核对。")
        if result and stay.first <= result[-1].last + DAY:
            former = result.pop()
            reason = former.reason if stay.reason == former.reason else f"{former.reason}、{stay.reason}"
            stay = Stay(former.first, max(former.last, stay.last), reason)
        result.append(stay)
    return tuple(result)


def _begin(term: Term, start: date) -> str:
    if not term.count:
        return f"{start} 是{term.start}。"
    return f"{start} 是{term.start}，当天不算，从 {start + DAY} 起算 {term.count} {UNITS[term.unit]}。"


def _count(term: Term, start: date, stays: tuple[Stay, ...], calendar: Calendar, steps: list[str]) -> date:
    """The last day before any shift."""
    if not term.count:
        return start
    if term.unit in ("months", "years"):
        return _by_month(term, start, stays, steps)
    return _by_day(term, start, stays, calendar, steps)


def _by_day(term: Term, start: date, stays: tuple[Stay, ...], calendar: Calendar, steps: list[str]) -> date:
    left, day, off, holidays, shifted, stayed = term.count, start, 0, 0, 0, 0
    while left:
        day += DAY
        if any(stay.first <= day <= stay.last for stay in stays):
            stayed += 1
        elif term.unit == "working" and not calendar.works(day):
            holidays, off = holidays + (day in calendar.off), off + (day not in calendar.off)
        else:
            left, shifted = left - 1, shifted + (day in calendar.shifted)
    steps += _stayed(stays, stayed)
    if term.unit == "working":
        steps.append(
            f"只数工作日：期间的周末 {off} 天、放假 {holidays} 天不算，调休上班 {shifted} 天算在内；"
            f"第 {term.count} 个工作日是 {day}。"
        )
    else:
        steps.append(f"逐日计算，期间的周末和放假不扣除；第 {term.count} 日是 {day}。")
    return day


def _by_month(term: Term, start: date, stays: tuple[Stay, ...], steps: list[str]) -> date:
    months = start.year * 12 + start.month - 1 + term.count * (12 if term.unit == "years" else 1)
    year, month = divmod(months, 12)
    last = months_of.monthrange(year, month + 1)[1]
    day = date(year, month + 1, min(start.day, last))
    if start.day > last:
        steps.append(f"期满那个月没有 {start.day} 日，以月末 {day} 为期满日。")
    else:
        steps.append(f"期满日是 {term.count} {UNITS[term.unit]}后的同一日：{day}。")
    stayed = 0
    for stay in stays:
        first = max(stay.first, start + DAY)
        if first <= day and stay.last >= first:
            stayed += (stay.last - first).days + 1
            day += ((stay.last - first).days + 1) * DAY
    if stayed:
        steps += _stayed(stays, stayed)
        steps.append(f"加上不算的 {stayed} 天，期满日是 {day}。")
    return day


def _stayed(stays: tuple[Stay, ...], days: int) -> Iterator[str]:
    if days:
        told = "；".join(f"{stay.first} 至 {stay.last}（{stay.reason}）" for stay in stays)
        yield f"不算在内的有 {days} 天：{told}。"


def _last(term: Term, day: date, calendar: Calendar, steps: list[str]) -> date:
    if term.last == "stay" or calendar.works(day):
        steps.append(f"{day} 是{'工作日' if calendar.works(day) else calendar.why_off(day)}，就是最后一天。")
        return day
    moved = calendar.next_working(day, 1 if term.last == "later" else -1)
    steps.append(f"{day} 是{_off(calendar, day)}。{LAST[term.last]}：{moved}。")
    return moved


def _off(calendar: Calendar, day: date) -> str:
    return f"{calendar.off[day]}放假" if day in calendar.off else calendar.why_off(day)
