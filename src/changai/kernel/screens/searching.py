"""The search box. What is typed is kept in the session under a short mark; the address holds only the mark."""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models import Q
from django.http import HttpRequest

from changai.kernel.access.roles import Role
from changai.kernel.screens.columns import field_at
from changai.kernel.screens.declare import EXACT, PREFIX, Match, Screen
from changai.kernel.vault.cipher import blind
from changai.kernel.vault.fields import BlindIndexField, SealedField
from changai.kernel.vault.masks import mask

KEPT = 20
LONGEST = 60
IDENTIFIER = re.compile(r"^[0-9A-Za-z]{7,30}$")
SPACES = re.compile(r"[\s\u3000]+")


@dataclass(frozen=True)
class Search:
    """What is searched for. For an identifier: only its blind indexes by kind, and a masked label.

    gone: the address marks a search that this session does not know (any more); it finds nothing.
    """

    mark: str = ""
    text: str = ""
    label: str = ""
    blinds: tuple[tuple[str, str], ...] = ()
    gone: bool = False

    def __bool__(self) -> bool:
        return bool(self.text or self.blinds or self.gone)


def read(typed: str) -> Search:
    """The search for a typed text; for an identifier no more of it is kept than a list would show."""
    typed = SPACES.sub(" ", typed).strip()[:LONGEST]
    if not typed:
        return Search()
    number = typed.replace(" ", "").replace("-", "").upper()
    if not IDENTIFIER.match(number) or sum(letter.isdigit() for letter in number) < 7:
        return Search(text=typed, label=typed)
    blinds = tuple((kind, blind(number, kind).hex()) for kind in _sealed_kinds())
    if is_personal(number):
        # Digits only may be someone's number: the session keeps no more than a list would show.
        kind = "id_number" if len(number) >= 15 else "phone"
        return Search(label=mask(number, kind), blinds=blinds)
    return Search(text=number, label=number, blinds=blinds)


def is_personal(typed: str) -> bool:
    """Whether a text may be the number of a person, which stands in no address."""
    number = re.sub(r"[\s\u3000-]", "", typed).upper()
    return bool(re.match(r"^(\d{7,30}|\d{17}X)$", number))


def keep(request: HttpRequest, typed: str) -> str:
    """Remember a search in the session; returns its mark, or "" when nothing was typed."""
    found = read(typed)
    if not found:
        return ""
    mark = secrets.token_urlsafe(6)
    kept = dict(request.session.get("searches", {}))
    kept[mark] = {"text": found.text, "label": found.label, "blinds": [list(one) for one in found.blinds]}
    request.session["searches"] = dict(list(kept.items())[-KEPT:])
    return mark


def recall(request: HttpRequest) -> Search:
    """The search that the address's mark stands for; an old or foreign mark finds nothing and says so."""
    mark = request.GET.get("found", "")
    entry = request.session.get("searches", {}).get(mark)
    if not entry:
        return Search(mark[:40], label="（内容已失效）", gone=True) if mark else Search()
    return Search(mark, entry["text"], entry["label"], tuple((kind, code) for kind, code in entry["blinds"]))


def apply(screen: Screen, queryset: models.QuerySet[Any], search: Search) -> models.QuerySet[Any]:
    """Records that match in any searched field."""
    if not search:
        return queryset
    condition = Q(pk__in=[])
    for path, how in screen.search.items():
        condition |= _condition(screen.model, path, how, search)
    return queryset.filter(condition)


def _condition(model: type[models.Model], path: str, how: int | Match, search: Search) -> Q:
    """The condition of one field. Text in words is no identifier, an identifier is no word."""
    field = field_at(model, path)
    if isinstance(field, SealedField):
        codes = [code for kind, code in search.blinds if kind == field.kind]
        index = _index_path(field, path)
        return Q(**{index: bytes.fromhex(codes[0])}) if codes and index else Q(pk__in=[])
    if not search.text:
        return Q(pk__in=[])
    if how is EXACT:
        return Q(**{path: search.text})
    if how is PREFIX:
        return _begins(path, search.text)
    return Q(pk__in=[]) if search.blinds else Q(**{f"{path}__contains": search.text})


def _begins(path: str, typed: str) -> Q:
    """Begins with: as a range on SQLite, whose LIKE can't use an index; PostgreSQL has one for LIKE."""
    if connection.vendor == "sqlite":
        return Q(**{f"{path}__gte": typed, f"{path}__lt": typed + "\U0010ffff"})
    return Q(**{f"{path}__startswith": typed})


def _index_path(field: SealedField, path: str) -> str:
    """The path of the blind index beside a sealed field."""
    for other in field.model._meta.fields:
        if isinstance(other, BlindIndexField) and other.of == field.name:
            return path.removesuffix(field.name) + other.name
    return ""


def _sealed_kinds() -> list[str]:
    """Kinds of sealed values that can be searched for."""
    return ["id_number", "phone", "account"]


@dataclass(frozen=True)
class Deeper:
    """What a slice's own search found: (title, address, pieces of text as HTML) of the first hits, how many, all."""

    hits: Sequence[tuple[str, str, Sequence[str]]]
    told: str
    href: str


Find = Callable[[Search, Any], Deeper | None]
_deeper: list[tuple[str, Sequence[Role], Find]] = []


def deeper(title: str, *, by: Sequence[Role]) -> Callable[[Find], Find]:
    """Have the top bar's search ask `find(search, frame)` as well; use as a decorator."""

    def declare(find: Find) -> Find:
        _deeper.append((title, by, find))
        return find

    return declare


def deeper_titles(role: Role) -> list[str]:
    """What the slices' own searches find for a role, by name."""
    return [title for title, by, _ in _deeper if role in by]


def asked_deeper(role: Role, search: Search, frame: Any) -> list[tuple[str, Deeper]]:
    """What the slices' own searches found for a role; nothing for an identifier, which stands in no text."""
    if not search.text or search.gone:
        return []
    asked = [(title, find(search, frame)) for title, by, find in _deeper if role in by]
    return [(title, found) for title, found in asked if found]
