"""Files for the tests: Word files from raw XML, PDF files with Chinese text."""

import io
import zipfile
from collections.abc import Callable

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
FONT = "STSong-Light"


def zipped(**members: str | bytes) -> bytes:
    """A zip of members; __ in a name stands for /, and the extension is .xml where there is none."""
    return packed(
        {name.replace("__", "/") + ("" if "." in name else ".xml"): text for name, text in members.items()}
    )


def packed(members: dict[str, str | bytes]) -> bytes:
    """A zip of members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return target.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word file with this XML in its body, and in its other parts."""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
    }
    for name, inner in parts.items():
        members[f"word/{name}.xml"] = f"<w:{name} {SPACES}>{inner}</w:{name}>"
    return packed(members)


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def pdf(*pages: Callable[[Canvas], None] | list[str], **options: object) -> bytes:
    """A PDF; a page is a list of lines, or something that draws it."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, **options)
    for page in pages:
        canvas.setFont(FONT, 16)
        if isinstance(page, list):
            lines(canvas, page)
        else:
            page(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def lines(canvas: Canvas, texts: list[str], x: float = 90, y: float = 720, size: float = 16) -> None:
    """Lines of text, the first at y."""
    canvas.setFont(FONT, size)
    for number, text in enumerate(texts):
        canvas.drawString(x, y - number * size * 1.75, text)


def wrapped(text: str, width: int = 26, first: int = 2) -> list[str]:
    """A paragraph as it is broken on a page, its first line indented."""
    text = "\u3000" * first + text
    return [text[at : at + width] for at in range(0, len(text), width)]
