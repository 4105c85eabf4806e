"""Quantities: every number of a text that counts or measures something, with its unit, its bounds and its place."""

from .finding import find
from .model import Quantity, between

__all__ = ["Quantity", "between", "find"]
