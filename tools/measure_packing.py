"""Puts a text into the container that an office would have sent it in."""

import io
from pathlib import Path

from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

SIZE, LEADING, MARGIN = 14, 26, 80


def packed(source: Path, form: str) -> tuple[bytes, str]:
    """Content and file name of a text as `txt`, `gb18030`, `utf-16`, `docx` or `pdf`.

    In docx and pdf each line of the text is a paragraph; lines with tabs are rows of a table in docx.
    """
    if form == "txt":
        return source.read_bytes(), source.name
    text = source.read_text(encoding="utf-8")
    if form == "docx":
        return _docx(text), source.stem + ".docx"
    if form == "pdf":
        return _pdf(text), source.stem + ".pdf"
    return text.encode(form), source.name


def _docx(text: str) -> bytes:
    document, rows = Document(), list[list[str]]()
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            table = document.add_table(rows=0, cols=max(map(len, rows)))
            for row in rows:
                cells = table.add_row().cells
                for cell, value in zip(cells, row, strict=False):
                    cell.text = value
            rows = []
        if line:
            document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf(text: str) -> bytes:
    """A4 pages, broken wherever a line is full, with a page number at each foot."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    width, height = A4
    across, down = int((width - 2 * MARGIN) // SIZE), int((height - 2 * MARGIN) // LEADING)
    lines: list[str] = []
    for line in text.split("\n"):
        lines += _broken(line if line.startswith("    ") or not line else "　　" + line.strip(), across)
    for number, start in enumerate(range(0, len(lines), down), 1):
        canvas.setFont("STSong-Light", SIZE)
        for row, line in enumerate(lines[start : start + down]):
            canvas.drawString(MARGIN, height - MARGIN - row * LEADING, line)
        canvas.setFont("STSong-Light", 10)
        canvas.drawCentredString(width / 2, MARGIN / 2, f"— {number} —")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _broken(paragraph: str, across: int) -> list[str]:
    """Pieces of at most so many em; Latin letters and spaces are half as wide."""
    lines, line, width = [], "", 0.0
    for character in paragraph:
        wide = 0.5 if character.isascii() else 1.0
        if width + wide > across:
            lines.append(line)
            line, width = "", 0.0
        line, width = line + character, width + wide
    return [*lines, line]
