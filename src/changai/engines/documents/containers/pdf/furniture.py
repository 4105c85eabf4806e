"""Running heads and page numbers: what stands at a page's edge and comes again on others."""

import re
from collections import defaultdict
from statistics import median

from changai.engines.documents.containers.pdf.margins import Placed

EDGE, VERY = 0.13, 0.08
DIGITS = re.compile(r"[0-9０-９]+|[一二三四五六七八九十百]+(?=页)")
SPACE = re.compile(r"\s+")
NUMBER = re.compile(r"[-—–－·•~第]*\s*#\s*[-—–－·•~页]*(?:[/／,，]?\s*共?\s*#\s*页?)?|Page#(?:of#)?", re.I)


def running(lines: list[Placed], pages: int) -> set[int]:
    """Which lines, by index, are no part of the text."""
    edges = [
        index for index, line in enumerate(lines) if not EDGE < line.top < 1 - EDGE and line.kind == "body"
    ]
    shapes = {index: DIGITS.sub("#", SPACE.sub("", lines[index].text)) for index in edges}
    seen: dict[tuple[str, bool], set[int]] = defaultdict(set)
    for index in edges:
        seen[shapes[index], lines[index].top > 0.5].add(lines[index].page)
    enough = 2 if pages <= 4 else max(3, pages // 5)
    repeated = {key for key, on in seen.items() if len(on) >= enough and key[0]}
    ends = outermost(lines)
    body = median([line.em for line in lines if line.em] or [1.0])
    return {
        index
        for index in edges
        if (shapes[index], lines[index].top > 0.5) in repeated
        or (index in ends and (NUMBER.fullmatch(shapes[index]) or small(lines[index], body)))
    }


def small(line: Placed, body: float) -> bool:
    """In much smaller type than the text, at the very edge of the page."""
    return line.em < 0.8 * body and not VERY < line.top < 1 - VERY


def outermost(lines: list[Placed]) -> set[int]:
    """The highest and the lowest line of each page."""
    by_page: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        by_page[line.page].append(index)
    ends: set[int] = set()
    for indexes in by_page.values():
        ends |= {max(indexes, key=lambda at: lines[at].top), min(indexes, key=lambda at: lines[at].top)}
    return ends
