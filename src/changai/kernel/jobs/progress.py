"""Progress and liveness of running jobs, in small files beside the database."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from changai.kernel.access.models import Post

EVERY = 0.5  # seconds between two writes


@dataclass(frozen=True)
class Standing:
    """done of total (0 while the total is not known) and what is being done."""

    done: int = 0
    total: int = 0
    message: str = ""

    @property
    def percent(self) -> int | None:
        """0–100, or None while the total is not known."""
        return min(100, self.done * 100 // self.total) if self.total else None


def folder() -> Path:
    """Where the files of running jobs lie."""
    path = Path(settings.CHANGAI_HOME) / "jobs"
    path.mkdir(parents=True, exist_ok=True)
    return path


def read_standing(job: int) -> Standing | None:
    """What a running job last told, or None."""
    try:
        return Standing(*json.loads((folder() / f"{job}.json").read_text()))
    except (FileNotFoundError, ValueError):
        return None


def forget(job: int) -> None:
    """Remove a job's progress file."""
    (folder() / f"{job}.json").unlink(missing_ok=True)


def held_jobs() -> list[int]:
    """Jobs that were ever held and whose lock file still lies there."""
    return [int(path.stem) for path in folder().glob("*.lock")]


def release(job: int) -> None:
    """Remove the lock file of a job that will never run again."""
    (folder() / f"{job}.lock").unlink(missing_ok=True)


class Progress:
    """Given to a job: call it with done, total and a message as often as you like.

    post: the post that the job runs for, None for the system's own.
    """

    def __init__(self, job: int, post: "Post | None" = None) -> None:
        self.job = job
        self.post = post
        self.last = Standing()
        self._path = folder() / f"{job}.json"
        self._written = float("-inf")

    def __call__(self, done: int, total: int = 0, message: str = "") -> None:
        """Tell how far the work has come; written at most twice a second."""
        self.last = Standing(done, total, message or self.last.message)
        now = time.monotonic()
        if now - self._written < EVERY:
            return
        self._written = now
        fresh = self._path.with_suffix(".new")
        fresh.write_text(json.dumps([self.last.done, self.last.total, self.last.message]))
        os.replace(fresh, self._path)


@contextmanager
def hold(job: int) -> Iterator[bool]:
    """Whether this process is the one that runs the job now. The hold ends with the process, even if killed."""
    path = folder() / f"{job}.lock"
    with path.open("w") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
