"""The title that a notice names."""

import re

from changai.engines.documents.header.lines import ISSUES, SENT, TITLE
from changai.engines.documents.header.quotes import bare, quoted
from changai.engines.documents.text import Paragraph, Text


def named_title(
    text: Text, lines: list[Paragraph], notice: list[int], sentence: int
) -> tuple[int, int] | None:
    """The range in plain of the title that the notice names: in 《》, or between 印发 and 的通知.

    Without a notice's title it is the one of 现将《…》印发给你们.
    """
    for index in notice or range(sentence, min(sentence + 3, len(lines))):
        one = lines[index]
        line = text.of(one)
        found = ISSUES.search(line) if notice else SENT.search(line)
        if not found:
            continue
        inner = quoted(
            text.plain,
            one.start + (found.end() if notice else found.start()),
            lines[(notice or [index])[-1]].end,
        )
        if inner:
            return inner[0][0] + 1, inner[0][1]
        whole = text.plain[one.start + found.end() : lines[notice[-1]].end] if notice else ""
        match = re.match(
            r"(?P<name>.{4,80}?)的(?:通知|通告|公告|函)(?:（[^（）]{1,12}）)?$", whole, re.DOTALL
        )
        if match:
            return one.start + found.end(), one.start + found.end() + match.end("name")
    return None


def same_lines(text: Text, lines: list[Paragraph], first: int, wanted: str) -> list[int]:
    """The lines that together are the wanted title."""
    for index in range(max(0, first), len(lines)):
        joined = ""
        for size in range(1, 5):
            if index + size > len(lines) or len(joined) > len(wanted):
                break
            joined += bare(text.of(lines[index + size - 1]))
            if joined == wanted:
                return list(range(index, index + size))
    ends = (i for i in range(max(0, first), len(lines)) if TITLE.match(text.of(lines[i]).strip()))
    return next(([i] for i in ends if wanted.endswith(bare(text.of(lines[i])))), [])
