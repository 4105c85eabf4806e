"""Reads of the picture: distributions, cards, trend, and the workers behind a bar, on the kept profile."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from changai.domains.workforce.employment.models import GROUPS
from changai.domains.workforce.structure import facts
from changai.domains.workforce.structure.facts import DIMENSIONS, EMPLOYER_DIMENSIONS, NO, UNKNOWN, YES
from changai.engines.codes import industries, regions, skills, tables
from changai.kernel.access.scope import Scope, active_scope
from changai.kernel.facts import reading
from changai.kernel.facts.models import Figure, Snapshot
from changai.kernel.parameters import catalog
from changai.kernel.places.models import subtree_prefix
from changai.kernel.places.tree import children

BANDED = {
    "age": facts.AGE,
    "wage": facts.WAGE,
    "education": facts.EDUCATION,
    "skill": facts.SKILL,
    "industry_group": facts.INDUSTRY,
}
MEMBER = re.compile(r"[0-9A-Za-z_-]{1,20}")
REGION = re.compile(r"\d{6}(\d{3})?")
YES_NO = {YES: "是", NO: "否"}
FIXED = {
    "sex": {"1": "男", "2": "女"},
    "migrant": {
        NO: "非农民工",
        "local": "本地农民工",
        "outside": "外来农民工",
        "migrant": "农民工（户籍地不详）",
    },
    "union_member": YES_NO,
    "party_member": YES_NO,
    "contract": {YES: "已签订", NO: "应签未签", "none": "无用人单位"},
    "flexible_group": {NO: "有固定单位", **dict(GROUPS)},
    "skill_rank": {str(rank): title for rank, title in skills.LEVELS.items()},
}
MONTHS = 13
# What an employer is covered by → the column of the employers' profile that says so.
COVERAGES = {"union": "with_union", "party": "with_party"}


class StateWrong(ValueError):
    """The address asks for something that is not there; the message says in Chinese what to do."""


@dataclass(frozen=True)
class State:
    """What a picture shows: a region on a day, narrowed by members of dimensions; and what it is held against."""

    region: str
    as_of: date
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    compare_region: str = ""
    compare_as_of: date | None = None

    @classmethod
    def parse(cls, query: Mapping[str, Any], *, region: str, as_of: date) -> "State":
        """From an address's query (a QueryDict or a plain mapping), with defaults. StateWrong says what is off.

        Names: region, as_of, compare_region, compare_as_of, and a dimension's key with members apart by commas.
        """
        chosen = []
        for name in DIMENSIONS:
            members = sorted({part for part in str(query.get(name, "")).split(",") if part})
            if any(not MEMBER.fullmatch(member) for member in members) or len(members) > 50:
                raise StateWrong(f"“{DIMENSIONS[name]}”的筛选条件读不懂，请在页面上重新选择。")
            if members:
                chosen.append((name, tuple(members)))
        compare = str(query.get("compare_as_of", ""))
        return cls(
            region=_region(str(query.get("region", "")) or region),
            as_of=_day(str(query.get("as_of", "")), as_of),
            filters=tuple(sorted(chosen)),
            compare_region=_region(str(query.get("compare_region", ""))),
            compare_as_of=_day(compare, as_of) if compare else None,
        )

    def pairs(self) -> dict[str, str]:
        """The state as names and values of an address; `parse` gives it back."""
        pairs = {"region": self.region, "as_of": self.as_of.isoformat()}
        pairs |= {name: ",".join(members) for name, members in self.filters}
        if self.compare_region:
            pairs["compare_region"] = self.compare_region
        if self.compare_as_of:
            pairs["compare_as_of"] = self.compare_as_of.isoformat()
        return pairs

    def query(self) -> str:
        """The state as an address's query."""
        return urlencode(self.pairs())

    def narrowed(self, dimension: str, *members: str) -> "State":
        """The state with a dimension's members chosen; without members the filter is lifted."""
        rest = [pair for pair in self.filters if pair[0] != dimension]
        chosen = [(dimension, tuple(sorted(members)))] if members else []
        return replace(self, filters=tuple(sorted([*rest, *chosen])))

    def other(self) -> "State | None":
        """The state that this one is compared with, if any."""
        if not self.compare_region and not self.compare_as_of:
            return None
        return State(self.compare_region or self.region, self.compare_as_of or self.as_of, self.filters)


def _region(text: str) -> str:
    if text and (not REGION.fullmatch(text) or not regions.path(text)):
        raise StateWrong("没有这个地区，请从列表中选择。")
    return text


