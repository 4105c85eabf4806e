"""What was typed, as words and phrases."""

import re
from dataclasses import dataclass

from changai.engines.documents.folding import fold, forms

QUOTED = re.compile('[“"]([^“”"]+)[”"]|([^\\s“”"]+)')
MOST = 8  # words looked for; more narrow nothing any more


@dataclass(frozen=True)
class Word:
    """A word or phrase that must occur: folded, and in the forms in which it may be printed."""

    folded: str
    forms: tuple[str, ...]


def words(typed: str) -> list[Word]:
    """Words parted by spaces; what stands in quotation marks is one phrase. Empty where nothing can be looked for."""
    found: dict[str, Word] = {}
    for quoted, bare in QUOTED.findall(typed):
        text = quoted or bare
        if folded := fold(text):
            found.setdefault(folded, Word(folded, tuple(forms(text))))
    return list(found.values())[:MOST]
