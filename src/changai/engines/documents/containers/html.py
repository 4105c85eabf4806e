"""Web pages, also those saved under a Word file's name."""

import re

from lxml import etree, html

from changai.engines.documents.containers.encoding import declared_in, decode
from changai.engines.documents.containers.refusals import REFUSED
from changai.engines.documents.containers.sheet import CHARACTERS, TOO_LONG, Sheet
from changai.engines.documents.errors import DocumentError
from changai.engines.documents.text import Kept

#: A page may hold several times its text in markup.
BYTES = 16 * CHARACTERS
UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "head",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "select",
        "option",
        "button",
        "textarea",
        "input",
        "audio",
        "video",
        "map",
    ]
)
BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "td",
        "th",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "nav",
        "aside",
        "center",
        "blockquote",
        "pre",
        "form",
        "fieldset",
        "address",
        "body",
        "html",
        "figure",
        "figcaption",
        "hr",
        "title",
    ]
)
AROUND = frozenset(["nav", "footer", "aside", "form"])
NAMED = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|crumbs?|footer|foot|copyright|share|sidebar|pagination|pager|toolbar|related"
    r"|topbar|weizhi|dqwz|banner|bottom)(?:$|[\s_-])",
    re.I,
)
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*(?:header|footer)", re.I
)
CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
THICK = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
SPACE = re.compile(r"[ \t\r\n\f]+")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
DEEPEST = 200


def read_html(content: bytes, charset: str | None = None) -> Kept:
    """A page's text in lines, each of them a paragraph; table rows with cells parted by tabs.

    Scripts, styles and hidden text are not read; what a page marks as its navigation is marked as such.
    """
    if len(content) > BYTES:
        raise DocumentError(TOO_LONG)
    text, _ = decode(content, charset or declared_in(content))
    text = DECLARATION.sub("", text.replace("\x00", "")).lstrip("\ufeff")
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(REFUSED["empty"]) from error
    page = Page()
    body = root.find("body")
    page.walk(root if body is None else body, Look(), 0)
    page.end(Look())
    return page.sheet.kept()


class Look:
    """What holds for the text below an element."""

    def __init__(
        self, centred: bool = False, bold: bool = False, kind: str = "body", exact: bool = False
    ) -> None:
        self.centred, self.bold, self.kind, self.exact = centred, bold, kind, exact

    def below(self, element: etree._Element, tag: str) -> "Look":
        """What holds below a child of it."""
        style = element.get("style") or ""
        aligned = (element.get("align") or "").lower()
        centred = self.centred
        if tag == "center" or aligned == "center" or CENTRED.search(style):
            centred = True
        elif aligned or "text-align" in style:
            centred = False
        bold = self.bold or tag in ("b", "strong", "h1", "h2", "h3", "h4", "th") or bool(THICK.search(style))
        return Look(
            centred, bold, "navigation" if around(element, tag) else self.kind, self.exact or tag == "pre"
        )


class Page:
    """Writes a page's lines to a sheet."""

    def __init__(self) -> None:
        self.sheet = Sheet()
        self.parts: list[tuple[str, bool]] = []
        self.look = Look()

    def walk(self, element: etree._Element, look: Look, depth: int) -> None:
        """The text of an element and of all below it."""
        self.say(element.text, look)
        for child in element if depth < DEEPEST else ():
            tag = child.tag.lower() if isinstance(child.tag, str) else ""
            if tag and tag.rpartition(":")[2] not in UNSEEN and not unseen(child):
                self.enter(child, tag, look.below(child, tag), depth)
            self.say(child.tail, look)

    def enter(self, element: etree._Element, tag: str, look: Look, depth: int) -> None:
        """One element that is seen."""
        if tag == "br":
            self.end(look)
        elif tag == "tr" and tabular(element):
            self.end(look)
            cells = [cell_text(cell) for cell in element if cell.tag in ("td", "th")]
            self.sheet.add("\t".join(spread(element, cells)).rstrip("\t"), whole=True, kind=row_kind(look))
        elif tag in BLOCKS:
            self.end(look)
            self.walk(element, look, depth + 1)
            self.end(look)
        else:
            self.walk(element, look, depth + 1)

    def say(self, text: str | None, look: Look) -> None:
        """A piece of the present line."""
        if text and look.exact and "\n" in text:
            for line in text.split("\n"):
                self.parts.append((line, look.bold))
                self.end(look)
        elif text:
            self.parts.append((SPACE.sub(" ", text), look.bold))
        self.look = look if text and text.strip() else self.look

    def end(self, look: Look) -> None:
        """The line's end."""
        text = SPACE.sub(" ", "".join(part for part, _ in self.parts))
        if text.strip():
            bold = all(thick for part, thick in self.parts if part.strip())
            self.sheet.add(
                text.strip(" "), whole=True, kind=self.look.kind, centred=self.look.centred, bold=bold
            )
        self.parts = []


def unseen(element: etree._Element) -> bool:
    """Hidden from the reader of the page."""
    return element.get("hidden") is not None or bool(HIDDEN.search(element.get("style") or ""))


def around(element: etree._Element, tag: str) -> bool:
    """Navigation: by its tag, by its name, or because it is a row of links."""
    if tag in ("body", "html", "article", "main") or element.find(".//h1") is not None:
        return False
    if tag in AROUND:
        return tag != "form" or len(element.text_content()) < 200
    if tag not in ("div", "ul", "ol", "section", "header", "table", "p", "dl"):
        return False
    text = len(SPACE.sub("", element.text_content()))
    if NAMED.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
        return text < 600
    links = [len(SPACE.sub("", link.text_content())) for link in element.iterfind(".//a")]
    return len(links) >= 4 and sum(links) > 0.7 * text


def tabular(row: etree._Element) -> bool:
    """A row of a table of data: several cells, none of which holds paragraphs or another table."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if len(cells) < 2:
        return False
    return not any(cell.find(".//table") is not None or len(cell.text_content()) > 2000 for cell in cells)


def cell_text(cell: etree._Element) -> str:
    """A cell's text on one line."""
    page = Page()
    page.walk(cell, Look(), 0)
    page.end(Look())
    return page.sheet.kept().text.replace("\t", " ").replace("\n", " ").strip()


def spread(row: etree._Element, texts: list[str]) -> list[str]:
    """The cells' texts, with empty ones where a cell is wider than one column."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    found: list[str] = []
    for cell, text in zip(cells, texts, strict=True):
        span = cell.get("colspan") or "1"
        found += [text] + [""] * (min(int(span) if span.isdigit() else 1, 64) - 1)
    return found


def row_kind(look: Look) -> str:
    """A row of navigation is navigation."""
    return "navigation" if look.kind == "navigation" else "row"
