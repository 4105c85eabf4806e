"""Automatic numbers, as Word shows them in front of a paragraph."""

from dataclasses import dataclass, field

from lxml import etree

from changai.engines.documents.containers.docx.names import child, children, flag, number, value
from changai.engines.documents.containers.docx.numerals import written
from changai.engines.documents.containers.docx.styles import Styles

LEVELS = 9


@dataclass
class Level:
    """One level of a list: %1、 with the numbers in Chinese."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None


@dataclass
class List:
    """A list's levels and how far it has counted."""

    levels: dict[int, Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the paragraphs of a document's lists."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self.abstract = {value(one, "abstractNumId"): one for one in children(root, "abstractNum")}
        self.by_style = {
            value(link): key
            for key, one in self.abstract.items()
            if (link := child(one, "styleLink")) is not None
        }
        self.numbers = {number(one, "numId"): one for one in children(root, "num")}
        self.lists: dict[str | None, List] = {}
        self.started: set[tuple[int, int]] = set()

    def label(self, list_id: int | None, depth: int) -> str:
        """The number of the next paragraph of a list at this level; empty for bullets and lists that are not there."""
        element = self.numbers.get(list_id) if list_id else None
        if element is None or list_id is None or not 0 <= depth < LEVELS:
            return ""
        reference = child(element, "abstractNumId")
        key = value(reference) if reference is not None else None
        shared = self.lists.setdefault(key, List(self.levels(key)))
        levels = dict(shared.levels)
        self.override(element, list_id, levels, shared)
        if depth not in levels:
            return ""
        self.count(shared, levels, depth)
        return self.render(levels, shared, depth)

    def levels(self, key: str | None, again: bool = True) -> dict[int, Level]:
        """The levels of an abstract list, or of the one that its style names."""
        element = self.abstract.get(key)
        link = child(element, "numStyleLink")
        if link is not None and again:
            return self.levels(self.by_style.get(value(link)), again=False)
        return {number(one, "ilvl") or 0: level(one) for one in children(element, "lvl")}

    def override(self, element: etree._Element, list_id: int, levels: dict[int, Level], shared: List) -> None:
        """What this use of the list changes; its own start holds once."""
        for change in children(element, "lvlOverride"):
            depth = number(change, "ilvl") or 0
            own = child(change, "lvl")
            if own is not None:
                levels[depth] = level(own)
            start = number(child(change, "startOverride"))
            if start is not None and (list_id, depth) not in self.started:
                self.started.add((list_id, depth))
                shared.counts[depth] = start - 1

    def count(self, shared: List, levels: dict[int, Level], depth: int) -> None:
        """One further; deeper levels begin again."""
        for upper in range(depth):
            if upper in levels and upper not in shared.counts:
                shared.counts[upper] = levels[upper].start
        shared.counts[depth] = shared.counts.get(depth, levels[depth].start - 1) + 1
        for lower in [one for one in shared.counts if one > depth]:
            restart = levels[lower].restart if lower in levels else None
            if restart is None or (restart and depth < restart):
                del shared.counts[lower]

    def render(self, levels: dict[int, Level], shared: List, depth: int) -> str:
        """The level's pattern with its numbers."""
        own = levels[depth]
        if own.form in ("bullet", "none"):
            return ""
        text = own.text
        for upper in range(depth, -1, -1):
            mark = f"%{upper + 1}"
            if mark in text:
                form = "decimal" if own.legal else levels.get(upper, own).form
                text = text.replace(mark, written(shared.counts.get(upper, 1), form))
        return text


def level(element: etree._Element) -> Level:
    """A level as it is declared."""
    form, text, start = child(element, "numFmt"), child(element, "lvlText"), number(child(element, "start"))
    return Level(
        start=1 if start is None else start,
        form=(value(form) or "decimal") if form is not None else "decimal",
        text=(value(text) or "") if text is not None else "",
        legal=bool(flag(element, "isLgl")),
        restart=number(child(element, "lvlRestart")),
    )
