"""Clearing away what can be made again: old steps, and the files of old snapshots."""

import shutil
import time
from pathlib import Path

from django.conf import settings

from changai.kernel.facts import manifest
from changai.kernel.facts.models import Snapshot

STEP_DAYS, SNAPSHOT_DAYS = 30, 60
DAY = 24 * 60 * 60


def tidy(*, step_days: int = STEP_DAYS, snapshot_days: int = SNAPSHOT_DAYS) -> int:
    """Remove kept steps and snapshot files older than so many days; how many folders went.

    Records and figures stay: a figure keeps naming the snapshot that made it. The newest snapshot of the
    installation is never removed, nor are snapshots that were written elsewhere.
    """
    gone = 0
    for folder in (Path(settings.CHANGAI_HOME) / "derived").glob("*-*"):
        gone += _removed(folder, step_days)
    newest = Snapshot.objects.order_by("-as_of", "-pk").first()
    for folder in Path(settings.CHANGAI_SNAPSHOTS).glob("*-*"):
        if (folder / manifest.NAME).is_file() and (newest is None or folder != Path(newest.path)):
            gone += _removed(folder, snapshot_days)
    return gone


def _removed(folder: Path, days: int) -> bool:
    if not folder.is_dir() or time.time() - folder.stat().st_mtime < days * DAY:
        return False
    shutil.rmtree(folder, ignore_errors=True)
    return True
