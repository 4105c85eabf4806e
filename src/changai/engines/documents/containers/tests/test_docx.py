"""Word files: what a reader sees, in its order."""

import io

import pytest
from docx import Document

from changai.engines.documents.cleaning import clean
from changai.engines.documents.containers import open_document
from changai.engines.documents.containers.tests.making import SPACES, docx, p, packed
from changai.engines.documents.errors import DocumentError
from changai.engines.documents.text import Kept

LIST = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'


def read(body: str, **parts: str) -> Kept:
    """A Word file of this XML."""
    return open_document(docx(body, **parts), "通知.docx")


def level(depth: int, form: str, text: str, more: str = "") -> str:
    """A level of a list."""
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str) -> str:
    """A list of these levels."""
    body = "".join(levels)
    return f'<w:abstractNum w:abstractNumId="7">{body}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'


def test_paragraphs_are_whole_and_know_their_look() -> None:
    kept = read(
        p("关于做好工作的通知", '<w:jc w:val="center"/>', "<w:b/>")
        + p("正文。")
        + p("又一段", "", '<w:b w:val="0"/>')
    )
    assert kept.text == "关于做好工作的通知\n正文。\n又一段"
    assert [(line.whole, line.centred, line.bold) for line in kept.lines] == [
        (True, True, True),
        (True, False, False),
        (True, False, False),
    ]


def test_automatic_numbers_are_written_out() -> None:
    parts = numbering(
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3."),
        level(3, "decimalEnclosedCircle", "%4"),
        level(4, "decimal", "%1.%5", "<w:isLgl/>"),
    )
    order = [0, 1, 2, 2, 3, 1, 2, 0, 1, 4]
    kept = read("".join(p("事", LIST.format(depth)) for depth in order), numbering=parts)
    assert kept.text.split("\n") == [
        "一、事", "（一）事", "1.事", "2.事", "①事", "（二）事", "1.事", "二、事", "（一）事", "2.1事",
    ]  # fmt: skip


def test_numbers_beyond_ten_and_bullets() -> None:
    twelve = read(
        "".join(p("事", LIST.format(0)) for _ in range(21)),
        numbering=numbering(level(0, "chineseCounting", "%1、")),
    )
    assert [twelve.text.split("\n")[at] for at in (9, 10, 19, 20)] == [
        "十、事",
        "十一、事",
        "二十、事",
        "二十一、事",
    ]
    assert read(p("事", LIST.format(0)), numbering=numbering(level(0, "bullet", "\uf0b7"))).text == "事"


def test_numbers_by_a_style_and_from_another_start() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    parts = numbering(level(0, "decimal", "第%1条　")).replace(
        '<w:abstractNumId w:val="7"/>',
        '<w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>',
    )
    kept = read(p("甲", '<w:pStyle w:val="a"/>') * 2 + p("乙"), styles=styles, numbering=parts)
    assert kept.text.split("\n") == ["第5条　甲", "第6条　甲", "乙"]


def test_a_tables_rows_have_cells_parted_by_tabs() -> None:
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"
    rows = [
        cell.format("", p("序号")) + cell.format("", p("任务")) + cell.format("", p("单位")),
        cell.format('<w:vMerge w:val="restart"/>', p("一"))
        + cell.format("", p("建基地") + p("办大赛"))
        + cell.format("", p("市人社局")),
        cell.format("<w:vMerge/>", p("")) + cell.format("", p("评价")) + cell.format("", p("市总工会")),
        cell.format('<w:gridSpan w:val="2"/>', p("合计")) + cell.format("", p("2项")),
        cell.format('<w:gridSpan w:val="3"/>', p("注：本表为说明。")),
    ]
    kept = read(p("附表") + "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>" + p("完"))
    assert kept.text.split("\n") == [
        "附表", "序号\t任务\t单位", "一\t建基地 办大赛\t市人社局", "\t评价\t市总工会", "合计\t\t2项", "注：本表为说明。", "完",
    ]  # fmt: skip
    assert [line.kind for line in kept.lines] == ["body", "row", "row", "row", "row", "body", "body"]
    text = clean(kept)
    assert [text.of(one) for one in text.paragraphs if one.kind == "row"][2] == "\t评价\t市总工会"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('框中的文字')}</w:txbxContent>"
    alternate = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    kept = read(f"<w:p><w:r><w:t>正文</w:t></w:r><w:r>{alternate}</w:r></w:p>" + p("后文"))
    assert [(kept.text[line.start : line.end], line.kind) for line in kept.lines] == [
        ("正文", "body"),
        ("框中的文字", "box"),
        ("后文", "body"),
    ]
    old = read(f"<w:p><w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r></w:p>")
    assert old.text.strip() == "框中的文字"


