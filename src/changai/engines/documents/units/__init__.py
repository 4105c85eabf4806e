"""Who is to do it: marks such as （牵头单位：…；责任单位：…） become unit names with their parts."""

from changai.engines.documents.units.mark import split
from changai.engines.documents.units.model import Unit, UnitMark
from changai.engines.documents.units.names import unit_like
from changai.engines.documents.units.words import declares_first

__all__ = ["Unit", "UnitMark", "declares_first", "split", "unit_like"]
