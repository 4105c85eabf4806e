"""Plain text in whatever encoding."""

import re

from changai.engines.documents.containers.encoding import decode, likeness
from changai.engines.documents.containers.sheet import CHARACTERS, TOO_LONG
from changai.engines.documents.errors import DocumentError
from changai.engines.documents.text import Kept, Line

BREAK = re.compile("\r\n|\r|\u2028|\u2029|\x85|\x0b")
NOT_TEXT = (
    "文件内容不是文字，没有读取：它可能是程序、数据或已损坏的文件。请确认选对了文件；"
    "能用 Word 或 WPS 打开的，请另存为 docx 后再上传。"
)


def read_text(content: bytes) -> Kept:
    """Lines as they are; a form feed begins a new page. Raises DocumentError for what is no text, or is too long."""
    if len(content) > 4 * CHARACTERS:
        raise DocumentError(TOO_LONG)
    text, faults = decode(content)
    if len(text) > CHARACTERS:
        raise DocumentError(TOO_LONG)
    unseen = sum(
        text.count(chr(code)) for code in range(1, 32) if chr(code) not in "\t\n\r\x0b\x0c\x1a\x1e\x1f"
    )
    if faults * 20 > len(text) or unseen * 20 > len(text) or likeness(text[:50_000].replace("\x00", "")) < 0:
        raise DocumentError(NOT_TEXT)
    kept = of_text(text)
    if faults:
        kept.notices.append(
            f"文件有 {faults} 处字节已损坏，读不出是什么字，原文以 \ufffd 标出，请对照纸质文件核对。"
        )
    return kept


def of_text(text: str) -> Kept:
    """Lines of a decoded text."""
    text = BREAK.sub("\n", text.replace("\x00", "").removeprefix("\ufeff"))
    lines, start = [], 0
    page = 1 if "\f" in text else 0
    for line in text.split("\n"):
        page += line.count("\f")
        lines.append(Line(start, start + len(line), page=page))
        start += len(line) + 1
    return Kept(text, lines)
