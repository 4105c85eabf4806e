"""Corrections of targets."""

from decimal import Decimal
from typing import Any

from changai.domains.reform.plans.actions import forms
from changai.domains.reform.plans.actions.tracking import changing
from changai.domains.reform.plans.models import Measure, PlanVersion, Target
from changai.kernel.access.models import Post
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.actions import action


def in_draft(target: Target) -> bool:
    """Whether it can still be corrected."""
    return target.version.draft


@action(
    "target.add",
    title="添加目标",
    by=(UNION_OFFICER,),
    form=forms.TargetForm,
    target=Measure,
    when=lambda one: one.version.draft,
)
def add_target(measure: Measure, *, by: Post, value: Decimal, **values: Any) -> Target:
    """A target that the reading missed."""
    with changing(measure.version, "添加目标", f"{measure}：{values['text']}", by):
        order = measure.targets.count() + 1
        return Target._base_manager.create(
            version=measure.version, measure=measure, order=order, value=value, **values
        )


@action(
    "target.add_whole",
    title="添加总目标",
    by=(UNION_OFFICER,),
    form=forms.TargetForm,
    target=PlanVersion,
    when=lambda one: one.draft,
)
def add_whole_target(version: PlanVersion, *, by: Post, value: Decimal, **values: Any) -> Target:
    """A target of the plan as a whole that the reading missed."""
    with changing(version, "添加总目标", values["text"], by):
        order = Target._base_manager.filter(version=version, measure=None).count() + 1
        return Target._base_manager.create(version=version, order=order, value=value, **values)


@action(
    "target.correct",
    title="更正目标",
    by=(UNION_OFFICER,),
    form=forms.TargetForm,
    target=Target,
    when=in_draft,
)
def correct_target(target: Target, *, by: Post, **values: Any) -> Target:
    """Put its figures right."""
    with changing(target.version, "更正目标", target, by):
        for name, value in values.items():
            setattr(target, name, value)
        target.save()
    return target


@action("target.remove", title="去掉目标", by=(UNION_OFFICER,), target=Target, when=in_draft)
def remove_target(target: Target, *, by: Post) -> None:
    """A quantity that is no target."""
    with changing(target.version, "去掉目标", target, by):
        target.delete()
