"""Searchable drop-downs. A picker answers a typed text with options, and a stored value with its label.

Lookups are POST requests, so that typed names stay out of addresses and access logs.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from changai.kernel.access.scope import ScopeBy, active_scope, region_condition

LIMIT = 20


@dataclass(frozen=True)
class Picker:
    """search(text) → at most 20 (value, label); label(value) → text, or None if there is no such option here."""

    key: str
    search: Callable[[str], Iterable[tuple[str, str]]]
    label: Callable[[str], str | None]


_pickers: dict[str, Picker] = {}


def register_picker(picker: Picker) -> Picker:
    """Add a drop-down; registering a key again replaces it."""
    _pickers[picker.key] = picker
    return picker


def get(key: str) -> Picker | None:
    """The picker of a key; any scoped model has one by itself, made at first use."""
    if key not in _pickers and key.count(".") == 1:
        try:
            model = apps.get_model(key)
        except LookupError:
            return None
        if isinstance(getattr(model, "scope", None), ScopeBy) and any(
            field.name == "name" for field in model._meta.fields
        ):
            return model_picker(key)
    return _pickers.get(key)


def model_picker(
    key: str,
    fields: tuple[str, ...] = ("name",),
    rows: Callable[[], models.QuerySet[Any]] | None = None,
    label: Callable[[Any], str] = str,
) -> Picker:
    """A drop-down over a model ("app.model"): names that contain the text, in the active scope."""
    model = apps.get_model(key) if rows is None else None

    def base() -> models.QuerySet[Any]:
        return rows() if rows is not None else model._default_manager.all()  # type: ignore[union-attr]

    def search(text: str) -> list[tuple[str, str]]:
        condition = Q()
        for name in fields:
            condition |= Q(**{f"{name}__icontains": text})
        found = base().filter(condition) if text else base()
        return [(str(one.pk), label(one)) for one in found.order_by("pk")[:LIMIT]]

    def label_of(value: str) -> str | None:
        try:
            one = base().filter(pk=value).first()
        except (ValueError, TypeError):
            return None
        return label(one) if one is not None else None

    return register_picker(Picker(key, search, label_of))


def _regions(everywhere: bool) -> models.QuerySet[Any]:
    """Regions in force; within the active scope's subtree unless everywhere."""
    found = apps.get_model("places", "Region").objects.filter(valid_to=None)
    scope = active_scope()
    if everywhere or scope.everything:
        return found
    return found.filter(region_condition("code", scope.prefix)) if scope.prefix is not None else found.none()


model_picker("places.region", ("name", "code"), lambda: _regions(False))
model_picker("places.region.all", ("name", "code"), lambda: _regions(True))
