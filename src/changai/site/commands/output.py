"""How commands print: JSON alone on standard output, everything for people on standard error beside it."""

import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any


def emit(result: Any) -> None:
    """A result as JSON, the only thing on standard output."""
    print(json.dumps(result, ensure_ascii=False, indent=1, default=_plain))


def _plain(value: Any) -> Any:
    """Dates and paths as text; sets and tuples as lists."""
    if isinstance(value, date | Path):
        return str(value)
    if isinstance(value, set | frozenset | tuple):
        return list(value)
    raise TypeError(f"{type(value).__name__} is not plain data")


def show(text: str) -> None:
    """A line of the result itself, on standard output. Not for use beside `emit`."""
    print(text, flush=True)


def say(text: str) -> None:
    """A line for people while a command works; never on standard output."""
    print(text, file=sys.stderr, flush=True)


class Meter:
    """A progress line, at most four times a second, and only where a person can see it."""

    def __init__(self, label: str = "") -> None:
        self.label, self.shown = label, 0.0

    def __call__(self, done: int, total: int, message: str = "") -> None:
        now = time.monotonic()
        if not sys.stderr.isatty() or (now - self.shown < 0.25 and done != total):
            return
        self.shown = now
        share = f"{done * 100 // total:3d}%" if total else "   "
        end = "\n" if done == total else "\r"
        sys.stderr.write(f"{self.label} {share} {message}\033[K{end}")
        sys.stderr.flush()
