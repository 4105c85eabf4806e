"""Key rotation. Values are sealed anew in batches; killed at any moment it goes on where it stopped."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from changai.kernel.vault.cipher import blind_many, seal_many, unseal_many, version_of
from changai.kernel.vault.fields import BlindIndexField, SealedField
from changai.kernel.vault.keyring import Keyring, key_path, keyring, write

BATCH = 2000

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

    def batches(self) -> Iterator[list[tuple[object, bytes]]]:
        """(primary key, sealed value) of every row, in primary-key order."""
        last = None
        while True:
            rows = self.filled().order_by("pk")
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
    count = _reseal(ring, progress)
    write(key_path(), replace(keyring(), rotating=False))
    if index:
        reindex(progress)
    return count


def _reseal(ring: Keyring, progress: Report | None) -> int:
    """Seal under the key in use whatever is not yet. A value changed meanwhile is left: it is new anyway."""
    every = columns()
    total = sum(column.filled().count() for column in every)
    seen = count = 0
    for column in every:
        for batch in column.batches():
            old = [(pk, blob) for pk, blob in batch if version_of(blob) != ring.current]
            kind = column.field.kind
            fresh = seal_many(unseal_many([blob for _, blob in old], kind, ring), kind, ring)
            rows: list[tuple[Any, ...]] = [
                (new, pk, blob) for new, (pk, blob) in zip(fresh, old, strict=True)
            ]
            with transaction.atomic():
                column.update(column.field, rows, unchanged=True)
            count += len(old)
            seen += len(batch)
            if progress:
                progress(seen, total, f"重新加密{column.title}")
    return count


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
            for batch in column.batches():
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
