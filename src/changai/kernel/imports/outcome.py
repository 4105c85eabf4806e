"""What became of a file."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Outcome:
    """Counts of rows; created + updated + unchanged + rejected + duplicates == rows."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    duplicates: int = 0
    report: Path | None = None
    seconds: float = 0.0
    extra: dict[str, int] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    batch: int | None = None

    def counts(self) -> dict[str, int]:
        """The counts alone."""
        names = ("rows", "created", "updated", "unchanged", "rejected", "duplicates")
        return {name: getattr(self, name) for name in names} | self.extra

    def as_json(self) -> dict[str, Any]:
        """As `changai import --json` prints it."""
        return {
            **self.counts(),
            "report": str(self.report) if self.report else None,
            "seconds": round(self.seconds, 3),
            "notices": self.notices,
            "batch": self.batch,
        }
