"""Addresses of the picture's pages: the whole state is in them."""

from dataclasses import replace
from urllib.parse import urlencode

from changai.domains.workforce.structure.queries import State
from changai.domains.workforce.structure.views.asked import regional


class Links:
    """Addresses that keep a state. An organisation's post has no region to name in them."""

    def __init__(self, state: State) -> None:
        self.state = state

    def pairs(self, state: State | None = None) -> dict[str, str]:
        """A state (ours unless given) as names and values of an address."""
        pairs = (state or self.state).pairs()
        if not regional():
            del pairs["region"]
        return pairs

    def picture(self, state: State | None = None, trend: str = "") -> str:
        """The picture of a state, ours unless given; `trend`: the indicator of its trend."""
        return f"/picture/?{urlencode({**self.pairs(state), **({'trend': trend} if trend else {})})}"

    def people(self, dimension: str = "", member: str = "", after: int = 0) -> str:
        """The workers behind a bar or several (members joined by commas), or behind the whole."""
        pairs = self.pairs()
        if dimension:
            pairs |= {"dimension": dimension, "member": member}
        if after:
            pairs["after"] = str(after)
        return f"/picture/people/?{urlencode(pairs)}"

    def employers(self, about: str, answer: str = "", after: int = 0) -> str:
        """The employers behind a coverage card: covered (`yes`), not covered (`no`), all."""
        pairs = {**self.pairs(), "about": about}
        if answer:
            pairs["answer"] = answer
        if after:
            pairs["after"] = str(after)
        return f"/picture/employers/?{urlencode(pairs)}"

    def region(self, code: str) -> str:
        """The picture of another region."""
        return self.picture(State(code, self.state.as_of, self.state.filters))

    def export(self) -> str:
        """The workbook of the picture."""
        return f"/picture/export/?{urlencode(self.pairs())}"

    def without(self, dimension: str) -> str:
        """The picture without a dimension's filter."""
        return self.picture(self.state.narrowed(dimension))

    def alone(self) -> str:
        """The picture without the comparison."""
        return self.picture(replace(self.state, compare_region="", compare_as_of=None))

    def clear(self) -> str:
        """The picture without filters and comparison."""
        return self.picture(State(self.state.region, self.state.as_of))
