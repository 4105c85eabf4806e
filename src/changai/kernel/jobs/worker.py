"""The loop that runs queued jobs, and what it does about jobs whose process was killed."""

import logging
import threading
import time
from datetime import timedelta
from uuid import uuid4

from django.db import OperationalError, close_old_connections, connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from changai.kernel.jobs.models import Job
from changai.kernel.jobs.progress import forget, held_jobs, hold, release
from changai.kernel.jobs.runner import enqueue

POLL = 1.0  # seconds between two looks at an empty queue
RECOVER_EVERY = 60.0  # seconds
KEEP = timedelta(days=7)  # finished rows of the queue; the jobs themselves stay
KILLED = "任务中断：运行它的服务意外停止，可以重新运行"

logger = logging.getLogger("changai.jobs")


def work(stop: threading.Event, *, until_empty: bool = False) -> None:
    """Run queued jobs one after another until `stop` is set; with until_empty, until none waits.

    A job under way is finished first. Several processes may work side by side.
    """
    runner = Worker(
        queue_names=["*"],
        interval=POLL,
        batch=until_empty,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=uuid4().hex,
        excluded_queue_names=[],
    )
    recovered = float("-inf")
    while not stop.is_set():
        if not connection.in_atomic_block:
            close_old_connections()
        if time.monotonic() - recovered > RECOVER_EVERY:
            recover()
            recovered = time.monotonic()
        queued = _claim(runner.worker_id)
        if queued is not None:
            runner.run_task(queued)
        elif until_empty:
            return
        else:
            stop.wait(POLL)


def _claim(worker: str) -> DBTaskResult | None:
    """Take the next queued task, or None. Looks without a lock first, so that writers are not disturbed."""
    ready = DBTaskResult.objects.ready().filter(backend_name="default")
    try:
        if not ready.exists():
            return None
        with exclusive_transaction(ready.db):
            queued = ready.get_locked()
            if queued is not None:
                queued.claim(worker)
            return queued
    except OperationalError:
        return None


def recover() -> int:
    """Find jobs whose process is gone. Returns how many.

    One that was running is marked failed, to be run again by whoever asked for it. One that was taken from
    the queue but had not begun goes back into the queue.
    """
    count = 0
    for one in Job.objects.filter(state="running"):
        with hold(one.pk) as mine:
            if mine:
                count += Job.objects.filter(pk=one.pk, state="running").update(
                    state="failed", message=KILLED, finished_at=timezone.now()
                )
                forget(one.pk)
    queue = {str(pk): status for pk, status in DBTaskResult.objects.values_list("pk", "status")}
    for one in Job.objects.filter(state="waiting"):
        with hold(one.pk) as mine:
            if mine and queue.get(one.task_id) != TaskResultStatus.READY:
                enqueue(one)
                count += 1
    _tidy()
    if count:
        logger.warning("%s background jobs had lost their process", count)
    return count


def _tidy() -> None:
    """Remove what is left of jobs that are over."""
    over = timezone.now() - KEEP
    DBTaskResult.objects.finished().filter(finished_at__lt=over).delete()
    DBTaskResult.objects.running().filter(started_at__lt=over).delete()
    held = held_jobs()
    kept = set(Job.objects.filter(pk__in=held).exclude(state="done").values_list("pk", flat=True))
    for job in set(held) - kept:
        release(job)
