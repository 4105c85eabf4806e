"""The layout of official papers."""

import io

from docx import Document

from changai.engines.officialdoc import OfficialPaper


def written() -> Document:
    """A paper with one of each, read back."""
    paper = OfficialPaper()
    paper.title("枫林市技能工人培养方案")
    paper.number("枫政发〔2018〕9号")
    paper.body("一、抓培训")
    paper.body(
        "（一）办好实训基地。建设公共实训基地，每年培训职工一千人次，由市人社局牵头，市财政局配合，按季度通报进展。"
    )
    paper.body("各县区要抓好落实。")
    paper.signature("2018年4月12日")
    return Document(io.BytesIO(paper.content()))


def test_each_part_has_its_font_and_place() -> None:
    title, number, chapter, group, body, day = written().paragraphs
    assert (title.runs[0].font.name, title.runs[0].font.size.pt, title.alignment) == ("方正小标宋简体", 22, 1)
    assert (number.alignment, day.alignment) == (1, 2)
    assert chapter.runs[0].font.name == "黑体"
    assert [(run.font.name, run.text[:4]) for run in group.runs] == [
        ("楷体_GB2312", "（一）办"),
        ("仿宋_GB2312", "建设公共"),
    ]
    assert (body.runs[0].font.name, body.runs[0].font.size.pt) == ("仿宋_GB2312", 16)
    assert body.paragraph_format.line_spacing.pt == 28
    assert body.paragraph_format.first_line_indent.pt == 32


def test_the_page_is_that_of_the_standard() -> None:
    section = written().sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(one.mm) for one in margins] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert "PAGE" in section.footer.paragraphs[0]._p.xml
