"""The registry of screens."""

from typing import TypeVar

from django.db import models

from changai.kernel.screens.declare import Screen

_screens: dict[str, Screen] = {}
S = TypeVar("S", bound=type[Screen])


def register(declared: S) -> S:
    """Register a screen: use as the class's decorator. The key is its address and must be free."""
    if not declared.key or declared.key in _screens:
        raise ValueError(f"screen key {declared.key!r} of {declared.__name__} is missing or taken")
    _screens[declared.key] = declared()
    return declared


def unregister(key: str) -> None:
    """Take a screen out again; for tests that plant one."""
    del _screens[key]


def screens() -> list[Screen]:
    """Every declared screen, in menu order."""
    return sorted(_screens.values(), key=lambda one: (one.wing, one.position, one.key))


def get(key: str) -> Screen | None:
    """The screen at an address."""
    return _screens.get(key)


def screen_of(model: type[models.Model]) -> Screen | None:
    """The first screen about a model, if any; links to records are made with it."""
    return next((one for one in _screens.values() if one.model is model), None)


def screens_about(model: type[models.Model]) -> list[Screen]:
    """Screens about a model itself, else about what extends it under the same key."""
    own = [one for one in screens() if one.model is model]
    return own or [
        one
        for one in screens()
        if one.model._meta.pk.is_relation and one.model._meta.pk.related_model is model
    ]
