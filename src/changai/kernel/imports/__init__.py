"""Imports: a declared kind of spreadsheet is read, checked set-wise, previewed, done in one transaction, undone.

The doors: `run`, `template`, `undo`, and the errors `ImportRefused`. They are loaded on first use, because this
package is a Django app and holds models.
"""

from importlib import import_module
from typing import Any

_DOORS = {
    "run": "running",
    "template": "templates",
    "undo": "undoing",
    "ImportRefused": "kinds",
    "Outcome": "outcome",
}
__all__ = ["ImportRefused", "Outcome", "run", "template", "undo"]


def __getattr__(name: str) -> Any:
    """Load a door when it is first asked for."""
    if name in _DOORS:
        return getattr(import_module(f"{__name__}.{_DOORS[name]}"), name)
    raise AttributeError(name)
