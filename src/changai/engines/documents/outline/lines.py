"""Headings without numbers."""

import re
from itertools import pairwise

from changai.engines.documents.outline.node import Node
from changai.engines.documents.text import Text


def unnumbered(text: Text) -> list[Node]:
    """Short lines between running text, where nothing is numbered."""
    body = [one for one in text.paragraphs if one.kind != "row"]
    first = next(
        (i for i, one in enumerate(body) if text.of(one).endswith("。") or len(text.of(one)) > 60), None
    )
    if first is None:
        return []
    heads = [
        one
        for one, after in pairwise(body[first:])
        if heading_like(text.of(one)) and after.end - after.start > max(40, one.end - one.start)
    ]
    nodes = []
    for index, one in enumerate(heads):
        end = heads[index + 1].start if index + 1 < len(heads) else len(text.plain)
        title = text.cut(one.start, one.end).strip()
        nodes.append(Node("", "", "", title, 1, (one.start, end), (one.end, end), (one.start, one.end)))
    return nodes if len(nodes) > 1 else []


def heading_like(line: str) -> bool:
    """Four to thirty characters without any mark of a sentence, a date or an address."""
    return 4 <= len(line) <= 30 and not re.search(r"[。；：，！？…]|\d{4}年|[:@]|\d{6}", line)
