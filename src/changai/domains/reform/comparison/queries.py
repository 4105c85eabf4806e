"""Pairs of measures of two plans by the likeness of their titles and texts."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# Our own settings, tried on two cities' plans of one and the same reform: no document rules them.
LEAST = 0.25  # likeness from which two measures are taken for one aim
NEAR = 0.15  # from which the likest one of the other side is named beside a measure without a partner
TITLE = 0.65  # weight of titles against texts; titles say the aim, texts also how
# What tells a plan's language, not its aim.
EMPTY = re.compile(
    r"产业工人|职工|队伍|建设|工作|加强|加大|推进|推动|完善|健全|建立|进一步|积极|不断|切实|搭建|机制|平台|制度|[^\w]|[0-9a-zA-Z_]"
)

Vector = dict[str, float]


@dataclass(frozen=True)
class Pair:
    """Two measures of one aim; or one alone, with the likest of the other side in `near` if any is near."""

    left: Any
    right: Any
    likeness: float
    near: Any = None


@dataclass(frozen=True)
class Comparison:
    """shared: in the left plan's order; then what only one has, in its own order."""

    shared: list[Pair]
    only_left: list[Pair]
    only_right: list[Pair]


def compare(left: Sequence[Any], right: Sequence[Any]) -> Comparison:
    """Pair the measures (with `title`, `text`) of two plans: the likest first, each one once."""
    scores = likeness(left, right)
    order = sorted(
        ((score, at, to) for at, row in enumerate(scores) for to, score in enumerate(row) if score >= LEAST),
        key=lambda one: (-one[0], one[1], one[2]),
    )
    found: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for score, at, to in order:
        if at not in found and to not in taken:
            found[at] = (to, score)
            taken.add(to)
    columns = [list(column) for column in zip(*scores, strict=True)] if scores else [[] for _ in right]
    return Comparison(
        [Pair(left[at], right[to], score) for at, (to, score) in sorted(found.items())],
        [_alone(left[at], None, row, right) for at, row in enumerate(scores) if at not in found],
        [_alone(None, right[to], column, left) for to, column in enumerate(columns) if to not in taken],
    )


def _alone(left: Any, right: Any, row: list[float], others: Sequence[Any]) -> Pair:
    best = max(range(len(row)), key=row.__getitem__, default=None)
    near = best is not None and row[best] >= NEAR
    return Pair(
        left,
        right,
        row[best] if near and best is not None else 0.0,
        others[best] if near and best is not None else None,
    )


def likeness(left: Sequence[Any], right: Sequence[Any]) -> list[list[float]]:
    """From 0 to 1 for each pair: the cosine of weighted pairs of characters, titles and texts apart.

    A pair of characters weighs the less, the more measures of both plans have it.
    """
    both = [*left, *right]
    titles, texts = _vectors([one.title for one in both]), _vectors([one.text for one in both])
    rest = len(left)
    return [
        [
            _blend(
                _cosine(titles[at], titles[rest + to]),
                _cosine(texts[at], texts[rest + to]),
                texts,
                at,
                rest + to,
            )
            for to in range(len(right))
        ]
        for at in range(len(left))
    ]


def _blend(title: float, text: float, texts: list[Vector], at: int, to: int) -> float:
    """Titles alone where one of the measures has no text."""
    return TITLE * title + (1 - TITLE) * text if texts[at] and texts[to] else title


def _vectors(texts: Sequence[str]) -> list[Vector]:
    """Each text as weights of its pairs of characters, of length one."""
    counted = [Counter(_grams(text)) for text in texts]
    spread = Counter(gram for one in counted for gram in one)
    total = len(texts)
    found = []
    for one in counted:
        weights = {
            gram: (1 + math.log(number)) * math.log((1 + total) / spread[gram])
            for gram, number in one.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        found.append({gram: weight / length for gram, weight in weights.items()} if length else {})
    return found


def _grams(text: str) -> list[str]:
    """Neighbouring characters, not across what was left out; of a bare word too short for that its characters."""
    runs = [run for run in EMPTY.sub(" ", text).split() if run]
    return [run[at : at + 2] for run in runs for at in range(max(1, len(run) - 1))]


def _cosine(one: Vector, other: Vector) -> float:
    small, large = (one, other) if len(one) < len(other) else (other, one)
    return sum(weight * large.get(gram, 0.0) for gram, weight in small.items())
