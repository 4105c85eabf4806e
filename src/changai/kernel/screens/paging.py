"""Keyset paging: a page begins after a record, named by its key alone, however many pages lie before it."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F, Q

from changai.kernel.screens.columns import nullable


@dataclass(frozen=True)
class Page:
    """Rows, and the keys for the pages after and before (None at the ends)."""

    rows: list[Any]
    after: Any = None
    before: Any = None


@dataclass(frozen=True)
class Order:
    """A total order: a path (empty values last), then the key, in one direction."""

    model: type[models.Model]
    path: str
    down: bool = False

    @property
    def by_key(self) -> bool:
        """Whether the key alone orders."""
        return self.path in ("pk", self.model._meta.pk.name)

    @property
    def loose(self) -> bool:
        """Whether the path may be empty."""
        return not self.by_key and nullable(self.model, self.path)

    def terms(self, backwards: bool = False) -> list[Any]:
        """Arguments of order_by."""
        down = self.down != backwards
        key = "-pk" if down else "pk"
        if self.by_key:
            return [key]
        place = {"nulls_first": True} if backwards else {"nulls_last": True}
        term = F(self.path)
        options: dict[str, Any] = place if self.loose else {}
        return [term.desc(**options) if down else term.asc(**options), key]

    def beyond(self, value: Any, key: Any, backwards: bool = False) -> Q:
        """Records that come after (value, key), or before it when backwards."""
        sign = "lt" if self.down != backwards else "gt"
        further = Q(**{f"pk__{sign}": key})
        if self.by_key:
            return further
        empty = Q(**{f"{self.path}__isnull": True})
        if value is None:
            return (empty & further) | ~empty if backwards else empty & further
        # The first part alone bounds the index range; the second settles equal values.
        ahead = Q(**{f"{self.path}__{sign}e": value}) & (Q(**{f"{self.path}__{sign}": value}) | further)
        return ahead | empty if self.loose and not backwards else ahead


def order_of(model: type[models.Model], declared: str) -> Order:
    """ "-since" → by since, downwards."""
    return Order(model, declared.removeprefix("-"), declared.startswith("-"))


def paginate(
    queryset: models.QuerySet[Any],
    order: Order,
    size: int,
    after: Any = None,
    before: Any = None,
) -> Page:
    """One page. A key that is out of reach or gone gives the first page."""
    backwards = bool(before) and not after
    place = _place(queryset.model, order, after or before) if after or before else None
    if place is not None:
        queryset = queryset.filter(order.beyond(*place, backwards))
    else:
        backwards = False
    rows = _fetch(queryset.order_by(*order.terms(backwards)), order, size + 1)
    more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    if not rows:
        return Page([])
    ahead = backwards or more
    behind = (place is not None) if not backwards else more
    return Page(rows, rows[-1].pk if ahead else None, rows[0].pk if behind else None)


def _fetch(ordered: models.QuerySet[Any], order: Order, number: int) -> list[Any]:
    """The first rows. In another order than the key's, keys are sorted first and whole rows fetched for them:
    sorting a million joined rows to show fifty takes many times as long.
    """
    if order.by_key:
        return list(ordered[:number])
    keys = list(ordered.values_list("pk", flat=True)[:number])
    found = {one.pk: one for one in ordered.order_by().filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def _place(model: type[models.Model], order: Order, key: Any) -> tuple[Any, Any] | None:
    """The ordering value and key of the record that a page begins at, in scope."""
    path = "pk" if order.by_key else order.path
    try:
        return model._default_manager.filter(pk=key).values_list(path, "pk").first()
    except (ValueError, TypeError, OverflowError):
        return None
