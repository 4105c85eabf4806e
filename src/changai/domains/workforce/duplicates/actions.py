"""Writers of duplicates: candidates, merging two records, undoing it, judging a pair as two persons."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.apps import apps
from django.db import models
from django.db.models import ProtectedError
from django.utils import timezone

from changai.domains.workforce.duplicates.models import Duplicate, Merge
from changai.domains.workforce.duplicates.queries import pairs, weight_of
from changai.domains.workforce.employment.models import Employment
from changai.domains.workforce.memberships.models import UnionMembership
from changai.domains.workforce.people.actions import lock, refresh
from changai.domains.workforce.people.models import Worker
from changai.domains.workforce.people.queries import CODES
from changai.domains.workforce.qualifications.models import Education
from changai.kernel import audit
from changai.kernel.access.models import Post
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.actions import ActionRefused, action
from changai.kernel.jobs.models import Job
from changai.kernel.jobs.runner import start
from changai.kernel.parties.models import Person
from changai.kernel.screens.fields import ActionForm
from changai.kernel.vault.cipher import blind

SIDES = [("first", "记录一"), ("second", "记录二")]
# What the officer chooses → the person's fields that go together.
CHOICES: dict[str, tuple[str, ...]] = {
    "name": ("name",),
    "identity": ("id_number", "id_index", "sex", "birth_date"),
    "phone": ("phone", "phone_index"),
    "ethnicity": ("ethnicity",),
}
KEPT_BACK = ("name", "id_number", "phone", "sex", "birth_date", "ethnicity")
OWN = {"people.worker", "duplicates.duplicate", "duplicates.merge", "parties.person"}


def collect(workers: Any) -> int:
    """Find pairs among the workers and keep the new ones as open; returns how many are new.

    A pair that was judged before stays judged; an open one gets its present score.
    """
    found = pairs(workers)
    rows = [
        Duplicate(
            first_id=one.first,
            second_id=one.second,
            score=min(round(one.probability * 1000), 999),
            reasons=one.reasons,
        )
        for one in found
    ]
    known = Duplicate._base_manager.count()
    Duplicate._base_manager.bulk_create(
        rows,
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["score", "reasons"],
    )
    return int(Duplicate._base_manager.count() - known)


@action("worker.find_duplicates", title="查找疑似重复", by=(UNION_OFFICER,))
def look(*, by: Post) -> Job:
    """Look for pairs over the post's reach, in the background."""
    return start("duplicates.find", "查找疑似重复", post=by)


class MergeForm(ActionForm):
    """Which record stays, and which values it keeps."""

    keep = forms.ChoiceField(label="保留哪一条", choices=SIDES, widget=forms.RadioSelect)
    name = forms.ChoiceField(label="姓名", choices=SIDES, widget=forms.RadioSelect)
    identity = forms.ChoiceField(label="身份号码、性别、出生日期", choices=SIDES, widget=forms.RadioSelect)
    phone = forms.ChoiceField(label="手机号", choices=SIDES, widget=forms.RadioSelect)
    ethnicity = forms.ChoiceField(label="民族", choices=SIDES, widget=forms.RadioSelect)
    background = forms.ChoiceField(
        label="户籍与政治面貌",
        choices=SIDES,
        widget=forms.RadioSelect,
        help_text="两条记录都有时只保留所选一条的",
    )
    reason = forms.CharField(label="合并依据", max_length=400, help_text="如居民身份证、本人确认、单位证明")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.target is None:
            return
        people = {"first": self.target.first, "second": self.target.second}
        keep = max(people, key=lambda side: weight_of(people[side]))
        for name, values in _labels(people).items():
            other = "second" if keep == "first" else "first"
            self.fields[name].choices = [  # type: ignore[attr-defined]  # every one is a ChoiceField
                (side, f"{title}：{values[side] or '没有'}") for side, title in SIDES
            ]
            self.initial.setdefault(name, keep if values[keep] or not values[other] else other)


def _labels(people: dict[str, Person]) -> dict[str, dict[str, str]]:
    """Field → side → what that record says, identifiers masked."""
    said = {
        "keep": lambda one: f"{one.worker.employer or '无固定单位'}，编号 {one.pk}",
        "name": lambda one: one.name,
        "identity": lambda one: f"{one.id_number or '没有号码'}，{one.get_sex_display()}，{one.birth_date}",
        "phone": lambda one: str(one.phone or ""),
        "ethnicity": lambda one: CODES["ethnicity"](one.ethnicity) if one.ethnicity else "",
        "background": lambda one: "有登记" if one.backgrounds.exists() else "",
    }
    return {name: {side: text(one) for side, one in people.items()} for name, text in said.items()}


