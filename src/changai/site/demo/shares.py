"""The printed figures of the report, and how a number of people is divided to show them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.conf import settings

T = TypeVar("T")


@lru_cache
def report(name: str = "xianan") -> dict[str, Any]:
    """A report's printed figures (catalog/reports)."""
    return yaml.safe_load(Path(settings.CHANGAI_CATALOG, "reports", f"{name}.yaml").read_text())  # type: ignore[no-any-return]


def printed(dimension: str) -> dict[str, float]:
    """Member → printed per cent of a dimension."""
    return {one["member"]: one["percent"] for one in report()["figures"] if one["dimension"] == dimension}


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers that sum to `total`, in proportion to the weights (largest remainder)."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    counts = [int(one) for one in exact]
    by_rest = sorted(range(len(exact)), key=lambda i: (counts[i] - exact[i], i))
    for i in by_rest[: total - sum(counts)]:
        counts[i] += 1
    return counts


def part(total: int, percent: float) -> int:
    """How many of `total` make `percent`."""
    return apportion(total, [percent, 100 - percent])[0]


def by_rank(items: Iterable[T], score: dict[int, float], quotas: dict[str, int]) -> list[tuple[T, str]]:
    """Hand out members by descending score until each quota is full; `score` is keyed by position."""
    listed = list(items)
    order = sorted(range(len(listed)), key=lambda i: (-score[i], i))
    members = [member for member, count in quotas.items() for _ in range(count)]
    return [(listed[i], member) for i, member in zip(order, members, strict=True)]
