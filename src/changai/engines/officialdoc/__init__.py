"""Official documents as docx in the national layout (GB/T 9704-2012): margins, fonts, sizes, spacing, page numbers."""

from changai.engines.officialdoc.paper import OfficialPaper

__all__ = ["OfficialPaper"]
