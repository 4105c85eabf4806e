"""Filters: declared → bound to the parameters of an address → a condition and chips that can be taken off."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from changai.kernel.screens import pickers
from changai.kernel.screens.columns import choices_of, field_at, kind_of, title_of
from changai.kernel.screens.declare import Filter, Screen

RANGES = {"date", "number", "money"}
YES = {"yes": "是", "no": "否", "unknown": "不详"}
NO_OPTION = "（无此选项）"
EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True)
class Bound:
    """A filter with what the address says of it. A value that is none of the options finds nothing."""

    model: type[models.Model]
    spec: Filter
    params: QueryDict

    @cached_property
    def field(self) -> models.Field[Any, Any] | None:
        """The field behind the filter."""
        return field_at(self.model, self.spec.path)

    @property
    def name(self) -> str:
        """The parameter's name."""
        return self.spec.path

    @cached_property
    def title(self) -> str:
        """The declared title, else the field's."""
        if self.spec.title or self.field is None:
            return self.spec.title or self.name
        return title_of(self.field)

    @cached_property
    def kind(self) -> str:
        """See `Filter.kind`."""
        if self.spec.kind:
            return self.spec.kind
        if self.spec.picker:
            return "relation"
        if self.spec.choices is not None:
            return "choice"
        kind = kind_of(self.field)
        return {"time": "date"}.get(kind, kind)

    @cached_property
    def options(self) -> dict[str, str]:
        """Options that may be ticked, value → title."""
        if self.kind == "yes":
            may_be_unknown = self.field is None or self.field.null
            return YES if may_be_unknown else {key: YES[key] for key in ("yes", "no")}
        if self.spec.choices is not None:
            return choices_of(self.spec.choices)
        return choices_of(self.field.flatchoices) if self.field is not None and self.field.choices else {}

    @cached_property
    def picker(self) -> str:
        """Key of the drop-down."""
        if self.spec.picker or self.field is None or self.field.related_model is None:
            return self.spec.picker
        return str(self.field.related_model._meta.label_lower)  # type: ignore[union-attr]

    @property
    def values(self) -> list[str]:
        """The values in the address."""
        return [value for value in self.params.getlist(self.name) if value]

    @property
    def low(self) -> str:
        """The lower end of a range, as typed."""
        return self.params.get(f"{self.name}_from", "")

    @property
    def high(self) -> str:
        """The upper end of a range, as typed."""
        return self.params.get(f"{self.name}_to", "")

    @property
    def active(self) -> bool:
        """Whether the address says anything of it."""
        return bool(self.low or self.high) if self.kind in RANGES else bool(self.values)

    @property
    def names(self) -> list[str]:
        """The parameters that it reads."""
        return [f"{self.name}_from", f"{self.name}_to"] if self.kind in RANGES else [self.name]

    def apply(self, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """The queryset under this condition."""
        if not self.active:
            return queryset
        if self.kind in RANGES:
            return self._range(queryset)
        known = [value for value in self.values if self._label(value) is not None]
        if not known:
            return queryset.none()
        if self.spec.apply is not None:
            return self.spec.apply(queryset, known)
        if self.kind == "yes":
            meanings = {"yes": Q(**{self.name: True}), "no": Q(**{self.name: False})}
            condition = Q()
            for value in known:
                condition |= meanings.get(value, Q(**{f"{self.name}__isnull": True}))
            return queryset.filter(condition)
        if self.kind == "text":
            return queryset.filter(**{f"{self.name}__icontains": known[0]})
        return queryset.filter(**{f"{self.name}__in": known})

    def _range(self, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Both ends inclusive; an end that can't be read finds nothing."""
        for typed, lookup in ((self.low, "gte"), (self.high, "lte")):
            if typed:
                value = _read(typed, self.kind)
                if value is None:
                    return queryset.none()
                if isinstance(self.field, models.DateTimeField):
                    value = _moment(value, time.min if lookup == "gte" else time.max)
                queryset = queryset.filter(**{f"{self.name}__{lookup}": value})
        return queryset

    def _label(self, value: str) -> str | None:
        """The title of a value, None if it is no option here."""
        if self.kind == "relation":
            picker = pickers.get(self.picker)
            return picker.label(value) if picker else None
        return value if self.kind == "text" else self.options.get(value)

    @property
    def labels(self) -> list[tuple[str, str]]:
        """The values with their titles."""
        return [(value, self._label(value) or NO_OPTION) for value in self.values]

    @property
    def chip(self) -> str:
        """What the chip says: 技能等级：三级/高级工、二级/技师."""
        if self.kind in RANGES:
            unit = " 元" if self.kind == "money" else ""
            said = [f"{self.low}{unit} 起" if self.low else "", f"{self.high}{unit} 止" if self.high else ""]
            return f"{self.title}：{' '.join(part for part in said if part)}"
        return f"{self.title}：{'、'.join(label for _, label in self.labels)}"


def _moment(day: date, at: time) -> datetime:
    """A day's first or last moment: a comparison that an index on times can answer, unlike one of dates."""
    return timezone.make_aware(datetime.combine(max(day, EARLIEST), at))


def _read(typed: str, kind: str) -> Any:
    """A typed end of a range; money is typed in yuan and kept in fen. None if it can't be read."""
    try:
        if kind == "date":
            return date.fromisoformat(typed)
        value = Decimal(typed.replace(",", ""))
        if not value.is_finite() or abs(value) >= 10**15:
            return None
        return int(value * 100) if kind == "money" else value
    except (ValueError, InvalidOperation):
        return None


def defaults(screen: Screen) -> QueryDict:
    """The parameters of a list for which nothing was chosen yet."""
    params = QueryDict(mutable=True)
    for one in screen.filters:
        if isinstance(one, Filter) and one.default:
            params.setlist(one.path, list(one.default))
    return params


def bind(screen: Screen, params: QueryDict) -> list[Bound]:
    """The screen's filters bound to an address. The region is the frame's, whatever a screen declares."""
    specs = [Filter(one) if isinstance(one, str) else one for one in screen.filters]
    return [Bound(screen.model, spec, params) for spec in specs if spec.path != "region"]
