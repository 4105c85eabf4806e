"""Forms made ready for the page: the kit's classes, checks while typing, and what is known already."""

import copy
from collections.abc import Sequence
from typing import Any

from django import forms
from django.apps import apps

from changai.kernel.screens.fields import ActionForm, PickWidget
from changai.kernel.vault.fields import SealedField

FIELD_REQUIRED = forms.Field.default_error_messages["required"]

DATE_BOX = {
    "data-date": "1",
    "inputmode": "numeric",
    "maxlength": "12",
    "placeholder": "如 2026-11-20",
    "autocomplete": "off",
}
LENGTHS = {
    "min_length": "请至少写 %(limit_value)d 个字，现在是 %(show_value)d 个",
    "max_length": "请最多写 %(limit_value)d 个字，现在是 %(show_value)d 个",
}


def known(form_class: Any, record: Any, tracked: Sequence[str] = ()) -> dict[str, Any]:
    """The values of the record and of its tracked relations for the form's fields of the same names.

    Sealed values are not shown again.
    """
    found: dict[str, Any] = {}
    holders = [record, *(getattr(record, name, None) for name in tracked)]
    for holder in (one for one in holders if one is not None):
        for field in holder._meta.concrete_fields:
            if field.name in getattr(form_class, "base_fields", {}) and not isinstance(field, SealedField):
                found.setdefault(field.name, getattr(holder, field.attname))
    return found


def extras(form_class: Any, record: Any, post: Any) -> dict[str, Any]:
    """What a form class takes beside data and initial values."""
    if issubclass(form_class, ActionForm):
        return {"target": record, "post": post}
    if issubclass(form_class, forms.ModelForm):
        # A copy: validating writes into the instance, and the verb must see the record as it was.
        return {"instance": copy.copy(record)} if record is not None else {}
    return {}


def dress(form: Any) -> Any:
    """Give widgets their classes and attributes; the form itself stays as it is."""
    secret = sealed_names()
    for name, field in form.fields.items():
        widget = field.widget
        if widget.is_hidden:
            continue
        if field.error_messages.get("required") == FIELD_REQUIRED:
            field.error_messages["required"] = f"请填写{field.label or form[name].label}"
        for code, message in LENGTHS.items():
            field.error_messages.setdefault(code, message)
        attrs = widget.attrs
        attrs.setdefault("class", _class_of(widget))
        if isinstance(widget, forms.DateInput) and not isinstance(widget, forms.DateTimeInput):
            # A text box: what browsers make of date boxes follows their own language.
            widget.format = "%Y-%m-%d"
            attrs.update(DATE_BOX)
        if field.help_text or form.is_bound:
            attrs["aria-describedby"] = f"{form.add_prefix(name)}-help {form.add_prefix(name)}-errors"
        if name in secret:
            attrs.update({"data-no-draft": "1", "autocomplete": "off"})
    return form


def _class_of(widget: Any) -> str:
    """The kit's class for a widget."""
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "form-check-input"
    if isinstance(widget, PickWidget):
        return "form-control"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


def sealed_names() -> set[str]:
    """Names of sealed fields of any model: what is typed into them is never kept as a draft."""
    return {
        field.name
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, SealedField)
    }


def is_ticks(field: Any) -> bool:
    """Whether a bound field is a group of boxes or buttons, which needs a legend rather than a label."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
