"""Quantities that set something: rates and totals to reach, caps and standards of money, ranks, limits of time."""

from changai.engines.documents.targets.reading import Scope, read_targets

__all__ = ["Scope", "read_targets"]
