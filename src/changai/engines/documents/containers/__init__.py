"""The bytes of a document become its kept text, whatever they come in."""

from changai.engines.documents.containers.plaintext import read_text
from changai.engines.documents.text import Kept


def open_document(content: bytes, name: str) -> Kept:
    """The text of a document. Raises DocumentError with what, why and what to do next."""
    return read_text(content)
