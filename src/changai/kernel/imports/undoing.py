"""Undoing a whole import: refused while anything hangs on it, else all of it in one transaction."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from changai.kernel.audit import record
from changai.kernel.audit.entries import actor_of
from changai.kernel.imports.database import is_postgres, one_at_a_time
from changai.kernel.imports.kinds import ImportRefused, kinds
from changai.kernel.imports.models import Batch, RowChange

if TYPE_CHECKING:
    from changai.kernel.access.models import Post

DERIVED = frozenset({"people_worker"})  # cards are made again, nothing else hangs on them


@dataclass
class Effect:
    """What an undo would do, or why it can't: `obstacles` are sentences."""

    removed: dict[str, int] = field(default_factory=dict)
    restored: int = 0
    obstacles: list[str] = field(default_factory=list)


def effect(batch: Batch) -> Effect:
    """What undoing this import would do."""
    found = Effect(restored=batch.changes.count())
    if batch.state != "done":
        found.obstacles.append(f"这批导入现在是“{batch.get_state_display()}”，没有可以撤销的内容")
        return found
    tables = _models()
    for table, ranges in batch.ranges.items():
        title = str(tables[table]._meta.verbose_name)
        found.removed[title] = found.removed.get(title, 0) + sum(last - first + 1 for first, last in ranges)
    found.obstacles += _later_imports(batch) + _later_acts(batch, tables) + _hanging_on(batch, tables)
    return found


def undo(batch: Batch, *, by: "Post | None") -> Effect:
    """Undo the import. Raises ImportRefused, saying what hangs on it. by: None is the installation itself."""
    kind = kinds().get(batch.kind)
    if by is not None and (kind is None or by.role not in kind.by):
        raise ImportRefused(f"{by}不能撤销这批导入，请换用有权办理的岗位")
    with one_at_a_time():
        batch = Batch._base_manager.select_for_update().get(pk=batch.pk)
        found = effect(batch)
        if found.obstacles:
            raise ImportRefused("不能撤销：" + "；".join(found.obstacles))
        persons = _persons(batch)
        tables = _models()
        for change in batch.changes.order_by("-pk").iterator(2000):
            _restore(tables[change.table], change)
        _remove_cards(batch)
        for table in reversed(_by_dependence(list(batch.ranges), tables)):
            for first, last in batch.ranges[table]:
                _delete(table, str(tables[table]._meta.pk.column), first, last)
        if kind is not None and kind.refresh and persons:
            kind.refresh(persons)
        batch.state = "undone"
        batch.save(update_fields=["state"])
        record(
            "import.undo",
            "撤销导入",
            target=batch,
            after={"removed": found.removed, "restored": found.restored, "at": timezone.now().isoformat()},
            by=actor_of(by) if by else None,
        )
    return found


def _models() -> dict[str, type[models.Model]]:
    """Table → model."""
    return {model._meta.db_table: model for model in apps.get_models()}


def _later_imports(batch: Batch) -> list[str]:
    """Later imports that changed what this one made or changed."""
    later = RowChange.objects.filter(batch_id__gt=batch.pk, batch__state="done")
    ours: Any = models.Q(pk__in=[])
    for table, ranges in batch.ranges.items():
        for first, last in ranges:
            ours |= models.Q(table=table, object_id__range=(first, last))
    mine = batch.changes.filter(table=models.OuterRef("table"), object_id=models.OuterRef("object_id"))
    touched = later.filter(ours | models.Exists(mine)).values_list("batch__file_name", flat=True).distinct()
    return [f"之后的导入“{name}”又改动了其中的记录，请先撤销那一批" for name in touched[:3]]


def _later_acts(batch: Batch, tables: dict[str, type[models.Model]]) -> list[str]:
    """Acts of people on what this import made or changed."""
    entry = apps.get_model("audit", "Entry")
    found = []
    for table, model in tables.items():
        label = model._meta.label_lower
        ids = [f"{first}-{last}" for first, last in batch.ranges.get(table, [])]
        changed = list(batch.changes.filter(table=table).values_list("object_id", flat=True)[:50_000])
        if not ids and not changed:
            continue
        acts = entry.objects.filter(object_type=label, at__gt=batch.done_at).exclude(
            action__startswith="vault."
        )
        touched = {int(pk) for pk in acts.values_list("object_id", flat=True).distinct() if pk.isdigit()}
        mine = {
            pk
            for pk in touched
            if pk in set(changed) or any(first <= pk <= last for first, last in batch.ranges.get(table, []))
        }
        if mine:
            found.append(f"其中 {len(mine)} 条{model._meta.verbose_name}在导入之后又办理过事项")
    return found


