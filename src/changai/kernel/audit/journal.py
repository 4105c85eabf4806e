"""Entries of reads that could not wait for the database's one writer, on their way into it.

Only SQLite needs it: while an import writes, opening a record must neither wait for it nor go unrecorded.
"""

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection
from django.utils import timezone

PATIENCE = 1000  # milliseconds that a read waits for the writer


def journal_path() -> Path:
    """Where waiting entries lie, one JSON object a line."""
    return Path(settings.CHANGAI_HOME) / "audit-journal.jsonl"


def write_or_keep(write: Callable[[], Any], fields: dict[str, Any]) -> None:
    """Do `write`, which appends an entry of these fields; keep them in the journal where the database is locked."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        write()
        return
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            write()
        except OperationalError as error:
            if "locked" not in str(error):
                raise
            _keep(fields)
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


def _keep(fields: dict[str, Any]) -> None:
    """Append a line and have it on the disk."""
    line = json.dumps({**fields, "at": fields["at"].isoformat()}, ensure_ascii=False, default=str)
    with _alone(), os.fdopen(_open(journal_path()), "a") as stream:
        stream.write(line + "\n")
        stream.flush()
        os.fsync(stream.fileno())


def take() -> list[dict[str, Any]]:
    """The waiting entries; they stay in a second file until `taken` says that they are in the database."""
    with _alone():
        if journal_path().exists():
            with os.fdopen(_open(_taking()), "a") as stream:
                stream.write(journal_path().read_text())
                stream.flush()
                os.fsync(stream.fileno())
            journal_path().unlink()
    if not _taking().exists():
        return []
    return [_read(line) for line in _taking().read_text().splitlines()]


def _read(line: str) -> dict[str, Any]:
    """The fields of a line; a line cut short by a power failure becomes an entry that says so."""
    try:
        row: dict[str, Any] = json.loads(line)
        return {**row, "at": datetime.fromisoformat(row["at"])}
    except (ValueError, KeyError, TypeError):
        return {
            "at": timezone.now(),
            "action": "audit.damaged",
            "title": "审计暂存文件有一行损坏",
            "reason": line,
        }


def taken() -> None:
    """The entries of `take` are in the database."""
    _taking().unlink(missing_ok=True)


def _taking() -> Path:
    return journal_path().with_suffix(".taking")


def _open(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time touches the journal."""
    with journal_path().with_suffix(".lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield
