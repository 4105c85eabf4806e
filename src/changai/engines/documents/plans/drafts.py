"""Measures in the making: with their ranges in the text, their units and marks."""

from dataclasses import dataclass, field

from changai.engines.documents.outline import Node
from changai.engines.documents.plans.mark import Mark
from changai.engines.documents.reading import Measure
from changai.engines.documents.text import Text

Range = tuple[int, int]


@dataclass
class Draft:
    """A measure with its ranges in plain: all of it, and its own text without title and marks."""

    measure: Measure
    span: Range
    text: list[Range] = field(default_factory=list)
    due: str | None = None
    title: Range | None = None


def heading(text: Text, node: Node) -> str:
    """Label and title as printed."""
    return text.cut(
        node.span[0], node.title_at[1] if node.title_at else node.span[0] + len(node.label)
    ).strip()


def trimmed(text: Text, span: Range) -> Range:
    """Without white space at the ends."""
    start, end = span
    while end > start + 1 and text.plain[end - 1].isspace():
        end -= 1
    return start, end


def of_node(text: Text, node: Node, marks: list[Mark]) -> Draft:
    """A numbered measure."""
    above: list[Node] = []
    parent = node.parent
    while parent is not None:
        above.insert(0, parent)
        parent = parent.parent
    measure = Measure(
        number=node.number,
        label=node.label,
        title=node.title,
        text="",
        at=text.place(*trimmed(text, node.span)),
        title_at=text.place(*node.title_at) if node.title_at else None,
        chapter=heading(text, above[0]) if above else "",
        group=heading(text, above[-1]) if len(above) > 1 else "",
    )
    draft = Draft(measure, node.span, title=node.title_at)
    own = [one for one in marks if node.span[0] <= one.start < node.span[1] and not one.upon]
    if any(not one.said for one in own):
        own = [one for one in own if not one.said]
    assign(text, measure, own)
    fill(text, draft, (node.body[0], node.span[1]), own)
    draft.due = next((one.units.due for one in own if one.units.due), None)
    return draft


def fill(text: Text, draft: Draft, body: Range, marks: list[Mark]) -> None:
    """The measure's own text: its body without title and marks."""
    at, pieces = body[0], []
    for mark in [*(one for one in marks if not one.said), None]:
        stop = mark.start if mark else body[1]
        if stop > at:
            pieces.append((at, stop))
        at = mark.end if mark else at
    draft.text = pieces
    printed = "".join(text.cut(*piece) for piece in pieces)
    draft.measure.text = printed.strip(" \n").lstrip("。．.：: \n").strip()


def assign(text: Text, measure: Measure, marks: list[Mark]) -> None:
    """The units of marks, in the order printed; who leads in one of them is not repeated among the others."""
    rows = [row for mark in marks for row in mark.printed(text)]
    measure.lead = list(dict.fromkeys([*measure.lead, *(name for part, name in rows if part == "lead")]))
    others = [*measure.responsible, *(name for part, name in rows if part == "responsible")]
    measure.responsible = [name for name in dict.fromkeys(others) if name not in measure.lead]
    measure.open_ended = measure.open_ended or any(mark.units.open_ended for mark in marks)
    measure.marks += [text.cut(mark.start, mark.end).strip() for mark in marks]
    measure.marks_at += [text.place(*trimmed(text, (mark.start, mark.end))) for mark in marks]
