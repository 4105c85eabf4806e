"""Who is to do it: marks such as （牵头单位：…；责任单位：…） become unit names with their parts."""

from changai.engines.documents.units.mark import Unit, UnitMark, declares_first, split
from changai.engines.documents.units.names import unit_like

__all__ = ["Unit", "UnitMark", "declares_first", "split", "unit_like"]
