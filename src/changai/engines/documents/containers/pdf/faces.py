"""What a page's fonts and drawings tell."""

import ctypes
import re

import pypdfium2 as pdfium
import pypdfium2.raw as raw

THICK = re.compile(r"bold|black|heavy|hei(?!ght)|小标宋|xbs|黑", re.I)
MANY = 200


def is_thick(textpage: pdfium.PdfTextPage, index: int) -> bool | None:
    """A character in a bold or black face, by its font's name; None where the font has none."""
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    size = raw.FPDFText_GetFontInfo(textpage.raw, index, buffer, 128, flags)
    if not 1 < size <= 128:
        return None
    return bool(THICK.search(buffer.value.decode("utf-8", "replace")))


def drawn(page: pdfium.PdfPage) -> bool:
    """The page shows a picture, or so many strokes that they may be letters."""
    paths = 0
    for item in page.get_objects(max_depth=3):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            return True
        paths += item.type == raw.FPDF_PAGEOBJ_PATH
        if paths > MANY:
            return True
    return False
