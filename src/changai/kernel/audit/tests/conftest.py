"""Every test has keys and an anchor of its own."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _own_keys(settings: Any, tmp_path: Path) -> None:
    """The chain of one test must not meet the anchor of another."""
    settings.CHANGAI_KEY_FILE = str(tmp_path / "keys.json")
