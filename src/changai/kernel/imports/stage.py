"""The stage: a DuckDB database in which one file is read, checked and compared, set-wise.

Tables: raw(rn, c1 …) as it came; cell(rn, column keys) as trimmed text; value(rn, column keys) typed;
problem(rn, key, message); repeat(rn) rows that repeat an earlier one; live(rn) rows still to be imported;
want_*, have_*, plan_* for every target; change(rn, title, old, new) for the preview.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from changai.engines.tables.rows import append

BLOCK = 20_000
MEMORY = "420MB"
SPILL = "spill"


class Stage:
    """A connection with the few calls that are needed, to tables in memory that spill into `folder` when large."""

    def __init__(self, folder: Path | None = None) -> None:
        self.connection = duckdb.connect(":memory:")
        self.run(f"SET memory_limit = '{MEMORY}'")
        # A second thread is no faster on the few cores of an office's server: one waits for the other by spinning,
        # which is a quarter of an import's processor time.
        self.run("SET threads = 1")
        if folder is not None:
            self.run(f"SET temp_directory = '{folder / SPILL}'")
        # Small row groups stay in the processor's cache: a tenth less time than with large ones.
        self.run("ATTACH ':memory:' AS stage (ROW_GROUP_SIZE 20480)")
        self._use = "USE stage"
        self.run(self._use)

    @classmethod
    def kept(cls, path: Path) -> "Stage":
        """What was kept of a stage, to read."""
        one = cls.__new__(cls)
        one.connection = duckdb.connect(str(path), read_only=True)
        one._use = "SELECT 1"
        return one

    def keep(self, path: Path, tables: dict[str, str]) -> None:
        """Write selects as tables of a file that its owner only may read."""
        path.unlink(missing_ok=True)
        mask = os.umask(0o077)
        try:
            self.run(f"ATTACH '{path}' AS kept")
            for name, select in tables.items():
                self.run(f"CREATE TABLE kept.{name} AS {select}")
            self.run("DETACH kept")
        finally:
            os.umask(mask)

    def run(self, sql: str, params: Sequence[Any] = ()) -> None:
        """Run a statement."""
        self.connection.execute(sql, list(params))

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a small result."""
        return self.connection.execute(sql, list(params)).fetchall()

    def one(self, sql: str, params: Sequence[Any] = ()) -> Any:
        """The first value of the first row."""
        found = self.connection.execute(sql, list(params)).fetchone()
        return found[0] if found else None

    def blocks(self, sql: str, size: int = BLOCK) -> Iterator[list[tuple[Any, ...]]]:
        """A large result, some thousand rows at a time; other statements may run between."""
        cursor = self.connection.cursor()
        cursor.execute(self._use)
        cursor.execute(sql)
        while block := cursor.fetchmany(size):
            yield block

    def append(self, table: str, names: str, columns: Sequence[Sequence[Any]]) -> None:
        """Append columns of equal length."""
        append(self.connection, table, names, columns)

    def types(self, table: str) -> dict[str, str]:
        """Column → DuckDB type."""
        return {row[0]: row[1] for row in self.rows(f"DESCRIBE {table}")}

    def close(self) -> None:
        """Let go of the file, with all that is in it."""
        self.connection.close()