@action(
    "worker.merge",
    title="合并为一条",
    by=(UNION_OFFICER,),
    form=MergeForm,
    target=Duplicate,
    when=lambda pair: pair.state == "open",
)
def merge(
    pair: Duplicate,
    *,
    by: Post,
    keep: str,
    reason: str,
    name: str = "",
    identity: str = "",
    phone: str = "",
    ethnicity: str = "",
    background: str = "",
) -> Worker:
    """Take one record into the other; choices are "first" or "second", empty means the kept one's."""
    for one in sorted((pair.first_id, pair.second_id)):
        lock(one)
    kept, away = Person._base_manager.get(pk=pair.first_id), Person._base_manager.get(pk=pair.second_id)
    if keep == "second":
        kept, away = away, kept
    if kept.merged_into_id or away.merged_into_id:
        raise ActionRefused("没有合并：其中一条刚被并入别的记录，请刷新页面核对")
    chosen = {"name": name, "identity": identity, "phone": phone, "ethnicity": ethnicity}
    taken = [item for item, side in chosen.items() if side and side != keep]
    made = Merge(kept=kept, away=away, taken=taken, by_name=str(by.account))
    for field in KEPT_BACK:
        setattr(made, field, getattr(kept, field))
    steps = Steps()
    try:
        _join(kept, away, steps, from_away=bool(background) and background != keep)
    except ProtectedError as held:
        raise ActionRefused("没有合并：重复的从业经历下还挂着别的业务记录，请先办结或更正它们") from held
    made.steps = steps.done
    away.merged_into = kept
    away.save()
    for item in taken:
        for field in CHOICES[item]:
            setattr(kept, field, getattr(away, field))
    kept.save()
    made.save()
    pair.state, pair.merge, pair.reason = "merged", made, reason
    pair.save()
    refresh([kept.pk, away.pk])
    survivor: Worker = Worker._base_manager.get(pk=kept.pk)
    audit.record(
        "worker.merged", "并入一条重复记录", target=survivor, after={"并入编号": str(away.pk)}, reason=reason
    )
    return survivor


class UndoForm(ActionForm):
    """Why the two are two again."""

    reason = forms.CharField(label="撤销理由", max_length=400)


@action(
    "worker.unmerge",
    title="撤销合并",
    by=(UNION_OFFICER,),
    form=UndoForm,
    target=Duplicate,
    when=lambda pair: pair.state == "merged" and pair.merge_id is not None,
    danger=True,
    warning="恢复成合并前的两条记录；合并以后更正过的内容保持更正后的样子，合并以后新登记的留在保留的记录上。",
)
def unmerge(pair: Duplicate, *, by: Post, reason: str) -> Worker:
    """Two records again, as they were."""
    made = Merge._base_manager.get(pair=pair)
    for one in sorted((made.kept_id, made.away_id)):
        lock(one)
    kept, away = Person._base_manager.get(pk=made.kept_id), Person._base_manager.get(pk=made.away_id)
    if kept.merged_into_id is not None:
        raise ActionRefused("没有撤销：保留的记录后来又并入了别的记录，请先撤销后一次合并")
    for item in made.taken:
        for field in CHOICES[item]:
            if field in KEPT_BACK and getattr(kept, field) == getattr(away, field):
                setattr(kept, field, getattr(made, field))
                if field in ("id_number", "phone"):
                    sealed = getattr(made, field)
                    index = blind(sealed.reveal(), sealed.kind) if sealed else None
                    setattr(kept, {"id_number": "id_index", "phone": "phone_index"}[field], index)
    kept.save()
    away.merged_into = None
    away.save()
    undo(made.steps)
    made.undone_at = timezone.now()
    made.save()
    pair.state, pair.merge = "open", None
    pair.save()
    refresh([kept.pk, away.pk])
    survivor: Worker = Worker._base_manager.get(pk=kept.pk)
    audit.record(
        "worker.unmerged", "撤销合并", target=survivor, after={"恢复编号": str(away.pk)}, reason=reason
    )
    return survivor


class DifferentForm(ActionForm):
    """Why they are two persons."""

    reason = forms.CharField(
        label="判断依据", max_length=400, required=False, help_text="如身份证照片不同、本人确认"
    )


@action(
    "worker.different",
    title="不是同一人",
    by=(UNION_OFFICER,),
    form=DifferentForm,
    target=Duplicate,
    when=lambda pair: pair.state == "open",
)
def different(pair: Duplicate, *, by: Post, reason: str = "") -> Duplicate:
    """The pair is judged and will not be offered again."""
    pair.state, pair.reason = "different", reason
    pair.save()
    return pair


