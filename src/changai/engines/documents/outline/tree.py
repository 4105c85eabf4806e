"""Headings become a tree."""

import re
from collections.abc import Callable

from changai.engines.documents.outline.labels import RANK, Candidate
from changai.engines.documents.outline.lines import unnumbered
from changai.engines.documents.outline.node import Node
from changai.engines.documents.outline.numbering import accepted
from changai.engines.documents.outline.titles import has_text, title_end
from changai.engines.documents.text import Text

BREAK = re.compile(
    r"附件?\d*[：:]?$|附件[一二三四五六七八九十\d]*(?:$|[：:])|抄送：|抄报：|（?此件(?:公开|主动公开|依申请)"
)


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
        cut = title_end(text, one.after, line_end, more)
        node = Node(
            style=one.style,
            label=text.cut(one.start, one.after).strip(),
            number=str(one.value) if one.value else "",
            title=text.cut(one.after, cut).strip() if cut > one.after else "",
            level=len(stack) + 1,
            span=(one.start, body_end),
            body=(cut, body_end),
            title_at=(one.after, cut) if cut > one.after else None,
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


def ranks(chosen: list[Candidate]) -> dict[str, float]:
    """How deep each style stands here: articles below 一、 or （一） where these come first and go on after them."""
    result: dict[str, float] = dict(RANK)
    order = [one.style for one in chosen]
    if "条" in order:
        first = order.index("条")
        for style in ("一、", "（一）"):
            around = [index for index, one in enumerate(chosen) if one.style == style and one.value > 1]
            if style in order[:first] and any(index > first for index in around):
                result["条"] = RANK[style] + 0.5
    return result


def line_of(text: Text, place: int) -> int:
    """Where the paragraph ends that holds a place."""
    end = text.plain.find("\n", place)
    return len(text.plain) if end < 0 else end


def stops(text: Text) -> Callable[[int], int]:
    """For a place, where its text must end at the latest: an attachment's head, a copy list."""
    breaks = [one.start for one in text.paragraphs if BREAK.match(text.of(one)) and one.end - one.start < 40]

    def latest(place: int) -> int:
        return next((stop for stop in breaks if stop > place), len(text.plain))

    return latest
