"""What a parameter is: a title, a kind, and dated values by region, each with its source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from changai.engines.codes import regions


class ParameterError(ValueError):
    """Parameter files are wrong. `problems`: one Chinese sentence each, naming file and place."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = list(problems)
        super().__init__("参数文件有误，请逐条改正后再启动：\n" + "\n".join(f"- {each}" for each in problems))


class ParameterMissing(LookupError):
    """No such parameter, or none in force for the region on the day."""


@dataclass(frozen=True)
class Value:
    """One value in one region from `since` to `until` (last day; None while it lasts).

    verified False: taken from general practice, not yet compared with an official text; pages mark it.
    """

    region: str
    since: date
    until: date | None
    value: Any
    source: str
    verified: bool
    note: str = ""

    def covers(self, day: date) -> bool:
        """Whether it holds on the day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Parameter:
    """A declared parameter. `review_by`: the day by which someone must look whether the values still hold."""

    key: str
    title: str
    meaning: str
    kind: str
    unit: str
    values: tuple[Value, ...]
    review_by: date
    file: str = ""
    declared: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def at(self, day: date, region: str) -> Value | None:
        """The value in force: the region's own, else the nearest above it that has one on the day."""
        for code in line(region):
            for each in self.values:
                if each.region == code and each.covers(day):
                    return each
        return None

    def overdue(self, day: date) -> bool:
        """Whether the day of review has passed."""
        return self.review_by < day


@lru_cache(maxsize=8192)
def line(region: str) -> tuple[str, ...]:
    """The region and all above it, nearest first. ParameterMissing for an unknown region."""
    codes = regions.path(region)
    if not codes:
        raise ParameterMissing(f"没有代码为“{region}”的地区，无法查参数。")
    return tuple(reversed(codes))
