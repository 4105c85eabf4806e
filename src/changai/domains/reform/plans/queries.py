"""Reads of plans: the version that counts, what departments are called today, which measures are alike."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from changai.domains.reform.documents.queries import Piece
from changai.domains.reform.plans.models import (
    DepartmentAlias,
    Doubt,
    Duty,
    Measure,
    Plan,
    PlanVersion,
    Target,
)
from changai.engines.codes import departments
from changai.kernel.parties.models import Organisation

# What stands on plans may add to a version's measures and targets before they are drawn (`progress`, `light`).
Adds = Callable[[PlanVersion, list[Measure], list[Target]], None]
_adds: list[Adds] = []

SAME_NAME = 0.6  # bigrams shared by the titles of two editions of a plan
ALIKE = 0.45  # bigrams shared by two measures that are taken for one and the same


def live() -> "QuerySet[PlanVersion]":
    """Versions that count: in force, or drafts."""
    return PlanVersion.objects.filter(state__in=("confirmed", "draft"))


def current(plan: Plan) -> PlanVersion | None:
    """The version in force, else the draft, else the latest."""
    order = {"confirmed": 0, "draft": 1, "superseded": 2}
    versions = plan.versions.exclude(state="dropped").select_related("document", "plan__region")
    return min(versions, key=lambda one: (order[one.state], -one.number), default=None)


def whole(version: PlanVersion) -> list[Measure]:
    """A version's measures in order, with duties, targets and open doubts at hand; a fixed number of queries."""
    duties = Duty.objects.select_related("department").order_by("order", "pk")
    measures = Measure.objects.filter(version=version).select_related("previous").order_by("order", "pk")
    return list(
        measures.prefetch_related(
            Prefetch("duties", duties, to_attr="all_duties"),
            Prefetch("targets", Target.objects.order_by("order", "pk"), to_attr="all_targets"),
            Prefetch("doubts", to_attr="all_doubts"),
        )
    )


def units(measure: Any, role: str) -> str:
    """The units of a role, renamed ones by today's names, as one text; measure comes from `whole`."""
    named = {one.present or one.name: one.shown for one in measure.all_duties if one.role == role}
    names = dict.fromkeys(named.values())
    return "、".join(names) + ("等" if names and measure.open_ended and role == "responsible" else "")


def departments_named(
    region: Any, names: Iterable[str], on: date
) -> dict[str, tuple[str, Organisation | None]]:
    """Printed name → (what it is called on the day, the department on record or None)."""
    wanted = set(names)
    said: dict[str, Organisation] = {}
    aliases = DepartmentAlias._base_manager.filter(region=region, printed__in=wanted, since__lte=on)
    for alias in (
        aliases.filter(Q(until=None) | Q(until__gte=on)).select_related("department").order_by("since")
    ):
        said[alias.printed] = alias.department
    called = {name: departments.present(name, on) for name in wanted}
    full = {departments.full(one, region.name) for one in called.values()}
    known = {
        one.name: one
        for one in Organisation._base_manager.filter(region=region, kind="department", name__in=full)
    }
    found: dict[str, tuple[str, Organisation | None]] = {}
    for name in wanted:
        if name in said:
            found[name] = (said[name].name, said[name])
        elif departments.collective(name):
            found[name] = (name, None)
        else:
            found[name] = (called[name], known.get(departments.full(called[name], region.name)))
    return found


def bigrams(text: str) -> set[str]:
    """Pairs of neighbouring characters, punctuation and white space aside."""
    bare = "".join(letter for letter in text if letter.isalnum())
    return {bare[at : at + 2] for at in range(len(bare) - 1)}


def likeness(one: Measure, other: Measure) -> float:
    """From 0 to 1: shared bigrams of titles and texts, and a little for the same number."""
    shares = []
    for first, second in ((one.title, other.title), (one.text, other.text)):
        left, right = bigrams(first), bigrams(second)
        shares.append(len(left & right) / len(left | right) if left | right else 0.0)
    return min(1.0, 0.5 * shares[0] + 0.5 * shares[1] + (0.05 if one.number == other.number else 0.0))


