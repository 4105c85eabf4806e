"""All checks of one text."""

from collections.abc import Sequence

from changai.engines.documents.checks import columns, growth, lists, parts, ratios, shares, values
from changai.engines.documents.checks.model import items
from changai.engines.documents.reading import Check, Figure
from changai.engines.documents.text import Text


def check(figures: Sequence[Figure], text: Text) -> list[Check]:
    """Arithmetic that the text relates, in the order of the text; kinds are sum, share, ratio, product, growth, count,
    same and dates. figures: those read from this text.
    """
    known = items(figures, text)
    found = [
        *parts.check(known, text),
        *columns.check(text),
        *shares.check(known, text),
        *ratios.check(known, text),
        *growth.check(known, text),
        *lists.check(text),
        *values.check(known, text),
    ]
    unique: dict[tuple[str, str, tuple[tuple[int, int], ...]], Check] = {}
    for one in found:
        unique.setdefault((one.kind, one.detail, tuple(one.places)), one)
    return sorted(unique.values(), key=lambda one: (min(one.places), one.kind))
