"""Writing snapshots: every published fact table as Parquet, by county, whole or not at all."""

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
from django.conf import settings
from django.db import transaction

from changai.engines.rules import duck
from changai.engines.rules.tables import FactTable, fact_tables
from changai.kernel.audit import record
from changai.kernel.facts import manifest as manifests
from changai.kernel.facts import source
from changai.kernel.facts.errors import FactsError
from changai.kernel.facts.manifest import Manifest
from changai.kernel.facts.models import Snapshot

UNFINISHED = ".unfinished-"


def write(directory: Path | None, as_of: date) -> Manifest:
    """Write the facts known as of a day and record the snapshot; equal facts give an equal digest.

    directory: a new or empty directory; None keeps it among the installation's snapshots. FactsError if the
    directory holds something else. Writers wait on SQLite, go on on PostgreSQL; the tables agree either way.
    """
    parent = directory.absolute().parent if directory else Path(settings.CHANGAI_SNAPSHOTS)
    _refuse_occupied(directory)
    parent.mkdir(parents=True, exist_ok=True)
    _sweep(parent)
    work = parent / f"{UNFINISHED}{os.getpid()}"
    work.mkdir()
    try:
        with transaction.atomic(), _told():
            _export(work, as_of)
            made = manifests.seal(work, as_of, fact_tables())
            target = directory or parent / f"{as_of}-{made.digest[:12]}"
            _place(work, target)
            found, new = Snapshot.objects.get_or_create(
                digest=made.digest,
                defaults={"as_of": as_of, "path": str(target.absolute()), "counts": made.counts},
            )
            if not new and not Path(found.path).is_dir():
                Snapshot.objects.filter(pk=found.pk).update(path=str(target.absolute()))
            record("facts.snapshot", "生成数据快照", target=found, after={"digest": made.digest})
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return manifests.read(target)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Faults of the disk and of the reader, said so that an officer can act on them."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        full = getattr(error, "errno", None) == errno.ENOSPC or "No space left" in str(error)
        why = "磁盘空间不足" if full else "读取数据库或写入文件时出错"
        raise FactsError(
            f"快照没有写成：{why}。请检查磁盘空间和目录权限后重试；已写的部分已清除。"
        ) from error


def _refuse_occupied(directory: Path | None) -> None:
    if directory and directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise FactsError(f"“{directory}”已有内容，快照没有写；请换一个新的或空的目录。")


def _place(work: Path, target: Path) -> None:
    """Make the finished directory appear under its name in one step; an equal one already there stays."""
    for file in work.rglob("*"):
        if file.is_file():
            with file.open("rb") as stream:
                os.fsync(stream.fileno())
    try:
        work.rename(target)
    except OSError as error:
        if not (target / manifests.NAME).is_file():
            raise FactsError(f"快照写不到“{target}”：{error.strerror}。请检查目录权限和磁盘空间。") from error


def _sweep(parent: Path) -> None:
    """Remove what killed runs left behind."""
    for left in parent.glob(f"{UNFINISHED}*"):
        process = int(left.name.removeprefix(UNFINISHED) or 0)
        if process == os.getpid() or not _alive(process):
            shutil.rmtree(left, ignore_errors=True)


def _alive(process: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        try:
            os.kill(process, 0)
        except PermissionError:
            return True
        return True
    return False


def _export(work: Path, as_of: date) -> None:
    # One thread keeps files equal byte for byte; reading the database is the slower part anyway.
    reader = duck.connect(Path(settings.CHANGAI_HOME) / "spill", threads=1)
    reader.execute("SET preserve_insertion_order = true")
    with reader, source.attached(reader):
        reader.execute("BEGIN")
        for table in fact_tables():
            _copy(reader, table, work / table.key, as_of)
        reader.execute("COMMIT")


def _copy(reader: duckdb.DuckDBPyConnection, table: FactTable, target: Path, as_of: date) -> None:
    """One table into its folder, parted by county where it has one."""
    columns = ", ".join(
        f"CAST({duck.quoted(c)} AS {kind}) AS {duck.quoted(c)}" for c, kind in table.columns.items()
    )
    select = table.select.replace("$as_of", f"DATE {duck.text(as_of.isoformat())}")
    order = ", ".join(map(duck.quoted, table.order))
    options = "FORMAT parquet, COMPRESSION zstd"
    target.mkdir()
    if table.by_county:
        sql = f"SELECT {columns}, county FROM ({select}) ORDER BY county, {order}"
        reader.execute(f"COPY ({sql}) TO {duck.text(str(target))} ({options}, PARTITION_BY (county))")
    else:
        sql = f"SELECT {columns} FROM ({select}) ORDER BY {order}"
        reader.execute(f"COPY ({sql}) TO {duck.text(str(target / 'data_0.parquet'))} ({options})")
