"""What a worker's page shows beside plain facts: the state on the chosen day, and everything that was changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q
from django.http import HttpRequest

from changai.domains.workforce.employment.models import CONTRACT_KINDS, GROUPS, Contract, Employment, Wage
from changai.domains.workforce.people.models import Worker
from changai.domains.workforce.people.queries import CODES, DATED, as_it_was
from changai.domains.workforce.qualifications.models import SKILL_LEVELS
from changai.kernel.actions import registry
from changai.kernel.audit.models import Entry
from changai.kernel.imports.models import Batch, RowChange
from changai.kernel.parties.models import Organisation, Person
from changai.kernel.screens.codes import industry_name, occupation_name, region_name
from changai.kernel.screens.columns import fetch, resolve
from changai.kernel.screens.declare import Column, Panel

STATE = [
    Column("employer"),
    Column("region", title="从业地区"),
    Column("industry", show=industry_name),
    Column("post"),
    Column("occupation", show=occupation_name),
    Column("group", choices=GROUPS),
    Column("employed_since"),
    Column("employed_until"),
    Column("contract_kind", choices=CONTRACT_KINDS),
    Column("contract_until"),
    Column("wage_fen"),
    Column("education", show=CODES["education"]),
    Column("skill_rank", choices=SKILL_LEVELS),
    Column("household_region", show=region_name),
    Column("migrant"),
    Column("political_status", show=CODES["political_status"]),
    Column("union_member"),
]
LIMIT = 200


@dataclass(frozen=True)
class Change:
    """One act on a person's records: when, what, by whom, why, and each value before and after."""

    at: datetime
    title: str
    by: str
    reason: str = ""
    lines: list[tuple[str, str, str]] = field(default_factory=list)


def state(worker: Worker, request: HttpRequest) -> dict[str, Any]:
    """The card as it is, or as it was on the frame's day; None if the person was not at work then."""
    frame = request.frame  # type: ignore[attr-defined]  # FrameMiddleware
    then: Any = worker
    if not frame.is_today:
        then = as_it_was(Worker.objects.filter(pk=worker.pk), frame.as_of).first()
    facts = [(one.title, one.text(then), one.right) for one in resolve(Worker, STATE)] if then else []
    return {
        "day": frame.as_of,
        "present": frame.is_today,
        "facts": facts,
        "working": bool(then and then.working),
    }


def dated(
    model: type[Model],
    columns: Sequence[str | Column],
    *,
    screen: str,
    order: str,
    since: str = "since",
    limit: int = 50,
) -> Panel:
    """A section with the person's rows of a dated table: all of them, or those begun by the frame's day."""

    def context(worker: Worker, request: HttpRequest) -> dict[str, Any]:
        frame = request.frame  # type: ignore[attr-defined]  # FrameMiddleware
        owner = "employment__person" if model in (Contract, Wage) else "person"
        rows = model._default_manager.filter(**{owner: worker.pk}).order_by(order, "-pk")
        if not frame.is_today:
            rows = rows.filter(Q(**{f"{since}__isnull": True}) | Q(**{f"{since}__lte": frame.as_of}))
        shown = resolve(model, columns)
        found = list(fetch(rows, shown)[: limit + 1])
        return {
            "columns": shown,
            "rows": [
                {
                    "href": frame.link(f"/{screen}/{row.pk}/"),
                    "cells": [(column, column.text(row)) for column in shown],
                }
                for row in found[:limit]
            ],
            "more": len(found) > limit,
            "limit": limit,
            "empty": "没有记录。" if frame.is_today else "到这一天还没有记录。",
        }

    return Panel("changai/record/related.html", context)


def history(worker: Worker, request: HttpRequest | None = None) -> dict[str, Any]:
    """Everything that was done to the person's records, newest first: verbs, imports, merges."""
    names = Names()
    changes = sorted(
        [*_acts(worker.pk, names), *_imports(worker.pk, names)], key=lambda one: one.at, reverse=True
    )
    return {"changes": changes[:LIMIT], "more": len(changes) > LIMIT}


class Names:
    """Field names and codes → what officers call them."""

    def __init__(self) -> None:
        self._units: dict[str, str] = {}

    def line(self, model: type[Model], name: str, before: str, after: str) -> tuple[str, str, str]:
        """A changed field: title, value before, value after."""
        owner: type[Model] = model
        title = name
        for step in name.split("."):
            try:
                found: Any = owner._meta.get_field(step.removesuffix("_id") if step != "person_id" else step)
            except FieldDoesNotExist:
                found = next((one for one in DATED if one._meta.model_name == step), None)
                if found is not None:
                    owner = found
                    continue
                return title, before, after
            title, owner = str(getattr(found, "verbose_name", step)), found.related_model or owner
        return title.removesuffix("（分）"), self.text(found, before), self.text(found, after)

    def text(self, found: Any, value: Any) -> str:
        """A value as officers read it."""
        if value in (None, "", "None"):
            return "—"
        if isinstance(value, str) and getattr(found, "kind", None) and "*" not in value:
            return "（已加密）"
        if found.related_model is Organisation:
            return self._unit(value)
        if found.name in CODES:
            return CODES[found.name](str(value))
        if found.name == "skill_rank":
            return str(dict(SKILL_LEVELS).get(int(value), value))
        if found.name.endswith("_fen"):
            return f"{int(value) / 100:,.2f} 元"
        choices = {str(key): str(title) for key, title in found.flatchoices}
        return choices.get(str(value), {"True": "是", "False": "否"}.get(str(value), str(value)))

    def _unit(self, key: Any) -> str:
        """A unit's name, asked for once; units are no personal data."""
        text = str(key)
        if text not in self._units:
            unit = Organisation._base_manager.filter(pk=key).first()
            self._units[text] = unit.name if unit else text
        return self._units[text]


