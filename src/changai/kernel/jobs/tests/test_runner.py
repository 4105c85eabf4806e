"""Jobs: once, with progress, as their post, and never lost."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from changai.kernel.access.models import Account, Post
from changai.kernel.access.scope import active_scope
from changai.kernel.actions import ActionRefused
from changai.kernel.audit.entries import actor
from changai.kernel.jobs import progress as files
from changai.kernel.jobs import runner
from changai.kernel.jobs.models import Job
from changai.kernel.jobs.progress import Progress, hold, read_standing
from changai.kernel.jobs.worker import recover, work
from changai.kernel.places.models import Region

QUEUED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
pytestmark = pytest.mark.django_db


@pytest.fixture
def post() -> Post:
    Region.objects.get_or_create(
        code="421202", defaults={"name": "咸安区", "level": "county", "valid_from": 1998}
    )
    account = Account.objects.create_user("officer", display_name="王经办")
    return Post.objects.create(
        account=account, role_key="union_officer", region_id="421202", since=date(2026, 1, 1)
    )


@pytest.fixture
def kinds() -> Iterator[dict[str, runner.Declared]]:
    """The registry, as it was before the test."""
    before = dict(runner.registry)
    yield runner.registry
    runner.registry.clear()
    runner.registry.update(before)


def declare(function: Any, **options: Any) -> None:
    runner.job("test", **options)(function)


def test_a_job_runs_as_its_post_and_keeps_its_result(post: Post, kinds: object) -> None:
    seen: dict[str, Any] = {}

    def fn(progress: Progress, number: int) -> dict[str, int]:
        seen.update(scope=active_scope(), actor=actor.get(), post=progress.post)
        progress(3, 7, "数到三")
        seen["live"] = Job.objects.get().standing()
        progress(7, 7, "数完了")
        return {"twice": 2 * number}

    declare(fn)
    done = runner.start("test", "数数", post=post, number=21)
    assert (done.state, done.result, done.done, done.total) == ("done", {"twice": 42}, 7, 7)
    assert (seen["scope"], seen["post"], seen["actor"].name) == (post.scope, post, "王经办")
    assert read_standing(done.pk) is None
    assert done.standing().percent == 100


def test_progress_is_written_at_most_twice_a_second(
    post: Post, kinds: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(number / 100 for number in range(1000))
    monkeypatch.setattr(files.time, "monotonic", lambda: next(clock))
    written: list[str] = []
    monkeypatch.setattr(files.os, "replace", lambda *_: written.append("x"))
    tell = Progress(1)
    for number in range(400):
        tell(number, 400)
    assert len(written) == 8
    assert tell.last.done == 399


@pytest.mark.parametrize("atomic", [False, True])
def test_a_failed_job_says_why_and_can_be_run_again(post: Post, kinds: object, atomic: bool) -> None:
    attempts: list[int] = []

    def fn(progress: Progress) -> None:
        attempts.append(1)
        progress(1, 2)
        if len(attempts) == 1:
            raise runner.JobFailed("文件没有读完：磁盘已满，请清理后再试")

    declare(fn, atomic=atomic)
    failed = runner.start("test", "读文件", post=post)
    assert (failed.state, failed.message) == ("failed", "文件没有读完：磁盘已满，请清理后再试")
    assert runner.again(failed).state == "done"
    assert len(attempts) == 2
    with pytest.raises(ActionRefused, match="没有失败"):
        runner.again(failed)


def test_an_unexpected_fault_shows_a_number_and_no_data(
    post: Post, kinds: object, caplog: pytest.LogCaptureFixture
) -> None:
    def fn(progress: Progress) -> None:
        raise ValueError("张三 42120219900101001X")

    declare(fn)
    failed = runner.start("test", "出错", post=post)
    assert "故障号" in failed.message
    assert "张三" not in failed.message + caplog.text
    assert "test_runner.py" in caplog.text


def test_an_atomic_job_that_fails_leaves_nothing(post: Post, kinds: object) -> None:
    def fn(progress: Progress) -> None:
        Account.objects.create_user("half", display_name="一半")
        raise runner.JobFailed("没有做完")

    declare(fn, atomic=True)
    assert runner.start("test", "一半", post=post).state == "failed"
    assert not Account.objects.filter(username="half").exists()


def test_an_expired_post_runs_nothing(post: Post, kinds: object, settings: Any) -> None:
    declare(lambda progress: pytest.fail("must not run"))
    settings.TASKS = QUEUED
    waiting = runner.start("test", "过期", post=post)
    Post.objects.filter(pk=post.pk).update(until=timezone.localdate() - timedelta(days=1))
    runner.run(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == "failed"
    assert "到期" in waiting.message


def test_a_disabled_account_runs_nothing(post: Post, kinds: object, settings: Any) -> None:
    declare(lambda progress: pytest.fail("must not run"))
    settings.TASKS = QUEUED
    waiting = runner.start("test", "停用", post=post)
    Account.objects.filter(pk=post.account_id).update(is_active=False)
    runner.run(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == "failed"
    assert "停用" in waiting.message


def test_equal_jobs_wait_only_once_and_a_job_runs_only_once(post: Post, kinds: object, settings: Any) -> None:
    runs: list[int] = []
    declare(lambda progress, number: runs.append(number))
    settings.TASKS = QUEUED
    first = runner.start("test", "同一件", post=post, number=1)
    assert runner.start("test", "同一件", post=post, number=1) == first
    assert runner.start("test", "另一件", post=post, number=2) != first
    assert runner.start("test", "指定键", post=None, key="k", number=3) == runner.start(
        "test", "指定键", post=post, key="k", number=4
    )
    work(threading.Event(), until_empty=True)
    runner.run(first.pk)
    assert sorted(runs) == [1, 2, 3]
    assert runner.start("test", "再来一次", post=post, number=1) != first


def test_a_kind_that_is_not_declared_is_refused(post: Post) -> None:
    with pytest.raises(KeyError):
        runner.start("nothing", "没有", post=post)


def test_jobs_of_a_killed_process_are_found(post: Post, kinds: object, settings: Any) -> None:
    declare(lambda progress, number: {"n": number})
    settings.TASKS = QUEUED
    running = runner.start("test", "运行中", post=post, number=1)
    alive = runner.start("test", "活着", post=post, number=2)
    Job.objects.filter(pk__in=[running.pk, alive.pk]).update(state="running")
    taken = runner.start("test", "刚取走", post=post, number=3)
    DBTaskResult.objects.filter(pk=taken.task_id).update(status="RUNNING")
    lost = runner.start("test", "不在队列", post=post, number=4)
    DBTaskResult.objects.filter(pk=lost.task_id).delete()
    with hold(alive.pk):
        assert recover() == 3
        alive.refresh_from_db()
        assert alive.state == "running"
    running.refresh_from_db()
    assert running.state == "failed"
    assert "可以重新运行" in running.message
    work(threading.Event(), until_empty=True)
    assert set(Job.objects.filter(pk__in=[taken.pk, lost.pk]).values_list("state", flat=True)) == {"done"}
    runner.again(running)
    work(threading.Event(), until_empty=True)
    running.refresh_from_db()
    assert (running.state, running.result) == ("done", {"n": 1})


def test_a_hold_ends_with_its_process_even_when_killed() -> None:
    script = (
        "import fcntl,sys,time; f=open(sys.argv[1],'w'); fcntl.flock(f, fcntl.LOCK_EX); print('held', flush=True);"
        " time.sleep(60)"
    )
    path = files.folder() / "990.lock"
    other = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline().strip() == "held"
    with hold(990) as mine:
        assert not mine
    os.kill(other.pid, signal.SIGKILL)
    other.wait()
    with hold(990) as mine:
        assert mine
    other.stdout.close()
    path.unlink()


def test_progress_is_seen_while_the_job_holds_the_write_lock(post: Post, kinds: object) -> None:
    """The work runs in a transaction; another process reads the progress from the file."""
    seen: list[Any] = []

    def fn(progress: Progress) -> None:
        assert connection.in_atomic_block
        progress._written = float("-inf")
        progress(5, 10, "写了一半")
        seen.append(json.loads(Path(progress._path).read_text()))

    declare(fn, atomic=True)
    assert runner.start("test", "占着锁", post=post).state == "done"
    assert seen == [[5, 10, "写了一半"]]


def test_the_worker_stops_when_told(settings: Any) -> None:
    stop = threading.Event()
    stop.set()
    begun = time.monotonic()
    work(stop)
    assert time.monotonic() - begun < 1
