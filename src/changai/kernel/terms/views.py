"""The page that reckons a legal term: which, from when, what does not count; when it runs out and why."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from changai.engines.calendar import Calendar, Stay, TermError
from changai.engines.calendar import default as calendar
from changai.engines.codes import regions
from changai.kernel.access.current import post, require
from changai.kernel.access.roles import SCHOOL_CLERK, WORKING
from changai.kernel.parameters import ParameterMissing
from changai.kernel.screens.dressing import dress
from changai.kernel.terms.kinds import Reckoned, kinds, reckon

READERS = (*WORKING, SCHOOL_CLERK)


class TermForm(forms.Form):
    """What to reckon."""

    kind = forms.ChoiceField(label="期限")
    start = forms.DateField(
        label="起算的事发生在", widget=forms.DateInput(), help_text="例如收到申请、受理、立案、交办的那一天。"
    )
    stay_from = forms.DateField(
        label="不算的期间自",
        required=False,
        widget=forms.DateInput(),
        help_text="中止、公告送达等，没有就不填。",
    )
    stay_to = forms.DateField(label="至（含当天）", required=False, widget=forms.DateInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one.key, one.title) for one in kinds()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A stay has both ends."""
        given = super().clean() or {}
        if bool(given.get("stay_from")) != bool(given.get("stay_to")):
            raise forms.ValidationError("不算的期间要同时填写起和止")
        return given


@require_GET
@require(*READERS)
def page(request: HttpRequest) -> HttpResponse:
    """The form, and below it the day with its reckoning once something was asked."""
    frame: Any = request.frame  # type: ignore[attr-defined]
    form = TermForm(request.GET if "kind" in request.GET else None, initial={"start": frame.as_of})
    found = _found(form, _region(request)) if form.is_bound and form.is_valid() else None
    left = (found.due - frame.today).days if found else 0
    return render(
        request,
        "terms/page.html",
        {
            "title": "期限计算",
            "form": dress(form),
            "found": found,
            "left": left,
            "late": -left,
            "working_left": calendar().between(frame.today, found.due) if found else 0,
            "known": _known(calendar(), frame.today),
        },
    )


def _found(form: TermForm, region: str) -> Reckoned | None:
    given = form.cleaned_data
    stays = [Stay(given["stay_from"], given["stay_to"], "不算的期间")] if given["stay_from"] else []
    try:
        return reckon(given["kind"], given["start"], region=region, stays=stays)
    except (ParameterMissing, TermError) as error:
        form.add_error(None, str(error))
        return None


def _region(request: Any) -> str:
    if request.frame.region:
        return str(request.frame.region.code)
    unit = post(request).organisation
    return unit.region_id if unit else regions.NATION


def _known(of: Calendar, today: date) -> int:
    """The last year in a row, from the present one on, whose holidays were published."""
    year = today.year
    while year + 1 in of.years:
        year += 1
    return year