def _acts(person_id: int, names: Names) -> Iterator[Change]:
    """Audit entries of verbs on the person, on the card, and on dated records, those taken back included."""
    about = Q(pk__in=[])
    for kind, keys in _objects(_merged(person_id)).items():
        about |= Q(object_type=kind, object_id__in=sorted(keys))
    entries = Entry.objects.filter(about).exclude(action="personal.read").order_by("-id")
    for entry in entries[: LIMIT + 1]:
        model = apps.get_model(entry.object_type)
        shown = [
            names.line(model, name, entry.before.get(name, ""), entry.after.get(name, ""))
            for name in dict.fromkeys([*entry.before, *entry.after])
            if name.split(".")[-1] not in ("id", "person", "employment", "条数")
        ]
        yield Change(
            entry.at,
            entry.title,
            f"{entry.account_name} {entry.post_title}".strip(),
            entry.reason,
            list(dict.fromkeys(shown)),
        )


def _objects(people: list[int]) -> dict[str, set[str]]:
    """Table → keys of everything that is or was recorded of these persons."""
    keys = {str(one) for one in people}
    found = {Worker._meta.label_lower: keys, Person._meta.label_lower: keys}
    for model in (one for one in DATED if one not in (Contract, Wage)):
        found[model._meta.label_lower] = _present(model, person_id__in=people) | _taken_back(
            model, person=keys
        )
    works = found[Employment._meta.label_lower]
    for model in (Contract, Wage):
        found[model._meta.label_lower] = _present(model, employment_id__in=works) | _taken_back(
            model, employment=works
        )
    return found


def _present(model: type[Model], **owner: Any) -> set[str]:
    """Keys of rows that are there."""
    return {str(one) for one in model._base_manager.filter(**owner).values_list("pk", flat=True)}


def _taken_back(model: type[Model], **owner: set[str]) -> set[str]:
    """Keys of rows that were taken back, told by what the audit holds of them."""
    ((name, keys),) = owner.items()
    verbs = [key for key, verb in registry.items() if verb.target is model and key.endswith(".withdraw")]
    entries = Entry.objects.filter(action__in=verbs, **{f"before__{name}__in": sorted(keys)})
    return set(entries.values_list("object_id", flat=True))


def _imports(person_id: int, names: Names) -> Iterator[Change]:
    """Imports that made or changed the person's records; as many queries for one import as for a thousand."""
    people = _merged(person_id)
    mine = {model: _keys(model, people) for model in (Person, *DATED)}
    changes: dict[int, list[RowChange]] = {}
    for change in RowChange.objects.filter(person_id__in=people).order_by("pk"):
        changes.setdefault(change.batch_id, []).append(change)
    batches = Batch._base_manager.filter(state__in=["done", "undone"], done_at__isnull=False)
    for batch in batches.only("state", "ranges", "done_at", "created_at", "account_name", "file_name"):
        made = [str(model._meta.verbose_name) for model, keys in mine.items() if _made(batch, model, keys)]
        lines = [line for change in changes.get(batch.pk, []) for line in _changed(change, names)]
        if made or lines:
            title = "导入" + (f"：新增{'、'.join(made)}" if made else "")
            undone = "（已撤销）" if batch.state == "undone" else ""
            yield Change(
                batch.done_at or batch.created_at,
                title + undone,
                batch.account_name,
                f"文件“{batch.file_name}”",
                lines,
            )


def _keys(model: type[Model], people: list[int]) -> list[int]:
    """Keys of the persons' rows in a table."""
    owner = {Person: "pk", Contract: "employment__person", Wage: "employment__person"}.get(model, "person")
    return list(model._base_manager.filter(**{f"{owner}__in": people}).values_list("pk", flat=True))


def _made(batch: Batch, model: type[Model], keys: list[int]) -> bool:
    """Whether the batch made one of these rows of the table."""
    ranges = batch.ranges.get(model._meta.db_table, [])
    return any(first <= key <= last for first, last in ranges for key in keys)


def _changed(change: RowChange, names: Names) -> Iterator[tuple[str, str, str]]:
    """The fields that an import changed; sealed values are only said to have changed."""
    model = next((one for one in apps.get_models() if one._meta.db_table == change.table), None)
    if model is not None:
        for column in change.after:
            if not column.endswith("_index"):
                yield names.line(model, column, change.before.get(column, ""), change.after.get(column, ""))


def _merged(person_id: int) -> list[int]:
    """The person and all records merged into it."""
    found = [person_id]
    for one in found:
        found += Person._base_manager.filter(merged_into=one).values_list("pk", flat=True)
    return found
