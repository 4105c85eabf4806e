"""Paragraphs, tables and text boxes in the order they stand in."""

from lxml import etree

from changai.engines.documents.containers.docx.names import child, flag, local, number, value
from changai.engines.documents.containers.docx.numbering import Numbering
from changai.engines.documents.containers.docx.runs import Runs
from changai.engines.documents.containers.docx.styles import Style, Styles, centred, heading_of_contents
from changai.engines.documents.containers.sheet import Sheet

HOLDERS = frozenset(["sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "body"])
DEEPEST = 40


class Body:
    """Writes what it reads to a sheet."""

    def __init__(self, sheet: Sheet, styles: Styles, numbering: Numbering) -> None:
        self.sheet, self.styles, self.numbering = sheet, styles, numbering
        self.inserted = self.deleted = self.contents = self.foreign = 0
        self.carried = ""

    def read(self, root: etree._Element) -> None:
        """The whole main part."""
        body = child(root, "body")
        self.blocks(body if body is not None else root, "body", 0)
        if self.carried:
            self.sheet.add(self.carried, whole=True)
            self.carried = ""

    def read_notes(self, root: etree._Element | None) -> None:
        """Foot- or endnotes; not the lines that part them from the text."""
        for note in root if root is not None else ():
            if local(note) in ("footnote", "endnote") and value(note, "type") in (None, "normal"):
                self.blocks(note, "note", 0)

    def blocks(self, parent: etree._Element, kind: str, depth: int) -> None:
        """The paragraphs and tables below an element."""
        for element in parent if depth < DEEPEST else ():
            name = local(element)
            if name == "p":
                self.paragraph(element, kind, depth)
            elif name == "tbl":
                self.table(element, kind, depth)
            elif name == "sdt" and is_contents(element):
                self.contents += 1
            elif name == "altChunk":
                self.foreign += 1
            elif name == "AlternateContent":
                choice = child(element, "Choice")
                self.blocks(choice if choice is not None else element, kind, depth + 1)
            elif name in HOLDERS:
                self.inserted += name in ("ins", "moveTo")
                self.blocks(element, kind, depth + 1)

    def paragraph(self, element: etree._Element, kind: str, depth: int) -> None:
        """One paragraph and the text boxes that hang on it."""
        text, style, runs, merged = self.text_of(element)
        if heading_of_contents(style):
            self.contents += 1
            return
        if merged:
            self.carried += text
        else:
            middle = centred(child(element, "pPr"))
            middle = style.centred if middle is None else middle
            self.sheet.add(
                self.carried + text, whole=True, kind=kind, centred=bool(middle), bold=bool(runs.bold)
            )
            self.carried = ""
        for box in runs.boxes:
            self.blocks(box, "box", depth + 1)

    def text_of(self, element: etree._Element) -> tuple[str, Style, Runs, bool]:
        """A paragraph's text with its number, its style, its runs, and whether its end was deleted."""
        properties = child(element, "pPr")
        named = child(properties, "pStyle")
        style = self.styles.get(value(named) if named is not None else None)
        runs = Runs()
        if not style.hidden:
            runs.read(element, style.bold)
        self.inserted += runs.inserted
        self.deleted += runs.deleted
        listed, level = child(properties, "numPr", "numId"), child(properties, "numPr", "ilvl")
        list_id = style.list_id if listed is None else number(listed)
        depth = style.level if level is None else number(level) or 0
        text = runs.text
        if text.strip() and not flag(child(properties, "rPr"), "vanish"):
            text = self.numbering.label(list_id, depth) + text
        return text, style, runs, child(properties, "rPr", "del") is not None

    def table(self, element: etree._Element, kind: str, depth: int) -> None:
        """Rows with their cells parted by tabs; a row of one cell is text like any other."""
        for row in rows(element):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                self.deleted += 1
                continue
            cells = list(cells_of(row))
            if len(cells) == 1:
                self.blocks(cells[0], kind, depth + 1)
                continue
            texts = ["" for _ in range(number(child(properties, "gridBefore")) or 0)]
            for cell in cells:
                span = number(child(cell, "tcPr", "gridSpan")) or 1
                texts += [self.cell(cell, depth)] + [""] * (min(span, 64) - 1)
            self.sheet.add("\t".join(texts).rstrip("\t"), whole=True, kind="row")

    def cell(self, cell: etree._Element, depth: int) -> str:
        """A cell's paragraphs on one line; empty where the cell above goes on."""
        merge = child(cell, "tcPr", "vMerge")
        if merge is not None and value(merge) in (None, "continue"):
            return ""
        inner = Body(Sheet(), self.styles, self.numbering)
        inner.blocks(cell, "body", depth + 1)
        self.inserted += inner.inserted
        self.deleted += inner.deleted
        return " ".join(inner.sheet.kept().text.replace("\t", " ").split("\n")).strip()

    def say(self) -> None:
        """Notices on what was decided while reading."""
        if self.inserted or self.deleted:
            self.sheet.notice(
                f"文件带有修订标记（插入 {self.inserted} 处、删除 {self.deleted} 处），已按接受全部修订后的文字读取。"
                "如果修订还没有定稿，请先在 Word 或 WPS 中处理完再上传。"
            )
        if self.contents:
            self.sheet.notice("文件开头的目录没有读入，正文不受影响。")
        if self.foreign:
            self.sheet.notice("文件中嵌入了其他格式的片段，没有读入。请在 Word 或 WPS 中另存一份后再上传。")


def rows(table: etree._Element) -> list[etree._Element]:
    """A table's rows, also those in content controls."""
    found = []
    for one in table:
        if local(one) == "tr":
            found.append(one)
        elif local(one) in HOLDERS:
            found += rows(one)
    return found


def cells_of(row: etree._Element) -> list[etree._Element]:
    """A row's cells, also those in content controls."""
    found = []
    for one in row:
        if local(one) == "tc":
            found.append(one)
        elif local(one) in HOLDERS:
            found += cells_of(one)
    return found


def is_contents(element: etree._Element) -> bool:
    """A content control that holds the table of contents."""
    gallery = child(element, "sdtPr", "docPartObj", "docPartGallery")
    return gallery is not None and value(gallery) == "Table of Contents"
