"""Which steps a case offers, and where one leads."""

from collections.abc import Collection

from changai.engines.procedures.declare import Procedure, Step


class Refused(Exception):
    """The step can't be done now. The message says in Chinese what, why and what next."""


def allowed(procedure: Procedure, stage: str | None, roles: Collection[str]) -> list[Step]:
    """Steps that someone with one of the roles may do at a stage, None before the case is open; in declared order."""
    return [step for step in procedure.steps if _stands(step, stage) and set(step.by) & set(roles)]


def after(procedure: Procedure, stage: str | None, key: str, roles: Collection[str]) -> str:
    """The stage that a step leads to. Refused where it is none, not at this stage, or not of these roles."""
    steps = {step.key: step for step in procedure.steps}
    if key not in steps:
        raise Refused(f"“{procedure.title}”没有这一步，请刷新页面后再办。")
    step = steps[key]
    if not _stands(step, stage):
        where = procedure.stage(stage).title if stage else "还没有立件"
        raise Refused(f"现在是“{where}”，不能“{step.title}”：可能已经有人办过，请刷新页面查看。")
    if not set(step.by) & set(roles):
        raise Refused(f"“{step.title}”不由现在的岗位办理，请转给能办的人。")
    return step.to or str(stage)


def _stands(step: Step, stage: str | None) -> bool:
    return stage in step.at if stage is not None else not step.at
