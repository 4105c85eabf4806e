"""How typed text is made comparable."""

import re
import unicodedata

_NOISE = re.compile("[\\s\u200b-\u200f\u2060\ufeff'‘’`´]+")
_MARKS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff()\[\]{}<>《》【】、,，.。;；:：/\\|\-_—–·•\"'“”‘’*]+")


def compact(text: str) -> str:
    """A number without spaces, apostrophes and invisible marks, full-width characters made plain, upper case."""
    if text.isascii() and text.isalnum():
        return text.upper()
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).upper()


def plain(text: str) -> str:
    """A name without spaces and punctuation, for comparison only."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).upper()