def _day(text: str, default: date) -> date:
    try:
        day = date.fromisoformat(text) if text else default
    except ValueError:
        raise StateWrong(f"日期“{text[:20]}”读不懂，请写成 2026-11-20 的样子。") from None
    if day < catalog.ALWAYS:
        raise StateWrong(f"{catalog.ALWAYS} 以前没有数据，请改选以后的日期。")
    return day


@dataclass(frozen=True)
class Bar:
    """A member of a dimension: how many workers, and their share of all (0 when there are none)."""

    code: str
    title: str
    count: int
    share: float


@dataclass(frozen=True)
class Distribution:
    """A dimension with its members in order; the counts sum to the headcount."""

    key: str
    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Card:
    """A figure with numerator and denominator; `part` None where the filters leave it without meaning."""

    key: str
    title: str
    unit: str
    part: int | None
    whole: int | None

    @property
    def value(self) -> float | None:
        """The rate, or None when there is nothing to divide by."""
        return self.part / self.whole if self.part is not None and self.whole else None


@dataclass(frozen=True)
class Drill:
    """One page of the workers (or employers) behind a figure, by id; `after` starts the next page, None at the end."""

    ids: tuple[int, ...]
    total: int
    after: int | None


def labels(dimension: str, region: str, on: date) -> dict[str, str]:
    """Member → title in order, the region's own bands first, then those of places below it."""
    if dimension in FIXED:
        named = dict(FIXED[dimension])
    elif dimension in BANDED:
        own = catalog.find(BANDED[dimension], on, region)
        every = (
            [own, *catalog.get(BANDED[dimension]).values] if own else catalog.get(BANDED[dimension]).values
        )
        named = {}
        for value in every:
            for band in value.value:
                named.setdefault(str(band["code"]), str(band["title"]))
    elif dimension == "industry":
        named = {code: name for code, name in industries.tree().names.items() if len(code) == 1}
    elif dimension == "ownership":
        named = {**tables.table("registration_type_2011"), **tables.table("registration_type_2023")}
    else:
        named = dict(tables.table("enterprise_size"))
    return {**named, UNKNOWN: "不详"}


def snapshot(state: State) -> Snapshot:
    """The snapshot that answers for the state. FactsError when there is none."""
    return reading.newest(state.as_of)


def distributions(state: State) -> tuple[Distribution, ...]:
    """Every dimension of the workers in reach, from one scan; empty members of fixed lists are kept."""
    counts = _counts(state)
    total = sum(counts.get("sex", {}).values())
    return tuple(_distribution(key, counts.get(key, {}), total, state) for key in DIMENSIONS)


def _distribution(key: str, found: Mapping[str, int], total: int, state: State) -> Distribution:
    titles = labels(key, state.region, state.as_of)
    always = key in FIXED or (key in BANDED and key != "industry_group")
    own = _own_codes(key, state) if always else set()
    shown = [code for code in titles if code in found or code in own]
    shown += sorted(code for code in found if code not in titles)
    bars = [
        Bar(code, titles.get(code, code), found.get(code, 0), found.get(code, 0) / total if total else 0.0)
        for code in shown
    ]
    return Distribution(key, DIMENSIONS[key], tuple(bars))


def _own_codes(key: str, state: State) -> set[str]:
    if key in FIXED:
        return set(FIXED[key]) - {"migrant"}
    value = catalog.find(BANDED[key], state.as_of, state.region)
    return {str(band["code"]) for band in value.value} if value else set()


def headcount(state: State) -> int:
    """How many workers the state holds, in reach."""
    return sum(_counts(state).get("sex", {}).values())


def _counts(state: State) -> dict[str, dict[str, int]]:
    held = snapshot(state)
    scope = active_scope()
    prefix = "" if scope.everything else scope.prefix
    if prefix is not None and not state.filters:
        return _tallied(reading.files("worker_tally", held, state.as_of), prefix, state.region)
    return _scanned(reading.files("worker_profile", held, state.as_of), scope, _alone(state))


def _alone(state: State) -> State:
    return replace(state, compare_region="", compare_as_of=None)


@lru_cache(maxsize=512)
def _tallied(paths: tuple[str, ...], prefix: str, region: str) -> dict[str, dict[str, int]]:
    """From the tally: a whole region without filters needs no scan of the workers."""
    sql = (
        "SELECT dimension, member, sum(workers)::BIGINT, sum(skilled)::BIGINT, sum(high_skilled)::BIGINT "
        f"FROM {reading.source(paths)} WHERE starts_with(region, ?) AND starts_with(region, ?) GROUP BY ALL"
    )
    found: dict[str, dict[str, int]] = {}
    for dimension, member, count, skilled, high in reading.rows(sql, [prefix, subtree_prefix(region)]):
        if dimension:
            found.setdefault(dimension, {})[member] = count
        else:
            found |= {"skilled": {"1": skilled}, "high_skilled": {"1": high}}
    return found


