"""A document's cleaned text as an official paper."""

import re

from changai.domains.reform.documents.models import Document
from changai.engines.documents.text import Text
from changai.engines.officialdoc import OfficialPaper

DATE = re.compile(
    r"^[12]\d{3}年\d{1,2}月\d{1,2}日$|^[一二]?[〇○O零一二三四五六七八九]{3,4}年.{1,3}月.{1,3}日$"
)
LONGEST_TITLE = 5  # lines


def official(document: Document, text: Text) -> bytes:
    """The docx. text: the document as it was cleaned; what was left out in cleaning is not in it."""
    paper = OfficialPaper()
    bodies = _bodies(document, text)
    titles = _titles(document, bodies)
    issuers = {_bare(one) for one in document.issuers} | {_bare("".join(document.issuers))}
    for at, body in enumerate(bodies):
        if at in titles:
            paper.title(body)
        elif DATE.match(_bare(body)) or _bare(body) in issuers:
            paper.signature(body)
        elif document.number and _bare(body) == _bare(document.number):
            paper.number(body)
        else:
            paper.body(body)
    return paper.content()


def _bodies(document: Document, text: Text) -> list[str]:
    """Paragraphs with Chinese punctuation, and with the damaged numbers as they were made out."""
    reading = document.reading
    mended = {one.get("raw"): one.get("number") for one in reading.get("basis") or ()}
    mended[reading.get("document_number_raw")] = document.number
    day = document.issued_on
    mended[reading.get("date_raw")] = f"{day.year}年{day.month}月{day.day}日" if day else None
    found = []
    for one in text.paragraphs:
        body = _printed(text, one.start, one.end).strip()
        for raw, number in mended.items():
            body = body.replace(raw, number) if raw and number else body
        if body:
            found.append(body)
    return found


def _printed(text: Text, start: int, end: int) -> str:
    """Characters as printed, so that the script stays; marks and digits in their normal width."""
    pairs = zip(text.clean[start:end], text.plain[start:end], strict=True)
    kept = (mine if mine.isalpha() and not mine.isascii() else plain for mine, plain in pairs)
    return "".join(kept).replace("~", "～")


def _titles(document: Document, bodies: list[str]) -> set[int]:
    """Which paragraphs make up a title; one may be broken over several."""
    wanted = {_bare(one) for one in (document.title, document.notice_title) if one}
    found: set[int] = set()
    for start in range(len(bodies)):
        for end in range(start + 1, min(start + LONGEST_TITLE, len(bodies)) + 1):
            if _bare("".join(bodies[start:end])) in wanted:
                found |= set(range(start, end))
    return found


def _bare(text: str) -> str:
    """Without white space."""
    return re.sub(r"\s", "", text)
