"""From bytes to a reading: every part in its order."""

from dataclasses import dataclass

from changai.engines.documents.cleaning import clean
from changai.engines.documents.containers import open_document
from changai.engines.documents.figures import read_figures
from changai.engines.documents.header import Header, read_header
from changai.engines.documents.kinds import kind
from changai.engines.documents.letters import read_letter
from changai.engines.documents.outline import Node, outline
from changai.engines.documents.plans import read_measures
from changai.engines.documents.quantities import Quantity, find
from changai.engines.documents.reading import Reading, Section
from changai.engines.documents.text import Kept, Text

LETTER = ("title", "issuer", "document_number", "date", "date_raw", "recipient", "recipient_role", "proposal",
          "handling_mark", "contacts", "postcode", "disclosure", "cc")  # fmt: skip


HEADER = (
    "title",
    "notice_title",
    "issuer",
    "document_number",
    "document_number_raw",
    "date",
    "date_raw",
    "addressees",
    "basis",
)


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
    quantities = find(text)
    if reading.kind == "reply":
        _letter(text, reading)
    else:
        header = read_header(text)
        _header(reading, header)
        if reading.kind == "plan":
            _plan(text, reading, nodes, quantities, header)
    reading.figures = read_figures(text, reading.date, _untargeted(text, reading, quantities))
    return reading


def _plan(
    text: Text, reading: Reading, nodes: list[Node], quantities: list[Quantity], header: Header
) -> None:
    measures, targets, chapters, doubts = read_measures(text, nodes, quantities, header)
    reading.measures, reading.document_targets, reading.chapters = measures, targets, chapters
    reading.doubts += doubts


def _untargeted(text: Text, reading: Reading, quantities: list[Quantity]) -> list[Quantity]:
    """The quantities that no target holds: what a plan tells of the present."""
    held = [target.at for measure in reading.measures for target in measure.targets]
    held += [target.at for target in reading.document_targets]
    if not held:
        return quantities
    places = [(one, text.place(one.start, one.end)) for one in quantities]
    return [
        one for one, (start, end) in places if not any(first < end and start < last for first, last in held)
    ]


def _letter(text: Text, reading: Reading) -> None:
    letter = read_letter(text)
    for field in LETTER:
        setattr(reading, field, getattr(letter, field))
    reading.doubts += letter.doubts


def _header(reading: Reading, header: Header) -> None:
    for field in HEADER:
        setattr(reading, field, getattr(header, field))
    reading.doubts += header.doubts


def sections(text: Text, nodes: list[Node]) -> list[Section]:
    """The headings with their depth and the number of headings right below each."""
    return [
        Section(one.label, one.title, one.level, text.place(*one.span), len(one.children))
        for one in nodes
        if one.span[1] > one.span[0]
    ]
