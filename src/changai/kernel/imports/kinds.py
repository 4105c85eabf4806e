"""Kinds of import, declared by slices in their `actions` module and found here by key."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.module_loading import autodiscover_modules

from changai.kernel.access.roles import Role
from changai.kernel.imports.columns import Column

if TYPE_CHECKING:
    from changai.kernel.imports.context import Context


class ImportRefused(Exception):
    """The whole file can't be imported; the message says what, why and what next, and is shown as it is."""


@dataclass(frozen=True)
class Check:
    """Rows that break a rule: `bad` is SQL over the values `v`; `message` is SQL text. At column `column`."""

    column: str
    bad: str
    message: str


@dataclass(frozen=True)
class Kind:
    """A kind of spreadsheet.

    checks: rules within a row. match: compares with what is recorded, rejects rows and lays out the wanted
    records; write: puts them down. Both get the Context; both work set-wise. `refresh` runs after a change.
    """

    key: str
    title: str
    explanation: str
    by: tuple[Role, ...]
    columns: tuple[Column, ...]
    checks: tuple[Check, ...]
    match: Callable[["Context"], None]
    after: Callable[["Context"], None] | None = None
    refresh: Callable[[list[int]], None] | None = None
    position: int = 50

    def column(self, key: str) -> Column:
        """The column of a key."""
        return next(one for one in self.columns if one.key == key)


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Declare a kind."""
    if kind.key in _kinds:
        raise ValueError(f"import kind {kind.key} is declared twice")
    _kinds[kind.key] = kind
    return kind


def kinds() -> dict[str, Kind]:
    """All kinds by key, in the order in which they are offered."""
    autodiscover_modules("actions")
    return dict(sorted(_kinds.items(), key=lambda item: (item[1].position, item[0])))


def find(key: str) -> Kind:
    """The kind of a key. Raises ImportRefused, naming the ones there are."""
    kind = kinds().get(key)
    if kind is None:
        known = "、".join(f"{one.key}（{one.title}）" for one in kinds().values())
        raise ImportRefused(f"没有“{key}”这种导入。可用的有：{known}")
    return kind