class Steps:
    """Does things to dated rows and writes each down, so that it can be undone."""

    def __init__(self) -> None:
        self.done: list[dict[str, Any]] = []

    def change(self, row: models.Model, **fields: Any) -> None:
        """Set fields of a row."""
        before = {name: _plain(row, name) for name in fields}
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
        after = {name: _plain(row, name) for name in fields}
        self.done.append({"do": "change", **_key(row), "before": before, "after": after})

    def delete(self, row: models.Model) -> None:
        """Take a row out, keeping all it said."""
        whole = {field.attname: _plain(row, field.attname) for field in row._meta.concrete_fields}
        self.done.append({"do": "delete", **_key(row), "before": whole})
        row.delete()


def undo(steps: Iterable[dict[str, Any]]) -> None:
    """Undo steps from the last to the first. What was changed since, or is gone, is left alone."""
    for step in reversed(list(steps)):
        model = apps.get_model(step["table"])
        before = {
            name: model._meta.get_field(_field(model, name)).to_python(v)
            for name, v in step["before"].items()
        }
        if step["do"] == "delete":
            model(**before).save(force_insert=True)
            continue
        row = model._base_manager.filter(pk=step["row"]).first()
        if row is None:
            continue
        for name, value in before.items():
            if _plain(row, name) == step["after"][name]:
                setattr(row, name, value)
        row.save()


def _key(row: models.Model) -> dict[str, Any]:
    """Which row."""
    return {"table": row._meta.label_lower, "row": row.pk}


def _field(model: type[models.Model], attname: str) -> str:
    """person_id → person."""
    return next(field.name for field in model._meta.concrete_fields if attname in (field.attname, field.name))


def _plain(row: models.Model, name: str) -> Any:
    """A field's value as JSON keeps it; keys, numbers and truth as they are, days as text."""
    value = getattr(row, name)
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _join(kept: Person, away: Person, steps: Steps, *, from_away: bool) -> None:
    """Bring everything of the away record to the kept one; clashes first, then what is left moves as it is."""
    _join_employments(kept, away, steps)
    _join_memberships(kept, away, steps)
    for level in Education._base_manager.filter(person=away).order_by("pk"):
        twin = Education._base_manager.filter(person=kept, level=level.level).first()
        if twin is not None:
            if twin.since is None and level.since is not None:
                steps.change(twin, since=level.since)
            steps.delete(level)
    backgrounds = [list(one.backgrounds.order_by("pk")) for one in (kept, away)]
    if all(backgrounds):
        for spell in backgrounds[0 if from_away else 1]:
            steps.delete(spell)
    relations: list[Any] = [*Person._meta.related_objects]
    for relation in relations:
        if relation.related_model._meta.label_lower not in OWN and not relation.many_to_many:
            field = relation.field.attname
            for row in relation.related_model._base_manager.filter(**{field: away.pk}).order_by("pk"):
                steps.change(row, **{field: kept.pk})


def _join_employments(kept: Person, away: Person, steps: Steps) -> None:
    """The same start at the same employer is one employment: contracts and wages come together in the kept one."""
    for row in Employment._base_manager.filter(person=away, employer__isnull=False).order_by("pk"):
        twin = Employment._base_manager.filter(person=kept, employer=row.employer_id, since=row.since).first()
        if twin is None:
            continue
        for name, key in (("contracts", "since"), ("wages", "month")):
            have = set(getattr(twin, name).values_list(key, flat=True))
            for part in getattr(row, name).order_by("pk"):
                if getattr(part, key) in have:
                    steps.delete(part)
                else:
                    steps.change(part, employment_id=twin.pk)
        blank = {name: getattr(row, name) for name in ("post", "occupation", "platform", "group")}
        fill = {name: value for name, value in blank.items() if value and not getattr(twin, name)}
        if fill:
            steps.change(twin, **fill)
        steps.delete(row)


def _join_memberships(kept: Person, away: Person, steps: Steps) -> None:
    """Two open memberships: of one union (or an unnamed one) they are one; else the earlier ends as the later begins."""
    ours = UnionMembership._base_manager.filter(person=kept, until=None).first()
    theirs = UnionMembership._base_manager.filter(person=away, until=None).first()
    if ours is None or theirs is None:
        return
    same = ours.union_id == theirs.union_id or None in (ours.union_id, theirs.union_id)
    since, other = ours.since, theirs.since
    if not same and since and other and since != other:
        early, begins = (ours, other) if since < other else (theirs, since)
        steps.change(early, until=begins - timedelta(days=1))
        return
    steps.delete(theirs)
    first = min((day for day in (since, other) if day), default=None) if same else since
    union = ours.union_id or theirs.union_id
    if (first, union) != (since, ours.union_id):
        steps.change(ours, since=first, union_id=union)
