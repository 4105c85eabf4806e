"""Rows from Python arrive in DuckDB as they were."""

from datetime import date

import duckdb

from changai.engines.tables.rows import append


def test_every_kind_of_value_arrives_as_it_was() -> None:
    """Texts with quotes and control characters, bytes, days, truth values, large numbers, and gaps in all of them."""
    rows = [
        (1, None, None, date(2020, 1, 2), True, 'a"b\\\n\x1f\u2028张'),
        (None, "x", b"\0\xff", None, None, ""),
        (2**62, "null", b"", date(1900, 1, 1), False, None),
    ]
    connection = duckdb.connect()
    connection.execute("CREATE TABLE t (a BIGINT, b VARCHAR, c BLOB, d DATE, e BOOLEAN, f VARCHAR)")
    append(connection, "t", "a, b, c, d, e, f", list(zip(*rows, strict=True)))
    assert connection.execute("SELECT * FROM t").fetchall() == rows


def test_columns_of_gaps_and_no_rows_at_all() -> None:
    """A column without any value, and nothing to append."""
    connection = duckdb.connect()
    connection.execute("CREATE TABLE t (a BIGINT, b VARCHAR)")
    append(connection, "t", "a, b", [[None, None], [None, None]])
    append(connection, "t", "a, b", [[], []])
    assert connection.execute("SELECT * FROM t").fetchall() == [(None, None)] * 2
