"""Each correction of a draft is kept as the rows that it touched, before and after, and can be taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from django.utils import timezone

from changai.domains.reform.plans.models import Change, Doubt, Duty, Measure, PlanVersion, Target
from changai.kernel.access.models import Post
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.actions import ActionRefused, action

# Those that others point at come first.
MODELS: dict[str, tuple[type[models.Model], str]] = {
    "measure": (Measure, "version"),
    "duty": (Duty, "measure__version"),
    "target": (Target, "version"),
    "doubt": (Doubt, "version"),
}
State = dict[str, dict[str, dict[str, Any]]]


def state(version: PlanVersion) -> State:
    """Every row of a version: kind → key → field → JSON value."""
    found: State = {}
    for kind, (model, path) in MODELS.items():
        rows = model._base_manager.filter(**{path: version})
        found[kind] = {str(one.pk): _plain(one) for one in rows}
    return found


def _plain(row: models.Model) -> dict[str, Any]:
    """A row's fields as JSON values."""
    shown = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        plain = value is None or isinstance(value, str | int | bool)
        shown[field.attname] = value if plain else field.value_to_string(row)
    return shown


@contextmanager
def changing(version: PlanVersion, title: str, about: object, by: Post) -> Iterator[None]:
    """Hold a draft while a correction is made, and keep what it did. Refuses what is no draft any more."""
    fresh = PlanVersion._base_manager.select_for_update(of=("self",)).get(pk=version.pk)
    if not fresh.draft:
        raise ActionRefused(
            f"没有更正：这份方案现在是“{fresh.get_state_display()}”，确认过的方案只能用新版本替代，请上传修订后的文件"
        )
    before = state(version)
    yield
    after = state(version)
    rows = {
        kind: {
            key: [before[kind].get(key), after[kind].get(key)]
            for key in before[kind].keys() | after[kind].keys()
            if before[kind].get(key) != after[kind].get(key)
        }
        for kind in MODELS
    }
    rows = {kind: changed for kind, changed in rows.items() if changed}
    if rows:
        Change._base_manager.create(
            version=version, title=title, about=str(about)[:200], rows=rows, account_name=str(by.account)
        )


@action(
    "change.revert",
    title="收回更正",
    by=(UNION_OFFICER,),
    target=Change,
    when=lambda one: one.reverted_at is None and one.version.draft,
)
def revert(change: Change, *, by: Post) -> Change:
    """Put the rows back as they were. Refused where a later correction stands on this one."""
    PlanVersion._base_manager.select_for_update(of=("self",)).get(pk=change.version_id)
    now = state(change.version)
    for kind, rows in change.rows.items():
        for key, (_, after) in rows.items():
            if now[kind].get(key) != after:
                raise ActionRefused(f"没有收回：“{change}”之后，同一处又改过，请先收回后面的更正")
    for kind in reversed(MODELS):
        gone = [int(key) for key, (before, _) in change.rows.get(kind, {}).items() if before is None]
        MODELS[kind][0]._base_manager.filter(pk__in=gone).delete()
    for kind, (model, _) in MODELS.items():
        for before, _ in change.rows.get(kind, {}).values():
            if before is not None:
                _back(model, before)
    change.reverted_at = timezone.now()
    change.save(update_fields=["reverted_at"])
    return change


def _back(model: type[models.Model], before: dict[str, Any]) -> None:
    """A row as it was, whether it is still there or not."""
    values = {
        field.attname: field.to_python(before[field.attname])
        if field.attname == field.name
        else before[field.attname]
        for field in model._meta.concrete_fields
        if field.attname in before
    }
    if not model._base_manager.filter(pk=values["id"]).update(**values):
        model._base_manager.create(**values)
