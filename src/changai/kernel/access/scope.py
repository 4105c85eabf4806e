"""Fail-closed scope: outside an active scope a scoped query raises; inside, each passes one condition."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.db.models import Q


class ScopeMissing(RuntimeError):
    """A scoped model was read outside any scope: a programming error, never shown as data."""


@dataclass(frozen=True)
class Scope:
    """What the present actor may reach: exactly one of the four, or nothing at all.

    prefix: leading digits of the region subtree ("" is the nation); organisation, person: primary keys;
    everything: only through `changai.kernel.audit.everywhere`, which records why.
    """

    prefix: str | None = None
    organisation: int | None = None
    person: int | None = None
    everything: bool = False

    def covers_region(self, code: str) -> bool:
        """Whether a region code lies in the subtree; organisation and person scopes cover none."""
        return self.everything or (self.prefix is not None and code.startswith(self.prefix))


NOTHING = Scope()
_active: ContextVar[Scope | None] = ContextVar("changai_scope", default=None)


def active_scope() -> Scope:
    """The scope in force. Raises ScopeMissing outside any."""
    scope = _active.get()
    if scope is None:
        raise ScopeMissing("没有生效的数据范围：请在 within(scope) 之内读取")
    return scope


@contextmanager
def within(scope: Scope) -> Iterator[Scope]:
    """Make `scope` the one in force for the block."""
    token = _active.set(scope)
    try:
        yield scope
    finally:
        _active.reset(token)


@dataclass(frozen=True)
class ScopeBy:
    """How a model is scoped: the lookup path to its region, organisation and person; None is out of reach.

    upward: records of the regions above the post's own that it may read as well, though not act on: a city's plan
    holds in its counties (docs/decisions/0007). An empty Q() admits all of them.
    """

    region: str | None = None
    organisation: str | None = None
    person: str | None = None
    upward: Q | None = None

    def condition(self, scope: Scope) -> Q:
        """The one condition that every read of the model passes."""
        if scope.everything:
            return Q()
        if scope.prefix is not None and self.region:
            below = region_condition(self.region, scope.prefix)
            if self.upward is None or not scope.prefix:
                return below
            return below | (Q(**{f"{self.region}__in": above(scope.prefix)}) & self.upward)
        if scope.organisation is not None and self.organisation:
            return Q(**{self.organisation: scope.organisation})
        if scope.person is not None and self.person:
            return Q(**{self.person: scope.person})
        return Q(pk__in=[])

    def acting(self, scope: Scope) -> Q:
        """The condition for acting on a record: what is only read from above is left out."""
        return self.condition(scope) if self.upward is None else replace(self, upward=None).condition(scope)


def above(prefix: str) -> list[str]:
    """Codes of the regions above a subtree: "421202" → 421200, 420000, 000000."""
    codes = [prefix[:6]] if len(prefix) > 6 else []
    codes += [prefix[:4] + "00"] if len(prefix) > 4 else []
    codes += [prefix[:2] + "0000"] if len(prefix) > 2 else []
    return [*codes, "000000"]


def region_condition(path: str, prefix: str) -> Q:
    """Regions of a subtree as an index range: codes are digits, so ":" is the first character after them."""
    if not prefix:
        return Q()
    return Q(**{f"{path}__gte": prefix, f"{path}__lt": prefix + ":"})


class ScopedManager(models.Manager):
    """The default manager of business records. Related managers inherit it, so they are scoped as well."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """Records in reach of the active scope."""
        scope = active_scope()
        queryset = super().get_queryset()
        declared: ScopeBy = self.model.scope  # type: ignore[attr-defined]  # every model with this manager has one
        condition = declared.condition(scope)
        return queryset.filter(condition) if condition else queryset
