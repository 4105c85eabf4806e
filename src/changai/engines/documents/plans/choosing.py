"""Which headings of a plan are its measures."""

from collections import Counter

from changai.engines.documents.outline import Node
from changai.engines.documents.plans.collecting import collected, kept_frames
from changai.engines.documents.plans.frames import frame_kind, within
from changai.engines.documents.plans.mark import Mark
from changai.engines.documents.plans.styles import innermost, loose_styles, marked_style, plain_style, shares
from changai.engines.documents.text import Text


def of_range(nodes: list[Node], start: int, end: int) -> list[Node]:
    """Headings that lie in the document itself."""
    return [node for node in nodes if start <= node.span[0] < end]


def chosen(text: Text, nodes: list[Node], marks: list[Mark]) -> list[Node]:
    """The headings that are measures, in order."""
    tops = [node for node in nodes if node.parent is None or node.parent not in nodes]
    real = [node for node in tops if frame_kind(node, text) in ("", "frame")]
    holders = Counter[str]()
    holding: dict[int, int] = {}
    shared: list[Node] = []
    loose = loose_styles(nodes, marks)
    for mark in marks:
        owner = innermost(nodes, mark, loose)
        if owner is None or owner.style in loose or within(owner, text, "aims"):
            continue
        if mark.said and within(owner, text, "frame"):
            continue
        if shares(text, owner, mark):
            shared.append(owner)
            continue
        holders[owner.style] += id(owner) not in holding
        holding[id(owner)] = holding.get(id(owner), 0) + 1
    if shared and len(shared) * 2 > holders.total() - len(shared):
        style: str | None = Counter(child.style for node in shared for child in node.children).most_common(1)[
            0
        ][0]
    else:
        style = marked_style(nodes, holders, holding) if holders else plain_style(text, real)
    if style is None:
        return []
    first = next((node for node in nodes if node.style == style), None)
    found = [one for node in real for one in collected(text, node, style, holding)]
    framed = [
        one
        for node in real
        if frame_kind(node, text) == "frame"
        for one in collected(text, node, style, holding)
    ]
    keep = kept_frames(text, nodes, style, holding, found, framed)
    return [one for one in found if one not in framed or one in keep] if first else []
