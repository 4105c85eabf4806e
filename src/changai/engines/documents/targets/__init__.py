"""Quantities that set something."""

from changai.engines.documents.targets.reading import read_targets

__all__ = ["read_targets"]
