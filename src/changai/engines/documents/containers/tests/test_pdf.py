"""PDF files: in the order in which a reader reads them."""

import io
from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from changai.engines.documents.cleaning import clean
from changai.engines.documents.containers import open_document
from changai.engines.documents.containers.tests.making import FONT, lines, pdf, wrapped
from changai.engines.documents.errors import DocumentError

BODY = (
    "为贯彻落实关于推进产业工人队伍建设改革的决策部署，进一步提高技术工人待遇，激发广大职工的积极性、主动性、创造性，"
    "结合本地实际，制定如下措施，请各单位认真组织实施，并于每年年底前报告进展情况。"
)
OTHER = (
    "健全技能人才培养、使用、评价、激励制度，支持企业自主开展职业技能等级认定，畅通技术工人成长成才通道，"
    "到二〇二五年全市高技能人才总量力争突破十万人，占技能人才总量的三成以上。"
)


def paragraphs(content: bytes) -> list[str]:
    """A file's paragraphs after cleaning."""
    text = clean(open_document(content, "甲.pdf"))
    return [text.of(paragraph) for paragraph in text.paragraphs]


def test_paragraphs_over_pages_without_heads_and_numbers() -> None:
    texts = wrapped(BODY) + wrapped(OTHER)

    def page(number: int, part: list[str]) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            lines(canvas, ["某市人民政府公报"], y=800, size=10)
            lines(canvas, part)
            lines(canvas, [f"— {number} —"], x=280, y=50, size=10)

        return draw

    content = pdf(*(page(number, texts[at : at + 3]) for number, at in enumerate(range(0, len(texts), 3), 1)))
    assert paragraphs(content) == [BODY, OTHER]
    text = clean(open_document(content, "甲.pdf"))
    assert {reason for _, _, reason in text.dropped} == {"页眉页脚"}
    assert "公报" in text.kept
    assert "公报" not in text.plain
    assert [line.page for line in open_document(content, "甲.pdf").lines][::5] == [1, 2, 3]


def test_two_columns_are_read_one_after_the_other() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, ["关于提高技术工人待遇的若干措施"], x=160)
        lines(canvas, wrapped(BODY + BODY, 20), x=60, y=670, size=11)
        lines(canvas, wrapped(OTHER + OTHER, 20), x=310, y=670, size=11)

    assert paragraphs(pdf(page)) == ["关于提高技术工人待遇的若干措施", BODY + BODY, OTHER + OTHER]


def test_columns_whose_lines_stand_at_other_heights() -> None:
    left = ["一、总体要求", *wrapped(BODY, 20), "二、主要任务"]
    right = [*wrapped(OTHER, 20), "三、组织实施"]

    def page(canvas: Canvas) -> None:
        lines(canvas, ["某市公报"], x=60, y=800, size=8)
        lines(canvas, left, x=60, y=700, size=11)
        lines(canvas, right, x=310, y=693, size=11)

    assert paragraphs(pdf(page)) == ["一、总体要求", BODY, "二、主要任务", OTHER, "三、组织实施"]


def test_a_table_whose_cells_are_drawn_one_by_one() -> None:
    def page(canvas: Canvas) -> None:
        for row in range(3):
            for column in range(3):
                canvas.rect(60 + column * 120, 700 - row * 20, 120, 20)
                lines(canvas, [f"第{row}行第{column}格"], x=64 + column * 120, y=706 - row * 20, size=9)

    kept = open_document(pdf(page), "甲.pdf")
    assert kept.text.split("\n") == [
        "\t".join(f"第{row}行第{column}格" for column in range(3)) for row in range(3)
    ]


def test_a_signature_set_to_the_right_is_not_joined_with_what_follows() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, wrapped(BODY))
        lines(canvas, ["某市总工会", "2022年6月30日"], x=380, y=560)
        lines(canvas, ["某市技术工人培养行动方案"], x=190, y=480)
        lines(canvas, wrapped(OTHER), y=440)

    expected = [BODY, "某市总工会", "2022年6月30日", "某市技术工人培养行动方案", OTHER]
    assert paragraphs(pdf(page)) == expected