@lru_cache(maxsize=512)
def _scanned(paths: tuple[str, ...], scope: Scope, state: State) -> dict[str, dict[str, int]]:
    """From the profile, all dimensions in one pass."""
    keys = [*DIMENSIONS, "skilled", "high_skilled"]
    which, values = _where(state, scope)
    cases = " ".join(f"WHEN grouping({key}) = 0 THEN '{key}'" for key in keys)
    members = ", ".join(f"CAST({key} AS VARCHAR)" for key in keys)
    sets = ", ".join(f"({key})" for key in keys)
    sql = (
        f"SELECT CASE {cases} END, coalesce({members}), count(*) FROM {reading.source(paths)} "
        f"WHERE {which} GROUP BY GROUPING SETS ({sets})"
    )
    found: dict[str, dict[str, int]] = {}
    for dimension, member, count in reading.rows(sql, values):
        found.setdefault(dimension, {})[member] = count
    return found


def _where(state: State, scope: Scope, columns: Sequence[str] = tuple(DIMENSIONS)) -> tuple[str, list[Any]]:
    """The scope's condition, the region and the filters; names come from DIMENSIONS, values are bound.

    An organisation's own people count wherever they work: its state's region only names the bands.
    """
    condition, values = reading.reach(scope)
    parts = [condition]
    if scope.organisation is None:
        parts.append("starts_with(region, ?)")
        values = [*values, subtree_prefix(state.region)]
    for name, members in state.filters:
        if name in columns:
            parts.append(f"{name} IN ({', '.join('?' * len(members))})")
            values.extend(members)
    return " AND ".join(parts), values


def cards(state: State) -> tuple[Card, ...]:
    """The figures above the charts, each with what it is made of."""
    counts = _counts(state)
    total = sum(counts.get("sex", {}).values())
    migrant, contract = counts.get("migrant", {}), counts.get("contract", {})
    migrants = sum(migrant.get(member, 0) for member in ("local", "outside", "migrant"))
    units, union, party = _employers(state)
    return (
        Card("headcount", "产业工人", "人", total, total),
        Card("union-rate", "职工入会率", "人", counts.get("union_member", {}).get(YES, 0), total),
        Card("union-coverage", "工会组织覆盖率", "户", union, units),
        Card("party-coverage", "党组织覆盖率", "户", party, units),
        Card("party-members", "中共党员", "人", counts.get("party_member", {}).get(YES, 0), total),
        Card(
            "contract-rate", "劳动合同签订率", "人", contract.get(YES, 0), contract.get(YES, 0) + contract.get(NO, 0)
        ),
        Card(
            "high-skilled", "高技能人才占比", "人", counts.get("high_skilled", {}).get("1", 0),
            counts.get("skilled", {}).get("1", 0),
        ),
        Card("migrants", "农民工占比", "人", migrants, total),
        Card("outside-migrants", "外来农民工占农民工", "人", migrant.get("outside", 0), migrants),
    )  # fmt: skip


def _employers(state: State) -> tuple[int | None, int | None, int | None]:
    """Employers, those with a union, those with a party organisation; None under filters on workers only."""
    if any(name not in EMPLOYER_DIMENSIONS for name, _ in state.filters):
        return None, None, None
    paths = reading.files("employer_profile", snapshot(state), state.as_of)
    return _employer_sums(paths, active_scope(), _alone(state))


@lru_cache(maxsize=512)
def _employer_sums(paths: tuple[str, ...], scope: Scope, state: State) -> tuple[int, int, int]:
    if scope.person is not None:
        return 0, 0, 0
    which, values = _where(state, scope, EMPLOYER_DIMENSIONS)
    sql = (
        "SELECT count(*), coalesce(sum(with_union), 0)::BIGINT, coalesce(sum(with_party), 0)::BIGINT "
        f"FROM {reading.source(paths)} WHERE {which}"
    )
    units, union, party = reading.rows(sql, values)[0]
    return units, union, party


