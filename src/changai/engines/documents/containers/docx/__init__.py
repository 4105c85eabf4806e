"""Word files by their XML: what a reader sees on the page, in the order it stands there."""

from changai.engines.documents.containers.docx.body import Body
from changai.engines.documents.containers.docx.numbering import Numbering
from changai.engines.documents.containers.docx.package import Package
from changai.engines.documents.containers.docx.styles import Styles
from changai.engines.documents.containers.sheet import Sheet
from changai.engines.documents.text import Kept


def read_docx(content: bytes) -> Kept:
    """Paragraphs as whole lines, table rows with cells parted by tabs, text boxes, then foot- and endnotes.

    Automatic numbers are written out. Headers, footers, comments, hidden text and tables of contents are left out;
    insertions are taken and deletions left out, with a notice.
    """
    package = Package(content)
    sheet = Sheet()
    styles = Styles(package.xml("styles"))
    numbering = Numbering(package.xml("numbering"), styles)
    body = Body(sheet, styles, numbering)
    body.read(package.document())
    for part in ("footnotes", "endnotes"):
        body.read_notes(package.xml(part))
    body.say()
    return sheet.kept()
