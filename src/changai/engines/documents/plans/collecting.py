"""Measures at or below a heading."""

from changai.engines.documents.outline import Node
from changai.engines.documents.plans.frames import LOOSE, frame_kind, within
from changai.engines.documents.text import Text


def under(node: Node) -> list[Node]:
    """All below a heading."""
    return [one for child in node.children for one in (child, *under(child))]


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
