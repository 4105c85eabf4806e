"""A legal term: how long, counted how, and what happens when its last day is a day off."""

from dataclasses import dataclass
from typing import Any

UNITS = {"days": "日", "working": "个工作日", "months": "个月", "years": "年"}
LAST = {
    "later": "期满日是休息日的，顺延到其后第一个工作日",
    "earlier": "期满日是休息日的，提前到其前最后一个工作日",
    "stay": "期满日是休息日的，不变",
}


class TermError(ValueError):
    """The term is not well formed, or can't be counted. The message says in Chinese what, why and what next."""


@dataclass(frozen=True)
class Term:
    """A length of time as a law sets it.

    count: how many units; 0 means the day itself. unit: days (calendar days), working, months or years. start: the
    event that it counts from, in Chinese (受理之日). last: later, earlier or stay, for a last day that is off
    (民法典第二百零三条; wages are paid before a holiday, 保障农民工工资支付条例第十四条).
    """

    count: int
    unit: str
    start: str
    last: str = "later"

    def __post_init__(self) -> None:
        if type(self.count) is not int or not 0 <= self.count <= 36600:
            raise TermError(f"期限的数目应为 0 至 36600 的整数，这里是 {self.count!r}")
        if self.unit not in UNITS:
            raise TermError(f"期限的单位应为 {'、'.join(UNITS)} 之一，这里是 {self.unit!r}")
        if self.last not in LAST:
            raise TermError(f"期满日的处理应为 {'、'.join(LAST)} 之一，这里是 {self.last!r}")
        if not isinstance(self.start, str) or not self.start.strip():
            raise TermError("期限要写明从哪件事起算")

    def __str__(self) -> str:
        return (
            f"{self.start}起 {self.count} {UNITS[self.unit]}".replace(" 日", " 日")
            if self.count
            else self.start
        )


def parse(raw: Any) -> Term:
    """A term from a mapping of count, unit, start and, if need be, last. TermError where it is not well formed."""
    if not isinstance(raw, dict) or not {"count", "unit", "start"} <= set(raw) <= {
        "count",
        "unit",
        "start",
        "last",
    }:
        raise TermError(f"期限应写 count、unit、start，必要时写 last，这里是 {raw!r}")
    return Term(**raw)
