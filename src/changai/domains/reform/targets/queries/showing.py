"""Lights on the map of a plan, and what a department has to do across all plans."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from changai.domains.reform.plans.models import Duty, Measure, PlanVersion, Target
from changai.domains.reform.plans.queries import adds
from changai.domains.reform.targets.queries.lights import STATES
from changai.domains.reform.targets.queries.values import Progress, overall, progress, tally, with_plans
from changai.kernel.parties.models import Organisation


@adds
def show_lights(version: PlanVersion, measures: list[Measure], targets: list[Target]) -> None:
    """Each target its `progress`; each measure its `lights` (state, name, how many) and the worst as `light`."""
    rows = [*targets, *(one for measure in measures for one in _of(measure))]
    for one in rows:
        one.version = version
    found = progress(rows)
    for one in rows:
        one.progress = found[one.pk]  # type: ignore[attr-defined]  # for the page
    for measure in measures:
        _sum_up(measure, found)


def _of(measure: Any) -> list[Target]:
    """A measure's targets; it comes from `whole`."""
    return list(measure.all_targets)


def _sum_up(measure: Any, found: dict[int, Progress]) -> None:
    lights = [found[one.pk].light for one in _of(measure)]
    measure.lights = tally(lights)
    measure.light = overall(lights)
    measure.light_title = STATES[measure.light] if measure.light else ""


@dataclass
class Task:
    """A measure that a department leads or shares in, with its targets' progress."""

    measure: Measure
    role: str
    names: list[str]
    targets: list[Progress] = field(default_factory=list)

    @property
    def dues(self) -> list[str]:
        """When its targets are due, as printed."""
        return list(dict.fromkeys(one.target.due for one in self.targets if one.target.due))


@dataclass
class Department:
    """A department with its tasks in the plans in force."""

    organisation: Organisation
    tasks: list[Task] = field(default_factory=list)

    @property
    def lead(self) -> int:
        """How many measures it leads."""
        return sum(one.role == "lead" for one in self.tasks)

    @property
    def responsible(self) -> int:
        """How many measures it shares in."""
        return sum(one.role == "responsible" for one in self.tasks)

    @property
    def plans(self) -> list[tuple[Any, list[Task]]]:
        """Plans with the tasks that they give it."""
        found: dict[int, tuple[Any, list[Task]]] = {}
        for one in self.tasks:
            plan = one.measure.version.plan
            found.setdefault(plan.pk, (plan, []))[1].append(one)
        return list(found.values())

    @property
    def lights(self) -> list[tuple[str, str, int]]:
        """Its targets by state, each once."""
        targets = {one.target.pk: one.light for task in self.tasks for one in task.targets}
        return tally(targets.values())


def departments(only: int | None = None) -> list[Department]:
    """Departments with tasks in plans in force, those with most to lead first. only: a department's key."""
    duties = Duty.objects.filter(measure__version__state="confirmed").exclude(department=None)
    if only is not None:
        duties = duties.filter(department=only)
    rows = duties.select_related("department__region", "measure__version__plan__region")
    ordered = rows.order_by("measure__version__plan", "measure__order", "measure", "order", "pk")
    found: dict[int, Department] = {}
    tasks: dict[tuple[int, int], Task] = {}
    for duty in ordered:
        if duty.department is None:
            continue
        unit = found.setdefault(duty.department.pk, Department(duty.department))
        task = tasks.get((duty.department.pk, duty.measure_id))
        if task is None:
            task = tasks[unit.organisation.pk, duty.measure_id] = Task(duty.measure, duty.role, [])
            unit.tasks.append(task)
        task.names.append(duty.name)
        if duty.role == "lead":  # who leads as well as shares leads
            task.role = "lead"
    _with_targets(tasks.values())
    return sorted(found.values(), key=lambda one: (-one.lead, -one.responsible, one.organisation.name))


def _with_targets(tasks: Iterable[Task]) -> None:
    """Put each measure's targets to its tasks."""
    by_measure: dict[int, list[Task]] = {}
    for task in tasks:
        by_measure.setdefault(task.measure.pk, []).append(task)
    targets = list(with_plans().filter(measure__in=by_measure).order_by("order", "pk"))
    found = progress(targets)
    for one in targets:
        for task in by_measure[one.measure_id]:
            task.targets.append(found[one.pk])
