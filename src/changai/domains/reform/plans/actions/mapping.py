"""An amendment: a draft becomes the next version of a plan, and its measures are tied to those before."""

from changai.domains.reform.plans.actions import forms
from changai.domains.reform.plans.actions.tracking import changing
from changai.domains.reform.plans.models import Measure, Plan, PlanVersion
from changai.domains.reform.plans.queries import pairs, same_words
from changai.kernel.access.models import Post
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.actions import ActionRefused, action


def alone(version: PlanVersion) -> bool:
    """Whether a draft is the first and only version of its plan."""
    return version.draft and version.number == 1


@action(
    "version.attach",
    title="作为修订",
    by=(UNION_OFFICER,),
    form=forms.AttachForm,
    target=PlanVersion,
    when=alone,
)
def attach(version: PlanVersion, *, by: Post, plan: Plan) -> PlanVersion:
    """The draft becomes the next version of a confirmed plan; which measure continues which is proposed."""
    before = PlanVersion._base_manager.filter(plan=plan, state="confirmed").first()
    if before is None or plan.region_id != version.plan.region_id:
        raise ActionRefused("没有作为修订：选中的方案不在本地区，或者还没有确认，请重新选择")
    if PlanVersion._base_manager.filter(plan=plan, state="draft").exists():
        raise ActionRefused("没有作为修订：选中的方案已经有一份待确认的修订，请先确认或者放弃那一份")
    empty = version.plan
    numbers = PlanVersion._base_manager.filter(plan=plan).values_list("number", flat=True)
    version.plan, version.number = plan, max(numbers) + 1
    version.save()
    empty.delete()
    old = list(Measure._base_manager.filter(version=before))
    new = list(Measure._base_manager.filter(version=version))
    found = pairs(old, new)
    for measure in new:
        _tie(measure, found.get(measure.pk))
    Measure._base_manager.bulk_update(new, ["previous", "change"])
    return version


def _tie(measure: Measure, previous: Measure | None) -> None:
    measure.previous = previous
    measure.change = "added" if previous is None else "kept" if same_words(measure, previous) else "changed"


@action(
    "measure.map",
    title="对应原任务",
    by=(UNION_OFFICER,),
    form=forms.MapForm,
    target=Measure,
    when=lambda one: one.version.draft and one.version.number > 1,
)
def map_measure(measure: Measure, *, by: Post, previous: Measure | None = None) -> Measure:
    """Say which measure of the version in force this one continues; none: it is new."""
    if previous is not None and (
        previous.version.plan_id != measure.version.plan_id or previous.version.state != "confirmed"
    ):
        raise ActionRefused("没有对应：选中的任务不在这个方案的现行版本里，请重新选择")
    with changing(measure.version, "对应原任务", measure, by):
        _tie(measure, previous)
        measure.save()
    return measure
