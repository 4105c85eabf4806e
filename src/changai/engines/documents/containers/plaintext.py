"""Plain text."""

import re

from changai.engines.documents.text import Kept, Line

BREAK = re.compile(r"\r\n|\r|\u2028|\u2029|\x85|\x0b")


def read_text(content: bytes) -> Kept:
    """UTF-8 text."""
    return of_text(content.decode("utf-8-sig"))


def of_text(text: str) -> Kept:
    """Lines as they are; a form feed begins a new page."""
    text = BREAK.sub("\n", text.replace("\x00", ""))
    lines, start = [], 0
    page = 1 if "\f" in text else 0
    for line in text.split("\n"):
        page += line.count("\f")
        lines.append(Line(start, start + len(line), page=page))
        start += len(line) + 1
    return Kept(text, lines)
