"""Addresses of the picture's pages: the whole state is in them."""

from urllib.parse import urlencode

from changai.domains.workforce.structure.queries import State


class Links:
    """Addresses that keep a state."""

    def __init__(self, state: State) -> None:
        self.state = state

    def people(self, dimension: str = "", member: str = "", after: int = 0) -> str:
        """The workers behind a bar, or behind the whole."""
        query = self.state.query()
        if dimension:
            query += "&" + urlencode({"dimension": dimension, "member": member})
        return f"/picture/people/?{query}" + (f"&after={after}" if after else "")

    def region(self, code: str) -> str:
        """The picture of another region."""
        return f"/picture/?{State(code, self.state.as_of, self.state.filters).query()}"

    def export(self) -> str:
        """The workbook of the picture."""
        return f"/picture/export/?{self.state.query()}"

    def clear(self) -> str:
        """The picture without filters and comparison."""
        return f"/picture/?{State(self.state.region, self.state.as_of).query()}"
