"""Doing a step: state, clocks and event together, in the transaction of its verb."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

from changai.engines.calendar import Term
from changai.engines.procedures import Event, Procedure, Refused, Step, after, clocks
from changai.kernel import parameters
from changai.kernel.actions import ActionRefused
from changai.kernel.casework.declared import procedure_of
from changai.kernel.casework.models import Case, CaseClock, CaseEvent

if TYPE_CHECKING:
    from changai.kernel.access.models import Post


class StepRefused(ActionRefused):
    """A guard's refusal; the message says in Chinese what, why and what next."""


def opening(procedure: Procedure, step: Step) -> Callable[..., Any]:
    """The verb's function for a step that opens a case.

    `step.does(case, by=…, **data)` gets a new case, not yet saved, with its day; it sets title, region and the like,
    saves it through `case.save()` and returns the slice's record.
    """

    def run(*, by: "Post", **data: Any) -> Any:
        day = _day(step, data, None)
        case = Case(procedure=procedure.key, version=procedure.version, stage=step.to, opened_on=day)
        _guard(step, None, by, data)
        record = step.does(case, by=by, **data)
        _done(procedure, step, case, "", day, by, data)
        return record

    return run


def performing(step: Step) -> Callable[..., Any]:
    """The verb's function for any other step: `step.does(record, by=…, **data)` beside the change of stage."""

    def run(record: Any, *, by: "Post", **data: Any) -> Any:
        case = Case._base_manager.select_for_update(of=("self",)).get(pk=record.case_id)
        procedure = procedure_of(case.procedure, case.version)
        try:
            following = after(procedure, case.stage, step.key, {by.role_key})
        except Refused as refusal:
            raise StepRefused(f"“{step.title}”未办理：{refusal}") from None
        own = procedure.step(step.key)
        day = _day(own, data, case)
        record.case = case
        _guard(own, record, by, data)
        before, case.stage = case.stage, following
        result = own.does(record, by=by, **data) if own.does else None
        _done(procedure, own, case, before, day, by, data)
        return result if isinstance(result, models.Model) else record

    return run


def hand_to(case: Case, organisation: Any) -> None:
    """From here on it is this unit's turn; None opens it to every unit of the region with the role. For `does`."""
    case.organisation = organisation


def reckon(case: Case, procedure: Procedure, today: date) -> None:
    """Write the case's clocks anew from its events, and the nearest day on which something runs out."""
    events = [Event(step, day) for step, day in _events(case)]
    states = clocks(procedure, events, today=today, terms=lambda key, day: _term(case, key, day).value)
    CaseClock._base_manager.filter(case=case).delete()
    rows = []
    for state in states:
        value = _term(case, state.term, state.started)
        rows.append(
            CaseClock(
                case=case,
                key=state.clock.key,
                title=state.clock.title,
                term=state.term,
                started=state.started,
                due=state.due,
                provisional=state.deadline.provisional,
                stopped=state.stopped,
                paused=state.paused,
                extended=state.extended,
                source=value.source[:200],
                verified=value.verified,
            )
        )
    CaseClock._base_manager.bulk_create(rows)
    running = [row.due for row in rows if row.stopped is None and row.paused is None]
    case.due = min(running, default=None)


def _done(
    procedure: Procedure, step: Step, case: Case, before: str, day: date, by: "Post", data: dict[str, Any]
) -> None:
    """The event, the clocks, the case itself."""
    case.turn += 1
    case.closed_on = day if procedure.stage(case.stage).end else None
    CaseEvent._base_manager.create(
        case=case,
        turn=case.turn,
        step=step.key,
        title=step.title,
        before=before,
        after=case.stage,
        day=day,
        account_name=str(by.account),
        post_title=str(by)[:120],
        note=str(data.get("note") or data.get("reason") or "")[:400],
    )
    reckon(case, procedure, timezone.localdate())
    case.save()


def _guard(step: Step, record: Any, by: "Post", data: dict[str, Any]) -> None:
    """What must be true beside stage and role. A guard returns the reason against, or nothing."""
    against = step.guard(record, by=by, **data) if step.guard else None
    if against:
        raise StepRefused(f"“{step.title}”未办理：{against}")


def _day(step: Step, data: dict[str, Any], case: Case | None) -> date:
    """The day on which the step counts: `on` of its form, else today; never later than today, nor before the case."""
    today = timezone.localdate()
    day = data.get("on") or today
    if day > today:
        raise StepRefused(f"“{step.title}”未办理：日期 {day} 还没有到，请填写实际办理的日期。")
    last = _events(case)[-1][1] if case is not None and case.turn else None
    if last and day < last:
        raise StepRefused(f"“{step.title}”未办理：日期 {day} 早于上一步的 {last}，请核对日期。")
    return day


def _events(case: Case) -> list[tuple[str, date]]:
    found = CaseEvent._base_manager.filter(case=case).order_by("turn").values_list("step", "day")
    return list(found)


def _term(case: Case, key: str, day: date) -> parameters.Value:
    """The legal term in force where the case is, on the day on which its clock started."""
    value = parameters.find(f"terms.{key}", day, case.region_id)
    if value is None or not isinstance(value.value, Term):
        raise StepRefused(f"未办理：期限“{key}”在 {day} 没有规定，请系统管理员在参数文件里补上并写明来源。")
    return value
