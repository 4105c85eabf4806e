"""Administrative regions: GB/T 2260 county and above with their history, towns of five cities (9 digits).

A code may have had several meanings; unless a year is asked for, its present or last one counts.
"""

from dataclasses import dataclass
from functools import lru_cache

from changai.engines.codes.catalog import rows

NATION = "000000"


@dataclass(frozen=True)
class Period:
    """One meaning of a code from a year (inclusive) to a year (exclusive; None while in force)."""

    code: str
    name: str
    level: str
    parent: str
    valid_from: int
    valid_to: int | None
    successors: tuple[str, ...]

    def covers(self, year: int) -> bool:
        """Whether the meaning held at the end of the year."""
        return self.valid_from <= year and (self.valid_to is None or year < self.valid_to)


@lru_cache(maxsize=1)
def history() -> dict[str, tuple[Period, ...]]:
    """Code → its meanings, oldest first: nation, provinces, cities, counties, towns."""
    found: dict[str, list[Period]] = {
        NATION: [Period(NATION, "全国", "nation", "", 1949, None, ())],
    }
    for row in rows("regions"):
        found.setdefault(row["code"], []).append(
            Period(
                row["code"],
                row["name"],
                row["level"],
                row["parent"] or NATION,
                int(row["valid_from"]),
                int(row["valid_to"]) if row["valid_to"] else None,
                tuple(code for code in row["successor"].split(";") if code),
            )
        )
    for row in rows("towns"):
        found[row["code"]] = [Period(row["code"], row["name"], "town", row["county"], 2023, None, ())]
    return {code: tuple(sorted(p, key=lambda x: x.valid_from)) for code, p in found.items()}


@lru_cache(maxsize=1)
def old_prefixes() -> dict[str, tuple[tuple[str, int, int], ...]]:
    """Codes of printed GB 2260 editions that the yearly series lacks: (name, first year, last year).

    They stand on old identity cards and residence permits only.
    """
    found: dict[str, list[tuple[str, int, int]]] = {}
    for row in rows("regions_other"):
        years = int(row["valid_from"] or 0), int(row["valid_to"] or 9999)
        found.setdefault(row["code"], []).append((row["name"], *years))
    return {code: tuple(found[code]) for code in found}


def latest(code: str) -> Period | None:
    """The present or last meaning of a code, None when it never existed."""
    periods = history().get(code)
    return periods[-1] if periods else None


def known(code: str) -> bool:
    """Whether the code exists or ever existed, old identity-card prefixes included."""
    return code in history() or code in old_prefixes()


def name_on(code: str, year: int) -> str | None:
    """What the code meant at the end of the year; else its meaning nearest in time; None when unknown."""
    spans = [
        (p.name, p.valid_from, 9999 if p.valid_to is None else p.valid_to - 1)
        for p in history().get(code, ())
    ]
    spans += old_prefixes().get(code, ())
    if not spans:
        return None
    return min(spans, key=lambda span: max(span[1] - year, year - span[2], 0))[0]


def in_force(code: str) -> bool:
    """Whether the code is in use today."""
    period = latest(code)
    return period is not None and period.valid_to is None


@lru_cache(maxsize=8192)
def successors(code: str) -> tuple[str, ...]:
    """All codes in force that an abolished code's area belongs to now, sorted; itself when in force.

    An abolished prefecture has no successor of its own: those of the counties that it last held count.
    Empty when the code is unknown.
    """
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [code]
    while waiting:
        each = waiting.pop()
        period = latest(each)
        if period is None or each in seen:
            continue
        seen.add(each)
        if period.valid_to is None:
            found.add(each)
        else:
            waiting += [c for c in period.successors if c != each] or _held_at_the_end(period)
    return tuple(sorted(found))


def current(code: str) -> str | None:
    """The region in force for a code: itself, its successor, or where several share the area the smallest
    region that holds them all. A town or prefix that is not in the tables leads to its county or province;
    None when not even the province exists.
    """
    if in_force(code):
        return code
    shared = common(successors(code))
    if shared:
        return shared
    if len(code) > 6:
        return current(code[:6])
    province = code[:2] + "0000"
    return province if code in old_prefixes() and in_force(province) else None


def path(code: str) -> list[str]:
    """The codes from the nation down to this one, by its present or last meaning; [] when unknown."""
    codes: list[str] = []
    period = latest(code)
    while period:
        codes.insert(0, period.code)
        period = latest(period.parent) if period.parent else None
    return codes


def common(codes: tuple[str, ...]) -> str | None:
    """The smallest region that holds all the codes; None for none."""
    if not codes:
        return None
    paths = [path(code) for code in codes]
    shared = [level[0] for level in zip(*paths, strict=False) if len(set(level)) == 1]
    return shared[-1] if shared else None


@lru_cache(maxsize=1)
def _counties_by_former_city() -> dict[str, list[Period]]:
    found: dict[str, list[Period]] = {}
    for periods in history().values():
        for period in periods:
            if period.level == "county":
                found.setdefault(period.parent, []).append(period)
    return found


def _held_at_the_end(city: Period) -> list[str]:
    """Codes of the counties whose meaning under this city lasted until the city ended."""
    return [
        code
        for county in _counties_by_former_city().get(city.code, [])
        if county.valid_to == city.valid_to
        for code in county.successors or (county.code,)
    ]
