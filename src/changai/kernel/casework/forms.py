"""Forms that steps of every procedure share."""

from django import forms

from changai.kernel.screens.fields import ActionForm

ON_HELP = "不填为今天；补登以前办的事，填实际的日期。"


def on_field(label: str = "日期", help_text: str = ON_HELP) -> forms.DateField:
    """The day on which a step counts."""
    return forms.DateField(label=label, required=False, help_text=help_text)


class StepForm(ActionForm):
    """A step with the day on which it was done and a word about it."""

    on = on_field()
    note = forms.CharField(label="说明", max_length=400, required=False)


class ReasonForm(ActionForm):
    """A step that needs a reason."""

    on = on_field()
    reason = forms.CharField(label="理由", max_length=400)
