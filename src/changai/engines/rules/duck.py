"""DuckDB connections with bounds: memory limit, a place to spill, no insertion order kept."""

import os
from pathlib import Path

import duckdb
from duckdb_extensions import import_extension

from changai.engines.rules.tables import Kind

MEMORY_LIMIT = "2GB"


def connect(spill: Path, *, memory: str = "", threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """An in-memory database that spills into `spill` beyond `memory` (CHANGAI_MEMORY, else 2 GB)."""
    spill.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(":memory:")
    connection.execute("SET memory_limit = ?", [memory or os.environ.get("CHANGAI_MEMORY", MEMORY_LIMIT)])
    connection.execute("SET temp_directory = ?", [str(spill)])
    connection.execute("SET preserve_insertion_order = false")
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET autoinstall_known_extensions = false")
    if threads:
        connection.execute("SET threads = ?", [threads])
    return connection


def load(connection: duckdb.DuckDBPyConnection, extension: str) -> None:
    """Load an extension that came with the installation; nothing is fetched."""
    import_extension(extension, con=connection)
    connection.execute(f"LOAD {extension}")


def quoted(name: str) -> str:
    """An identifier, quoted."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A string literal."""
    return "'" + value.replace("'", "''") + "'"


def define(
    connection: duckdb.DuckDBPyConnection, name: str, columns: dict[str, Kind], files: list[str]
) -> None:
    """A view over Parquet files with exactly the declared columns and types; without files it is empty."""
    casts = ", ".join(f"CAST({quoted(c)} AS {kind}) AS {quoted(c)}" for c, kind in columns.items())
    if files:
        listed = ", ".join(text(file) for file in files)
        source = f"SELECT {casts} FROM read_parquet([{listed}], hive_partitioning = false)"
    else:
        nothing = ", ".join(f"CAST(NULL AS {kind}) AS {quoted(c)}" for c, kind in columns.items())
        source = f"SELECT {nothing} WHERE false"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {quoted(name)} AS {source}")