def trend(state: State, key: str, dimension: str = "", member: str = "") -> list[tuple[str, int, int]]:
    """The stored figures (month, part, whole) of up to 13 months to the state's, oldest first.

    Only for whole regions in reach: an organisation's scope has none.
    """
    if not active_scope().covers_region(state.region):
        return []
    found = Figure.objects.filter(
        key=key, region=state.region, dimension=dimension, member=member, period__lte=f"{state.as_of:%Y-%m}"
    )
    rows = found.order_by("-period").values_list("period", "part", "whole")[:MONTHS]
    return list(reversed(rows))


def trends(state: State, keys: Sequence[str]) -> dict[str, list[tuple[str, int, int]]]:
    """The same for several indicators, undivided, in one read: the months of a year back from the state's."""
    found: dict[str, list[tuple[str, int, int]]] = {key: [] for key in keys}
    if not active_scope().covers_region(state.region):
        return found
    day = state.as_of
    rows = Figure.objects.filter(
        key__in=keys, region=state.region, dimension="", member="",
        period__lte=f"{day:%Y-%m}", period__gte=f"{day.year - 1:04d}-{day.month:02d}",
    )  # fmt: skip
    for key, period, part, whole in rows.order_by("period").values_list("key", "period", "part", "whole"):
        found[key].append((period, part, whole))
    return found


def below(state: State) -> list[tuple[str, str, int]]:
    """The regions directly below (code, name, workers), for maps and comparison; largest first."""
    which, values = _where(state, active_scope())
    paths = reading.files("worker_profile", snapshot(state), state.as_of)
    counts = _by_region(paths, which, tuple(values))
    found = []
    for child in children(state.region):
        count = sum(number for code, number in counts if code.startswith(child.prefix))
        if count:
            found.append((child.code, child.name, count))
    return sorted(found, key=lambda row: (-row[2], row[0]))


@lru_cache(maxsize=512)
def _by_region(paths: tuple[str, ...], which: str, values: tuple[Any, ...]) -> list[tuple[str, int]]:
    sql = f"SELECT region, count(*) FROM {reading.source(paths)} WHERE {which} GROUP BY region"
    return [(str(region), int(count)) for region, count in reading.rows(sql, values)]


@lru_cache(maxsize=512)
def _total(paths: tuple[str, ...], which: str, values: tuple[Any, ...]) -> int:
    return int(reading.rows(f"SELECT count(*) FROM {reading.source(paths)} WHERE {which}", values)[0][0])


def drill(state: State, dimension: str = "", member: str = "", *, after: int = 0, limit: int = 50) -> Drill:
    """The workers behind a bar, by id upwards from `after`; the total equals the bar. StateWrong for no such bar."""
    if dimension:
        if dimension not in DIMENSIONS or not MEMBER.fullmatch(member):
            raise StateWrong("没有这个分组，请在图上重新点选。")
        chosen = dict(state.filters).get(dimension)
        if chosen is not None and member not in chosen:
            return Drill((), 0, None)
        state = state.narrowed(dimension, member)
    which, values = _where(state, active_scope())
    paths = reading.files("worker_profile", snapshot(state), state.as_of)
    return _page(paths, "worker_id", which, values, after, limit)


def employers(state: State, about: str, answer: str, *, after: int = 0, limit: int = 50) -> Drill:
    """The employers behind a coverage card: those that have it (`yes`) or lack it (`no`); all without an answer.

    about: a key of COVERAGES. The totals are the card's own figures. StateWrong where there are none.
    """
    if about not in COVERAGES or answer not in ("", YES, NO):
        raise StateWrong("没有这组单位，请在图上重新点选。")
    if any(name not in EMPLOYER_DIMENSIONS for name, _ in state.filters):
        raise StateWrong("筛选条件里有只属于工人的条件，不能用来筛选单位，请先去掉。")
    if active_scope().person is not None:
        return Drill((), 0, None)
    which, values = _where(state, active_scope(), EMPLOYER_DIMENSIONS)
    if answer:
        which = f"{which} AND {COVERAGES[about]} = {1 if answer == YES else 0}"
    paths = reading.files("employer_profile", snapshot(state), state.as_of)
    return _page(paths, "employer_id", which, values, after, limit)


def _page(
    paths: tuple[str, ...], key: str, which: str, values: Sequence[Any], after: int, limit: int
) -> Drill:
    """Ids of one page and the total; `key` is a column of ours, values are bound."""
    page = f"SELECT {key} FROM {reading.source(paths)} WHERE {which} AND {key} > ? ORDER BY {key} LIMIT ?"
    ids = [one for (one,) in reading.rows(page, [*values, after, limit + 1])]
    total = _total(paths, which, tuple(values))
    return Drill(tuple(ids[:limit]), total, ids[limit - 1] if len(ids) > limit else None)
