"""Legal clocks of a case, worked out from its events: never stored, so never out of step with them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from changai.engines.calendar import Calendar, Deadline, Stay, Term, deadline
from changai.engines.procedures.declare import Clock, Procedure

Terms = Callable[[str, date], Term]


@dataclass(frozen=True)
class Event:
    """A step that was done, and the day on which it counts."""

    step: str
    day: date


@dataclass(frozen=True)
class ClockState:
    """One run of a clock.

    started: the day of the event that it counts from. due: its last day; while paused, the earliest it can be.
    stopped: the day on which it ended in time or late, None while it runs. paused: since when nothing counts. term: the
    legal term that holds, the longer one where an extension was granted.
    """

    clock: Clock
    term: str
    started: date
    deadline: Deadline
    stopped: date | None = None
    paused: date | None = None

    @property
    def due(self) -> date:
        """The last day."""
        return self.deadline.due

    @property
    def extended(self) -> bool:
        """Whether a longer term was granted."""
        return self.term != self.clock.term

    def late(self, day: date) -> bool:
        """Whether it ran out: stopped after its last day, or still running on a later day."""
        return (self.stopped or day) > self.due

    def warns(self, day: date) -> bool:
        """Whether people are to be reminded on the day: it runs, is not over, and little is left."""
        return self.stopped is None and self.paused is None and 0 <= (self.due - day).days <= self.clock.warn


@dataclass
class _Run:
    """A run while it is worked out."""

    started: date
    term: str
    stays: list[Stay] = field(default_factory=list)
    paused: date | None = None
    stopped: date | None = None


def clocks(
    procedure: Procedure,
    events: Sequence[Event],
    *,
    today: date,
    terms: Terms,
    calendar: Calendar | None = None,
) -> list[ClockState]:
    """Every run of every clock, in the order of starting.

    events in the order in which they were done. terms(key, day): the legal term in force on the day on which the
    clock started; what it raises passes through.
    """
    found = []
    for clock in procedure.clocks:
        for run in _runs(clock, events):
            stays = [*run.stays]
            if run.paused is not None and run.paused <= today:
                stays.append(Stay(run.paused, today))
            reckoned = deadline(terms(run.term, run.started), run.started, stays=stays, calendar=calendar)
            found.append(ClockState(clock, run.term, run.started, reckoned, run.stopped, run.paused))
    return sorted(found, key=lambda state: (state.started, state.due))


def _runs(clock: Clock, events: Sequence[Event]) -> list[_Run]:
    """The clock's runs. A restart begins the count anew within the same run."""
    runs: list[_Run] = []
    for event in events:
        running = runs[-1] if runs and runs[-1].stopped is None else None
        if running is None:
            if event.step in clock.starts:
                runs.append(_Run(event.day, clock.term))
            continue
        if event.step in clock.restarts:
            runs[-1] = _Run(event.day, clock.term)
        elif event.step in clock.extends and event.step not in clock.stops:
            running.term = clock.extends[event.step]
        elif event.step in clock.pauses and running.paused is None:
            running.paused = event.day
        elif event.step in clock.resumes and running.paused is not None:
            _resume(running, event.day)
        elif event.step in clock.stops:
            if running.paused is not None:
                _resume(running, event.day)
            running.stopped = event.day
    return runs


def _resume(run: _Run, day: date) -> None:
    """The days from the pause up to the day before resuming do not count."""
    assert run.paused is not None
    last = date.fromordinal(day.toordinal() - 1)
    if last >= run.paused:
        run.stays.append(Stay(run.paused, last))
    run.paused = None
