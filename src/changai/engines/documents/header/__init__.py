"""The head of a plan or notice: who issued what, under which number, when, to whom and on what basis."""

from changai.engines.documents.header.model import Header
from changai.engines.documents.header.reading import read_header

__all__ = ["Header", "read_header"]
