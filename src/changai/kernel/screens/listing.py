"""What a list shows now: read from the address and the session, used alike by page, export and API."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.http import HttpRequest, QueryDict

from changai.kernel.screens import searching
from changai.kernel.screens.columns import Shown, fetch, resolve
from changai.kernel.screens.declare import Screen
from changai.kernel.screens.filters import Bound, bind
from changai.kernel.screens.frame import Frame
from changai.kernel.screens.paging import Order, Page, order_of, paginate


@dataclass(frozen=True)
class Listing:
    """One state of a screen's list."""

    screen: Screen
    request: HttpRequest
    # Filters that hold instead of those in the address: a list's own, before anything was chosen.
    given: QueryDict | None = None
    # What is searched for, where it was not typed into the page: by the API.
    typed: str = ""

    @property
    def params(self) -> QueryDict:
        """The parameters that filters and order are read from."""
        return self.request.GET if self.given is None else self.given

    @property
    def frame(self) -> Frame:
        """The page's region and date."""
        return self.request.frame  # type: ignore[attr-defined]  # FrameMiddleware

    @property
    def address(self) -> str:
        """The list's path."""
        return f"/{self.screen.key}/"

    @cached_property
    def filters(self) -> list[Bound]:
        """Every declared filter, bound."""
        return bind(self.screen, self.params)

    @cached_property
    def search(self) -> searching.Search:
        """The search that was given, else the one that the address marks."""
        return searching.read(self.typed) if self.typed else searching.recall(self.request)

    @cached_property
    def all_columns(self) -> list[Shown]:
        """Every declared column."""
        return resolve(self.screen.model, self.screen.columns)

    @cached_property
    def columns(self) -> list[Shown]:
        """The columns chosen in this session, else those not hidden; the first one always stands."""
        chosen = self.memory.get("columns")
        if not chosen:
            return [one for one in self.all_columns if not one.column.hidden]
        return [one for at, one in enumerate(self.all_columns) if at == 0 or one.path in chosen]

    @property
    def memory(self) -> dict[str, Any]:
        """What the session remembers of this screen: filters, columns."""
        found: dict[str, Any] = self.request.session.get("screens", {}).get(self.screen.key, {})
        return found

    def remember(self, **what: Any) -> None:
        """Keep something of this screen in the session."""
        kept = dict(self.request.session.get("screens", {}))
        kept[self.screen.key] = {**kept.get(self.screen.key, {}), **what}
        if kept != self.request.session.get("screens", {}):
            self.request.session["screens"] = kept

    @cached_property
    def order(self) -> Order:
        """The chosen order if it is one that may be chosen, else the declared one."""
        wanted = self.request.GET.get("sort", "")
        allowed = {one.path for one in self.all_columns if one.column.sort}
        return order_of(
            self.screen.model, wanted if wanted.removeprefix("-") in allowed else self.screen.order
        )

    @property
    def state(self) -> dict[str, Any]:
        """The parameters that make up filters, search and order; without the page's place."""
        names = [name for one in self.filters for name in one.names]
        kept: dict[str, Any] = {name: self.params.getlist(name) for name in names if self.params.get(name)}
        if self.search:
            kept["found"] = self.search.mark
        if sort := self.request.GET.get("sort"):
            kept["sort"] = sort
        return kept

    def link(self, path: str = "", **changes: Any) -> str:
        """An address with this state, changed in some parameters; None takes one away."""
        return self.frame.link(path or self.address, **{**self.state, **changes})

    def without(self, names: Iterable[str]) -> str:
        """An address with this state less some parameters."""
        return self.frame.link(self.address, **{**self.state, **dict.fromkeys(names)})

    @property
    def chips(self) -> list[dict[str, str]]:
        """What narrows the list, each with the address without it."""
        chips = [
            {"text": one.chip, "href": self.link(self.address, **dict.fromkeys(one.names))}
            for one in self.filters
            if one.active
        ]
        if self.search:
            chips.insert(0, {"text": f"搜索：{self.search.label}", "href": self.link(found=None)})
        return chips

    @property
    def conditions(self) -> str:
        """What narrows the list, for the audit; what was searched for may be a name and is only said to be."""
        said = [one.chip for one in self.filters if one.active]
        return "；".join([*said, "搜索"] if self.search else said)

    @property
    def unsearched(self) -> str:
        """The address of this state without its search."""
        return self.link(found=None, clear=None if self.filter_state else "1")

    @property
    def filter_state(self) -> str:
        """The filters alone as a query string: what is remembered."""
        kept = {name: value for name, value in self.state.items() if name not in ("found", "sort")}
        return urlencode(kept, doseq=True)

    @cached_property
    def queryset(self) -> models.QuerySet[Any]:
        """Every record of the list, in scope, unordered."""
        found = self.screen.queryset()
        if not self.frame.is_today and self.screen.as_of is not None:
            found = self.screen.as_of(found, self.frame.as_of)
        for one in self.filters:
            found = one.apply(found)
        return searching.apply(self.screen, found, self.search)

    @cached_property
    def total(self) -> int:
        """How many records the list has."""
        return self.queryset.count()

    def page(self, size: int | None = None) -> Page:
        """The page that the address asks for."""
        rows = fetch(self.queryset, self.columns)
        params = self.request.GET
        return paginate(
            rows, self.order, size or self.screen.page_size, params.get("after"), params.get("before")
        )

    @property
    def of_the_present(self) -> bool:
        """Whether another day was chosen that this list can't follow."""
        return not self.frame.is_today and self.screen.dated and self.screen.as_of is None
