"""What of the picture may leave the house: small cells withheld, with those that would give them away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from changai.domains.workforce.structure import queries
from changai.domains.workforce.structure.queries import Card, State
from changai.domains.workforce.structure.views.blocks import Block, Row
from changai.engines.rules.small_cells import withheld
from changai.kernel.parameters import value

SMALL_CELL = "facts.small_cell"
MARK = "*"
# Tables of which one can be worked out from the other, the one that is kept first.
LINKED = (("skill", "skill_rank"), ("contract", "flexible_group"), ("industry_group", "industry"))
# Card → the tables that give its numbers away.
TOLD_BY = {
    "union-rate": ("union_member",),
    "party-members": ("party_member",),
    "contract-rate": ("contract", "flexible_group"),
    "migrants": ("migrant",),
    "outside-migrants": ("migrant",),
    "high-skilled": ("skill", "skill_rank"),
}


@dataclass(frozen=True)
class Withheld:
    """Rows by table whose numbers are not published, ours and the compared state's; and the cards."""

    least: int
    ours: dict[str, set[int]] = field(default_factory=dict)
    theirs: dict[str, set[int]] = field(default_factory=dict)
    cards: frozenset[str] = frozenset()
    headcount: bool = False

    @property
    def any(self) -> bool:
        """Whether anything is withheld."""
        return self.headcount or any(self.ours.values()) or any(self.theirs.values()) or bool(self.cards)

    @property
    def note(self) -> str:
        """What the reader of the tables is told."""
        return (
            f"标“{MARK}”的不公布：人数大于 0 而少于 {self.least} 的格子，以及能由合计或别的表推算出它们的格子"
            "（参数“公布数字的最小人数”）。工作人员可以在页面上按职责查看。"
        )


def withhold(state: State, tables: Sequence[Block]) -> Withheld:
    """What to withhold of the state's tables and cards, by the parameter in force today."""
    least = int(value(SMALL_CELL, timezone.localdate(), state.region))
    ours = _hidden(tables, least, lambda row: row.count, lambda row: row.whole)
    theirs = _hidden(tables, least, lambda row: row.compare_count or 0, lambda row: row.compare_whole or 0)
    small = any(0 < block.total < least for block in tables)
    cards = {card.key for card in queries.cards(state) if card.unit == "人" and _tells(card, ours, least)}
    return Withheld(least, ours, theirs, frozenset(cards), small)


def _hidden(
    tables: Sequence[Block], least: int, count: Callable[[Row], int], whole: Callable[[Row], int]
) -> dict[str, set[int]]:
    found = {}
    for block in tables:
        total = max((whole(row) for row in block.rows), default=0)
        every = set(range(len(block.rows)))
        found[block.key] = every if 0 < total < least else withheld([count(row) for row in block.rows], least)
    for kept, dropped in LINKED:
        if dropped in found and (found.get(kept) or found[dropped]):
            found[dropped] = set(range(len(next(one for one in tables if one.key == dropped).rows)))
    return found


def _tells(card: Card, hidden: dict[str, set[int]], least: int) -> bool:
    """Whether a card's numbers are small themselves, or tell what a table withholds."""
    part, whole = card.part or 0, card.whole or 0
    small = any(0 < number < least for number in (part, whole, whole - part))
    return small or any(hidden.get(key) for key in TOLD_BY.get(card.key, ()))
