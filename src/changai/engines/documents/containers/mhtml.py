"""Web archives, as Word and browsers save them (also under a Word file's name)."""

from email import message_from_bytes
from email.message import Message

from changai.engines.documents.containers.html import read_html
from changai.engines.documents.containers.refusals import SAVE
from changai.engines.documents.errors import DocumentError
from changai.engines.documents.text import Kept


def read_mhtml(content: bytes) -> Kept:
    """The page that the archive is of. Raises DocumentError if there is none in it."""
    for part in message_from_bytes(content).walk():
        page = payload(part) if part.get_content_type() == "text/html" else b""
        if page.strip():
            return read_html(page, part.get_content_charset())
    raise DocumentError("这是网页存档文件，但里面没有找到正文。" + SAVE)


def payload(part: Message) -> bytes:
    """A part's bytes."""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""
