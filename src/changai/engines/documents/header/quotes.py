"""Titles in 《》, brackets and sentences."""

import re
from itertools import pairwise


def quoted(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Outermost 《》 pairs."""
    found, depth, opening = [], 0, 0
    for place in range(start, end):
        if plain[place] == "《":
            opening = opening if depth else place
            depth += 1
        elif plain[place] == "》" and depth:
            depth -= 1
            if not depth:
                found.append((opening, place))
    return found


def bracket(plain: str, start: int, end: int) -> int:
    """Where the bracket closes that opens at start."""
    depth = 0
    for place in range(start, end):
        depth += (plain[place] == "（") - (plain[place] == "）")
        if not depth:
            return place
    return min(end, start + 40)


def sentences(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Ranges between sentence ends."""
    stops = [match.end() for match in re.finditer(r"[。！\n]", plain[start:end])]
    edges = [0, *stops, end - start]
    return [(start + a, start + b) for a, b in pairwise(edges) if b > a]


def bare(name: str) -> str:
    """A title for comparing: without quotes, brackets and white space."""
    return re.sub(r"[\s《》〈〉“”（）()\-—~]", "", name)
