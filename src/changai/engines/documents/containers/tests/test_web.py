"""Web pages, web archives and RTF, under whatever name they come."""

import quopri

import pytest

from changai.engines.documents.cleaning import clean
from changai.engines.documents.containers import open_document
from changai.engines.documents.errors import DocumentError

PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>标签</title>
<style>p {{ color: red }}</style><script>var 甲 = "脚本";</script></head><body>
<div class="top-nav"><a href="1">首页</a> <a href="2">新闻</a></div>
<h1 align="center">关于提高技术工人待遇的<br>通知</h1>
<p style="text-align:center">某政发〔2021〕8号</p>
<p>　　各县（市、区）人民政府：</p>
<p>　　到2025年，<b>技能人才</b>达到
   12万人。</p>
<p style="display:none">藏着的</p><!-- 注释 -->
<table><tr><td>序号</td><td>任务</td><td>单位</td></tr><tr><td>1</td><td>建设基地</td><td>市人社局</td></tr></table>
<ul><li><a href="3">相关一</a></li><li><a href="4">相关二</a></li><li><a href="5">相关三</a></li><li><a href="6">相关四</a></li></ul>
<div class="footer">版权所有 某市人民政府 某ICP备00000000号</div></body></html>"""
EXPECTED = [
    "关于提高技术工人待遇的通知",
    "某政发〔2021〕8号",
    "各县（市、区）人民政府：",
    "到2025年，技能人才达到12万人。",
    "序号\t任务\t单位",
    "1\t建设基地\t市人社局",
]
MAIL = (
    b'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="B"\r\n\r\nThis is a part.\r\n--B\r\n'
    b'Content-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n%s\r\n--B--\r\n'
)


def paragraphs(content: bytes, name: str) -> list[str]:
    """A file's paragraphs after cleaning."""
    text = clean(open_document(content, name))
    return [text.of(paragraph) for paragraph in text.paragraphs]


@pytest.mark.parametrize("name", ["通知.html", "通知.doc", "通知.txt"])
@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk"])
def test_a_page_in_the_encoding_it_names(charset: str, name: str) -> None:
    assert paragraphs(PAGE.format(charset=charset).encode(charset), name) == EXPECTED


def test_a_page_that_names_no_encoding_or_a_wrong_one() -> None:
    assert paragraphs(PAGE.replace("charset={charset}", "").format().encode("gbk"), "通知.htm") == EXPECTED
    assert paragraphs(PAGE.format(charset="utf-8").encode("gbk"), "通知.htm") == EXPECTED
    assert paragraphs(PAGE.format(charset="gbk").encode("utf-16"), "通知.htm") == EXPECTED


def test_navigation_is_listed_with_its_reason() -> None:
    text = clean(open_document(PAGE.format(charset="utf-8").encode(), "通知.html"))
    dropped = {text.kept[start:end]: reason for start, end, reason in text.dropped}
    assert dropped["版权所有 某市人民政府 某ICP备00000000号"] == dropped["相关二"] == "网页导航"
    assert not [word for word in ("脚本", "藏着的", "注释") if word in text.kept]


def test_centred_and_bold() -> None:
    text = clean(open_document(PAGE.format(charset="utf-8").encode(), "通知.html"))
    assert [(one.centred, one.bold) for one in text.paragraphs[:4]] == [
        (True, True),
        (True, False),
        (False, False),
        (False, False),
    ]


def test_a_table_that_only_arranges_is_no_table() -> None:
    page = "<html><body><table><tr><td><table><tr><td><p>一、总体要求</p><p>坚持改革。</p></td></tr></table></td><td></td></tr></table>"
    assert paragraphs(page.encode(), "甲.html") == ["一、总体要求", "坚持改革。"]


def test_a_web_archive_saved_as_a_word_file() -> None:
    page = quopri.encodestring(PAGE.format(charset="gb2312").encode("gbk"))
    assert paragraphs(MAIL % page, "通知.doc") == EXPECTED


def test_a_web_archive_without_a_page() -> None:
    with pytest.raises(DocumentError, match="网页存档"):
        open_document((MAIL % b"x").replace(b"text/html", b"image/png"), "通知.mht")


def test_rtf() -> None:
    head = rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\fcharset0 Times;}}{\*\generator Word;}{\header \'d2\'b3}"
    body = rb"\pard\f0 \'b9\'d8\'d3\'da\par \u20851?\u20110?{\v hid}{\f1 2018}\'c4\'ea\par\trowd \'b9\'d8\cell \'d3\'da\cell\row\pard\'c4\'ea}"
    kept = open_document(head + body, "通知.doc")
    assert kept.text.split("\n") == ["关于", "关于2018年", "关\t于", "年"]
    assert [line.kind for line in kept.lines] == ["body", "body", "row", "body"]


def test_rtf_without_text() -> None:
    with pytest.raises(DocumentError, match="RTF"):
        open_document(rb"{\rtf1\ansi{\pict 00ff}}", "通知.rtf")


def test_an_empty_page() -> None:
    with pytest.raises(DocumentError, match="空的"):
        open_document(b"<html><body><p> </p></body></html>", "通知.html")
