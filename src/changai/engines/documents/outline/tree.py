"""Headings become a tree."""

from changai.engines.documents.outline.candidates import Candidate
from changai.engines.documents.outline.depth import line_of, ranks, stops
from changai.engines.documents.outline.labels import RANK
from changai.engines.documents.outline.lines import unnumbered
from changai.engines.documents.outline.node import Node
from changai.engines.documents.outline.numbering import accepted
from changai.engines.documents.outline.signs import has_text
from changai.engines.documents.outline.titles import title_range
from changai.engines.documents.text import Text


def outline(text: Text) -> list[Node]:
    """All headings in order; `level`, `parent` and `children` say how they nest."""
    chosen = accepted(text)
    numbered = any(RANK[one.style] <= RANK["（1）"] for one, _ in chosen)
    return nested(text, chosen) if numbered else unnumbered(text)


def nested(text: Text, chosen: list[tuple[Candidate, str | None]]) -> list[Node]:
    """The tree, with spans, titles and bodies."""
    nodes: list[Node] = []
    stack: list[Node] = []
    rank = ranks([one for one, _ in chosen])
    ends = stops(text)
    for index, (one, doubt) in enumerate(chosen):
        while stack and rank[stack[-1].style] >= rank[one.style]:
            stack.pop()
        following = chosen[index + 1][0].start if index + 1 < len(chosen) else len(text.plain)
        body_end = min(following, ends(one.start))
        line_end = min(line_of(text, one.after), body_end)
        more = has_text(text, line_end, body_end)
        first, cut, body = title_range(text, one.after, line_end, more)
        node = Node(
            style=one.style,
            label=text.cut(one.start, one.after).strip(),
            number=one.number,
            title=text.cut(first, cut).strip() if cut > first else "",
            level=len(stack) + 1,
            span=(one.start, body_end),
            body=(body, body_end),
            title_at=(first, cut) if cut > first else None,
            doubt=doubt,
            parent=stack[-1] if stack else None,
        )
        if stack:
            stack[-1].children.append(node)
        for above in stack:
            above.span = (above.span[0], body_end)
        stack.append(node)
        nodes.append(node)
    return nodes
