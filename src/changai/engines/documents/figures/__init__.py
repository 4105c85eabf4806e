"""Figures: the quantities that a text reports, each with its subject, its period and the clause that says it."""

from .reading import read_figures

__all__ = ["read_figures"]
