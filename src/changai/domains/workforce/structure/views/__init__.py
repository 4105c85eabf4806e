"""The picture's pages: the whole, the people behind a bar, and the workbook."""

from changai.domains.workforce.structure.views.export import export
from changai.domains.workforce.structure.views.people import people
from changai.domains.workforce.structure.views.picture import picture

__all__ = ["export", "people", "picture"]
