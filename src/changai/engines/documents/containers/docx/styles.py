"""What a paragraph's style says of it."""

from dataclasses import dataclass

from lxml import etree

from changai.engines.documents.containers.docx.names import child, children, flag, number, value

DEEPEST = 12


@dataclass(frozen=True)
class Style:
    """A paragraph style with what it takes from those it rests on."""

    name: str = ""
    centred: bool | None = None
    bold: bool | None = None
    hidden: bool = False
    list_id: int | None = None
    level: int = 0


class Styles:
    """The styles of a document by their identity."""

    def __init__(self, root: etree._Element | None) -> None:
        self.elements = {value(one, "styleId"): one for one in children(root, "style")}
        self.standard = next(
            (
                key
                for key, one in self.elements.items()
                if value(one, "type") == "paragraph" and value(one, "default") == "1"
            ),
            None,
        )
        self.known: dict[str | None, Style] = {}

    def get(self, key: str | None) -> Style:
        """The style; the standard one where none is named."""
        key = key if key is not None else self.standard
        if key not in self.known:
            self.known[key] = self.resolve(key, 0)
        return self.known[key]

    def resolve(self, key: str | None, depth: int) -> Style:
        """What a style says, above what its base says."""
        element = self.elements.get(key)
        if element is None or depth > DEEPEST:
            return Style()
        based = child(element, "basedOn")
        base = self.resolve(value(based), depth + 1) if based is not None else Style()
        paragraph, run = child(element, "pPr"), child(element, "rPr")
        name = child(element, "name")
        listed, level = child(paragraph, "numPr", "numId"), child(paragraph, "numPr", "ilvl")
        bold, hidden = flag(run, "b"), flag(run, "vanish")
        return Style(
            name=(value(name) or "").lower() if name is not None else "",
            centred=base.centred if (found := centred(paragraph)) is None else found,
            bold=base.bold if bold is None else bold,
            hidden=base.hidden if hidden is None else hidden,
            list_id=base.list_id if listed is None else number(listed),
            level=base.level if level is None else number(level) or 0,
        )


def centred(properties: etree._Element | None) -> bool | None:
    """Whether paragraph properties centre it; None where they do not say."""
    alignment = child(properties, "jc")
    return None if alignment is None else value(alignment) == "center"


def heading_of_contents(style: Style) -> bool:
    """A line of a table of contents."""
    return style.name.startswith("toc ") or style.name == "toc heading"
