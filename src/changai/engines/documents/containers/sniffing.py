"""What a file is: by its content first, by its name only where the content does not say."""

import io
import re
import zipfile

IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
ARCHIVES = {b"Rar!": "rar", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gz"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
BLOCKS = re.compile(rb"\s*<(?:div|p|table|meta|title|span|h[1-6]|font|center|article|section)\b", re.I)
MAIL = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,30}?Content-Type:\s*multipart/related", re.I)
FLAT = re.compile(rb"<\?mso-application|<w:wordDocument|<pkg:package", re.I)


def sniff(content: bytes, name: str) -> str:
    """One of: empty, pdf, docx, xlsx, pptx, odt, ofd, zip, broken-zip, doc, xls, locked, ole, rtf, mhtml, html,
    word-xml, image, rar, 7z, gz, text."""
    if not content.strip(b"\x00 \t\r\n\x0c"):
        return "empty"
    if content.startswith(b"PK\x03\x04") or content.startswith(b"PK\x05\x06"):
        return packed(content)
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(OLE):
        return compound(content)
    for head, kind in ARCHIVES.items():
        if content.startswith(head):
            return kind
    if picture(content):
        return "image"
    head = narrow(content[:8192])
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if FLAT.search(head):
        return "word-xml"
    if MAIL.match(head):
        return "mhtml"
    return "html" if markup(head, content, name) else "text"


def narrow(head: bytes) -> bytes:
    """The ASCII of a head that may be in UTF-16."""
    return (
        head.removeprefix(b"\xef\xbb\xbf")
        .removeprefix(b"\xff\xfe")
        .removeprefix(b"\xfe\xff")
        .replace(b"\x00", b"")
    )


def markup(head: bytes, content: bytes, name: str) -> bool:
    """A web page, rather than a text that shows a piece of one."""
    if PAGE.match(head):
        return True
    named = name.lower().endswith((".html", ".htm", ".shtml", ".doc", ".wps"))
    closed = (
        content.count(b"</p>") + content.count(b"</div>") + content.count(b"</td>") + content.count(b"</P>")
    )
    if bool(BLOCKS.match(head)) and (named or closed >= 3):
        return True
    # A page's source below some lines of plain particulars, as data sets of laws are kept.
    return closed >= 8 and content.count(b"<p") >= 6


def picture(content: bytes) -> bool:
    """A photograph or scan."""
    if content.startswith(b"BM") and content[6:10] != b"\x00\x00\x00\x00":
        return False
    return (
        content.startswith(IMAGES)
        or (content[:4] == b"RIFF" and content[8:12] == b"WEBP")
        or content[4:12] in (b"ftypheic", b"ftypmif1")
    )


def packed(content: bytes) -> str:
    """What a zip holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "broken-zip"
    if "[Content_Types].xml" in names:
        for part, kind in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
            if any(name.startswith(part) for name in names):
                return kind
    if "OFD.xml" in names:
        return "ofd"
    return "odt" if "mimetype" in names and "content.xml" in names else "zip"


def compound(content: bytes) -> str:
    """What an old Office file holds, by the names of its streams."""
    for stream, kind in (
        ("EncryptedPackage", "locked"),
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("Book", "xls"),
    ):
        if stream.encode("utf-16-le") in content:
            return kind
    return "ole"
