"""Undoing a whole import: refused while anything hangs on it, else all of it in one transaction."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from changai.kernel.access.scope import ScopeBy
from changai.kernel.audit import record
from changai.kernel.audit.entries import actor_of
from changai.kernel.imports.database import is_postgres, one_at_a_time
from changai.kernel.imports.kinds import ImportRefused, kinds
from changai.kernel.imports.models import Batch, RowChange
from changai.kernel.vault.cipher import blind, unseal
from changai.kernel.vault.fields import BlindIndexField, SealedField

if TYPE_CHECKING:
    from changai.kernel.access.models import Post

READS = ("personal.read", "vault.unmask")  # entries that changed nothing
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
        if by is not None and not found.obstacles:
            found.obstacles += _beyond(batch, by, _models())
        if found.obstacles:
            raise ImportRefused("不能撤销：" + "；".join(found.obstacles))
        persons = _persons(batch)
        tables = _models()
        for change in batch.changes.order_by("-pk").iterator(2000):
            _restore(tables[change.table], change)
        _remove_found(batch, tables)
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
    acts = entry.objects.filter(at__gt=batch.done_at).exclude(action__in=READS).order_by()
    for model in tables.values():
        keys = acts.filter(object_type=model._meta.label_lower).values_list("object_id", flat=True)
        touched = sorted({int(pk) for pk in keys.distinct() if pk.isdigit()})
        ranges = _own(batch, model)
        mine = {pk for pk in touched if any(first <= pk <= last for first, last in ranges)}
        mine |= _changed(batch, model, touched)
        if mine:
            found.append(f"其中 {len(mine)} 条{model._meta.verbose_name}在导入之后又办理过事项")
    return found


def _changed(batch: Batch, model: type[models.Model], keys: list[int]) -> set[int]:
    """Which of these records the batch changed; an act on a card may be about anything of the person."""
    root = _root(model)
    found: set[int] = set()
    for at in range(0, len(keys), 500):
        some = keys[at : at + 500]
        rows = batch.changes.filter(table__in=[model._meta.db_table, root._meta.db_table])
        found.update(rows.filter(object_id__in=some).values_list("object_id", flat=True))
        if root._meta.label_lower == "parties.person":
            people = batch.changes.filter(person_id__in=some).values_list("person_id", flat=True)
            found.update(pk for pk in people if pk is not None)
    return found


def _beyond(batch: Batch, by: "Post", tables: dict[str, type[models.Model]]) -> list[str]:
    """Records of the import that the post does not reach: nobody changes by an undo what he may not see."""
    found = []
    changed = set(batch.changes.order_by().values_list("table", flat=True).distinct())
    for table in {*batch.ranges, *changed}:
        model = tables[table]
        if not isinstance(scope := getattr(model, "scope", None), ScopeBy):
            continue
        ours = models.Q(pk__in=batch.changes.filter(table=table).values("object_id"))
        for first, last in batch.ranges.get(table, []):
            ours |= models.Q(pk__range=(first, last))
        rows = model._base_manager.filter(ours).order_by()
        beyond = rows.count() - rows.filter(scope.condition(by.scope)).count()
        if beyond:
            found.append(
                f"其中 {beyond} 条{model._meta.verbose_name}不在{by}的管理范围内，请由管辖全部记录的岗位撤销"
            )
    return found


def _hanging_on(batch: Batch, tables: dict[str, type[models.Model]]) -> list[str]:
    """Records of others that refer to what this import made."""
    found = []
    for table, ranges in batch.ranges.items():
        for relation in _references(tables[table]):
            other = relation.model._meta
            if other.db_table in DERIVED or relation.many_to_many:
                continue
            rows = relation.model._base_manager.filter(_within(relation.attname, ranges))
            rows = rows.exclude(_within("pk", _own(batch, relation.model)))
            count = rows.exclude(_found_again(relation.model)).order_by().count()
            if count:
                found.append(
                    f"有 {count} 条{other.verbose_name}是之后登记的，关联到导入的{tables[table]._meta.verbose_name}"
                )
    return found


def _within(name: str, ranges: list[list[int]]) -> models.Q:
    """The column lies in one of the ranges; no range holds nothing."""
    condition = models.Q(pk__in=[])
    for first, last in ranges:
        condition |= models.Q(**{f"{name}__gte": first, f"{name}__lte": last})  # keys have no range
    return condition


def _found_again(model: type[models.Model]) -> models.Q:
    """Rows that a search made and would make again, as the model declares in `found_again`; of most models none."""
    found: models.Q = getattr(model, "found_again", models.Q(pk__in=[]))
    return found


def _remove_found(batch: Batch, tables: dict[str, type[models.Model]]) -> None:
    """What a search found among the made rows goes with them."""
    for table, ranges in batch.ranges.items():
        for relation in _references(tables[table]):
            if hasattr(relation.model, "found_again"):
                rows = relation.model._base_manager.filter(_within(relation.attname, ranges))
                rows.filter(_found_again(relation.model)).delete()


def _own(batch: Batch, model: type[models.Model]) -> list[list[int]]:
    """Ranges of a model's rows that the batch made; one-to-one rows share the ranges of what they extend."""
    return list(batch.ranges.get(_root(model)._meta.db_table, []))


def _root(model: type[models.Model]) -> type[models.Model]:
    """The model whose keys this one shares: itself, or what it extends one to one."""
    pk: Any = model._meta.pk
    while pk.remote_field:
        model = pk.remote_field.model
        pk = model._meta.pk
    return model


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
    fields: dict[str, Any] = {str(one.column): one for one in model._meta.concrete_fields}
    names, values = [], []
    for column, value in change.before.items():
        binary = isinstance(fields[column], models.BinaryField)
        kept = bytes.fromhex(value) if binary and value is not None else value
        if isinstance(fields[column], BlindIndexField) and kept is not None:
            kept = _index(fields, fields[column].of, change, kept)
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


def _index(fields: dict[str, Any], sealed: str, change: RowChange, kept: bytes) -> bytes:
    """The blind index of a value put back, made anew: the index key may be another than at the import."""
    field, blob = fields[sealed], change.before.get(sealed)
    if not isinstance(field, SealedField) or not blob:
        return kept
    return blind(unseal(bytes.fromhex(blob), field.kind), field.kind)


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
