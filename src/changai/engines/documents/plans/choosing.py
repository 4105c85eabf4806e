"""Which headings of a plan are its measures."""

from collections import Counter

from changai.engines.documents.outline import Node
from changai.engines.documents.plans.frames import LOOSE, frame_kind, within
from changai.engines.documents.plans.mark import Mark
from changai.engines.documents.plans.styles import innermost, marked_style, plain_style, shares
from changai.engines.documents.text import Text


def of_range(nodes: list[Node], start: int, end: int) -> list[Node]:
    """Headings that lie in the document itself."""
    return [node for node in nodes if start <= node.span[0] < end]


def under(node: Node) -> list[Node]:
    """All below a heading."""
    return [one for child in node.children for one in (child, *under(child))]


def chosen(text: Text, nodes: list[Node], marks: list[Mark]) -> list[Node]:
    """The headings that are measures, in order."""
    tops = [node for node in nodes if node.parent is None or node.parent not in nodes]
    real = [node for node in tops if frame_kind(node, text) in ("", "frame")]
    holders = Counter[str]()
    holding: dict[int, int] = {}
    shared: list[Node] = []
    for mark in marks:
        owner = innermost(nodes, mark)
        if owner is None or owner.style in LOOSE or within(owner, text, "aims"):
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


def collected(text: Text, node: Node, style: str, holding: dict[int, int]) -> list[Node]:
    """Measures at or below a heading: those of the style; where there are none, whatever holds marks or text."""
    if node.style == style:
        return [node] if frame_kind(node, text) not in ("aims", "closing") else []
    if frame_kind(node, text) in ("aims", "closing"):
        return []
    below = under(node)
    if any(one.style == style for one in below):
        return [one for child in node.children for one in collected(text, child, style, holding)]
    if id(node) in holding:
        return [node]
    if any(id(one) in holding for one in below):
        return [one for child in node.children for one in collected(text, child, style, holding)]
    leaf = node.level > 1 and node.title and len(text.plain[slice(*node.body)].strip()) > 20
    return (
        [node]
        if leaf
        and node.style not in LOOSE
        and frame_kind(node, text) == ""
        and not within(node, text, "frame")
        else []
    )


def kept_frames(
    text: Text, nodes: list[Node], style: str, holding: dict[int, int], found: list[Node], framed: list[Node]
) -> list[Node]:
    """Of 组织实施 and the like those that are measures: they hold marks, or the measures' numbers run on into them."""
    real = [one for one in found if one not in framed]
    if not real:
        return framed
    shared = any(node.style == style and within(node, text, "aims") for node in nodes)
    keep: list[Node] = []
    for one in framed:
        marked = id(one) in holding or any(id(below) in holding for below in under(one))
        top = one
        while top.parent is not None:
            top = top.parent
        siblings = [
            other for other in framed if other.span[0] >= top.span[0] and other.span[1] <= top.span[1]
        ]
        fellows = any(id(other) in holding for other in siblings)
        runs_on = one.level > 1 and one.number.isdigit() and not shared and int(one.number) > len(real) > 0
        if marked or fellows or (runs_on and one.style == style and one.style != "（一）"):
            keep.append(one)
    return keep