def _hanging_on(batch: Batch, tables: dict[str, type[models.Model]]) -> list[str]:
    """Records of others that refer to what this import made."""
    found = []
    for table, ranges in batch.ranges.items():
        for relation in _references(tables[table]):
            other = relation.model._meta
            if other.db_table in DERIVED or relation.many_to_many:
                continue
            where = " OR ".join(
                f'"{relation.column}" BETWEEN {int(first)} AND {int(last)}' for first, last in ranges
            )
            own = "".join(
                f' AND NOT ("{other.pk.column}" BETWEEN {int(first)} AND {int(last)})'
                for first, last in _own(batch, relation.model)
            )
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT count(*) FROM "{other.db_table}" WHERE ({where}){own}')
                count = cursor.fetchone()[0]
            if count:
                found.append(
                    f"有 {count} 条{other.verbose_name}是之后登记的，关联到导入的{tables[table]._meta.verbose_name}"
                )
    return found


def _own(batch: Batch, model: type[models.Model]) -> list[list[int]]:
    """Ranges of a model's rows that the batch made; one-to-one rows share the ranges of what they extend."""
    pk: Any = model._meta.pk
    while pk.remote_field:
        model = pk.remote_field.model
        pk = model._meta.pk
    return list(batch.ranges.get(model._meta.db_table, []))


def _references(model: type[models.Model]) -> list[Any]:
    """Foreign keys of all models that lead to this one."""
    return [
        one
        for other in apps.get_models()
        for one in other._meta.concrete_fields
        if one.is_relation and one.related_model is model
    ]


def _persons(batch: Batch) -> list[int]:
    """Persons known before whose records change with the undo."""
    found = set(
        batch.changes.exclude(person_id=None).order_by().values_list("person_id", flat=True).distinct()
    )
    tables = _models()
    made = batch.ranges.get("parties_person", [])
    for table, ranges in batch.ranges.items():
        if any(one.column == "person_id" for one in tables[table]._meta.concrete_fields):
            for first, last in ranges:
                rows = tables[table]._base_manager.filter(pk__range=(first, last)).order_by()
                found.update(rows.values_list("person_id", flat=True).distinct())
        if any(one.column == "employment_id" for one in tables[table]._meta.concrete_fields):
            for first, last in ranges:
                rows = tables[table]._base_manager.filter(pk__range=(first, last)).order_by()
                found.update(rows.values_list("employment__person_id", flat=True).distinct())
    known = (pk for pk in found if pk is not None)
    return sorted(pk for pk in known if not any(first <= pk <= last for first, last in made))


def _restore(model: type[models.Model], change: RowChange) -> None:
    """Put the fields back as they were."""
    fields = {one.column: one for one in model._meta.concrete_fields}
    names, values = [], []
    for column, value in change.before.items():
        binary = isinstance(fields[column], models.BinaryField)
        kept = bytes.fromhex(value) if binary and value is not None else value
        if kept is None and not fields[column].null:
            kept = ""
        cast = "::date" if isinstance(fields[column], models.DateField) and is_postgres() else ""
        names.append(f'"{column}" = %s{cast}')
        values.append(kept)
    if names:
        pk = model._meta.pk.column  # type: ignore[union-attr]  # every model has one
        with connection.cursor() as cursor:
            cursor.execute(
                f'UPDATE "{model._meta.db_table}" SET {", ".join(names)} WHERE "{pk}" = %s',
                [*values, change.object_id],
            )


def _remove_cards(batch: Batch) -> None:
    """Rows that extend made rows one to one (cards, employers, unions) go first."""
    tables = _models()
    for table in batch.ranges:
        for relation in _references(tables[table]):
            if relation.primary_key:
                for first, last in batch.ranges[table]:
                    _delete(relation.model._meta.db_table, relation.column, first, last)


def _delete(table: str, column: str, first: int, last: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{table}" WHERE "{column}" BETWEEN %s AND %s', [first, last])


def _by_dependence(names: list[str], tables: dict[str, type[models.Model]]) -> list[str]:
    """Tables so that each comes after those it refers to."""
    ordered: list[str] = []

    def visit(name: str) -> None:
        for one in tables[name]._meta.concrete_fields:
            other = one.related_model._meta.db_table if one.is_relation else None  # type: ignore[union-attr]
            if other in names and other != name and other not in ordered:
                visit(other)
        if name not in ordered:
            ordered.append(name)

    for name in names:
        visit(name)
    return ordered
