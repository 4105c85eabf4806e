"""Faults in the middle: killed, disk full, two at once. Nothing is half-done and it can be run again."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from changai.domains.workforce.employment.models import Employment
from changai.domains.workforce.roster.tests.making import bring, row, xlsx
from changai.kernel.access.scope import Scope, within
from changai.kernel.audit.models import Entry
from changai.kernel.imports import database, folders
from changai.kernel.imports.models import Batch
from changai.kernel.parties.models import Organisation, Person

CHILD = """
import os, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "changai.site.settings"
import django
django.setup()
from changai.kernel import imports
from changai.kernel.imports import writing
stop = int(sys.argv[2])
real = writing.database.insert
made = 0
def insert(*args):
    global made
    done = real(*args)
    made += 1
    if made == stop:
        print("half-way", flush=True)
        time.sleep(60)
    return done
writing.database.insert = insert
outcome = imports.run("roster", sys.argv[1], region="421202")
print(outcome.created, outcome.updated, outcome.unchanged, flush=True)
"""
COUNT = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "changai.site.settings"
import django
django.setup()
from django.apps import apps
names = ["parties.Person", "parties.Organisation", "employment.Employment", "people.Worker", "imports.Batch", "imports.RowChange"]
print(*[apps.get_model(name)._base_manager.count() for name in names])
"""


def child(home: Path, code: str, *arguments: str, **options: Any) -> subprocess.Popen[str]:
    """A process of its own on a database of its own."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("CHANGAI_", "DJANGO_"))
    }
    environment["CHANGAI_HOME"] = str(home)
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with an empty database in a file."""
    place = tmp_path / "home"
    code = COUNT.replace(
        "from django.apps",
        "from django.core.management import call_command; call_command('migrate', verbosity=0)\nfrom django.apps",
    )
    process = child(place, code)
    said, told = process.communicate(timeout=120)
    assert said.split() == ["0"] * 6, told
    return place


@pytest.mark.slow
def test_killed_half_way_nothing_is_there_and_it_can_be_run_again(home: Path, tmp_path: Path) -> None:
    path = str(xlsx(tmp_path / "a.xlsx", [row(at) for at in range(1, 60)]))
    for stop in (1, 4):
        process = child(home, CHILD, path, str(stop))
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "half-way"
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
        assert child(home, COUNT).communicate(timeout=60)[0].split() == ["0"] * 6
    said, told = child(home, CHILD, path, "0").communicate(timeout=120)
    assert said.split() == ["59", "0", "0"], told
    assert child(home, COUNT).communicate(timeout=60)[0].split() == ["59", "1", "59", "59", "1", "0"]


@pytest.mark.slow
def test_two_imports_of_one_file_at_once(home: Path, tmp_path: Path) -> None:
    path = str(xlsx(tmp_path / "a.xlsx", [row(at) for at in range(1, 40)]))
    started = time.monotonic()
    both = [child(home, CHILD, path, "0") for _ in range(2)]
    said = sorted(process.communicate(timeout=120)[0].split() for process in both)
    assert said == [["0", "0", "39"], ["39", "0", "0"]]
    assert time.monotonic() - started < 60
    assert child(home, COUNT).communicate(timeout=60)[0].split()[:4] == ["39", "1", "39", "39"]


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = xlsx(tmp_path / "a.xlsx", [row(at) for at in range(1, 20)])
    real, calls = database.insert, []

    def insert(*arguments: Any) -> int:
        calls.append(1)
        if len(calls) == 5:
            raise OperationalError("database or disk is full")
        return real(*arguments)

    before = {one.name for one in folders.root().iterdir()}
    with within(Scope(everything=True)):
        with monkeypatch.context() as patch:
            patch.setattr(database, "insert", insert)
            with pytest.raises(OperationalError):
                bring(path)
        assert len(calls) == 5
        counts = [model._base_manager.count() for model in (Person, Organisation, Employment, Batch)]
        assert counts == [0, 0, 0, 0]
        assert not Entry.objects.filter(action="import.run").exists()
        assert {one.name for one in folders.root().iterdir()} == before
        assert bring(path).created == 19


@pytest.mark.django_db
def test_reports_are_the_owner_s_only_and_swept_after_their_time(tmp_path: Path, region_tree: Any) -> None:
    with within(Scope(everything=True)):
        outcome = bring(xlsx(tmp_path / "a.xlsx", [row(1, 姓名=None)]))
    report = outcome.report
    assert report is not None
    assert report.stat().st_mode & 0o077 == 0
    assert report.parent.stat().st_mode & 0o077 == 0
    assert [one.name for one in report.parent.iterdir()] == [report.name]
    old = time.time() - (folders.RETENTION_DAYS + 1) * 86400
    os.utime(report.parent, (old, old))
    folders.sweep()
    assert not report.exists()
