"""Corrections of who does what, and what a printed name of a department means today."""

from datetime import date

from django.utils import timezone

from changai.domains.reform.plans.actions import forms
from changai.domains.reform.plans.actions.tracking import changing
from changai.domains.reform.plans.models import DepartmentAlias, Duty, Measure
from changai.domains.reform.plans.queries import departments_named
from changai.kernel.access.models import Post
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.actions import ActionRefused, action
from changai.kernel.parties.models import Organisation
from changai.kernel.places.models import Region


@action(
    "duty.add",
    title="添加单位",
    by=(UNION_OFFICER,),
    form=forms.DutyForm,
    target=Measure,
    when=lambda one: one.version.draft,
)
def add_duty(measure: Measure, *, by: Post, role: str, name: str) -> Duty:
    """A unit that the reading missed."""
    there = measure.duties.filter(name=name).first()
    if there is not None:
        said = there.get_role_display()
        raise ActionRefused(f"没有添加：这项任务已经有“{name}”，是{said}单位；要改分工，点它前面的“{said}”")
    with changing(measure.version, "添加单位", f"{measure}：{name}", by):
        named = departments_named(measure.version.plan.region, [name], timezone.localdate())
        present, department = named[name]
        order = measure.duties.count() + 1
        return Duty._base_manager.create(
            measure=measure, role=role, name=name, present=present, department=department, order=order
        )


@action(
    "duty.remove",
    title="去掉单位",
    by=(UNION_OFFICER,),
    target=Duty,
    when=lambda one: one.measure.version.draft,
)
def remove_duty(duty: Duty, *, by: Post) -> None:
    """A unit that has no such duty."""
    with changing(duty.measure.version, "去掉单位", f"{duty.measure}：{duty.name}", by):
        duty.delete()


@action(
    "duty.switch",
    title="改分工",
    by=(UNION_OFFICER,),
    target=Duty,
    when=lambda one: one.measure.version.draft,
)
def switch_duty(duty: Duty, *, by: Post) -> Duty:
    """A unit that leads shares in instead, or the other way round."""
    with changing(duty.measure.version, "改分工", f"{duty.measure}：{duty.name}", by):
        duty.role = "responsible" if duty.role == "lead" else "lead"
        duty.save()
    return duty


@action("duty.department", title="指定部门", by=(UNION_OFFICER,), form=forms.DepartmentForm, target=Duty)
def set_department(duty: Duty, *, by: Post, present: str, since: date | None = None) -> DepartmentAlias:
    """Say which department a printed name means; remembered for the region, in every plan, the text untouched."""
    version = duty.measure.version
    region, today = version.plan.region, timezone.localdate()
    since = since or min(version.document.issued_on or today, today)
    if since > today:
        raise ActionRefused("没有指定：开始的日期还没有到，请到时再改，或者核对日期")
    unit = department(region, present)
    known = DepartmentAlias._base_manager.filter(region=region, printed=duty.name)
    alias, _ = known.update_or_create(
        region=region, printed=duty.name, since=since, defaults={"department": unit, "until": None}
    )
    known.filter(since__gt=since).delete()
    same = Duty._base_manager.filter(name=duty.name, measure__version__plan__region=region)
    same.update(present=unit.name, department=unit)
    return alias


def department(region: Region, name: str) -> Organisation:
    """The region's department of a name, put on record if it is not."""
    made, _ = Organisation._base_manager.get_or_create(region=region, kind="department", name=name.strip())
    return made
