"""Key rotation. Values are sealed anew in batches; killed at any moment it goes on where it stopped."""

import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from changai.kernel.vault.cipher import (
    VERSION,
    blind_many,
    seal,
    seal_many,
    unseal,
    unseal_many,
    version_of,
)
from changai.kernel.vault.fields import BlindIndexField, SealedField
from changai.kernel.vault.keyring import Keyring, key_path, keyring, write

BATCH = 2000
WAIT = 0.5  # seconds between two looks at open transactions
OPEN_WRITERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND backend_xid IS NOT NULL AND xact_start <= %s"
)

Report = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Column:
    """A sealed column and, where it has one, its blind index."""

    model: type[models.Model]
    field: SealedField
    index: BlindIndexField | None

    @property
    def title(self) -> str:
        """What an officer calls it."""
        return f"{self.model._meta.verbose_name}的{self.field.verbose_name}"

    def filled(self) -> "models.QuerySet[models.Model]":
        """Rows that hold a value, whatever the scope: keys concern every row and none is shown."""
        return self.model._base_manager.exclude(**{self.field.name: None})

    def stale(self, version: int) -> "models.QuerySet[models.Model]":
        """Rows whose value is sealed under another key than this."""
        column = connection.ops.quote_name(str(self.field.column))
        return self.filled().extra(
            where=[f"substr({column}, 1, {VERSION}) <> %s"], params=[version.to_bytes(VERSION, "big")]
        )

    def batches(self, found: "models.QuerySet[models.Model]") -> Iterator[list[tuple[object, bytes]]]:
        """(primary key, sealed value) of the found rows, in primary-key order."""
        last = None
        while True:
            rows = found.order_by("pk")
            if last is not None:
                rows = rows.filter(pk__gt=last)
            batch = [(pk, value.blob) for pk, value in rows.values_list("pk", self.field.name)[:BATCH]]
            if not batch:
                return
            yield batch
            last = batch[-1][0]

    def update(
        self, field: models.Field[Any, Any], rows: list[tuple[Any, ...]], unchanged: bool = False
    ) -> None:
        """Set a field by (new, pk); with `unchanged`, by (new, pk, old) where the value still is the old one."""
        quote = connection.ops.quote_name
        table, column = quote(self.model._meta.db_table), quote(str(field.column))
        key = quote(str(self.model._meta.pk.column))
        sql = f"UPDATE {table} SET {column} = %s WHERE {key} = %s"
        if unchanged:
            sql += f" AND {column} = %s"
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


@dataclass(frozen=True)
class Kept:
    """A model that keeps sealed values as hex within its JSON fields.

    sealed(row): where they lie, as (dict or list, key in it, kind). where(): condition of the rows that may hold any.
    """

    model: str
    sealed: Callable[[Any], Iterable[tuple[Any, Any, str]]]
    where: Callable[[], dict[str, Any]] = dict


_kept: list[Kept] = []


def keeps_sealed(
    model: str,
    sealed: Callable[[Any], Iterable[tuple[Any, Any, str]]],
    where: Callable[[], dict[str, Any]] = dict,
) -> None:
    """Declare a model ("app.model") whose JSON holds sealed values, so that rotation seals them anew as well."""
    _kept.append(Kept(model, sealed, where))


def columns() -> list[Column]:
    """Every sealed column of the installation."""
    found = []
    for model in apps.get_models():
        indexes = {f.of: f for f in model._meta.local_fields if isinstance(f, BlindIndexField)}
        found += [
            Column(model, f, indexes.get(f.name))
            for f in model._meta.local_fields
            if isinstance(f, SealedField)
        ]
    return found


def rotate(progress: Report | None = None, *, index: bool = False) -> int:
    """Make a new key the one in use and seal every value again under it. Returns the number sealed again.

    A rotation that was interrupted is finished, without another new key. Old keys stay in the key file for
    old backups. index: afterwards make a new index key and every blind index anew (stop the site before).
    Raises SealBroken when a value can't be opened.
    """
    ring = keyring()
    if not ring.rotating:
        version = max(ring.keys) + 1
        ring = replace(
            ring, current=version, keys={**ring.keys, version: secrets.token_bytes(16)}, rotating=True
        )
        write(key_path(), ring)
    begun = _now()
    count = _reseal(ring, progress)
    # Whoever was writing when the key changed may have sealed under the old one, unseen until it is committed.
    while True:
        _wait_for_writers(begun, progress)
        late = _reseal(ring, progress)
        count += late
        if not late:
            break
    write(key_path(), replace(keyring(), rotating=False))
    if index:
        reindex(progress)
    return count


