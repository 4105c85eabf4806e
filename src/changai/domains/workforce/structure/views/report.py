"""What a region's own report printed, to stand beside our figures."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from changai.domains.workforce.structure.queries import State
from changai.domains.workforce.structure.views.asked import regional

# A printed share that is a card of the picture rather than a bar: (dimension, member) → the card's key.
CARDS = {
    ("migrant", "yes"): "migrants",
    ("migrant_origin", "outside"): "outside-migrants",
    ("union_member", "yes"): "union-rate",
    ("union_coverage", "yes"): "union-coverage",
    ("party_coverage", "yes"): "party-coverage",
}


@dataclass(frozen=True)
class Printed:
    """A share as printed: `percent`, rounded to steps of `rounding` percentage points."""

    percent: float
    rounding: float

    @property
    def text(self) -> str:
        """62%."""
        return f"{self.percent:g}%"

    def agrees(self, part: int, whole: int) -> bool:
        """Whether our share, rounded as the report rounds, is what it printed."""
        if not whole:
            return False
        steps = (200 * part + self.rounding * whole) // (2 * self.rounding * whole)
        return steps * self.rounding == self.percent


@dataclass(frozen=True)
class Report:
    """A report's printed figures: shares by (dimension, member), shares and counts by the card's key."""

    bars: dict[tuple[str, str], Printed]
    cards: dict[str, Printed]
    counts: dict[str, int]
    clause: str


def printed(state: State) -> Report | None:
    """The report of the state's region; None when there is none, or only a part of the region is looked at."""
    return None if state.filters or not regional() else _reports().get(state.region)


@lru_cache(maxsize=1)
def _reports() -> dict[str, Report]:
    folder = Path(settings.CHANGAI_CATALOG) / "reports"
    found = (yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yaml")))
    return {one["region"]: _read(one) for one in found}


def _read(data: dict[str, Any]) -> Report:
    shares = {
        (one["dimension"], str(one["member"])): Printed(one["percent"], one["rounding"])
        for one in data["figures"]
    }
    counts = {one["key"].replace("_", "-"): one["value"] for one in data.get("counts", [])}
    return Report(
        bars=shares,
        cards={CARDS[key]: value for key, value in shares.items() if key in CARDS},
        counts={"headcount": data["headcount"]["value"], **counts},
        clause=data["clause"],
    )
