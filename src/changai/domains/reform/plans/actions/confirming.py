"""Doubts cleared, a draft confirmed or dropped."""

from datetime import date

from django.utils import timezone

from changai.domains.reform.plans.actions import forms
from changai.domains.reform.plans.actions.duties import department
from changai.domains.reform.plans.actions.tracking import changing
from changai.domains.reform.plans.models import Doubt, Duty, Measure, PlanVersion
from changai.engines.codes import departments
from changai.kernel.access.models import Post
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.actions import ActionRefused, action


@action(
    "doubt.clear",
    title="已核对",
    by=(UNION_OFFICER,),
    target=Doubt,
    when=lambda one: not one.cleared and one.version.draft,
)
def clear_doubt(doubt: Doubt, *, by: Post) -> Doubt:
    """The officer looked: the piece is right as it stands now."""
    with changing(doubt.version, "核对疑点", doubt, by):
        doubt.cleared = True
        doubt.save()
    return doubt


@action(
    "doubt.clear_all",
    title="疑点全部核对",
    by=(UNION_OFFICER,),
    target=PlanVersion,
    when=lambda one: one.draft,
)
def clear_all(version: PlanVersion, *, by: Post) -> PlanVersion:
    """All that are left."""
    with changing(version, "疑点全部核对", version, by):
        Doubt._base_manager.filter(version=version, cleared=False).update(cleared=True)
    return version


@action(
    "plan.confirm",
    title="确认方案",
    by=(UNION_OFFICER,),
    form=forms.ConfirmForm,
    target=PlanVersion,
    when=lambda one: one.draft,
    warning="确认后任务、单位和目标不能再改，只能用修订后的文件建立新版本；原来的现行版本随之被替代。",
)
def confirm(version: PlanVersion, *, by: Post, since: date | None = None) -> PlanVersion:
    """The draft comes into force; departments are put on record; the version before is superseded."""
    if not Measure._base_manager.filter(version=version).exists():
        raise ActionRefused("没有确认：这份方案里没有任务，请先添加")
    left = Doubt._base_manager.filter(version=version, cleared=False).count()
    if left:
        raise ActionRefused(f"没有确认：还有 {left} 处疑点没有核对，请逐处核对原文后点“已核对”")
    _put_on_record(version)
    others = PlanVersion._base_manager.filter(plan=version.plan, state="confirmed")
    others.update(state="superseded")
    version.state = "confirmed"
    version.since = since or version.document.issued_on
    version.confirmed_at, version.confirmed_by = timezone.now(), str(by.account)
    version.save()
    plan = version.plan
    plan.published = True
    if not version.document.reading.get("amends"):  # a notice of changes has a title of its own
        plan.title = version.document.title
    plan.save()
    return version


def _put_on_record(version: PlanVersion) -> None:
    """Each unit that is one department gets its record in the plan's region."""
    region = version.plan.region
    for duty in Duty._base_manager.filter(measure__version=version, department=None):
        if departments.collective(duty.name):
            continue
        duty.department = department(region, departments.full(duty.present or duty.name, region.name))
        duty.save(update_fields=["department"])


@action(
    "version.drop",
    title="放弃草稿",
    by=(UNION_OFFICER,),
    target=PlanVersion,
    when=lambda one: one.draft,
    danger=True,
    warning="放弃后这份草稿和其中的更正不再使用；文件还在资料库里，可以重新拆解。",
)
def drop_draft(version: PlanVersion, *, by: Post) -> PlanVersion:
    """The draft is given up; its document can be opened anew."""
    version.state = "dropped"
    version.save()
    return version
