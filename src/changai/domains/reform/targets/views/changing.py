"""The forms of a target's verbs and of its reported values."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from changai.domains.reform.targets import actions
from changai.domains.reform.targets.models import ReportedValue
from changai.domains.reform.targets.views.pages import target_of
from changai.kernel.access.current import post, require
from changai.kernel.access.roles import DEPT_OFFICER, UNION_OFFICER
from changai.kernel.actions import Action, ActionRefused
from changai.kernel.screens.dressing import dress, known

VERBS: dict[str, Action] = {
    one.key: one for one in (actions.tie, actions.untie, actions.report, actions.correct, actions.withdraw)
}


@never_cache
@require_http_methods(["GET", "POST"])
@require(UNION_OFFICER, DEPT_OFFICER)
def change(request: HttpRequest, pk: int, key: str, value: int | None = None) -> HttpResponse:
    """A verb on a target (`value` None) or on one of its values: its form, and the act."""
    target, verb = target_of(pk), VERBS.get(key)
    if verb is None or (verb.target is ReportedValue) != (value is not None):
        raise Http404("没有这个办理事项")
    one: Any = target
    if value is not None:
        one = get_object_or_404(ReportedValue.objects.select_related("target"), pk=value, target=target)
    if not verb.permits(post(request), one):
        raise Http404("现在不能这样办理")
    sent = request.method == "POST"
    form = _form(verb, one, post(request), request if sent else None)
    if sent and (form is None or form.is_valid()):
        try:
            verb(one, by=post(request), **(form.cleaned_data if form else {}))
        except ActionRefused as refusal:
            if form is None:
                messages.error(request, f"{refusal}。")
                return HttpResponseRedirect(f"/progress/{pk}/")
            form.add_error(None, f"{refusal}。")
        else:
            messages.success(request, f"“{verb.title}”已办理。")
            return HttpResponseRedirect(f"/progress/{pk}/")
    wrong = form is not None and bool(form.errors)
    address = f"/progress/{pk}/do/{key}/" + (f"{value}/" if value is not None else "")
    context = {
        "title": verb.title,
        "target": target,
        "one": one,
        "verb": verb,
        "form": form,
        "address": address,
    }
    return render(request, "targets/form.html", context, status=422 if wrong else 200)


def _form(verb: Action, one: Any, holder: Any, request: HttpRequest | None) -> Any:
    """The verb's form; a correction starts with what stands there."""
    if verb.form is None:
        return None
    made: Any = verb.form
    start = {name: held for name, held in known(made, one).items() if name != "file"}
    data, files = (request.POST, request.FILES) if request else (None, None)
    return dress(made(data, files, initial=start if verb is actions.correct else {}, target=one, post=holder))
