"""Quantities that set something: rates and totals to reach, caps and standards of money, ranks, limits of time."""

from changai.engines.documents.targets.reading import read_targets
from changai.engines.documents.targets.scope import Scope

__all__ = ["Scope", "read_targets"]
