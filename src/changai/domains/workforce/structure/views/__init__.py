"""The picture's pages: the whole, the people and employers behind a figure, and the workbook."""

from changai.domains.workforce.structure.views.employers import employers
from changai.domains.workforce.structure.views.export import export
from changai.domains.workforce.structure.views.people import people
from changai.domains.workforce.structure.views.picture import picture

__all__ = ["employers", "export", "people", "picture"]
