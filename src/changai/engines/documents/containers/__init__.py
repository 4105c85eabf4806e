"""The bytes of a document become its kept text, whatever they come in.

What a file is goes by its content; its name only helps where the content does not say. Nothing in a file is run,
fetched or resolved.
"""

from collections.abc import Callable

from changai.engines.documents.containers.archive import only_member
from changai.engines.documents.containers.docx import read_docx
from changai.engines.documents.containers.html import read_html
from changai.engines.documents.containers.mhtml import read_mhtml
from changai.engines.documents.containers.pdf import read_pdf
from changai.engines.documents.containers.plaintext import read_text
from changai.engines.documents.containers.refusals import REFUSED
from changai.engines.documents.containers.rtf import read_rtf
from changai.engines.documents.containers.sniffing import sniff
from changai.engines.documents.errors import DocumentError
from changai.engines.documents.text import Kept

#: The largest file that is looked into, in bytes.
BYTES = 200 * 1024 * 1024
READERS: dict[str, Callable[[bytes], Kept]] = {
    "docx": read_docx,
    "html": read_html,
    "mhtml": read_mhtml,
    "pdf": read_pdf,
    "rtf": read_rtf,
    "text": read_text,
}


def open_document(content: bytes, name: str) -> Kept:
    """The text of a document. name: the file's name, as a hint. Raises DocumentError with what, why and what to do."""
    if len(content) > BYTES:
        raise DocumentError(
            f"文件大于 {BYTES // 1024 // 1024} MB，没有读取。公文不会这么大：请确认选对了文件；"
            "其中图片太多的，请去掉图片或压缩后再上传。"
        )
    kind = sniff(content, name)
    if kind == "zip":
        content, name = only_member(content)
        kind = sniff(content, name)
    if kind in REFUSED:
        raise DocumentError(REFUSED[kind])
    if kind == "zip":
        raise DocumentError("压缩包里还有压缩包，没有读取。请先在电脑上解压，再上传里面的公文。")
    kept = READERS[kind](content)
    if not kept.text.strip():
        raise DocumentError(REFUSED["empty"])
    return kept
