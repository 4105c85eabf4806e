"""Rows from Python into DuckDB, in lists: appending row by row is a thousand times slower."""

import json
from collections.abc import Iterable, Sequence
from itertools import islice

from duckdb import DuckDBPyConnection

BLOCK = 20_000
_UNPACKED = """unnest(from_json(?, '["{}"]'))"""


def store(connection: DuckDBPyConnection, into: str, rows: Iterable[Sequence[str | None]]) -> int:
    """Fill `into(rn, c1 …)` with text rows of uneven width; returns the width."""
    width, number, stream = 0, 0, iter(rows)
    connection.execute(f"CREATE OR REPLACE TABLE {into} (rn BIGINT)")
    while block := list(islice(stream, BLOCK)):
        wider = max(map(len, block))
        for column in range(width + 1, wider + 1):
            connection.execute(f"ALTER TABLE {into} ADD COLUMN c{column} VARCHAR")
        width = max(width, wider)
        columns: list[list[object]] = [list(range(number + 1, number + len(block) + 1))]
        columns += [[row[at] if at < len(row) else None for row in block] for at in range(width)]
        names = ", ".join(["rn", *(f"c{at}" for at in range(1, width + 1))])
        append(connection, into, names, columns)
        number += len(block)
    return width


def append(
    connection: DuckDBPyConnection, into: str, names: str, columns: Sequence[Sequence[object]]
) -> None:
    """Append columns (lists of equal length) to the named columns of `into`."""
    if columns and columns[0]:
        parts, params = zip(*map(packed, columns), strict=True)
        connection.execute(f"INSERT INTO {into} ({names}) SELECT {', '.join(parts)}", params)


def packed(column: Sequence[object]) -> tuple[str, str]:
    """SQL that gives a column's values as rows, and its parameter: one JSON text.

    Values that are bound one by one cost DuckDB three times as much as reading them from a text.
    """
    first = next((value for value in column if value is not None), None)
    if isinstance(first, bytes):
        held: Sequence[object] = [value.hex() if isinstance(value, bytes) else None for value in column]
        return f"unhex({_UNPACKED.format('VARCHAR')})", json.dumps(held)
    kind = "BIGINT" if type(first) is int else "VARCHAR"
    return _UNPACKED.format(kind), json.dumps(column, ensure_ascii=False, default=str)
