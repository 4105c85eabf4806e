"""Putting plans down: new records in bulk, changed ones with what they were before."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, models

from changai.kernel.imports import database
from changai.kernel.imports.models import Batch, RowChange
from changai.kernel.imports.stage import Stage
from changai.kernel.imports.targets import Plan
from changai.kernel.vault.cipher import seal_many

BLOCK = 10_000
CHANGE = ("batch_id", "person_id", "table", "object_id", "before", "after")


def write(stage: Stage, plan: Plan, batch: Batch) -> None:
    """Insert the new, update the changed, remember what was changed."""
    target = plan.target
    if plan.new:
        columns = [*([] if target.own_key else ["id"]), *target.columns]
        database.insert(target.table, columns, _rows(stage, plan, columns))
        if not target.own_key:
            batch.ranges.setdefault(target.table, []).append([plan.first, plan.first + plan.new - 1])
    if plan.changed:
        _update(stage, plan, batch)


def _rows(stage: Stage, plan: Plan, columns: Sequence[str]) -> Iterator[list[tuple[Any, ...]]]:
    """New rows as the database takes them: no NULL texts, dates as text for SQLite, sealed columns sealed."""
    types, fields = (
        stage.types(plan.table),
        {one.column: one for one in plan.target.model._meta.concrete_fields},
    )
    parts = []
    for one in columns:
        part = f'"{one}"'
        if types[one] == "DATE" and not database.is_postgres():
            part = f"CAST({part} AS VARCHAR)"
        elif isinstance(fields[one], models.CharField) and not fields[one].null:
            part = f"coalesce({part}, '')"
        parts.append(part)
    sealed = {columns.index(name): kind for name, kind in plan.target.sealed.items() if name in columns}
    sql = f"SELECT {', '.join(parts)} FROM {plan.table} WHERE state = 'new' ORDER BY id"
    for block in stage.blocks(sql, BLOCK):
        if not sealed:
            yield block
            continue
        lists: list[Any] = list(zip(*block, strict=True))
        for at, kind in sealed.items():
            lists[at] = _seal(lists[at], kind)
        yield list(zip(*lists, strict=True))


def _seal(values: Sequence[Any], kind: str) -> list[Any]:
    """Texts sealed, blanks left blank."""
    blobs = iter(seal_many([value for value in values if value is not None], kind))
    return [None if value is None else next(blobs) for value in values]


def _update(stage: Stage, plan: Plan, batch: Batch) -> None:
    """Write changed columns (a blank in the file erases nothing) and a RowChange for each record."""
    target, compare = plan.target, plan.target.compare
    types = stage.types(plan.table)
    casts = {one: "::date" if types[one] == "DATE" and database.is_postgres() else "" for one in compare}
    sets = ", ".join(f'"{one}" = coalesce(%s{casts[one]}, "{one}")' for one in compare)
    statement = f'UPDATE "{target.table}" SET {sets} WHERE "{target.model._meta.pk.column}" = %s'
    shown = [
        f'CAST({prefix}{one}" AS VARCHAR)' if types[one] == "DATE" else f'{prefix}{one}"'
        for prefix in ('"', '"old_')
        for one in compare
    ]
    sql = (
        f"SELECT id, {target.person or 'NULL'}, {', '.join(shown)} FROM {plan.table} WHERE state = 'changed'"
    )
    width = len(compare)
    for block in stage.blocks(f"{sql} ORDER BY id", BLOCK):
        updates, changes = [], []
        for row in block:
            new = _differences(
                plan, dict(zip(compare, row[2 : 2 + width], strict=True)), row[2 + width :], compare
            )
            before = dict(zip(compare, row[2 + width :], strict=True))
            updates.append((*new.values(), row[0]))
            written = [one for one in new if new[one] is not None]
            held = [json.dumps({one: _kept(values[one]) for one in written}) for values in (before, new)]
            changes.append((batch.pk, row[1], target.table, row[0], *held))
        with connection.cursor() as cursor:
            cursor.executemany(statement, updates)
        database.insert(RowChange._meta.db_table, CHANGE, [changes])


def _differences(
    plan: Plan, new: dict[str, Any], old: Sequence[Any], compare: Sequence[str]
) -> dict[str, Any]:
    """The values to write, None where nothing is to be written; sealed columns sealed if their index differs."""
    sealed = plan.target.sealed
    changed = {
        one: value if value is not None and value != before else None
        for (one, value), before in zip(new.items(), old, strict=True)
    }
    for one, kind in sealed.items():
        if one in changed:
            moved = changed.get(f"{one}_index") is not None
            changed[one] = seal_many([new[one]], kind)[0] if moved else None
    return changed


def _kept(value: Any) -> Any:
    """A value as JSON: sealed bytes in hex."""
    return value.hex() if isinstance(value, bytes) else value
