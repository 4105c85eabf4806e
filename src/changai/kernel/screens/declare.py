"""What a screen declares. Names are looked up when the first page is shown, so that models may come later."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.db import models

from changai.kernel.access.roles import Role

if TYPE_CHECKING:
    from changai.kernel.actions.registry import Action

type_choices = Mapping[Any, str] | Iterable[tuple[Any, str]]
Choices = type_choices | Callable[[], type_choices]


class Match(Enum):
    """How a searched field is compared; a number instead means: contains, with that weight."""

    EXACT = "exact"
    PREFIX = "prefix"


EXACT = Match.EXACT
PREFIX = Match.PREFIX


@dataclass(frozen=True)
class Column:
    """A value of a record: in a list, an export, a section, the API.

    path: field path with `__`, or any name when `value` is given.
    value: computes it from the record (then it can't be sorted). show: value → text. choices: value → title.
    sort: may be ordered by. hidden: not shown until chosen. link: path of the related record that it opens.
    kind: text, number, money (fen), date, time, yes, sealed, choice, relation; taken from the field if empty.
    needs: relations that `value` touches, fetched with the list.
    """

    path: str
    title: str = ""
    value: Callable[[Any], Any] | None = None
    show: Callable[[Any], str] | None = None
    choices: Choices | None = None
    kind: str = ""
    sort: bool = False
    hidden: bool = False
    link: str = ""
    help: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filter:
    """A condition that a list offers.

    path: field path, or any name when `apply` is given; it is the parameter's name in the address.
    choices: several may be ticked. apply(queryset, values): the condition for the ticked values (texts).
    kind: choice, yes, date, number, money, relation, text; taken from the field if empty.
    picker: key of the drop-down for a relation or a large code table.
    default: values that a list starts with as long as the user chose nothing; shown as any other, to be taken off.
    """

    path: str
    title: str = ""
    choices: Choices | None = None
    kind: str = ""
    picker: str = ""
    apply: Callable[[models.QuerySet[Any], list[str]], models.QuerySet[Any]] | None = None
    help: str = ""
    default: Sequence[str] = ()


@dataclass(frozen=True)
class Related:
    """Rows that belong to a record: `path` of attributes to a related manager, or `rows(record)`.

    screen: key of the screen whose record a row opens. limit: rows shown; more are said to be left off.
    """

    path: str
    columns: Sequence[str | Column]
    order: str = ""
    rows: Callable[[Any], models.QuerySet[Any]] | None = None
    screen: str = ""
    limit: int = 100
    empty: str = "没有记录。"


@dataclass(frozen=True)
class Panel:
    """A section drawn by a template with `context(record, request)` beside `record`."""

    template: str
    context: Callable[[Any, Any], dict[str, Any]] | None = None


@dataclass(frozen=True)
class Event:
    """A step of a record's time line. tone: a colour name of the kit for the dot (blue, green, red …)."""

    at: date | datetime
    title: str
    text: str = ""
    by: str = ""
    tone: str = ""


Section = Sequence[str | Column] | Related | Panel


class Screen:
    """One declaration per model; see the package's docstring for a full example."""

    key: str = ""
    model: type[models.Model]
    title: str = ""
    noun: str = ""
    unit: str = "条"
    wing: str = ""
    icon: str = "list"
    position: int = 50
    by: Sequence[Role] = ()
    columns: Sequence[str | Column] = ()
    filters: Sequence[str | Filter] = ()
    search: Mapping[str, int | Match] = {}
    sections: Mapping[str, Section] = {}
    actions: Sequence["Action"] = ()
    order: str = "pk"
    page_size: int = 50
    exportable: bool = True
    api: bool = True
    menu: bool = True
    empty: str = "还没有记录。"
    # The kind of job that a verb of this list starts: the list shows how it stands, or how the last one ended.
    job: str = ""
    # Whether the as-of date means anything here; jobs or audit entries say False.
    dated: bool = True
    # Set to a method (queryset, day) where the list can be shown as of another day.
    as_of: Callable[[models.QuerySet[Any], date], models.QuerySet[Any]] | None = None

    def queryset(self) -> models.QuerySet[Any]:
        """Every record that the screen is about, in the active scope."""
        return self.model._default_manager.all()

    def heading(self, record: Any) -> str:
        """The name at the head of a record's page."""
        return str(record)

    def chips(self, record: Any) -> Iterable[str | tuple[str, str]]:
        """Marks beside the heading: a text, or a text and a colour name of the kit."""
        return ()

    def timeline(self, record: Any) -> Sequence[Event] | None:
        """What happened to the record, newest first; None draws no time line."""
        return None

    def moved(self, pk: str) -> Any:
        """The key of the record that took this one's place, so that old addresses lead on; None if there is none."""
        return None

    def initial(self, action: "Action", record: Any, post: Any) -> dict[str, Any]:
        """Values that an action's form starts with, beside the record's own fields of the same names."""
        return {}
