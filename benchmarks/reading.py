"""Documents of any number of pages as txt, docx and pdf: how long reading and cleaning takes, and how much memory.

    python benchmarks/reading.py [--pages 200]

The pdf is measured beside bare text extraction by the same library, which knows no order, columns or paragraphs.
"""

import argparse
import io
import resource
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context

import pypdfium2 as pdfium
from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from changai.engines.documents.cleaning import clean
from changai.engines.documents.containers import open_document

FONT = "STSong-Light"
WIDTH, ROWS = 28, 22
SENTENCES = (
    "健全技能人才培养、使用、评价、激励制度，支持企业自主开展职业技能等级认定，",
    "到2025年全市高技能人才总量力争突破10.5万人，占技能人才总量的31.6%以上；",
    "全年开展补贴性培训12.4万人次，发放补贴1.8亿元，惠及企业3120家。",
    "落实工会经费保障，推动货车司机、快递员等群体建会入会，维护劳动者合法权益。",
)


def paragraphs(pages: int) -> list[str]:
    """Made-up paragraphs that fill so many pages."""
    found, size = [], 0
    while size < pages * WIDTH * ROWS:
        number = len(found) + 1
        text = f"{number}．推进第{number}项工作。" + "".join(SENTENCES[(number + at) % 4] for at in range(6))
        text += "（牵头单位：市人力资源和社会保障局；责任单位：市总工会、市财政局）"
        found.append(text)
        size += -(-len(text) // WIDTH) * WIDTH
    return found


def as_text(pages: int) -> bytes:
    """With lines broken at the page's width."""
    rows = [row for text in paragraphs(pages) for row in broken(text)]
    return "\n".join(rows).encode("gb18030")


def broken(text: str) -> list[str]:
    """A paragraph's lines, the first indented."""
    text = "\u3000\u3000" + text
    return [text[at : at + WIDTH] for at in range(0, len(text), WIDTH)]


def as_docx(pages: int) -> bytes:
    """Each paragraph in runs, as offices write them."""
    document = Document()
    for text in paragraphs(pages):
        paragraph = document.add_paragraph()
        for at in range(0, len(text), 40):
            paragraph.add_run(text[at : at + 40]).bold = at == 0
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def as_pdf(pages: int) -> bytes:
    """With running heads and page numbers."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4)
    rows = [row for text in paragraphs(pages) for row in broken(text)]
    for page, first in enumerate(range(0, len(rows), ROWS), 1):
        canvas.setFont(FONT, 10)
        canvas.drawString(75, 800, "某市产业工人队伍建设改革文件汇编")
        canvas.drawString(280, 40, f"— {page} —")
        canvas.setFont(FONT, 16)
        for at, row in enumerate(rows[first : first + ROWS]):
            canvas.drawString(75, 740 - at * 30, row)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def reading(content: bytes) -> int:
    """What the product does."""
    return len(clean(open_document(content, "文件")).paragraphs)


def bare(content: bytes) -> int:
    """Nothing but the characters, page by page."""
    document = pdfium.PdfDocument(content)
    return sum(len(page.get_textpage().get_text_range()) for page in document)


def measured(work: Callable[[bytes], int], content: bytes) -> tuple[float, int, int]:
    """Seconds, peak megabytes of a process that does nothing else, and what came out."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(in_child, (work, content))


def in_child(work: Callable[[bytes], int], content: bytes) -> tuple[float, int, int]:
    """The same, in that process."""
    start = time.perf_counter()
    result = work(content)
    seconds = time.perf_counter() - start
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, result


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=200)
    pages = parser.parse_args().pages
    text = measured(reading, as_text(pages))
    word = measured(reading, as_docx(pages))
    content = as_pdf(pages)
    page, plain = measured(reading, content), measured(bare, content)
    for name, (seconds, memory, count) in (("txt", text), ("docx", word), ("pdf", page)):
        print(f"{name:5} {pages} pages  {seconds:6.2f} s  {memory:4} MB  {count} paragraphs")
    print(f"pdf beside bare extraction: {page[0] / plain[0]:.1f} times ({plain[0]:.2f} s, {plain[1]} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
