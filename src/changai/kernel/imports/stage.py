"""The stage: a DuckDB database in which one file is read, checked and compared, set-wise.

Tables: raw(rn, c1 …) as it came; cell(rn, column keys) as trimmed text; value(rn, column keys) typed;
problem(rn, key, message); repeat(rn) rows that repeat an earlier one; live(rn) rows still to be imported;
want_*, have_*, plan_* for every target; change(rn, title, old, new) for the preview.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from changai.engines.tables.rows import append

BLOCK = 20_000
MEMORY = "400MB"


class Stage:
    """A connection with the few calls that are needed. In memory without a path; spills beside it otherwise."""

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        self._attached = path is not None and not read_only
        if path is None:
            self.connection = duckdb.connect(":memory:")
        elif read_only:
            self.connection = duckdb.connect(str(path), read_only=True)
        else:
            # Small row groups, so that a roster of a few thousand rows is worked on by more than one core.
            self.connection = duckdb.connect(":memory:")
            self.run(f"ATTACH '{path}' AS stage (ROW_GROUP_SIZE 20480)")
            self.run("USE stage")
            self.run(f"SET temp_directory = '{path.parent / 'spill'}'")
        self.run(f"SET memory_limit = '{MEMORY}'")
        self.run("SET threads = 2")
        self._schema = self.one("SELECT current_database()")

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
        cursor.execute(f'USE "{self._schema}"')
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
        """Let go of the file, written to its end."""
        if self._attached:
            self.run("USE memory")
            self.run("DETACH stage")
        self.connection.close()
