"""The home page's cards, registered by those who know what waits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from changai.kernel.access.roles import Role


@dataclass(frozen=True)
class HomeCard:
    """A card of the home page.

    area: "waits" (a list of things to do), "changed" (what is new since yesterday), "figures" (up to three numbers).
    build(request) → rows: [{"title", "count" or "value", "href", "note", "tone"}]; an empty list hides the card.
    """

    key: str
    title: str
    area: str
    by: Sequence[Role]
    build: Callable[[Any], list[dict[str, Any]]]
    position: int = 50
    empty: str = field(default="")


_cards: dict[str, HomeCard] = {}


def register_home_card(card: HomeCard) -> HomeCard:
    """Add a card; registering a key again replaces it."""
    _cards[card.key] = card
    return card


def cards_for(role: Role) -> list[HomeCard]:
    """The cards that a role sees, in order."""
    return sorted((card for card in _cards.values() if role in card.by), key=lambda card: card.position)
