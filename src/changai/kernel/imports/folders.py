"""Folders of imports under the home: readable by the installation only, swept after a retention."""

import secrets
import shutil
import time
from pathlib import Path

from django.conf import settings

RETENTION_DAYS = 30


def root() -> Path:
    """Where the folders are."""
    place = Path(settings.CHANGAI_HOME) / "files" / "imports"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def new_folder() -> Path:
    """A folder of its own for one import; old ones are swept on the way."""
    sweep()
    folder = root() / secrets.token_hex(12)
    folder.mkdir(mode=0o700)
    return folder


def folder_of(name: str) -> Path | None:
    """The folder of a batch while it is kept."""
    place = root() / name
    return place if name and place.is_dir() else None


def sweep() -> None:
    """Remove folders older than the retention: uploads, previews and reports hold personal data."""
    oldest = time.time() - RETENTION_DAYS * 86400
    for folder in root().iterdir():
        if folder.is_dir() and folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)
