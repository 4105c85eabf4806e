"""Corrections of measures: words, number, place in the plan; one becomes two, two become one."""

from typing import Any

from changai.domains.reform.plans.actions import forms
from changai.domains.reform.plans.actions.tracking import changing
from changai.domains.reform.plans.models import Doubt, Duty, Measure, PlanVersion, Target
from changai.kernel.access.models import Post
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.actions import ActionRefused, action


def in_draft(measure: Measure) -> bool:
    """Whether it can still be corrected."""
    return measure.version.draft


def _in_order(version: PlanVersion, moved: Measure | None = None, after: Measure | None = None) -> None:
    """Number the rows anew, 1, 2, 3 …, with `moved` behind `after` (first without one)."""
    rows = list(Measure._base_manager.filter(version=version).order_by("order", "pk"))
    if moved is not None:
        rows = [one for one in rows if one.pk != moved.pk]
        at = next((at for at, one in enumerate(rows, 1) if after is not None and one.pk == after.pk), 0)
        rows.insert(at, moved)
    for order, one in enumerate(rows, 1):
        one.order = order
    Measure._base_manager.bulk_update(rows, ["order"])


@action(
    "measure.correct",
    title="更正任务",
    by=(UNION_OFFICER,),
    form=forms.MeasureForm,
    target=Measure,
    when=in_draft,
)
def correct_measure(measure: Measure, *, by: Post, **values: Any) -> Measure:
    """Put its words right."""
    with changing(measure.version, "更正任务", measure, by):
        for name, value in values.items():
            setattr(measure, name, value)
        measure.save()
    return measure


@action(
    "measure.add",
    title="添加任务",
    by=(UNION_OFFICER,),
    form=forms.MeasureForm,
    target=PlanVersion,
    when=lambda one: one.draft,
)
def add_measure(version: PlanVersion, *, by: Post, **values: Any) -> Measure:
    """A measure that the reading missed, behind the last one of its chapter."""
    with changing(version, "添加任务", values["title"], by):
        rows = Measure._base_manager.filter(version=version).order_by("order")
        after = rows.filter(chapter=values.get("chapter") or "").last() or rows.last()
        made = Measure._base_manager.create(version=version, order=rows.count() + 1, **values)
        _in_order(version, made, after)
        made.refresh_from_db()
    return made


@action(
    "measure.remove",
    title="删除任务",
    by=(UNION_OFFICER,),
    target=Measure,
    when=in_draft,
    danger=True,
    warning="这项任务连同它的单位和目标一起删除；可以在更正记录里收回。",
)
def remove_measure(measure: Measure, *, by: Post) -> None:
    """Take out what is no measure."""
    with changing(measure.version, "删除任务", measure, by):
        version = measure.version
        measure.delete()
        _in_order(version)


@action(
    "measure.move", title="调整顺序", by=(UNION_OFFICER,), form=forms.AfterForm, target=Measure, when=in_draft
)
def move_measure(measure: Measure, *, by: Post, after: Measure | None = None) -> Measure:
    """Put it behind another one; its chapter and group follow that one."""
    _siblings(measure, after)
    with changing(measure.version, "调整顺序", measure, by):
        if after is not None:
            measure.chapter, measure.group = after.chapter, after.group
            measure.save()
        _in_order(measure.version, measure, after)
    return measure


def _siblings(measure: Measure, other: Measure | None) -> None:
    if other is not None and (other.version_id != measure.version_id or other.pk == measure.pk):
        raise ActionRefused("没有办理：选中的任务不在同一份方案里，请重新选择")


@action(
    "measure.split",
    title="拆成两项",
    by=(UNION_OFFICER,),
    form=forms.SplitForm,
    target=Measure,
    when=in_draft,
)
def split_measure(
    measure: Measure, *, by: Post, title: str, text: str, new_title: str, new_text: str, new_number: str = ""
) -> Measure:
    """A second measure behind this one, with the same units; targets go where their words are."""
    with changing(measure.version, "拆成两项", measure, by):
        measure.title, measure.text = title, text
        measure.save()
        made = Measure._base_manager.create(
            version=measure.version,
            order=measure.order,
            number=new_number,
            title=new_title,
            text=new_text,
            chapter=measure.chapter,
            group=measure.group,
            open_ended=measure.open_ended,
            start=measure.start,
            end=measure.end,
        )
        for duty in Duty._base_manager.filter(measure=measure):
            duty.pk, duty.measure = None, made
            duty.save(force_insert=True)
        for target in Target._base_manager.filter(measure=measure):
            if target.text not in text and target.text in new_text:
                target.measure = made
                target.save()
        _in_order(measure.version, made, measure)
        made.refresh_from_db()
    return made


@action(
    "measure.join",
    title="并入另一项",
    by=(UNION_OFFICER,),
    form=forms.OtherForm,
    target=Measure,
    when=in_draft,
)
def join_measures(measure: Measure, *, by: Post, other: Measure) -> Measure:
    """This one's words, units and targets go behind the other's, and it is gone. Returns the other."""
    _siblings(measure, other)
    with changing(measure.version, "并入另一项", f"{measure} → {other}", by):
        other.text = f"{other.text}\n{measure.title}\n{measure.text}".strip()
        other.open_ended = other.open_ended or measure.open_ended
        places = [one for one in (other.start, other.end, measure.start, measure.end) if one is not None]
        if other.start is not None and measure.start is not None:
            other.start, other.end = min(places), max(places)
        other.save()
        has = set(Duty._base_manager.filter(measure=other).values_list("role", "name"))
        for duty in Duty._base_manager.filter(measure=measure):
            if (duty.role, duty.name) not in has:
                duty.measure = other
                duty.save()
        Target._base_manager.filter(measure=measure).update(measure=other)
        Doubt._base_manager.filter(measure=measure).update(measure=other)
        version = measure.version
        measure.delete()
        _in_order(version)
    return other
