"""Form fields for national codes, identifiers and money, checked by the code engines.

Refusals carry the engines' own words. Fields for large tables (industry, occupation) are searchable drop-downs.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from itertools import islice
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError

from changai.engines.codes import credit, identity, industries, occupations, phone, regions, tables
from changai.engines.codes.errors import CodeError
from changai.kernel.screens.fields import RecordField
from changai.kernel.screens.pickers import LIMIT, Picker, register_picker

UNKNOWN = ("", "不详")


class CodeField(forms.ChoiceField):
    """A code of a small table (`catalog/codes/small.csv`). `only` narrows it; not required means: unknown."""

    def __init__(self, table: str, *, only: Iterable[str] | None = None, **kwargs: Any) -> None:
        self.table = table
        self.only = list(only) if only is not None else None
        super().__init__(choices=self._choices(kwargs.get("required", True)), **kwargs)

    def _choices(self, required: bool) -> list[tuple[str, str]]:
        """Code and name, in the table's order."""
        names = tables.table(self.table)
        codes = self.only if self.only is not None else list(names)
        return [("", "请选择") if required else UNKNOWN, *((code, names[code]) for code in codes)]


class IdentityField(forms.CharField):
    """A citizen identity number; cleans to `identity.Identity` (18 digits, sex, birth date) or None."""

    def clean(self, value: Any) -> Any:
        """Check digit, birth date and form."""
        text = super().clean(value)
        return _checked(identity.check, text) if text else None


class CreditField(forms.CharField):
    """A unified social credit code; cleans to its normal form or ""."""

    def clean(self, value: Any) -> str:
        """Alphabet and check digit."""
        text = super().clean(value)
        return _checked(credit.check, text) if text else ""


class PhoneField(forms.CharField):
    """A phone number; cleans to its normal form or ""."""

    def clean(self, value: Any) -> str:
        """Length and digits."""
        text = super().clean(value)
        return _checked(phone.check, text) if text else ""


class YuanField(forms.DecimalField):
    """Money typed in yuan; cleans to whole fen or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=14, decimal_places=2, min_value=Decimal(0), **kwargs)

    def clean(self, value: Any) -> Any:
        """Yuan → fen."""
        yuan = super().clean(value)
        return None if yuan is None else int(yuan * 100)


class YesNoField(forms.NullBooleanField):
    """Yes, no, or not known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})
        self.widget.choices = [("unknown", UNKNOWN[1]), ("true", "是"), ("false", "否")]


class PartyField(RecordField):
    """Chooses a record of a model in scope; cleans to the record itself or None."""

    def clean(self, value: Any) -> Any:
        """The chosen record."""
        text = super().clean(value)
        app, model, *_ = self.picker.split(".")  # a third part names a picker over some of the rows
        return apps.get_model(app, model)._default_manager.get(pk=text) if text else None


def _checked(check: Callable[[str], Any], text: str) -> Any:
    """The engine's result, its refusal as the field's error."""
    try:
        return check(text)
    except CodeError as wrong:
        raise ValidationError(str(wrong)) from wrong


def code_picker(
    key: str, names: Callable[[], Mapping[str, str]], accepts: Callable[[str], bool] = lambda code: True
) -> Picker:
    """A drop-down over a code table: the typed text is the code's beginning or a part of the name."""

    def shown(code: str) -> str:
        return f"{names()[code]}（{code}）"

    def search(text: str) -> list[tuple[str, str]]:
        found = (
            (code, shown(code))
            for code, name in names().items()
            if accepts(code) and (code.startswith(text) or text in name)
        )
        return list(islice(found, LIMIT))

    def label(code: str) -> str | None:
        return shown(code) if code in names() and accepts(code) else None

    return register_picker(Picker(key, search, label))


# A letter alone is too coarse for any use; the rule of sizes needs the division at least.
INDUSTRY = code_picker("codes.industry", lambda: industries.tree().names, lambda code: code.isdigit())
OCCUPATION = code_picker("codes.occupation", lambda: occupations.tree().names, lambda code: len(code) > 1)


def industry_name(code: str) -> str:
    """The industry's name; a code that the table lacks stays as it is."""
    return industries.tree().names.get(code, code)


def occupation_name(code: str) -> str:
    """The occupation's name; free text from older certificates stays as it is."""
    try:
        return occupations.name(code)
    except CodeError:
        return code


def region_name(code: str) -> str:
    """A region with the city above it, by its last meaning: 咸宁市咸安区."""
    named = [period.name for one in regions.path(code)[1:] if (period := regions.latest(one))]
    return "".join(named[-2:]) or code


def small_name(table: str) -> Callable[[str], str]:
    """Code → name in a small table."""
    return lambda code: tables.name(table, code)
