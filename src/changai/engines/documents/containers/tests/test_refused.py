"""Files that can't be read say what they are and what to do."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from changai.engines.documents.containers import open_document
from changai.engines.documents.containers.sniffing import OLE
from changai.engines.documents.containers.tests.making import docx, p, packed, pdf
from changai.engines.documents.errors import DocumentError

TEXT = "关于做好工作的通知，请认真执行。"


def workbook() -> bytes:
    """A spreadsheet."""
    target = io.BytesIO()
    book = Workbook()
    book.active["A1"] = "姓名"
    book.save(target)
    return target.getvalue()


def old(stream: str) -> bytes:
    """The look of an old Office file with a stream."""
    return OLE + b"\x00" * 600 + stream.encode("utf-16-le") + b"\x00" * 600


REFUSED = {
    "a spreadsheet": (workbook(), "导入"),
    "an old spreadsheet": (old("Workbook"), "电子表格"),
    "an old Word file": (old("WordDocument"), "另存为"),
    "a locked Word file": (old("EncryptedPackage"), "密码"),
    "another old file": (old("Contents"), "docx"),
    "a photograph": (b"\xff\xd8\xff\xe0" + b"\x00" * 50, "图片"),
    "a drawing": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "图片"),
    "rar": (b"Rar!\x1a\x07\x00" + b"\x00" * 50, "解压"),
    "7z": (b"7z\xbc\xaf\x27\x1c" + b"\x00" * 50, "解压"),
    "half a zip": (docx(p(TEXT))[:200], "没有下载完整"),
    "Word's XML": (
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
        "另存为",
    ),
    "OFD": (packed({"OFD.xml": "<OFD/>"}), "OFD"),
    "OpenDocument": (
        packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
        "另存为",
    ),
    "slides": (packed({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<a/>"}), "演示文稿"),
    "an empty zip": (packed({}), "损坏|空的"),
    "a zip with two files": (packed({"一.txt": TEXT, "二.txt": TEXT}), "2 个文件"),
    "a zip in a zip": (packed({"内.zip": packed({"一.txt": TEXT})}), "还有压缩包"),
    "a zip in a zip under another name": (packed({"内.txt": packed({"一.txt": TEXT})}), "还有压缩包"),
    "a zip with a spreadsheet": (packed({"表.xlsx": workbook()}), "导入"),
}


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("name", ["文件", "文件.txt", "文件.docx", "文件.pdf"])
def test_refused_by_content_whatever_the_name(what: str, name: str) -> None:
    content, said = REFUSED[what]
    with pytest.raises(DocumentError, match=said):
        open_document(content, name)


@pytest.mark.parametrize("name", ["通知.txt", "通知.doc", "通知"])
def test_read_by_content_whatever_the_name(name: str) -> None:
    for content in (docx(p(TEXT)), pdf([TEXT]), TEXT.encode("gbk"), packed({"一.txt": TEXT})):
        assert TEXT in open_document(content, name).text


def test_one_document_in_a_zip_is_read() -> None:
    content = packed(
        {"目录/通知.docx": docx(p(TEXT)), "__MACOSX/._通知.docx": b"\x00", "目录/.DS_Store": b"\x00"}
    )
    assert open_document(content, "打包.zip").text == TEXT


def test_a_locked_zip() -> None:
    content = bytearray(packed({"一.txt": TEXT}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(DocumentError, match="密码"):
        open_document(bytes(content), "一.zip")


def test_a_bomb_is_not_unpacked() -> None:
    bomb = packed({"一.txt": b"\x00" * (101 * 1024 * 1024)})
    assert len(bomb) < 1_000_000
    with pytest.raises(DocumentError, match="展开后超过"):
        open_document(bomb, "一.zip")


def test_a_bomb_that_lies_of_its_size() -> None:
    size = 80 * 1024 * 1024
    content = bytearray(packed({"[Content_Types].xml": "", "word/document.xml": b" " * size}))
    for head, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.rindex(head)
        content[at + offset : at + offset + 4] = (100).to_bytes(4, "little")
    with pytest.raises(DocumentError):
        open_document(bytes(content), "一.docx")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.getinfo("word/document.xml").file_size == 100


def test_a_zip_with_a_nameless_member() -> None:
    content = packed({"一.txt": TEXT}).replace("一.txt".encode(), b"\x00.txtxx"[:7])
    with pytest.raises(DocumentError):
        open_document(content, "一.zip")
