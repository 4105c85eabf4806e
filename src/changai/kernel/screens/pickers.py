"""Searchable drop-downs. A picker answers a typed text with options, and a stored value with its label.

Lookups are POST requests, so that typed names stay out of addresses and access logs.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from changai.kernel.access.roles import Role
from changai.kernel.access.scope import ScopeBy, active_scope, region_condition
from changai.kernel.screens.registry import screens_about

LIMIT = 20


@dataclass(frozen=True)
class Picker:
    """search(text) → at most 20 (value, label); label(value) → text, or None if there is no such option here."""

    key: str
    search: Callable[[str], Iterable[tuple[str, str]]]
    label: Callable[[str], str | None]


_pickers: dict[str, Picker] = {}
_automatic: dict[str, Picker] = {}


def register_picker(picker: Picker) -> Picker:
    """Add a drop-down; registering a key again replaces it."""
    _pickers[picker.key] = picker
    return picker


def get(key: str) -> Picker | None:
    """The picker of a key; any scoped model has one by itself, made at first use."""
    if key in _pickers:
        return _pickers[key]
    if key not in _automatic and (model := _scoped(key)) is not None:
        _automatic[key] = _over_model(key, ("name",), model._default_manager.all, str)
    return _automatic.get(key)


def open_to(key: str, role: Role) -> bool:
    """Whether a role may look up in a picker by itself: a declared one, or one of a model whose screen it may open."""
    if key in _pickers:
        return True
    model = _scoped(key)
    return model is not None and any(role in one.by for one in screens_about(model))


def _scoped(key: str) -> type[models.Model] | None:
    """The scoped model with a name that a key ("app.model") names."""
    if key.count(".") != 1:
        return None
    try:
        model = apps.get_model(key)
    except LookupError:
        return None
    scoped = isinstance(getattr(model, "scope", None), ScopeBy)
    return model if scoped and any(field.name == "name" for field in model._meta.fields) else None


def model_picker(
    key: str,
    fields: tuple[str, ...] = ("name",),
    rows: Callable[[], models.QuerySet[Any]] | None = None,
    label: Callable[[Any], str] = str,
) -> Picker:
    """Declare a drop-down over a model ("app.model"): names that contain the text, in the active scope."""
    if rows is None:
        rows = apps.get_model(key)._default_manager.all
    return register_picker(_over_model(key, fields, rows, label))


def _over_model(
    key: str,
    fields: tuple[str, ...],
    base: Callable[[], models.QuerySet[Any]],
    label: Callable[[Any], str],
) -> Picker:
    """The picker itself."""

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

    return Picker(key, search, label_of)


def _regions(everywhere: bool) -> models.QuerySet[Any]:
    """Regions in force; within the active scope's subtree unless everywhere."""
    found = apps.get_model("places", "Region").objects.filter(valid_to=None)
    scope = active_scope()
    if everywhere or scope.everything:
        return found
    return found.filter(region_condition("code", scope.prefix)) if scope.prefix is not None else found.none()


def _region_label(region: Any) -> str:
    """A region with the one above it, as many are called alike: 温泉街道（咸安区）."""
    above = region.parent.name if region.parent and region.parent.level != "nation" else ""
    return f"{region.name}（{above}）" if above else str(region.name)


for _key, _everywhere in (("places.region", False), ("places.region.all", True)):
    model_picker(
        _key,
        ("name", "code"),
        lambda everywhere=_everywhere: _regions(everywhere).select_related("parent"),  # type: ignore[misc]
        _region_label,
    )
