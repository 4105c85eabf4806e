"""Reads neither wait for a long writer nor go unrecorded."""

import json
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection

from changai.kernel.audit import chain, journal, record_read
from changai.kernel.audit.entries import Actor
from changai.kernel.audit.models import Entry

WHO = Actor(7, "王经办", "咸安区产改办经办", "10.0.0.9")


@pytest.fixture(autouse=True)
def _own_home(settings: Any, tmp_path: Path) -> None:
    settings.CHANGAI_HOME = tmp_path


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process holds the write lock."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has one writer")

    def refuse(*_: Any, **__: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(Entry, "save", refuse)


@pytest.mark.django_db(transaction=True)
def test_a_read_during_a_long_write_is_kept_and_taken_in(
    locked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_read("查看工人", fields=["姓名"], shown={"手机号": "139****1234"}, reason="核对", by=WHO)
    record_read("查看工人", reason="再看一次", by=WHO)
    assert not Entry.objects.exists()
    assert journal.journal_path().stat().st_mode & 0o077 == 0
    monkeypatch.undo()
    assert chain.seal() == 2
    entry = Entry.objects.earliest("pk")
    assert (entry.account_id, entry.post_title, entry.address) == (7, WHO.post, "10.0.0.9")
    assert entry.after == {"条数": 1, "内容": "姓名", "手机号": "139****1234"}
    assert chain.verify().ok
    assert chain.seal() == 0
    assert not journal.journal_path().exists()


@pytest.mark.django_db(transaction=True)
def test_killed_while_taking_in_nothing_is_lost_or_doubled(
    locked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        record_read(f"查看第{number}人", by=WHO)
    monkeypatch.undo()
    monkeypatch.setattr(journal, "taken", lambda: None)  # killed after the database, before the file went
    assert chain.seal() == 3
    monkeypatch.undo()
    assert chain.seal() == 0
    assert Entry.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_damaged_line_is_told_and_the_others_stay(locked: None, monkeypatch: pytest.MonkeyPatch) -> None:
    record_read("查看工人", by=WHO)
    with journal.journal_path().open("a") as stream:
        stream.write('{"at": "2026-\n')
    monkeypatch.undo()
    assert chain.seal() == 2
    assert set(Entry.objects.values_list("action", flat=True)) == {"personal.read", "audit.damaged"}


@pytest.mark.django_db(transaction=True)
def test_another_fault_is_no_reason_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OperationalError("disk I/O error")

    monkeypatch.setattr(Entry, "save", refuse)
    with pytest.raises(OperationalError):
        record_read("查看工人", by=WHO)
    assert not journal.journal_path().exists()


def test_lines_of_many_threads_stay_whole() -> None:
    def write() -> None:
        for _ in range(20):
            journal._keep({"at": Moment(), "title": "查看" * 200})

    class Moment:
        def isoformat(self) -> str:
            return "2026-11-20T09:00:00+08:00"

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = journal.journal_path().read_text().splitlines()
    assert len(lines) == 80
    assert all(json.loads(line)["title"] for line in lines)
    assert len(journal.take()) == 80


def test_how_long_a_locked_database_keeps_a_reader(tmp_path: Path) -> None:
    """The pragma that bounds the wait does so on a real file."""
    path = tmp_path / "x.sqlite3"
    holder, reader = (sqlite3.connect(path, timeout=30, isolation_level=None) for _ in range(2))
    holder.execute("CREATE TABLE t (x)")
    holder.execute("BEGIN IMMEDIATE")
    reader.execute("PRAGMA busy_timeout = 200")
    begun = time.monotonic()
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        reader.execute("BEGIN IMMEDIATE")
    assert time.monotonic() - begun < 5
    holder.close()
    reader.close()