def test_notes_stand_at_the_end() -> None:
    notes = f'<w:footnote w:type="separator" w:id="0">{p("线")}</w:footnote><w:footnote w:id="2">{p("见年鉴。")}</w:footnote>'
    body = '<w:p><w:r><w:t>共12家</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>企业。</w:t></w:r></w:p>'
    kept = read(body, footnotes=notes)
    assert kept.text == "共12家企业。\n见年鉴。"
    assert kept.lines[1].kind == "note"


def test_tracked_changes_as_if_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>达到</w:t></w:r><w:del><w:r><w:delText>80</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>90</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:r><w:t>%</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半段</w:t></w:r></w:p>" + p("后半段。")
    )
    kept = read(body)
    assert kept.text == "达到90%\n前半段后半段。"
    assert "插入 1 处、删除 2 处" in kept.notices[0]


def test_hidden_text_field_codes_comments_and_heads_are_left_out() -> None:
    body = (
        p("看得见") + p("看不见", "", "<w:vanish/>")
        + '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        + '<w:r><w:t>第3页</w:t></w:r><w:commentReference w:id="1"/></w:p>'
    )  # fmt: skip
    kept = read(body, header1=p("页眉"), footer1=p("页脚"), comments=p("批注"))
    assert [line for line in kept.text.split("\n") if line] == ["看得见", "第3页"]


def test_a_table_of_contents_is_left_out() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    toc = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    kept = read(
        toc.format(p("一、总则1")) + p("二、目标2", '<w:pStyle w:val="TOC1"/>') + p("一、总则"), styles=styles
    )
    assert kept.text == "一、总则"
    assert "目录" in kept.notices[0]


def test_breaks_tabs_and_symbols() -> None:
    body = '<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:br w:type="page"/><w:sym w:font="a" w:char="2460"/><w:noBreakHyphen/></w:r></w:p>'
    assert read(body).text == "甲\t乙\n丙①-"


def test_strict_files_and_other_main_parts() -> None:
    strict = SPACES.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    main = f"<w:document {strict}><w:body>{p('严格格式')}</w:body></w:document>"
    relations = '<Relationships><Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/></Relationships>'
    content = packed(
        {"[Content_Types].xml": "<Types/>", "_rels/.rels": relations, "word/document2.xml": main}
    )
    assert open_document(content, "甲.docx").text == "严格格式"


def test_entities_are_not_resolved() -> None:
    inside = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {SPACES}><w:body>{p("&x;")}</w:body></w:document>'
    with pytest.raises(DocumentError, match="损坏"):
        open_document(packed({"[Content_Types].xml": "<Types/>", "word/document.xml": inside}), "甲.docx")


@pytest.mark.parametrize("main", ["<w:document", "", "not xml"])
def test_damaged(main: str) -> None:
    with pytest.raises(DocumentError, match="损坏"):
        open_document(packed({"[Content_Types].xml": "<Types/>", "word/document.xml": main}), "甲.docx")


def test_an_empty_document() -> None:
    with pytest.raises(DocumentError, match="文件是空的"):
        read("<w:p/>")


def test_a_file_as_word_writes_it() -> None:
    document = Document()
    document.add_heading("一、总体要求", 1)
    document.add_paragraph("到2025年，全市新增技能人才3万人。")
    document.add_paragraph("第一项", style="List Number")
    document.add_paragraph("第二项", style="List Number")
    target = io.BytesIO()
    document.save(target)
    kept = open_document(target.getvalue(), "甲.docx")
    assert kept.text.split("\n") == [
        "一、总体要求",
        "到2025年，全市新增技能人才3万人。",
        "1.第一项",
        "2.第二项",
    ]
    assert kept.notices == []
