"""Legal terms of this installation: declared as parameters `terms.<kind>`, dated and by region, each with its source."""

from changai.kernel.terms.kinds import Kind, Reckoned, kind, kinds, reckon

__all__ = ["Kind", "Reckoned", "kind", "kinds", "reckon"]
