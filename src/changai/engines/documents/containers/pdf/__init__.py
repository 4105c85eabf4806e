"""PDF files by the places of their characters: in the order in which a reader reads them."""

import threading
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from changai.engines.documents.containers.pdf.columns import in_order
from changai.engines.documents.containers.pdf.faces import drawn, is_thick
from changai.engines.documents.containers.pdf.furniture import running
from changai.engines.documents.containers.pdf.glyphs import read_page
from changai.engines.documents.containers.pdf.margins import Placed, place
from changai.engines.documents.containers.pdf.rows import Row, text_of
from changai.engines.documents.containers.pdf.tables import Ruled, tables_of
from changai.engines.documents.containers.sheet import Sheet
from changai.engines.documents.errors import DocumentError
from changai.engines.documents.text import Kept

#: pdfium is not made for threads.
LOCK = threading.Lock()
PAGES = 3000
LEAST_TEXT = 8

LOCKED = "PDF 设有打开密码，系统打不开。请用 PDF 阅读器输入密码打开，另存（或打印）为没有密码的 PDF，再上传。"
DAMAGED = "PDF 已损坏或没有下载完整，打不开。请重新下载或向来文单位重新索取，再上传。"
SCANNED = (
    "这份 PDF 是扫描件：页面上只有图像，没有可以读取的文字。请向来文单位索取电子版（Word 或带文字的 PDF）；"
    "没有电子版的，请先用扫描软件或 WPS 的“图片转文字”识别，校对后存为 docx 再上传。"
)
GARBLED = (
    "这份 PDF 的字体没有说明每个字是什么字，读出来会是乱码，因此没有读取。请向来文单位索取 Word 版；"
    "没有的，请打印后扫描识别，校对后存为 docx 再上传。"
)


@dataclass
class Found:
    """What the pages held."""

    lines: list[Placed] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)
    characters: int = 0
    nameless: int = 0


def read_pdf(content: bytes) -> Kept:
    """Lines in reading order, table rows with cells parted by tabs; running heads and page numbers marked as such.

    Raises DocumentError for files that are locked, damaged, scanned, or do not name their characters.
    """
    with LOCK:
        try:
            document = pdfium.PdfDocument(content)
        except pdfium.PdfiumError as error:
            locked = getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
            raise DocumentError(LOCKED if locked else DAMAGED) from error
        try:
            found = pages_of(document)
        finally:
            document.close()
    complete = b"%%EOF" in content[-4096:]
    return written(found, complete)


def pages_of(document: pdfium.PdfDocument) -> Found:
    """All pages, one after the other; nothing of a page is kept but its lines."""
    if len(document) > PAGES:
        raise DocumentError(
            f"PDF 超过 {PAGES} 页，没有读取。请确认选对了文件；确是公文的，请拆成几个文件后分别上传。"
        )
    found = Found()
    for number in range(len(document)):
        try:
            page = document[number]
            textpage = page.get_textpage()
        except pdfium.PdfiumError as error:
            raise DocumentError(DAMAGED) from error
        try:
            read(page, textpage, number + 1, found)
        finally:
            textpage.close()
            page.close()
    return found


def read(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage, number: int, found: Found) -> None:
    """One page."""
    sheet = read_page(page, textpage)
    found.characters += len(sheet.glyphs)
    found.nameless += sheet.nameless
    if len(sheet.glyphs) + sheet.nameless < LEAST_TEXT and drawn(page):
        found.scanned.append(number)
        return
    tables = tables_of(page, sheet.glyphs, sheet.quarter)
    if tables:
        found.tables.append(number)
    inside = {index for table in tables for index in table.glyphs}
    free = [glyph for glyph in sheet.glyphs if glyph.index not in inside]
    _, _, bottom, top = sheet.box
    height = max(top - bottom, 1.0)
    for block in in_order(free, bottom, top) if free else []:
        column = (round(sheet.box[1] - sheet.box[0]), sheet.quarter, block.column)
        start, end = min(row.x0 for row in block.rows), max(row.x1 for row in block.rows)
        for row in block.rows:
            above = [one for one in tables if one.box[3] > row.y and one.box[0] < end and start < one.box[1]]
            for table in above:
                tables.remove(table)
                found.lines += ruled(table, number, bottom, height)
            text, em, at = text_of(row.glyphs, row.em), row.em, (row.y - bottom) / height
            found.lines.append(
                Placed(text, number, at, "body", thick(row, textpage), em, row.x0, row.x1, column)
            )
    for table in tables:
        found.lines += ruled(table, number, bottom, height)


def ruled(table: Ruled, number: int, bottom: float, height: float) -> list[Placed]:
    """A table's rows."""
    top = (table.box[3] - bottom) / height
    return [Placed("\t".join(row).rstrip("\t"), number, min(max(top, 0.2), 0.8), "row") for row in table.rows]


def thick(row: Row, textpage: pdfium.PdfTextPage) -> bool | None:
    """Set in a bold or black face, by its font's name."""
    places = {0, len(row.glyphs) // 2, len(row.glyphs) - 1}
    said = {is_thick(textpage, row.glyphs[at].index) for at in places}
    return None if None in said else said == {True}


def written(found: Found, complete: bool) -> Kept:
    """The lines as kept text, with what has to be said of them."""
    pages = max((line.page for line in found.lines), default=0)
    if found.nameless > 0.3 * (found.characters + found.nameless):
        raise DocumentError(GARBLED)
    if found.scanned and found.characters < LEAST_TEXT * max(1, len(found.scanned)):
        raise DocumentError(SCANNED)
    sheet = Sheet()
    for index in running(found.lines, pages):
        found.lines[index].kind = "running"
    place(found.lines)
    for one in found.lines:
        sheet.add(one.text, page=one.page, kind=one.kind, centred=one.centred, bold=one.bold, full=one.full)
    if found.scanned:
        sheet.notice(
            f"第 {numbers(found.scanned)} 页是扫描图像，没有文字，没有读入。请对照原件，把这些页的内容补进来。"
        )
    if found.tables:
        sheet.notice(
            f"第 {numbers(found.tables)} 页有表格，已按格读出；跨页或合并的格可能错位，请对照原件核对。"
        )
    if found.nameless:
        sheet.notice(f"有 {found.nameless} 个字的字体没有说明是什么字，没有读入，请对照原件核对。")
    if not complete:
        sheet.notice("PDF 文件的末尾不完整，可能缺页。请与原件核对页数，缺页的请重新下载。")
    return sheet.kept()


def numbers(pages: list[int]) -> str:
    """1—3、7."""
    parts: list[list[int]] = []
    for page in pages:
        if parts and parts[-1][1] == page - 1:
            parts[-1][1] = page
        else:
            parts.append([page, page])
    return "、".join(str(a) if a == b else f"{a}—{b}" for a, b in parts)
