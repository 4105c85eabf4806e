"""What a mark says."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Unit:
    """A unit's name, and where it stands in the mark. part: lead, do (负责, 责任), help (配合), or plain."""

    name: str
    start: int
    end: int
    part: str


@dataclass
class UnitMark:
    """What a mark says. first_leads: it declares that the unit listed first leads. due: a time it holds, as printed.

    for_all: where it names who has to do all that follows too (以下均需…落实，不再列出).
    """

    units: list[Unit] = field(default_factory=list)
    open_ended: bool = False
    first_leads: bool = False
    due: str | None = None
    for_all: tuple[int, int] | None = None

    @property
    def leads(self) -> list[Unit]:
        """Those that lead: named so; or in charge where others only help; or first, where that is declared."""
        if found := [unit for unit in self.units if unit.part == "lead"]:
            return found
        own = [unit for unit in self.units if unit.part != "help"]
        if self.first_leads:
            return own[:1]
        return own if len(own) < len(self.units) else []

    @property
    def lead(self) -> list[str]:
        """Names of those that lead; empty where nothing says so."""
        return list(dict.fromkeys(unit.name for unit in self.leads))

    @property
    def responsible(self) -> list[str]:
        """Names of all others."""
        leads = self.leads
        return list(
            dict.fromkeys(
                unit.name for unit in self.units if unit not in leads and unit.name not in self.lead
            )
        )
