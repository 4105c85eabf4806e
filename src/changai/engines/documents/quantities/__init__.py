"""Quantities: every number of a text that counts or measures something, with its unit, its bounds and its place."""

from changai.engines.documents.quantities.finding import find
from changai.engines.documents.quantities.model import Quantity, between

__all__ = ["Quantity", "between", "find"]
