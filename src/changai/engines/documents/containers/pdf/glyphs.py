"""The characters of a page with their places, turned upright."""

import ctypes
import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

#: Radicals and compatibility forms that fonts give where they mean the character.
FORMS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
HYPHEN = 2
QUARTER = math.pi / 2
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Glyph:
    """A printed character. x0, x1: left and right edge; y: base line, upward; size: its height. In points.

    spaced: a space is printed before it.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    index: int
    spaced: bool = False


@dataclass
class Page:
    """A page's characters; its edges (left, right, bottom, top); how many characters the file does not name; its turn."""

    glyphs: list[Glyph]
    box: Box
    nameless: int
    quarter: int


def read_page(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> Page:
    """What is printed, without white space; text that stands across the page's own (a watermark) is left out."""
    handle, box, x, y = textpage.raw, raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    found: list[tuple[int, str, Box, float, float, int, bool]] = []
    nameless, spaced = 0, False
    for index in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in (0, 0xFFFD, 0xFFFE, 0xFFFF) or 0xE000 <= code < 0xF900:
            nameless += 1
            continue
        character = "-" if code == HYPHEN else chr(code)
        if character.isspace() or ord(character) < 32 or raw.FPDFText_IsGenerated(handle, index) == 1:
            spaced = raw.FPDFText_IsGenerated(handle, index) == 0
            continue
        raw.FPDFText_GetLooseCharBox(handle, index, box)
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        turn = raw.FPDFText_GetCharAngle(handle, index) / QUARTER
        quarter = round(turn) % 4 if abs(turn - round(turn)) < 0.06 else -1
        place = (box.left, box.right, box.bottom, box.top)
        found.append((quarter, normal(character), place, x.value, y.value, index, spaced))
        spaced = False
    quarters = Counter(one[0] for one in found if one[0] >= 0)
    quarter = quarters.most_common(1)[0][0] if quarters else 0
    left, bottom, right, top = page.get_mediabox()
    return Page(
        [upright(*one) for one in found if one[0] == quarter],
        turned((left, right, bottom, top), quarter),
        nameless,
        quarter,
    )


def upright(quarter: int, text: str, box: Box, x: float, y: float, index: int, spaced: bool) -> Glyph:
    """A character as it stands when its line runs from left to right. quarter: clockwise turns of its line."""
    left, right, bottom, top = turned(box, quarter)
    base = (y, x, -y, -x)[quarter]
    return Glyph(text, left, right, base, top - bottom, index, spaced)


def turned(box: Box, quarter: int) -> Box:
    """left, right, bottom, top after turning back by so many quarters."""
    left, right, bottom, top = box
    if quarter == 1:
        return -top, -bottom, left, right
    if quarter == 2:
        return -right, -left, -top, -bottom
    if quarter == 3:
        return bottom, top, -right, -left
    return box


def normal(character: str) -> str:
    """The character that is meant."""
    return unicodedata.normalize("NFKC", character) if FORMS.match(character) else character
