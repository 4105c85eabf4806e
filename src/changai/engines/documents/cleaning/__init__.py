"""From the text of a container to the text that readers work on.

Broken lines are joined, a bold text that was printed several times over is reduced to one, page numbers and a web
page's navigation are left out (and listed), white space inside Chinese text goes. Each character knows where it
came from.
"""

from array import array

from changai.engines.documents.cleaning.furniture import sweep
from changai.engines.documents.cleaning.gaps import close
from changai.engines.documents.cleaning.joining import join
from changai.engines.documents.cleaning.pieces import Piece, pieces
from changai.engines.documents.cleaning.widths import plain
from changai.engines.documents.text import Kept, Paragraph, Text


def clean(kept: Kept) -> Text:
    """The three layers of a text. Same input, same output; a clean text comes out as it went in.

    A single space stays between two Chinese words in lines that are no sentences (中共甲市委 甲市人民政府,
    姓名：某某 电话：…) and between the units of a list; everywhere else inside Chinese text there is none.
    """
    lines, dropped = pieces(kept)
    lines, swept = sweep(lines)
    dropped = sorted(dropped + swept)
    paragraphs: list[Paragraph] = []
    parts: list[str] = []
    origin = array("L")
    for group in join(lines):
        text, places = close(group)
        if not text:
            continue
        if parts:
            parts.append("\n")
            origin.append(origin[-1] + 1 if origin[-1] + 1 < len(kept.text) else origin[-1])
        start = len(origin)
        parts.append(text)
        origin.extend(places)
        paragraphs.append(as_paragraph(start, len(origin), group))
    result = "".join(parts)
    return Text(kept.text, result, plain(result), origin, paragraphs, dropped)


def as_paragraph(start: int, end: int, group: list[Piece]) -> Paragraph:
    """What the container knew of a paragraph's lines; bold only if all of it is."""
    bold, centred = (agreed([getattr(piece, name) for piece in group]) for name in ("bold", "centred"))
    return Paragraph(start, end, group[0].kind, centred, bold)


def agreed(values: list[bool | None]) -> bool | None:
    """What all say; no, where some do not."""
    return values[0] if len(set(values)) == 1 else False
