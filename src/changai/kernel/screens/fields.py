"""Forms of actions, and the form fields that choose records from searchable drop-downs."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from changai.kernel.screens import pickers


class ActionForm(forms.Form):
    """A form that knows the record it is about and the post that acts: `self.target`, `self.post`.

    checking: one field is looked at while the form is being filled in; what leaves a trace waits until it is handed in.
    """

    checking = False

    def __init__(self, *args: Any, target: Any = None, post: Any = None, **kwargs: Any) -> None:
        self.target = target
        self.post = post
        super().__init__(*args, **kwargs)


class PickWidget(forms.TextInput):
    """A text box with a drop-down: the value goes in a hidden input, the label stands in the visible one."""

    template_name = "changai/forms/pick.html"
    picker = ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add the label of the present value and where to ask for options."""
        context = super().get_context(name, value, attrs)
        picker = pickers.get(self.picker)
        label = picker.label(str(value)) if picker and value not in (None, "") else ""
        context["widget"].update(picker=self.picker, label=label or "")
        return context

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> Any:
        """Drawn with the site's templates, as the form renderer knows only Django's own."""
        return mark_safe(render_to_string(template_name, context))


class RecordField(forms.CharField):
    """Chooses one option of a picker ("parties.organisation"); cleans to its value as text, or "" if not required.

    An option outside the active scope is refused like one that does not exist.
    """

    widget = PickWidget

    def __init__(self, picker: str, **kwargs: Any) -> None:
        self.picker = picker
        super().__init__(**kwargs)
        self.widget.picker = picker

    def clean(self, value: Any) -> str:
        """The chosen value."""
        text = super().clean(value)
        picker = pickers.get(self.picker)
        if text and (picker is None or picker.label(text) is None):
            raise ValidationError("没有这个选项，请从下拉列表中选择")
        return text
