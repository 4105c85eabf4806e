"""The declared rule of the lights: met, on track, behind, no data, out of reach, or not judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

STATES = {
    "met": "已达到",
    "track": "按进度",
    "behind": "落后",
    "none": "无数据",
    "unseen": "看不到",
    "": "不判定",
}
MONEY = "元"


@dataclass(frozen=True)
class Point:
    """A value on a day, in the target's unit, with what it was divided from where it is a share."""

    day: date
    value: Decimal
    part: Decimal | None = None
    whole: Decimal | None = None


@dataclass(frozen=True)
class Light:
    """A target's state (a key of STATES) and why, in words; the newest value, and what the path asks for that day."""

    state: str
    why: str
    newest: Point | None = None
    expected: Decimal | None = None

    @property
    def title(self) -> str:
        """The state's name."""
        return STATES[self.state]


def judged(target: Any) -> str:
    """Why a target gets no light whatever its value; "" where it gets one.

    Soft statements (左右、力争) bind nobody to a number; an amount of money that is a ceiling, a range or a rate of
    payment is a standard to keep, not a level to reach.
    """
    if target.soft:
        return f"原文用的是弹性说法“{target.soft}”，不判定是否达到"
    if MONEY in target.unit and target.op != ">=":
        return "这是资金标准或者上限，不是要达到的水平，不判定"
    return ""


def holds(target: Any, value: Decimal) -> bool:
    """Whether a value meets the target's comparator.

    “等于”“约” are reached from the side of the baseline, from below where there is none: six built of six, or more.
    """
    if target.op == "<=":
        return value <= target.value
    if target.op == "range" and target.value_to is not None:
        return target.value <= value <= target.value_to
    if target.op in ("=", "~") and target.baseline is not None and target.baseline > target.value:
        return value <= target.value
    return value >= target.value


def judge(
    target: Any, points: Sequence[Point], *, since: date | None, today: date, slack: Decimal, months: int
) -> Light:
    """The light of a target. target: op, value, value_to, unit, baseline, due_date, soft; points: oldest first.

    In this order:
    1. soft statements and standards of money: not judged (`judged`);
    2. no value: no data; so is a newest value older than `months` before today, or before the due date if that is
       past;
    3. the comparator holds for the newest value (`holds`): met;
    4. no due date: behind, by the present value only; due date past: behind;
    5. the path is a straight line from the baseline on `since` (the plan's first day), or from the first value on
       its day, to the target on its due date. The newest value is on it, or off it by no more than `slack` percent
       of the whole way: on track, else behind. With neither baseline nor an earlier value there is no path: no data.

    slack, months: parameters reform.track_slack, reform.value_months.
    """
    if why := judged(target):
        return Light("", why, points[-1] if points else None)
    if not points:
        return Light("none", "还没有数值")
    newest, due = points[-1], target.due_date
    if _months(newest.day, min(today, due) if due else today) > months:
        return Light("none", f"最近一期是 {newest.day:%Y-%m}，已超过 {months} 个月，不再用来判断", newest)
    if holds(target, newest.value):
        return Light("met", "最近一期数值已达到目标", newest)
    if due is None:
        return Light("behind", "原文没有写明时限，按最近一期数值看还没有达到", newest)
    if today > due:
        return Light("behind", f"时限 {due} 已过，还没有达到", newest)
    start = _start(target, points, since)
    if start is None or start.day >= newest.day:
        return Light("none", "只有一期数值，没有基数，看不出进度", newest)
    goal = _goal(target, newest.value)
    expected = start.value + (goal - start.value) * _share(start.day, due, newest.day)
    room = abs(goal - start.value) * slack / 100
    short = expected - newest.value if goal >= start.value else newest.value - expected
    asked = f"{expected:.2f}".rstrip("0").rstrip(".")
    told = f"按进度到 {newest.day} 应到 {asked}{target.unit}"
    state, why = ("track", f"{told}，已跟上") if short <= room else ("behind", f"{told}，没有跟上")
    return Light(state, why, newest, expected)


def _start(target: Any, points: Sequence[Point], since: date | None) -> Point | None:
    """Where the path begins."""
    if target.baseline is not None and since is not None:
        return Point(since, target.baseline)
    held = [one for one in points if since is None or one.day >= since]
    return held[0] if held else None


def _goal(target: Any, value: Decimal) -> Decimal:
    """The value that ends the path: of a range the nearer end."""
    if target.op == "range" and target.value_to is not None and value > target.value_to:
        return Decimal(target.value_to)
    return Decimal(target.value)


def _share(start: date, due: date, day: date) -> Decimal:
    """How much of the way in time is gone, from 0 to 1."""
    length = (due - start).days
    return (
        min(Decimal(1), max(Decimal(0), Decimal((day - start).days) / Decimal(length)))
        if length > 0
        else Decimal(1)
    )


def _months(earlier: date, later: date) -> int:
    """Whole months between two days, 0 where they are the other way round."""
    months = 12 * (later.year - earlier.year) + later.month - earlier.month - (later.day < earlier.day)
    return max(0, months)
