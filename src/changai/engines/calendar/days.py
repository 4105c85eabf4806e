"""Which days are worked. Source: the State Council's yearly holiday arrangements (`catalog/codes/holidays.csv`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from changai.engines.codes import catalog

SATURDAY = 5
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """Days off and shifted working days of the years that were published.

    off: day → name of the holiday, weekends inside it included. shifted: weekend day that is worked → the holiday
    that it makes up for. years: those with a published arrangement.
    """

    off: dict[date, str]
    shifted: dict[date, str]
    years: frozenset[int]

    def works(self, day: date) -> bool:
        """Whether the day is a working day; in a year without data weekends alone are off."""
        if day in self.shifted:
            return True
        return day not in self.off and day.weekday() < SATURDAY

    def known(self, first: date, last: date) -> bool:
        """Whether every year from first to last has a published arrangement."""
        return all(year in self.years for year in range(first.year, last.year + 1))

    def why_off(self, day: date) -> str:
        """Why a day is not worked: the holiday's name, or 周六, 周日."""
        return self.off.get(day) or ("周六" if day.weekday() == SATURDAY else "周日")

    def next_working(self, day: date, step: int = 1) -> date:
        """The day itself where it is worked, else the nearest working day after it (before it for step -1)."""
        while not self.works(day):
            day += step * DAY
        return day

    def between(self, first: date, last: date) -> int:
        """How many working days lie after `first`, up to and including `last`; negative where last is earlier."""
        low, high = sorted((first, last))
        count = sum(self.works(low + each * DAY) for each in range(1, (high - low).days + 1))
        return count if first <= last else -count


def make(rows: Iterable[dict[str, str]]) -> Calendar:
    """A calendar from rows of date, kind (holiday, workday) and name."""
    off: dict[date, str] = {}
    shifted: dict[date, str] = {}
    for row in rows:
        (off if row["kind"] == "holiday" else shifted)[date.fromisoformat(row["date"])] = row["name"]
    return Calendar(off, shifted, frozenset(day.year for day in (*off, *shifted)))


@lru_cache(maxsize=1)
def default() -> Calendar:
    """The calendar of the catalog, read once."""
    return make(catalog.rows("holidays"))
