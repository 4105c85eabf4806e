"""Tables in texts that have no tables: lines one below the other whose cells are parted by tabs or wide gaps."""

import re

from changai.engines.documents.cleaning.pieces import Piece
from changai.engines.documents.cleaning.shapes import SENTENCE

TAB = re.compile(r"\S[^\S\n]*\t[^\S\n]*(?=\S)")
GAP = re.compile(r"\S(?:[^\S\n]{2,}|\u3000)(?=\S)")
DIGIT = re.compile(r"\d")


def mark_rows(pieces: list[Piece]) -> list[Piece]:
    """The same pieces; those that are rows of a table are marked so."""
    for pattern, are_rows in ((TAB, by_tabs), (GAP, by_gaps)):
        run: list[Piece] = []
        for piece in [*pieces, None]:
            if piece is not None and piece.kind == "body" and pattern.search(piece.text):
                run.append(piece)
                continue
            if are_rows(run):
                for row in run:
                    row.kind = "row"
            run = []
    for piece in pieces:
        if piece.text[0] == "\t" or piece.text[-1] == "\t":
            trim(piece)
    return pieces


def trim(piece: Piece) -> None:
    """Tabs at a line's ends go, but for those before a row's first filled cell."""
    start = 0 if piece.kind == "row" else len(piece.text) - len(piece.text.lstrip())
    end = len(piece.text.rstrip())
    piece.text, piece.places = piece.text[start:end], piece.places[start:end]


def by_tabs(run: list[Piece]) -> bool:
    """Two lines of three cells, or three lines of two that are no contacts."""
    cells = max((len(TAB.findall(piece.text)) for piece in run), default=0) + 1
    labels = sum(1 for piece in run if "：" in piece.look[:12])
    return (len(run) >= 2 and cells >= 3) or (len(run) >= 3 and labels * 2 < len(run))


def by_gaps(run: list[Piece]) -> bool:
    """Three lines of three cells and more, mostly with numbers, none of them a sentence."""
    counts = [len(GAP.findall(piece.text)) for piece in run]
    if (
        len(run) < 3
        or min(counts) < 2
        or len(set(counts)) > 2
        or any(SENTENCE.search(piece.look) for piece in run)
    ):
        return False
    return sum(1 for piece in run if DIGIT.search(piece.look)) * 2 >= len(run)
