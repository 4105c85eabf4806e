"""What a procedure is made of, and what makes a declaration impossible."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

STAY = ""


class ProcedureError(ValueError):
    """The declaration can't work. `problems`: one sentence each."""

    def __init__(self, key: str, problems: Sequence[str]) -> None:
        self.problems = list(problems)
        super().__init__(f"Procedure {key} is wrong:\n" + "\n".join(f"- {one}" for one in problems))


@dataclass(frozen=True)
class Stage:
    """Where a case may stand. end: nothing more is done there unless a counter-step reopens it."""

    key: str
    title: str
    end: bool = False


@dataclass(frozen=True)
class Step:
    """What may be done with a case.

    at: stages in which it may be done; none for the step that opens a case. to: the stage after it, "" for the same.
    by: keys of the roles that may do it. form, guard, does: of whoever runs the procedure, opaque here. counters: the
    step whose mistake this one corrects. aside: beside the main course (withdrawing, granting more time), so that a
    case does not wait for it. help: when to do it, in Chinese.
    """

    key: str
    title: str
    at: tuple[str, ...] = ()
    to: str = STAY
    by: tuple[str, ...] = ()
    form: Any = None
    guard: Any = None
    does: Any = None
    counters: str = ""
    aside: bool = False
    papers: tuple[str, ...] = ()
    help: str = ""


@dataclass(frozen=True)
class Clock:
    """A legal clock.

    term: the key of the legal term, which brings length, counting and source. starts: steps that start it; one that
    comes while it runs starts it anew only if it is among `restarts`. stops: steps that end it. pauses, resumes: steps
    between whose days nothing counts. extends: step → key of the longer term that holds from the same start. warn:
    how many days before the end people are reminded.
    """

    key: str
    title: str
    term: str
    starts: tuple[str, ...]
    stops: tuple[str, ...]
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    restarts: tuple[str, ...] = ()
    extends: dict[str, str] = field(default_factory=dict)
    warn: int = 3

    def steps(self) -> set[str]:
        """Every step that it names."""
        return {*self.starts, *self.stops, *self.pauses, *self.resumes, *self.restarts, *self.extends}


@dataclass(frozen=True)
class Procedure:
    """A declared procedure. A running case stays on its version.

    since: the day from which new cases take this version. keep_years: how long a closed case is kept, None for ever.
    ProcedureError where the declaration can't work.
    """

    key: str
    version: int
    since: date
    title: str
    stages: tuple[Stage, ...]
    steps: tuple[Step, ...]
    clocks: tuple[Clock, ...] = ()
    sources: tuple[str, ...] = ()
    keep_years: int | None = None

    def __post_init__(self) -> None:
        problems = list(problems_of(self))
        if problems:
            raise ProcedureError(self.key, problems)

    def stage(self, key: str) -> Stage:
        """A stage by key. KeyError where there is none."""
        return {one.key: one for one in self.stages}[key]

    def step(self, key: str) -> Step:
        """A step by key. KeyError where there is none."""
        return {one.key: one for one in self.steps}[key]


def problems_of(procedure: Procedure) -> Iterator[str]:
    """Everything that makes a declaration impossible."""
    yield from _names(procedure)
    stages = {one.key for one in procedure.stages}
    steps = {one.key for one in procedure.steps}
    for step in procedure.steps:
        unknown = {*step.at, *([step.to] if step.to else [])} - stages
        if unknown:
            yield f"step {step.key} names unknown stages: {', '.join(sorted(unknown))}"
        if not step.by:
            yield f"step {step.key} has no role"
        if not step.at and not step.to:
            yield f"step {step.key} opens a case but leads nowhere"
        if step.counters and step.counters not in steps:
            yield f"step {step.key} counters an unknown step {step.counters}"
    for clock in procedure.clocks:
        yield from _clock(clock, steps)
    if not list(_unknown(procedure, stages)):
        yield from _graph(procedure)


def _names(procedure: Procedure) -> Iterator[str]:
    for kind, keys in (
        ("stage", [one.key for one in procedure.stages]),
        ("step", [one.key for one in procedure.steps]),
        ("clock", [one.key for one in procedure.clocks]),
    ):
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            yield f"{kind} declared twice: {', '.join(twice)}"
    if not any(one.end for one in procedure.stages):
        yield "no stage ends the procedure"
    if not any(not one.at for one in procedure.steps):
        yield "no step opens a case"


def _clock(clock: Clock, steps: set[str]) -> Iterator[str]:
    unknown = clock.steps() - steps
    if unknown:
        yield f"clock {clock.key} names unknown steps: {', '.join(sorted(unknown))}"
    if not clock.term:
        yield f"clock {clock.key} has no term and so no source"
    if not clock.starts:
        yield f"clock {clock.key} never starts"
    if not clock.stops:
        yield f"clock {clock.key} never stops"
    if bool(clock.pauses) != bool(clock.resumes):
        yield f"clock {clock.key} pauses without resuming, or the reverse"


def _unknown(procedure: Procedure, stages: set[str]) -> Iterator[str]:
    for step in procedure.steps:
        yield from {*step.at, *([step.to] if step.to else [])} - stages


def _graph(procedure: Procedure) -> Iterator[str]:
    """Stages that can't be reached, and stages from which no end can be reached."""
    edges = [(at, step.to or at) for step in procedure.steps for at in step.at]
    reached = {step.to for step in procedure.steps if not step.at}
    _spread(reached, edges)
    for stage in procedure.stages:
        if stage.key not in reached:
            yield f"stage {stage.key} can't be reached"
    ending = {stage.key for stage in procedure.stages if stage.end}
    _spread(ending, [(to, at) for at, to in edges])
    for stage in procedure.stages:
        if stage.key not in ending:
            yield f"stage {stage.key} can't be left for an end"


def _spread(found: set[str], edges: Sequence[tuple[str, str]]) -> None:
    grew = True
    while grew:
        before = len(found)
        found |= {to for at, to in edges if at in found}
        grew = len(found) > before
