"""A note that names units, with its place."""

from dataclasses import dataclass

from changai.engines.documents.text import Text
from changai.engines.documents.units import UnitMark, split

PAIRS = {"（": "）", "【": "】", "〔": "〕", "[": "]"}


@dataclass(frozen=True)
class Mark:
    """A note that names units. start, end: its range in plain, brackets in.

    upon: it holds for all before it (以上任务由…). said: it is a part of a sentence, and stays in the text.
    """

    start: int
    end: int
    units: UnitMark
    upon: bool = False
    said: bool = False

    def printed(self, text: Text) -> list[tuple[str, str]]:
        """(part, name as printed) of each unit; part is lead or responsible."""
        leads = self.units.leads
        return [
            (
                "lead" if unit in leads else "responsible",
                text.cut(self.start + unit.start, self.start + unit.end),
            )
            for unit in self.units.units
        ]


def make(text: Text, start: int, end: int, first_leads: bool, upon: bool = False) -> Mark:
    """A mark of a range."""
    return Mark(start, end, split(text.plain[start:end], first_leads), upon)
