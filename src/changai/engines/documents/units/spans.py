"""Ranges of a text."""

Span = tuple[int, int]
OPEN, CLOSE = "（【〔《“([", "）】〕》”)]"


def trim(text: str, start: int, end: int, marks: str = " \t\n、，；。：") -> Span:
    """Without separators at the ends."""
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return start, end
