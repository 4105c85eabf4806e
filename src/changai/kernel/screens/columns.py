"""Columns as declared → columns that can be shown: title, kind, relations to fetch, value, text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db import models
from django.utils.html import escape

from changai.kernel.screens import text
from changai.kernel.screens.declare import Choices, Column
from changai.kernel.vault.fields import SealedField

RIGHT = {"number", "money"}


def choices_of(declared: Choices | None) -> dict[str, str]:
    """Declared choices as {value as text: title}, in their order."""
    if declared is None:
        return {}
    given: Any = declared() if callable(declared) else declared
    pairs = given.items() if isinstance(given, Mapping) else given
    return {str(value): str(title) for value, title in pairs}


def field_at(model: type[models.Model], path: str) -> models.Field[Any, Any] | None:
    """The field that a path ends at, or None if the path is no field path."""
    field: Any = None
    for name in path.split("__"):
        try:
            field = model._meta.pk if name == "pk" else model._meta.get_field(name)
        except FieldDoesNotExist:
            return None
        model = field.related_model or model
    return field if isinstance(field, models.Field) else None


def title_of(field: models.Field[Any, Any]) -> str:
    """A field's own name; a relation that was given none is called by what it leads to."""
    name = str(field.verbose_name)
    unnamed = field.is_relation and name == field.name.replace("_", " ")
    return str(field.related_model._meta.verbose_name) if unnamed else name.removesuffix("（分）")  # type: ignore[union-attr]


def nullable(model: type[models.Model], path: str) -> bool:
    """Whether any step of the path may be empty."""
    for name in path.split("__"):
        field: Any = model._meta.pk if name == "pk" else model._meta.get_field(name)
        if getattr(field, "null", True):
            return True
        model = field.related_model or model
    return False


def kind_of(field: models.Field[Any, Any] | None) -> str:
    """How a field's values are shown, told from its class and name."""
    if field is None:
        return "text"
    if isinstance(field, SealedField):
        return "sealed"
    if field.is_relation:
        return "relation"
    if field.choices:
        return "choice"
    kinds: list[tuple[type[Any], str]] = [
        (models.BooleanField, "yes"),
        (models.DateTimeField, "time"),
        (models.DateField, "date"),
    ]
    for one, kind in kinds:
        if isinstance(field, one):
            return kind
    if isinstance(field, models.IntegerField | models.DecimalField | models.FloatField):
        return "money" if field.name.endswith("_fen") else "number"
    return "text"


@dataclass(frozen=True)
class Shown:
    """A column ready to be shown for records of a model."""

    model: type[models.Model]
    column: Column

    @cached_property
    def field(self) -> models.Field[Any, Any] | None:
        """The field behind the column, if there is one."""
        field = field_at(self.model, self.path)
        if field is None and self.column.value is None and not hasattr(self.model, self.path.split("__")[0]):
            raise ImproperlyConfigured(
                f"column {self.path!r} is no field or attribute of {self.model.__name__}"
            )
        return field

    @property
    def path(self) -> str:
        """The declared path; the column's name in addresses and answers."""
        return self.column.path

    @cached_property
    def title(self) -> str:
        """The declared title, else the field's own name."""
        if self.column.title or self.field is None:
            return self.column.title or self.path
        return title_of(self.field)

    @cached_property
    def kind(self) -> str:
        """See `Column.kind`."""
        if self.column.kind:
            return self.column.kind
        if self.column.choices is not None:
            return "choice"
        if self.column.value or self.column.show or self.names_key:
            return "text"
        return kind_of(self.field)

    @property
    def names_key(self) -> bool:
        """Whether the path ends at a record's key, which is shown as it is even where it is a relation."""
        return self.path.split("__")[-1] == "pk"

    @property
    def own_number(self) -> bool:
        """Whether the path is a number of the record itself, whatever is computed for people."""
        return "__" not in self.path and kind_of(self.field) in RIGHT

    @property
    def right(self) -> bool:
        """Whether values stand right-aligned."""
        return self.kind in RIGHT

    @cached_property
    def cell_start(self) -> str:
        """The opening tag of a cell: how it is aligned, and its label for narrow screens."""
        css = f"kind-{self.kind} num" if self.right else f"kind-{self.kind}"
        return f'<td class="{css}" data-label="{escape(self.title)}">'

    @cached_property
    def choices(self) -> dict[str, str]:
        """Titles of coded values; declared ones may be looked up when first needed."""
        if self.column.choices is not None:
            return choices_of(self.column.choices)
        return choices_of(self.field.flatchoices) if self.field is not None and self.field.choices else {}

    @property
    def fetch(self) -> list[str]:
        """Relations to join so that showing a record asks nothing more."""
        found = list(self.column.needs)
        steps = self.path.split("__")
        if self.field is not None and (self.names_key or not self.field.is_relation):
            steps = steps[:-1]
        return [*found, "__".join(steps)] if self.field is not None and steps else found

    def value(self, record: Any) -> Any:
        """The value as it is; None where any step of the path is empty."""
        if self.column.value is not None:
            return self.column.value(record)
        for name in self.path.split("__"):
            record = getattr(record, name, None)
            if record is None:
                return None
        return record() if callable(record) else record

    def text(self, record: Any) -> str:
        """The value as people read it; sealed values come masked."""
        return self.write(self.value(record))

    def write(self, value: Any) -> str:
        """A value of this column as text."""
        if value is None or value == "":
            return text.UNKNOWN
        if self.column.show is not None:
            return self.column.show(value)
        if self.kind == "choice":
            return self.choices.get(str(value), str(value))
        writers: dict[str, Callable[[Any], str]] = {
            "money": text.money,
            "number": text.number,
            "yes": text.yes,
            "date": text.day,
            "time": text.day,
        }
        return writers.get(self.kind, text.plain)(value)

    def data(self, record: Any) -> Any:
        """The value for other systems: codes with names, dates as ISO text, money in fen, sealed values masked.

        A number written out for people (“约 1,014”) is given as the number it stands for.
        """
        value = self.value(record)
        if self.kind in RIGHT and isinstance(value, str):
            value = getattr(record, self.path) if self.own_number else None
        if value is None or self.kind in {"number", "money", "yes"}:
            return value
        if self.kind == "choice":
            return {"code": str(value), "name": self.write(value)}
        if self.kind == "relation":
            return {"id": str(value.pk), "name": str(value)}
        if self.kind in {"date", "time"}:
            return value.isoformat()
        return self.write(value)


def resolve(model: type[models.Model], declared: Sequence[str | Column]) -> list[Shown]:
    """Columns ready to be shown."""
    return [Shown(model, Column(one) if isinstance(one, str) else one) for one in declared]


def fetch(queryset: models.QuerySet[Any], columns: Sequence[Shown]) -> models.QuerySet[Any]:
    """The queryset with every relation that the columns touch joined."""
    paths = sorted({path for column in columns for path in column.fetch})
    return queryset.select_related(*paths) if paths else queryset
