"""The office's database, set-wise: reserved id ranges, bulk insert, look-up by many keys, one import at a time."""

import fcntl
import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction

LOCK = 0x6368616E67  # one advisory lock for all imports of an installation
KEYS = "changai_import_key"
ROOM = -80_000
MARKS = 300  # parameters of one statement on SQLite


def is_postgres() -> bool:
    """Whether the database is PostgreSQL."""
    return connection.vendor == "postgresql"


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """One transaction in which no other import runs. A second import waits here for the first to end."""
    with open(settings.CHANGAI_HOME / "import.lock", "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with _roomy(), transaction.atomic():
            if is_postgres():
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
                    # Compiling the statement that renews cards takes longer than running it, thousands at a time.
                    cursor.execute("SET LOCAL jit = off")
            yield


@contextmanager
def _roomy() -> Iterator[None]:
    """Room for what one import makes.

    SQLite keeps the changed pages of the transaction in memory instead of writing them out and reading them back;
    Python does not look for circles among millions of plain rows that hold none. Together a fifth of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    before = _sqlite_cache(ROOM)
    try:
        yield
    finally:
        if before is not None:
            _sqlite_cache(before)
        if collecting:
            gc.enable()


def _sqlite_cache(size: int) -> int | None:
    """Set the page cache (negative: KiB) and return what it was; None where the database is not SQLite."""
    if is_postgres():
        return None
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        before = int(cursor.fetchone()[0])
        cursor.execute(f"PRAGMA cache_size = {size}")
    return before


def reserve(model: type[models.Model], count: int) -> int:
    """The first of `count` ids in a row that nobody else will use."""
    table, pk = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if not is_postgres():
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            found = cursor.fetchone()
            cursor.execute(f'SELECT coalesce(max("{pk}"), 0) FROM "{table}"')
            return max(int(found[0]) if found else 0, int(cursor.fetchone()[0])) + 1
        for _ in range(5):
            cursor.execute(
                "SELECT min(n), max(n) FROM (SELECT nextval(pg_get_serial_sequence(%s, %s)) AS n "
                "FROM generate_series(1, %s)) AS taken",
                [table, pk, count],
            )
            first, last = cursor.fetchone()
            if last - first + 1 == count:
                return int(first)
            # Somebody else drew numbers in between: keep them out for the next try.
            cursor.execute(f'LOCK TABLE "{table}" IN SHARE ROW EXCLUSIVE MODE')
    raise RuntimeError(f"no contiguous ids for {table}")


def insert(table: str, columns: Sequence[str], blocks: Iterable[Sequence[Sequence[Any]]]) -> int:
    """Insert blocks of rows; returns how many."""
    total = 0
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        if is_postgres():
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for block in blocks:
                    for row in block:
                        copy.write_row(row)
                    total += len(block)
            return total
        for block in blocks:
            for statement, params in _statements(
                f'INSERT OR FAIL INTO "{table}" ({names})', len(columns), block
            ):
                cursor.executemany(statement, params)
            total += len(block)
    return total


def _statements(head: str, width: int, block: Sequence[Sequence[Any]]) -> Iterator[tuple[str, Any]]:
    """A block as statements of many rows each, and the rest one by one; with their parameters.

    SQLite spends more on beginning a statement than on a row, and OR FAIL spares it the copy of every page that a
    statement changes: a statement that fails here ends the whole transaction anyway.
    """
    marks, many = f"({', '.join(['%s'] * width)})", max(1, MARKS // width)
    whole = len(block) - len(block) % many
    if whole:
        rows = (block[at : at + many] for at in range(0, whole, many))
        yield f"{head} VALUES {', '.join([marks] * many)}", (list(chain.from_iterable(one)) for one in rows)
    if whole < len(block):
        yield f"{head} VALUES {marks}", block[whole:]


def by_keys(sql: str, keys: Iterable[Sequence[Any]], size: int = 20_000) -> Iterator[list[tuple[Any, ...]]]:
    """Rows of `sql`, which joins the temporary table `changai_import_key (k)` of the keys, block by block."""
    stream = iter(keys)
    first = next(stream, None)
    if not first:
        return
    kind = "bytea" if isinstance(first[0], bytes) else "bigint" if isinstance(first[0], int) else "text"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {KEYS}")
        cursor.execute(f"CREATE TEMP TABLE {KEYS} (k {kind if is_postgres() else ''})")
        insert(KEYS, ["k"], ([(key,) for key in block] for block in chain([first], stream)))
        if is_postgres():
            cursor.execute(f"ANALYZE {KEYS}")
        cursor.execute(sql)
        while found := cursor.fetchmany(size):
            yield [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in found]
        cursor.execute(f"DROP TABLE {KEYS}")