def test_lines_that_a_program_cut_after_so_many_characters() -> None:
    told = "月工资2000元以下占4%，2000至3000元占41%，3000至5000元占48%，5000元以上占7%，比上一年分别提高2、3、6个百分点。"
    texts = [BODY, told, OTHER, BODY, OTHER]
    content = pdf([line for text in texts for line in wrapped(text, 26, 0)])
    assert paragraphs(content) == texts


def test_a_ruled_table_is_read_by_its_cells() -> None:
    grid = [["序号", "任务", "单位"], ["1", "建设实训基地", "市人社局"], ["", "开展等级认定", "市总工会"]]

    def page(canvas: Canvas) -> None:
        lines(canvas, ["任务分工表"], x=250)
        for at, y in enumerate((700, 660, 600, 560)):
            canvas.line(140 if at == 2 else 90, y, 500, y)
        for x in (90, 140, 350, 500):
            canvas.line(x, 560, x, 700)
        for row, y in zip(grid, (675, 625, 575), strict=True):
            for text, x in zip(row, (95, 145, 355), strict=True):
                lines(canvas, [text], x=x, y=y, size=12)
        lines(canvas, ["完成情况每季度报告一次。"], y=500)

    kept = open_document(pdf(page), "甲.pdf")
    assert kept.text.replace("\u3000", "").split("\n") == [
        "任务分工表", "序号\t任务\t单位", "1\t建设实训基地\t市人社局", "\t开展等级认定\t市总工会", "完成情况每季度报告一次。",
    ]  # fmt: skip
    assert [line.kind for line in kept.lines] == ["body", "row", "row", "row", "body"]
    assert "第 1 页有表格" in kept.notices[0]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages(turn: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.translate(300, 400)
        canvas.rotate(turn)
        lines(canvas, ["一、总体要求", "到2025年，技能人才达到12万人。"], x=-200, y=100)
        canvas.setPageRotation(turn)

    assert paragraphs(pdf(page)) == ["一、总体要求", "到2025年，技能人才达到12万人。"]


def test_a_watermark_is_left_out_and_bold_by_double_print_counts_once() -> None:
    def page(canvas: Canvas) -> None:
        for shift in (0, 0.3, 0.6):
            lines(canvas, ["一、指导思想"], x=90 + shift)
        lines(canvas, ["坚持以人民为中心的发展思想。"], y=690)
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.setFont(FONT, 60)
        canvas.drawString(0, 0, "内部资料")

    assert paragraphs(pdf(page)) == ["一、指导思想", "坚持以人民为中心的发展思想。"]


def scan(canvas: Canvas) -> None:
    """A page that is an image."""
    target = io.BytesIO()
    Image.new("L", (60, 80), 200).save(target, "PNG")
    canvas.drawImage(ImageReader(io.BytesIO(target.getvalue())), 0, 0, 595, 842)


def test_scanned_pages_are_named() -> None:
    kept = open_document(pdf([BODY[:20]], scan, scan, [OTHER[:20]], scan), "甲.pdf")
    assert kept.text.split("\n") == [BODY[:20], OTHER[:20]]
    assert "第 2—3、5 页是扫描图像" in kept.notices[0]


def test_without_a_text_layer() -> None:
    with pytest.raises(DocumentError, match=r"扫描件.*电子版"):
        open_document(pdf(scan, scan), "甲.pdf")


def test_encrypted() -> None:
    content = pdf([BODY[:20]], encrypt=StandardEncryption("secret", canPrint=0))
    with pytest.raises(DocumentError, match="密码"):
        open_document(content, "甲.pdf")


def test_protected_against_changes_only() -> None:
    content = pdf([BODY[:20]], encrypt=StandardEncryption("", "owner", canModify=0))
    assert open_document(content, "甲.pdf").text.strip() == BODY[:20]


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.95])
def test_truncated(part: float) -> None:
    content = pdf(*[[BODY[:20], OTHER[:20]]] * 5)
    with pytest.raises(DocumentError, match="损坏或没有下载完整"):
        open_document(content[: int(len(content) * part)], "甲.pdf")


def test_without_its_last_line() -> None:
    kept = open_document(pdf([BODY[:20]]).replace(b"%%EOF", b""), "甲.pdf")
    assert "末尾不完整" in kept.notices[0]


def test_a_pdf_without_pages_of_text() -> None:
    with pytest.raises(DocumentError, match="空的"):
        open_document(pdf([]), "甲.pdf")
