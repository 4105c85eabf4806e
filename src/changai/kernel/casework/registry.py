"""Taking procedures up: each step becomes a verb of the model whose records are the cases."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from changai.engines.procedures import Procedure, ProcedureError, Step
from changai.kernel.access.roles import ROLES
from changai.kernel.actions.registry import Action
from changai.kernel.actions.registry import registry as verbs
from changai.kernel.casework.declared import keep, procedure_of, procedures
from changai.kernel.casework.running import opening, performing
from changai.kernel.terms import kind


def register(
    procedure: Procedure, model: type[models.Model], *, danger: tuple[str, ...] = ()
) -> dict[str, Action]:
    """Take a procedure up: each step becomes the action `<procedure>.<step>` of the model. The actions by step.

    danger: steps shown in the menu of rare and dangerous ones. ProcedureError where a role or a legal term is unknown
    or the version was declared before. Verbs are those of the newest version; older ones keep running by their own
    stages and clocks.
    """
    problems = list(_problems(procedure))
    if problems:
        raise ProcedureError(procedure.key, problems)
    newest = max((one.version for one in procedures(procedure.key)), default=0)
    made = {step.key: _verb(procedure, step, model, step.key in danger) for step in procedure.steps}
    keep(procedure, model)
    if procedure.version > newest:
        verbs.update({one.key: one for one in made.values()})
    return made


def _problems(procedure: Procedure) -> Iterator[str]:
    for step in procedure.steps:
        for role in sorted(set(step.by) - set(ROLES)):
            yield f"step {step.key} names an unknown role {role}"
    for clock in procedure.clocks:
        for term in (clock.term, *clock.extends.values()):
            try:
                kind(term)
            except LookupError:
                yield f"clock {clock.key} names a legal term that is not declared: {term}"


def _verb(procedure: Procedure, step: Step, model: type[models.Model], danger: bool) -> Action:
    """The action of a step."""
    opens = not step.at
    return Action(
        key=f"{procedure.key}.{step.key}",
        title=step.title,
        by=tuple(ROLES[key] for key in step.by),
        run=opening(procedure, step) if opens else performing(step),
        form=step.form,
        target=None if opens else model,
        when=None if opens else _stands(procedure.key, step),
        danger=danger,
        warning=step.help if danger else "",
    )


def _stands(key: str, step: Step) -> Any:
    """Whether a record's case stands where the step may be done, by the version that the case runs by."""

    def stands(record: Any) -> bool:
        case = record.case
        own = procedure_of(key, case.version)
        return any(one.key == step.key and case.stage in one.at for one in own.steps)

    return stands
