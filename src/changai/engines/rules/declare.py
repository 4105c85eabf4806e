"""Declarations of rules: steps, whose rows other rules stand on, and indicators, whose rows are figures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from changai.engines.rules.tables import Clause, Kind

FIGURE_COLUMNS: dict[str, Kind] = {
    "key": Kind.TEXT,
    "region": Kind.TEXT,
    "level": Kind.TEXT,
    "period": Kind.TEXT,
    "dimension": Kind.TEXT,
    "member": Kind.TEXT,
    "part": Kind.INTEGER,
    "whole": Kind.INTEGER,
    "value": Kind.REAL,
}
TALLY_KEYS: dict[str, Kind] = {"region": Kind.TEXT, "dimension": Kind.TEXT, "member": Kind.TEXT}


@dataclass(frozen=True)
class Rule:
    """A rule: what it is called, where it comes from, and which version decides.

    build: gives the Ibis expression, from the tables by key.
    """

    key: str
    title: str
    sources: Sequence[Clause]
    version: str
    columns: Mapping[str, Kind]
    build: Callable[[Mapping[str, Any]], Any]
    kind: str = "step"


@dataclass(frozen=True)
class Step(Rule):
    """A rule whose rows are kept for the rules after it. `per_person`: may run county by county."""

    per_person: bool = False


@dataclass(frozen=True)
class Tally(Step):
    """A step that sums counts by region and each member of each dimension, in one pass.

    build: gives one row a subject with `region`, the dimensions and the counts (0 or 1). The dimension "" holds
    each region's total.
    """

    dimensions: Sequence[str] = ()


def tally_columns(counts: Sequence[str]) -> dict[str, Kind]:
    """The columns of a tally with these counts."""
    return {**TALLY_KEYS, **dict.fromkeys(counts, Kind.INTEGER)}


@dataclass(frozen=True)
class Indicator(Rule):
    """Figures `(key, region, level, period, dimension, member, part, whole, value)`.

    measure: count (value is the part), ratio (part of whole) or distribution (part of the dimension's sum).
    unit: what one stands for, 人 or 户.
    """

    kind: str = "indicator"
    measure: str = "ratio"
    unit: str = "人"
    dimensions: Sequence[str] = field(default=())


class Rulebook:
    """The rules of an installation in the order in which they run."""

    def __init__(self) -> None:
        self.rules: dict[str, Rule] = {}

    def add(self, rule: Rule) -> Rule:
        """Take a rule in. A key used twice, or a rule without a source, is an error."""
        if rule.key in self.rules:
            raise ValueError(f"rule {rule.key} is declared twice")
        if not rule.sources:
            raise ValueError(f"rule {rule.key} names no source")
        self.rules[rule.key] = rule
        return rule


rulebook = Rulebook()
