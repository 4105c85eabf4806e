"""The runs of a paragraph: what is seen of them."""

from dataclasses import dataclass, field

from lxml import etree

from changai.engines.documents.containers.docx.names import child, flag, local, value

#: What holds no text of its own paragraph.
SKIPPED = frozenset(
    [
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "instrText",
        "delText",
        "delInstrText",
        "rt",
        "fldChar",
        "commentReference",
        "annotationRef",
        "footnoteRef",
        "endnoteRef",
        "footnoteReference",
        "endnoteReference",
        "sdtPr",
        "sdtEndPr",
        "proofErr",
        "bookmarkStart",
        "bookmarkEnd",
        "Fallback",
    ]
)
BREAKS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


@dataclass
class Runs:
    """A paragraph's text, the text boxes that hang on it, whether all of it is bold, and what was tracked."""

    text: str = ""
    boxes: list[etree._Element] = field(default_factory=list)
    bold: bool | None = None
    inserted: int = 0
    deleted: int = 0

    def read(self, element: etree._Element, bold: bool | None) -> None:
        """All that is below an element. bold: what its style says."""
        for one in element:
            name = local(one)
            if name in ("del", "moveFrom"):
                self.deleted += 1
            elif name == "txbxContent":
                self.boxes.append(one)
            elif name == "r":
                self.read_run(one, bold)
            elif name == "AlternateContent":
                self.read_alternate(one, bold)
            elif name == "t":
                self.text += one.text or ""
            elif name == "br":
                self.text += "" if value(one, "type") in ("page", "column") else "\n"
            elif name in BREAKS:
                self.text += BREAKS[name]
            elif name == "sym":
                self.text += symbol(value(one, "char"))
            elif name and name not in SKIPPED:
                self.inserted += name in ("ins", "moveTo")
                self.read(one, bold)

    def read_run(self, run: etree._Element, bold: bool | None) -> None:
        """A run, if it is not hidden."""
        properties = child(run, "rPr")
        if flag(properties, "vanish") or flag(properties, "webHidden"):
            return
        before = len(self.text)
        self.read(run, bold)
        own = flag(properties, "b")
        if self.text[before:].strip():
            thick = bool(bold if own is None else own)
            self.bold = thick if self.bold is None else self.bold and thick

    def read_alternate(self, element: etree._Element, bold: bool | None) -> None:
        """The first choice, or what stands in for it: the same content twice is read once."""
        choice = child(element, "Choice")
        if choice is None:
            choice = child(element, "Fallback")
        if choice is not None:
            self.read(choice, bold)


def symbol(code: str | None) -> str:
    """A character given by its code; those of a symbol font's own are left out."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= number <= 0xF8FF or not 32 <= number <= 0x10FFFF else chr(number)
