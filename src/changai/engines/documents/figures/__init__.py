"""Figures: the quantities that a text reports, each with its subject, its period and the clause that says it."""

from changai.engines.documents.figures.reading import read_figures

__all__ = ["read_figures"]
