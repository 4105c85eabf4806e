"""All of a head put together."""

import re

from changai.engines.documents.header.basis import read_basis
from changai.engines.documents.header.dates import signature_date
from changai.engines.documents.header.extent import ends, prefaces
from changai.engines.documents.header.front import Front, read_front
from changai.engines.documents.header.issuing import issuers
from changai.engines.documents.header.model import Header
from changai.engines.documents.header.naming import plain_of, titles
from changai.engines.documents.header.numbers import ORDER, Number, number_at
from changai.engines.documents.header.quotes import bare
from changai.engines.documents.reading import Doubt
from changai.engines.documents.text import Text


def read_header(text: Text) -> Header:
    """The head of a plan, notice or report; fields that the text does not give stay None or empty."""
    front = read_front(text)
    header = Header()
    titles(text, front, header)
    number = document_number(text, front)
    if number:
        header.document_number, header.document_number_raw = number.value, number.raw
        if number.doubt:
            header.doubts.append(Doubt("document_number", number.doubt, text.place(number.start, number.end)))
    if front.salute is not None:
        one = front.lines[front.salute]
        header.addressees = text.cut(one.start, one.end).strip().rstrip("：:").strip()
    dated = signature_date(text, front, header)
    issuers(text, front, header, dated)
    ends(text, front, header, dated)
    own = {bare(name) for name in (header.title, header.notice_title) if name}
    own |= {bare(text.plain[slice(*front.named)])} if front.named else set()
    header.basis, doubts = read_basis(
        text, prefaces(text, front, header), {bare(plain_of(text, one)) for one in own} | own
    )
    header.doubts += doubts
    return header


def document_number(text: Text, front: Front) -> Number | None:
    """The document's own number: in the lines before the first sentence, or right below the title."""
    last = max([front.sentence, *(i + 3 for i in front.title[-1:])])
    for index in range(min(last, len(front.lines))):
        one = front.lines[index]
        line = text.of(one)
        if (len(line) > 80 and "|" not in line) or "《" in line or line.rstrip().endswith("。"):
            continue
        for start, end in pieces(text, one.start, one.end):
            if number := number_at(text, start, end, alone=True):
                return number
        if ORDER.match(line.strip()):
            return Number(text.cut(one.start, one.end).strip(), None, one.start, one.end)
    return None


def pieces(text: Text, start: int, end: int) -> list[tuple[int, int]]:
    """A line, at the bars of a web page's table of particulars."""
    found, begin = [], start
    for place in [*(match.start() + start for match in re.finditer(r"[|\t]", text.plain[start:end])), end]:
        found.append((begin, place))
        begin = place + 1
    return found
