"""The office's database, read by DuckDB in place and read-only, as catalog `db`."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from django.conf import settings
from django.db import connection

from changai.engines.rules import duck


@contextmanager
def attached(reader: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Attach the default database for the block."""
    if connection.vendor == "sqlite":
        with _sqlite_file() as path:
            duck.load(reader, "sqlite_scanner")
            reader.execute(f"ATTACH {duck.text(path)} AS db (TYPE sqlite, READ_ONLY)")
            yield
            reader.execute("DETACH db")
    else:
        duck.load(reader, "postgres_scanner")
        reader.execute(f"ATTACH {duck.text(_address())} AS db (TYPE postgres, READ_ONLY)")
        yield
        reader.execute("DETACH db")


@contextmanager
def _sqlite_file() -> Iterator[str]:
    """The database's file; a database in memory is copied to a file first."""
    connection.ensure_connection()
    name = str(connection.settings_dict["NAME"])
    if "mode=memory" not in name and name != ":memory:":
        yield name
        return
    handle, path = tempfile.mkstemp(suffix=".sqlite3", dir=settings.CHANGAI_HOME)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(connection.connection.serialize())
        yield path
    finally:
        Path(path).unlink()


def _address() -> str:
    """A libpq connection string; values are quoted, so any password will do."""
    given = connection.settings_dict
    parts = {
        "host": given["HOST"],
        "port": given["PORT"],
        "user": given["USER"],
        "password": given["PASSWORD"],
        "dbname": given["NAME"],
    }
    escaped = {
        key: str(value).replace("\\", "\\\\").replace("'", "\\'") for key, value in parts.items() if value
    }
    return " ".join(f"{key}='{value}'" for key, value in escaped.items())
