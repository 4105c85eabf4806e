"""From bytes to a reading: every part in its order."""

from dataclasses import dataclass

from changai.engines.documents.cleaning import clean
from changai.engines.documents.containers import open_document
from changai.engines.documents.kinds import kind
from changai.engines.documents.letters import read_letter
from changai.engines.documents.outline import Node, outline
from changai.engines.documents.reading import Reading, Section
from changai.engines.documents.text import Kept, Text

LETTER = ("title", "issuer", "document_number", "date", "date_raw", "recipient", "recipient_role", "proposal",
          "handling_mark", "contacts", "postcode", "disclosure", "cc")  # fmt: skip


@dataclass
class Read:
    """A document as it came, as it was cleaned, and what it says."""

    kept: Kept
    text: Text
    reading: Reading


def read(content: bytes, name: str) -> Read:
    """Read a document. name: the file's, for its ending. Raises DocumentError where it can't be read at all."""
    kept = open_document(content, name)
    text = clean(kept)
    reading = analyse(text)
    reading.notices = [*kept.notices, *reading.notices]
    return Read(kept, text, reading)


def analyse(text: Text) -> Reading:
    """What a cleaned text says. The same text always gives the same reading."""
    reading = Reading(kind=kind(text))
    nodes = outline(text)
    reading.sections = sections(text, nodes)
    if reading.kind == "reply":
        _letter(text, reading)
    return reading


def _letter(text: Text, reading: Reading) -> None:
    letter = read_letter(text)
    for field in LETTER:
        setattr(reading, field, getattr(letter, field))
    reading.doubts += letter.doubts


def sections(text: Text, nodes: list[Node]) -> list[Section]:
    """The headings with their depth and the number of headings right below each."""
    return [
        Section(one.label, one.title, one.level, text.place(*one.span), len(one.children))
        for one in nodes
        if one.span[1] > one.span[0]
    ]