def pairs(old: list[Measure], new: list[Measure]) -> dict[int, Measure]:
    """Which old measure each new one continues (key of the new → old): the likest first, each old one once."""
    scored = sorted(
        ((likeness(mine, theirs), mine, theirs) for mine in new for theirs in old),
        key=lambda found: -found[0],
    )
    taken: dict[int, Measure] = {}
    used: set[int] = set()
    for score, mine, theirs in scored:
        if score < ALIKE:
            break
        if mine.pk not in taken and theirs.pk not in used:
            taken[mine.pk] = theirs
            used.add(theirs.pk)
    return taken


def amended_by(version: PlanVersion) -> Plan | None:
    """The plan in force in the region that a first draft may be a new edition of, told by its name."""
    mine = bigrams(version.plan.title)
    if version.number > 1 or not mine:
        return None
    plans = Plan.objects.filter(region=version.plan.region_id, published=True).exclude(pk=version.plan_id)
    scored = [
        (len(mine & theirs) / len(mine | theirs), plan) for plan in plans if (theirs := bigrams(plan.title))
    ]
    score, plan = max(scored, key=lambda found: found[0], default=(0.0, None))
    return plan if score >= SAME_NAME else None


def same_words(one: Measure, other: Measure) -> bool:
    """Whether two measures say the same, white space and punctuation aside."""
    return _bare(one) == _bare(other)


def _bare(one: Measure) -> str:
    return "".join(letter for letter in one.title + one.text if letter.isalnum())


def pieces(version: PlanVersion, measures: list[Measure]) -> list[Piece]:
    """What of a version has a place in its document's text: measures, units, targets, open doubts."""
    found = [
        Piece("", "dropped", start, end, str(why))
        for start, end, why in version.document.reading.get("dropped") or ()
        if start < end
    ]
    rows: Any = [("m", "measure", one) for one in measures]
    rows += [("u", "unit", duty) for one in measures for duty in one.all_duties]  # type: ignore[attr-defined]
    rows += [("t", "target", one) for one in Target.objects.filter(version=version)]
    rows += [("d", "doubt", one) for one in Doubt.objects.filter(version=version, cleared=False)]
    found += [
        Piece(f"{letter}{row.pk}", kind, row.start, row.end)
        for letter, kind, row in rows
        if row.start is not None and row.end is not None and row.start < row.end
    ]
    return found


def by_department(measures: list[Any]) -> list[dict[str, Any]]:
    """Each unit with the measures that it leads and that it shares in, those with most to lead first."""
    found: dict[str, dict[str, Any]] = {}
    for measure in measures:
        for duty in measure.all_duties:
            name = duty.present or duty.name
            unit = found.setdefault(
                name, {"name": name, "department": duty.department, "lead": [], "responsible": []}
            )
            if measure not in unit[duty.role]:
                unit[duty.role].append(measure)
    return sorted(found.values(), key=lambda one: (-len(one["lead"]), -len(one["responsible"]), one["name"]))


def by_chapter(measures: list[Any]) -> list[tuple[str, list[tuple[str, list[Any]]]]]:
    """Chapters with their groups with their measures, in the plan's order."""
    found: list[tuple[str, list[tuple[str, list[Any]]]]] = []
    for measure in measures:
        if not found or found[-1][0] != measure.chapter:
            found.append((measure.chapter, []))
        groups = found[-1][1]
        if not groups or groups[-1][0] != measure.group:
            groups.append((measure.group, []))
        groups[-1][1].append(measure)
    return found


def at_hand() -> list[Prefetch]:
    """Duties and targets of measures in a list, as `all_duties` and `all_targets`."""
    return [
        Prefetch("duties", Duty.objects.order_by("order", "pk"), to_attr="all_duties"),
        Prefetch("targets", Target.objects.order_by("order", "pk"), to_attr="all_targets"),
    ]


def of_department(found: "QuerySet[Measure]", values: list[str]) -> "QuerySet[Measure]":
    """Measures in which a unit of one of these names has a part."""
    named = Q()
    for value in values:
        named |= Q(present__icontains=value) | Q(name__icontains=value)
    return found.filter(pk__in=Duty.objects.filter(named).values("measure"))


def adds(one: Adds) -> Adds:
    """Register what adds to the pieces of a version before its page is drawn; use as a decorator."""
    _adds.append(one)
    return one


def completed(version: PlanVersion, measures: list[Measure], targets: list[Target]) -> None:
    """Have everything added. measures: from `whole`; targets: those of the plan as a whole."""
    for one in _adds:
        one(version, measures, targets)
