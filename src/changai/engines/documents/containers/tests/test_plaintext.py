"""Plain texts in whatever encoding."""

import codecs

import pytest

from changai.engines.documents.cleaning import clean
from changai.engines.documents.containers import open_document
from changai.engines.documents.containers.sheet import CHARACTERS
from changai.engines.documents.errors import DocumentError

TEXT = (
    "关于加强技术工人队伍建设的通知\n某政发〔2021〕8号\n各县（市、区）人民政府，市政府各部门：\n"
    "为提高技术工人待遇，现就有关事项通知如下。\n一、到2025年，全市技能人才达到12万人。\n"
)
TRADITIONAL = "關於加強技術工人隊伍建設的通知\n各縣（市、區）人民政府，市政府各部門：\n為提高技術工人待遇，現將有關事項通知如下。\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_simplified(encoding: str) -> None:
    assert open_document(TEXT.encode(encoding), "通知.txt").text == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "cp950", "gb18030", "utf-16-be"])
def test_traditional(encoding: str) -> None:
    assert open_document(TRADITIONAL.encode(encoding), "通知.txt").text == TRADITIONAL


def test_big_endian_with_a_mark() -> None:
    assert open_document(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "通知.txt").text == TEXT


def test_mixed_line_ends_and_zero_characters() -> None:
    kept = open_document("第一行\r\n第二行\r第三行\n第\x00四行\u2028第五行".encode(), "甲.txt")
    assert kept.text.split("\n") == ["第一行", "第二行", "第三行", "第四行", "第五行"]
    assert [kept.text[line.start : line.end] for line in kept.lines] == kept.text.split("\n")


def test_broken_bytes_are_said() -> None:
    content = TEXT.encode()
    kept = open_document(content + b"\xff" + content, "甲.txt")
    assert "\ufffd" in kept.text
    assert "1 处字节已损坏" in kept.notices[0]


def test_a_form_feed_begins_a_page() -> None:
    kept = open_document("第一页的文字\n\f第二页的文字".encode(), "甲.txt")
    assert [line.page for line in kept.lines] == [1, 2]


def test_markup_in_a_text_stays_text() -> None:
    text = "<script>alert('甲')</script>是网页代码，请勿点击。\n<b>粗体</b>标记原样保留。"
    kept = open_document(text.encode(), "说明.txt")
    assert kept.text == text
    assert "<script>" in clean(kept).clean


@pytest.mark.parametrize(
    "content", [b"", b"\n \r\n\t", b"\xef\xbb\xbf", "\u3000\n\u3000".encode(), b"\x00" * 100]
)
def test_nothing_in_it(content: bytes) -> None:
    with pytest.raises(DocumentError, match="文件是空的"):
        open_document(content, "空.txt")


def test_too_long_a_text_is_refused() -> None:
    with pytest.raises(DocumentError, match="200 万字"):
        open_document("工会".encode() * (CHARACTERS // 2 + 1), "长.txt")


def test_a_very_long_text_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("changai.engines.documents.containers.plaintext.decode", None)
    with pytest.raises(DocumentError, match="200 万字"):
        open_document(b"\xe5\xb7\xa5\xe4\xbc\x9a\n" * (50 * 1024 * 1024 // 7), "长.txt")


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(DocumentError, match="不是文字"):
        open_document(bytes(range(256)) * 40, "数据.txt")
