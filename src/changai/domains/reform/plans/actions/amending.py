"""A notice that changes a plan: its sentences are applied to a copy of the version in force, as the next draft."""

import re
from typing import Any

from django import forms
from django.db.models import F
from django.utils import timezone

from changai.domains.reform.documents.models import Document
from changai.domains.reform.plans.actions.forms import CHOOSE
from changai.domains.reform.plans.actions.opening import duties_of, target_of
from changai.domains.reform.plans.models import Doubt, Duty, Measure, Plan, PlanVersion, Target
from changai.domains.reform.plans.queries import departments_named
from changai.engines.documents.outline import outline
from changai.engines.documents.plans import read_measures
from changai.engines.documents.quantities import find
from changai.engines.documents.reading import plain
from changai.engines.documents.text import identical
from changai.kernel.access.models import Post
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.actions import ActionRefused, action
from changai.kernel.screens.fields import ActionForm

QUOTED = re.compile(r"“(.+)”", re.DOTALL)


class AmendForm(ActionForm):
    """The plan that a notice changes; the one that it names is chosen at first."""

    plan = forms.ModelChoiceField(
        Plan._base_manager.none(), label="修改哪个方案", empty_label="请选择", error_messages=CHOOSE
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.target is None:
            return
        field: Any = self.fields["plan"]
        field.queryset = Plan.objects.filter(region=self.target.region_id, published=True).order_by("-pk")
        named = [one["document"] for one in self.target.reading.get("amends") or () if one["document"]]
        told = [plan for plan in field.queryset for name in named if name in plan.title or plan.title in name]
        found = next((plan for plan in told if plan.title in named), told[0] if told else None)
        field.initial = found.pk if found else None


def amends(document: Document) -> bool:
    """Whether a document on record names changes to a plan, and nobody has applied them yet."""
    live = PlanVersion._base_manager.filter(document=document).exclude(state="dropped")
    return document.state == "kept" and bool(document.reading.get("amends")) and not live.exists()


@action(
    "plan.amend", title="按通知修订方案", by=(UNION_OFFICER,), form=AmendForm, target=Document, when=amends
)
def amend_plan(document: Document, *, by: Post, plan: Plan) -> PlanVersion:
    """The next draft: every measure copied, the notice's changes applied, what is unclear left as a doubt."""
    before = PlanVersion._base_manager.filter(plan=plan, state="confirmed").first()
    if before is None or plan.region_id != document.region_id:
        raise ActionRefused("没有修订：选中的方案不在本地区，或者还没有确认，请重新选择")
    if PlanVersion._base_manager.filter(plan=plan, state="draft").exists():
        raise ActionRefused("没有修订：这个方案已经有一份待确认的修订，请先确认或者放弃那一份")
    numbers = PlanVersion._base_manager.filter(plan=plan).values_list("number", flat=True)
    version = PlanVersion._base_manager.create(plan=plan, number=max(numbers) + 1, document=document)
    _copy(before, version)
    for one in document.reading["amends"]:
        why = _apply(version, one)
        if why:
            start, end = one["at"]
            Doubt._base_manager.create(
                version=version, where="修改条款", what=f"{why}：{one['text']}", start=start, end=end
            )
    for order, row in enumerate(Measure._base_manager.filter(version=version).order_by("order", "pk"), 1):
        Measure._base_manager.filter(pk=row.pk).update(order=order)
    return version


def _copy(before: PlanVersion, version: PlanVersion) -> None:
    """Measures with their units and targets. They have no place: the notice's text is another one."""
    nowhere = {"start": None, "end": None}
    new: dict[int, Measure] = {}
    for old in Measure._base_manager.filter(version=before).order_by("order", "pk"):
        names = ("order", "number", "label", "title", "text", "chapter", "group", "open_ended")
        copied = {name: getattr(old, name) for name in names}
        new[old.pk] = Measure._base_manager.create(version=version, previous=old, change="kept", **copied)
    rows: list[Any] = [
        *Duty._base_manager.filter(measure__version=before),
        *Target._base_manager.filter(version=before),
    ]
    for row in rows:
        row.pk = None
        row.measure = new[row.measure_id] if row.measure_id else None
        if isinstance(row, Target):
            row.version = version
        for name, value in nowhere.items():
            setattr(row, name, value)
        row.save(force_insert=True)


def _apply(version: PlanVersion, one: dict[str, Any]) -> str:
    """One change; returns why it could not be made for sure, or ""."""
    if one["what"] == "增加":
        return _add(version, one)
    found = list(Measure._base_manager.filter(version=version, number=one["measure"] or ""))
    if len(found) != 1:
        return "没有找到要改的是哪一项" if not found else "这个序号不止一项，不知道改的是哪一项"
    measure = found[0]
    if one["what"] == "删除" and not one["old"]:
        measure.delete()
        return ""
    if one["what"] == "废止" or not (one["new"] or one["old"]):
        return "没有读出改成什么"
    return _reword(measure, one)


def _reword(measure: Measure, one: dict[str, Any]) -> str:
    """Words exchanged in title, text and units, or the whole text anew; targets are read anew."""
    old, new = one["old"], one["new"] or ""
    units = Duty._base_manager.filter(measure=measure, name=old or "")
    if old and old not in measure.title + measure.text and not units.exists():
        return "原来的任务里没有这句话"
    if old:
        measure.title, measure.text = measure.title.replace(old, new), measure.text.replace(old, new)
        for duty in units:
            duty.name = new
            duty.present, duty.department = departments_named(
                measure.version.plan.region, [new], timezone.localdate()
            )[new]
            duty.save()
    else:
        measure.text = new
    measure.change = "changed"
    measure.start, measure.end = one["at"]
    measure.save()
    again = _read(f"{measure.title}。{measure.text}")
    if again is None:
        return "任务已改，其中的目标请核对" if measure.targets.exists() else ""
    Target._base_manager.filter(measure=measure).delete()
    _targets(measure, again, one)
    return ""


def _add(version: PlanVersion, one: dict[str, Any]) -> str:
    """A new measure with the words in quotation marks, where its number belongs; without one behind all others."""
    quoted = QUOTED.search(one["text"])
    words = one["new"] or (quoted[1] if quoted else "")
    if not words:
        return "没有读出增加的内容"
    order, beside = _place(version, one["measure"] or "")
    Measure._base_manager.filter(version=version, order__gte=order).update(order=F("order") + 1)
    found = _read(words)
    title, _, rest = words.partition("。")
    measure = Measure._base_manager.create(
        version=version,
        order=order,
        number=one["measure"] or "",
        title=(found["title"] if found else title)[:300],
        text=found["text"] if found else rest,
        chapter=beside.chapter if beside else "",
        group=beside.group if beside else "",
        change="added",
        start=one["at"][0],
        end=one["at"][1],
    )
    if found is None:
        return "增加的任务请核对单位和目标"
    names = [*found["lead"], *found["responsible"]]
    named = departments_named(version.plan.region, names, timezone.localdate())
    Duty._base_manager.bulk_create(duties_of(measure, {**found, "marks_at": []}, "", named))
    _targets(measure, found, one)
    return ""


def _place(version: PlanVersion, number: str) -> tuple[int, Measure | None]:
    """The order of a measure of that number, and the one whose chapter it belongs to: the one before it."""
    rows = list(Measure._base_manager.filter(version=version).order_by("order", "pk"))
    at = len(rows)
    if number.isdecimal():
        later = (
            at for at, row in enumerate(rows) if row.number.isdecimal() and int(row.number) >= int(number)
        )
        at = next(later, at)
    if at == len(rows):
        return (rows[-1].order + 1, rows[-1]) if rows else (1, None)
    return rows[at].order, rows[at - 1] if at else rows[0]


def _read(words: str) -> dict[str, Any] | None:
    """Words read as the only measure of a plan; None where they are not clearly one."""
    text = identical(f"关于一项任务的实施方案\n一、任务\n1.{words}")
    measures, *_ = read_measures(text, outline(text), find(text))
    return plain(measures[0]) if len(measures) == 1 else None


def _targets(measure: Measure, found: dict[str, Any], one: dict[str, Any]) -> None:
    """Targets of words that were read by themselves: their place is the notice's sentence."""
    rows = [
        target_of(measure.version, measure, at, {**each, "at": one["at"]})
        for at, each in enumerate(found["targets"], 1)
    ]
    Target._base_manager.bulk_create(rows)