def _reseal(ring: Keyring, progress: Report | None) -> int:
    """Seal under the key in use whatever is not yet. A value changed meanwhile is left: it is new anyway."""
    every = columns()
    total = sum(column.stale(ring.current).count() for column in every)
    count = 0
    for column in every:
        kind = column.field.kind
        for old in column.batches(column.stale(ring.current)):
            fresh = seal_many(unseal_many([blob for _, blob in old], kind, ring), kind, ring)
            rows: list[tuple[Any, ...]] = [
                (new, pk, blob) for new, (pk, blob) in zip(fresh, old, strict=True)
            ]
            with transaction.atomic():
                column.update(column.field, rows, unchanged=True)
            count += len(old)
            if progress:
                progress(count, max(total, count), f"重新加密{column.title}")
    return count + sum(_reseal_kept(one, ring, progress) for one in _kept)


def _reseal_kept(one: Kept, ring: Keyring, progress: Report | None) -> int:
    """The same for sealed values that lie as hex in JSON; rows are held while they are written anew."""
    model = apps.get_model(one.model)
    names = [field.name for field in model._meta.fields if isinstance(field, models.JSONField)]
    last, count = 0, 0
    while True:
        with transaction.atomic():
            rows = list(
                model._base_manager.select_for_update()
                .filter(pk__gt=last, **one.where())
                .order_by("pk")[:BATCH]
            )
            for row in rows:
                sealed = one.sealed(row)
                changed = sum(_reseal_hex(held, key, kind, ring) for held, key, kind in sealed)
                if changed:
                    row.save(update_fields=names)
                count += changed
        if not rows:
            return count
        last = rows[-1].pk
        if progress:
            progress(count, count, f"重新加密{model._meta.verbose_name}")


def _reseal_hex(held: Any, key: Any, kind: str, ring: Keyring) -> int:
    """Seal anew one hex text in a dict or list, if it is under another key; 1 if it was."""
    blob = bytes.fromhex(held[key])
    if version_of(blob) == ring.current:
        return 0
    held[key] = seal(unseal(blob, kind, ring), kind, ring).hex()
    return 1


def _now() -> Any:
    """The database's clock; None where writers take turns anyway."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def _wait_for_writers(begun: Any, progress: Report | None) -> None:
    """Until every transaction has ended that was open at the time and has written."""
    if begun is None:
        with transaction.atomic():  # takes the one write lock: whoever held it is done
            return
    while True:
        with connection.cursor() as cursor:
            cursor.execute(OPEN_WRITERS, [begun])
            (writers,) = cursor.fetchone()
        if not writers:
            return
        if progress:
            progress(0, 0, f"等待 {writers} 项正在进行的办理结束")
        time.sleep(WAIT)


def reindex(progress: Report | None = None) -> int:
    """Make a new index key and every blind index anew, in one transaction. Returns the number of indexes.

    The new key waits in the key file until the transaction stands. Killed between the two, the next run sees
    from the rows themselves which key they follow.
    """
    ring = keyring()
    if ring.next_index_key and _follows(ring.next_index_key):
        write(key_path(), replace(ring, index_key=ring.next_index_key, next_index_key=b""))
        return 0
    fresh = replace(ring, next_index_key=secrets.token_bytes(32))
    write(key_path(), fresh)
    target = replace(fresh, index_key=fresh.next_index_key, next_index_key=b"")
    indexed = [column for column in columns() if column.index]
    total = sum(column.filled().count() for column in indexed)
    count = 0
    with transaction.atomic():
        for column in indexed:
            for batch in column.batches(column.filled()):
                kind = column.field.kind
                indexes = blind_many(unseal_many([blob for _, blob in batch], kind, fresh), kind, target)
                assert column.index is not None
                column.update(column.index, [(new, pk) for new, (pk, _) in zip(indexes, batch, strict=True)])
                count += len(batch)
                if progress:
                    progress(count, total, f"重建{column.title}的索引")
    write(key_path(), target)
    return count


def _follows(index_key: bytes) -> bool:
    """Whether the stored indexes were made with this key, told from one row."""
    ring = replace(keyring(), index_key=index_key)
    for column in columns():
        if column.index is None:
            continue
        row = column.filled().values_list(column.field.name, column.index.name).first()
        if row is not None:
            sealed, stored = row
            return bytes(stored) == blind_many([sealed.reveal()], column.field.kind, ring)[0]
    return False


def unreadable() -> list[str]:
    """What the key file can't open, told from the first and last row of each sealed column: for `doctor`."""
    problems = []
    for column in columns():
        for order in ("pk", "-pk"):
            sealed = column.filled().order_by(order).values_list(column.field.name, flat=True).first()
            try:
                if sealed is not None:
                    sealed.reveal()
            except ValueError as error:
                problems.append(f"{column.title}：{error}")
                break
    return problems
