"""The line that names the addressees."""

import re

from changai.engines.documents.header.lines import PEOPLE, SALUTE, SKIP
from changai.engines.documents.text import Paragraph, Text


def salutation(text: Text, lines: list[Paragraph], first: int, sentence: int) -> int | None:
    """The line that names the addressees."""
    for index in range(first, min(sentence + 1, len(lines), first + 12)):
        line = text.of(lines[index]).strip()
        if (
            SALUTE.match(line)
            and PEOPLE.search(line)
            and not SKIP.search(line)
            and not re.match(r"[一二三（\d第]+[、）.]", line)
        ):
            return index
    return None
