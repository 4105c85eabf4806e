"""Values of targets over time, from indicators or as reported, and the lights that they give; set-wise."""

import calendar
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from changai.domains.reform.documents.models import tidy
from changai.domains.reform.plans.models import Target
from changai.domains.reform.targets.models import ReportedValue, Tie
from changai.domains.reform.targets.queries.indicators import COUNTED, MEMBERS, fits, indicators, suggested
from changai.domains.reform.targets.queries.lights import STATES, Light, Point, judge
from changai.kernel.access.scope import active_scope
from changai.kernel.facts.models import Figure
from changai.kernel.parameters import value

UNSEEN = "这是上级地区的方案，它的数字不在本岗位的范围内"


@dataclass
class Progress:
    """A target with what answers it. tie: None where values are reported. points: oldest first."""

    target: Target
    light: Light
    tie: Tie | None = None
    points: list[Point] = field(default_factory=list)
    reported: list[ReportedValue] = field(default_factory=list)

    @property
    def now(self) -> str:
        """The newest value with its unit; "" where there is none."""
        newest = self.light.newest
        return shown(self.target, newest.value) if newest else ""

    @property
    def href(self) -> str:
        """The address of its page."""
        return f"/progress/{self.target.pk}/"

    @property
    def indicator(self) -> Any:
        """The released rule, if it is tied to one that is still released."""
        return indicators().get(self.tie.indicator) if self.tie else None


def progress(targets: Iterable[Target], today: date | None = None) -> dict[int, Progress]:
    """Key of a target → its progress. A fixed number of queries; targets come with version, plan and document."""
    rows, today = list(targets), today or timezone.localdate()
    keys = [one.pk for one in rows]
    ties = {one.target_id: one for one in Tie.objects.filter(target__in=keys, ended_at=None)}
    reported: dict[int, list[ReportedValue]] = {}
    held = ReportedValue.objects.filter(target__in=keys, withdrawn_at=None, replaced_by=None)
    for row in held.order_by("period", "pk"):
        reported.setdefault(row.target_id, []).append(row)
    figures = _figures([(one, ties[one.pk].indicator) for one in rows if one.pk in ties], today)
    found = {}
    for one in rows:
        tie = ties.get(one.pk)
        points = figures.get(one.pk, []) if tie else _points(reported.get(one.pk, []))
        light = _light(one, points, today)
        region = one.version.plan.region_id
        if light.state == "none" and not points and not active_scope().covers_region(region):
            light = Light("unseen", UNSEEN)
        elif light.state == "none" and tie and not points:
            light = Light("none", "指标还没有这个地区的数值，请先计算指标")
        found[one.pk] = Progress(one, light, tie, points, reported.get(one.pk, []))
    return found


def shown(target: Target, worth: Decimal) -> str:
    """A value in the target's unit, to two places."""
    unit = target.unit
    return f"{tidy(round(worth, 2))}{'' if unit in ('%', '‰') else ' '}{unit}".strip()


def with_plans() -> Any:
    """Targets in reach with what `progress` needs at hand."""
    return Target.objects.select_related("version__plan__region", "measure").defer("measure__text")


def since_of(target: Target) -> date | None:
    """The first day of the target's plan, as confirmed or as its document is dated."""
    return target.version.since


def _light(target: Target, points: Sequence[Point], today: date) -> Light:
    region = target.version.plan.region_id
    slack = Decimal(str(value("reform.track_slack", on=today, region=region)))
    months = int(value("reform.value_months", on=today, region=region))
    return judge(target, points, since=since_of(target), today=today, slack=slack, months=months)


def _figures(tied: Sequence[tuple[Target, str]], today: date) -> dict[int, list[Point]]:
    """The months on record of each target's indicator in its plan's region, where that lies in reach.

    A month that is not over counts up to today.
    """
    scope = active_scope()
    reached = [(one, key) for one, key in tied if scope.covers_region(one.version.plan.region_id)]
    regions = {one.version.plan.region_id for one, _ in reached}
    months: dict[tuple[str, str], list[Figure]] = {}
    stored = Figure.objects.filter(key__in={key for _, key in reached}, region__in=regions)
    for row in stored.order_by("period"):
        if (row.dimension, row.member) == MEMBERS.get(row.key, ("", "")):
            months.setdefault((row.key, row.region), []).append(row)
    return {
        one.pk: [
            _point(one, row, today) for row in months.get((key, one.version.plan.region_id), ()) if row.whole
        ]
        for one, key in reached
    }


def _point(target: Target, row: Figure, today: date) -> Point:
    """A month's figure in the target's unit."""
    part, whole = Decimal(row.part), Decimal(row.whole)
    factor = {"%": 100, "‰": 1000}.get(target.unit)
    worth = part if target.unit in COUNTED or factor is None else factor * part / whole
    return Point(min(last_day(row.period), today), worth, part, whole)


def last_day(period: str) -> date:
    """The last day of a month, "2026-11"."""
    year, month = int(period[:4]), int(period[5:7])
    return date(year, month, calendar.monthrange(year, month)[1])


def _points(rows: Sequence[ReportedValue]) -> list[Point]:
    """The newest report of each period."""
    latest = {one.period: Point(one.period, one.value, one.part, one.whole) for one in rows}
    return [latest[day] for day in sorted(latest)]


def overall(lights: Iterable[Light]) -> str:
    """One state for several targets, the worst that is judged; "" where none is."""
    states = {one.state for one in lights}
    return next((state for state in ("behind", "none", "track", "met") if state in states), "")


def tally(lights: Iterable[Light]) -> list[tuple[str, str, int]]:
    """(state, its name, how many), every state in order."""
    counted = Counter(one.state for one in lights)
    return [(state, title, counted[state]) for state, title in STATES.items()]


def likely(target: Target) -> list[str]:
    """Indicators to be offered first: what answered the target before its plan was amended, then what its words say."""
    before = target.measure.previous_id if target.measure else None
    earlier = Tie.objects.filter(target__measure=before, ended_at=None) if before else Tie.objects.none()
    held = [
        one.indicator
        for one in earlier.select_related("target").order_by("pk")
        if one.target.unit == target.unit and fits(target, one.indicator)
    ]
    return list(dict.fromkeys([*held, *suggested(target)]))
