"""A snapshot's manifest: which tables, columns, files and hashes, as of when; and the digest of it all."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from changai import __version__
from changai.engines.rules.tables import FactTable, Kind
from changai.kernel.facts.errors import FactsError

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True)
class Piece:
    """One Parquet file: its place below the snapshot, its county ("" for none), rows, and hash."""

    path: str
    county: str
    rows: int
    sha256: str


@dataclass(frozen=True)
class Content:
    """One fact table in a snapshot."""

    columns: dict[str, str]
    pieces: tuple[Piece, ...]

    @property
    def rows(self) -> int:
        """Rows in all files."""
        return sum(piece.rows for piece in self.pieces)


@dataclass(frozen=True)
class Manifest:
    """What a snapshot holds. `digest` is the hash of everything else in the manifest."""

    directory: Path
    as_of: date
    tables: dict[str, Content]
    digest: str

    @property
    def counts(self) -> dict[str, int]:
        """Rows by table."""
        return {key: table.rows for key, table in self.tables.items()}

    def files(self, key: str, counties: set[str] | None = None) -> list[str]:
        """The files of a table, of all counties or of these."""
        pieces = self.tables[key].pieces if key in self.tables else ()
        return [
            str(self.directory / piece.path)
            for piece in pieces
            if counties is None or piece.county in counties
        ]

    def as_json(self) -> dict[str, Any]:
        """The manifest as it is written, with its digest."""
        return {**_body(self.as_of, self.tables), "digest": self.digest}

    def damaged(self) -> list[str]:
        """The files that are missing or not as hashed."""
        return [
            piece.path
            for table in self.tables.values()
            for piece in table.pieces
            if not (file := self.directory / piece.path).is_file() or file_hash(file) != piece.sha256
        ]


def _body(as_of: date, tables: dict[str, Content]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "as_of": as_of.isoformat(),
        "versions": {"changai": __version__, "duckdb": duckdb.__version__},
        "tables": {
            key: {
                "columns": table.columns,
                "rows": table.rows,
                "files": [vars(piece) for piece in table.pieces],
            }
            for key, table in tables.items()
        },
    }


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _digest(body: dict[str, Any]) -> str:
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def seal(directory: Path, as_of: date, tables: list[FactTable]) -> Manifest:
    """Describe the files written under `directory` and write the manifest beside them."""
    contents = {table.key: Content(_columns(table), tuple(_pieces(directory, table.key))) for table in tables}
    body = _body(as_of, contents)
    manifest = Manifest(directory, as_of, contents, _digest(body))
    (directory / NAME).write_text(json.dumps(manifest.as_json(), ensure_ascii=False, indent=1), "utf-8")
    return manifest


def _columns(table: FactTable) -> dict[str, str]:
    return {name: str(kind) for name, kind in table.columns.items()}


def _pieces(directory: Path, key: str) -> list[Piece]:
    files = sorted((directory / key).rglob("*.parquet"))
    with duckdb.connect(":memory:") as connection:
        return [
            Piece(
                path=file.relative_to(directory).as_posix(),
                county=file.parent.name.partition("county=")[2],
                rows=_rows(connection, file),
                sha256=file_hash(file),
            )
            for file in files
        ]


def _rows(connection: duckdb.DuckDBPyConnection, file: Path) -> int:
    found = connection.execute("SELECT num_rows FROM parquet_file_metadata(?)", [str(file)]).fetchone()
    return int(found[0]) if found else 0


def read(directory: Path) -> Manifest:
    """The manifest of a snapshot. FactsError when there is none or it is not as written."""
    path = directory / NAME
    if not path.is_file():
        raise FactsError(
            f"目录“{directory.name}”里没有快照（缺少清单文件），请选择 changai snapshot 写出的目录。"
        )
    try:
        body = json.loads(path.read_text("utf-8"))
        digest = body.pop("digest")
        tables = {
            key: Content(
                {name: str(Kind(kind)) for name, kind in table["columns"].items()},
                tuple(Piece(**piece) for piece in table["files"]),
            )
            for key, table in body["tables"].items()
        }
        as_of = date.fromisoformat(body["as_of"])
    except (ValueError, KeyError, TypeError) as error:
        raise FactsError(f"快照“{directory.name}”的清单读不懂，文件可能已损坏，请重新生成快照。") from error
    if _digest(body) != digest:
        raise FactsError(f"快照“{directory.name}”的清单被改动过，与摘要不符，请重新生成快照。")
    return Manifest(directory, as_of, tables, digest)
