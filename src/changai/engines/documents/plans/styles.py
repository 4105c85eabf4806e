"""In which style of numbers a plan's measures stand."""

from collections import Counter

from changai.engines.documents.outline import Node
from changai.engines.documents.plans.frames import CONTAINER, LOOSE, frame_kind, plain_title
from changai.engines.documents.plans.mark import Mark
from changai.engines.documents.text import Text


def shares(text: Text, node: Node, mark: Mark) -> bool:
    """The mark stands in a heading's line, above measures that it holds for: their own titles and text say so."""
    below = [child for child in node.children if child.style not in LOOSE]
    if (
        not below
        or mark.start > below[0].span[0]
        or len(text.plain[node.body[0] : mark.start].strip(" 。\n")) > 12
    ):
        return False
    real = [
        child for child in below if child.title and len(text.plain[slice(*child.body)].strip(" 。；\n")) > 2
    ]
    runs_on = below[0].number not in ("", "1")
    return len(real) * 2 > len(below) or runs_on


def loose_styles(nodes: list[Node], marks: list[Mark]) -> tuple[str, ...]:
    """Styles of items that only list; （1） is none of them where most of its items have a title and a mark."""
    items = [node for node in nodes if node.style == "（1）" and node.title]
    marked = [one for one in items if any(one.span[0] <= mark.start < one.span[1] for mark in marks)]
    counts = len(marked) > 1 and len(marked) * 2 > len(items)
    return tuple(style for style in LOOSE if not (counts and style == "（1）"))


def innermost(nodes: list[Node], mark: Mark, loose: tuple[str, ...] = LOOSE) -> Node | None:
    """The deepest heading whose text holds a mark; dashes and circled numbers count as their parent's."""
    held = [node for node in nodes if node.span[0] <= mark.start < node.span[1]]
    while held and held[-1].style in loose:
        held.pop()
    return held[-1] if held else None


def marked_style(nodes: list[Node], holders: Counter[str], holding: dict[int, int]) -> str:
    """The style that holds most marks; its parents' where only the last of several siblings holds one."""
    style = max(holders, key=lambda one: (holders[one], -next(n.level for n in nodes if n.style == one)))
    parents = [node for node in nodes if any(child.style == style for child in node.children)]
    groups = [[child for child in node.children if child.style == style] for node in parents]
    several = [group for group in groups if len(group) > 1]
    if (
        closed(several, set(holding))
        and parents[0].level > 1
        and not running([one for group in groups for one in group])
    ):
        return parents[0].style
    return style


def closed(groups: list[list[Node]], holding: set[int]) -> bool:
    """In each of several groups of siblings only the last one holds a mark."""
    return len(groups) > 1 and all(
        [id(one) in holding for one in group] == [False] * (len(group) - 1) + [True] for group in groups
    )


def running(nodes: list[Node]) -> bool:
    """The numbers run on through all groups, so that the items are measures of their own."""
    return [one.number for one in nodes] == [str(place) for place in range(1, len(nodes) + 1)]


def plain_style(text: Text, real: list[Node]) -> str | None:
    """Where no mark says it: the second level, or the third where the second has no text of its own."""
    tops = [node for node in real if frame_kind(node, text) == ""] or real
    with_children = [node for node in tops if any(child.style not in LOOSE for child in node.children)]
    if not tops:
        return None
    if len(with_children) * 2 < len(tops) or (len(with_children) == 1 and len(tops) > 3):
        own = [node for node in tops if not CONTAINER.fullmatch(plain_title(node, text))]
        return own[0].style if own else None
    second = [child for node in with_children for child in node.children if child.style not in LOOSE]
    deeper = [one for one in second if any(child.style not in LOOSE for child in one.children)]
    bare = [one for one in deeper if len(text.plain[slice(*one.body)].strip(" 。\n")) < 12 and one.title]
    if len(bare) * 2 > len(second):
        return bare[0].children[0].style
    return Counter(one.style for one in second).most_common(1)[0][0]
