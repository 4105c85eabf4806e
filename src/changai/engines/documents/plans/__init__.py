"""A plan taken apart: its measures with their units and targets, its chapters, its targets as a whole."""

from changai.engines.documents.plans.amendments import read_amendments
from changai.engines.documents.plans.reading import read_measures

__all__ = ["read_amendments", "read_measures"]
