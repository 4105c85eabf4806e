"""Corrections on the workplace: a form that opens in its place, and both panes drawn anew when it is done.

Without a script every link is a page of its own.
"""

import hashlib
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget

from changai.domains.reform.plans import actions
from changai.domains.reform.plans.models import Change, Doubt, Duty, Measure, Plan, PlanVersion, Target
from changai.domains.reform.plans.views.pages import bench, plan_of, version_of
from changai.kernel.access.current import post, require
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.actions import Action, ActionRefused
from changai.kernel.screens.dressing import dress, known

VERBS: dict[str, Action] = {
    one.key: one
    for one in (
        actions.add_duty,
        actions.add_measure,
        actions.add_target,
        actions.add_whole_target,
        actions.attach,
        actions.clear_all,
        actions.clear_doubt,
        actions.confirm,
        actions.correct_measure,
        actions.correct_target,
        actions.drop_draft,
        actions.join_measures,
        actions.map_measure,
        actions.move_measure,
        actions.remove_duty,
        actions.remove_measure,
        actions.remove_target,
        actions.revert,
        actions.set_department,
        actions.split_measure,
        actions.switch_duty,
    )
}
# What ends work on the draft leads to the plan's page.
LEAVING = {"plan.confirm", "version.attach", "version.drop"}
# Forms about the record itself start with what stands there; the others ask for something new.
FILLED_IN = {"measure.correct", "measure.split", "measure.map", "target.correct", "duty.department"}
PLAN_OF = {
    PlanVersion: "plan",
    Measure: "version__plan",
    Duty: "measure__version__plan",
    Target: "version__plan",
    Doubt: "version__plan",
    Change: "version__plan",
}


@never_cache
@require_http_methods(["GET", "POST"])
@require(UNION_OFFICER)
def change(request: HttpRequest, pk: int, key: str, target: int) -> HttpResponse:
    """The form of a verb on a piece of a plan; handed in, both panes anew."""
    plan, verb = plan_of(pk), VERBS.get(key)
    if verb is None or verb.target is None:
        raise Http404("没有这个办理事项")
    model: Any = verb.target
    one = get_object_or_404(model.objects.filter(**{PLAN_OF[model]: plan}), pk=target)
    if not verb.permits(post(request), one):
        if request.method == "GET" and not getattr(
            request, "htmx", False
        ):  # back to a page that is done with
            messages.info(request, f"“{verb.title}”现在不能办理：可能已经办过，或者方案已经确认。")
            return HttpResponseRedirect(f"/plans/{plan.pk}/")
        raise Http404("这一处现在不能这样办理")
    data = request.POST if request.method == "POST" else None
    form = _form(verb, one, post(request), data)
    if data is not None and (form is None or (form.is_valid() and _unchanged(form, verb, one, data))):
        try:
            result = verb(one, by=post(request), **(form.cleaned_data if form else {}))
        except ActionRefused as refusal:
            if form is None:
                return _refused(request, plan, str(refusal))
            form.add_error(None, f"{refusal}。")
        else:
            return _done(request, plan, verb, result)
    return _asked(request, plan, verb, one, form)


def _form(verb: Action, one: models.Model, holder: Any, data: Any) -> Any:
    """The verb's form, filled in with what stands there; None for a verb without one."""
    if verb.form is None:
        return None
    made: Any = verb.form
    start = known(made, one) if verb.key in FILLED_IN else {}
    return dress(made(data, initial=start, target=one, post=holder))


def _seen(verb: Action, one: models.Model) -> str:
    """What stands in the record, in short; empty for a verb that asks for something new."""
    if verb.form is None or verb.key not in FILLED_IN:
        return ""
    made: Any = verb.form
    return hashlib.sha256(repr(sorted(known(made, one).items())).encode()).hexdigest()[:16]


def _unchanged(form: Any, verb: Action, one: models.Model, data: Any) -> bool:
    """Whether the record still is as the form showed it; else the form says so, and a second click goes through."""
    if data.get("seen", "") in ("", _seen(verb, one)):
        return True
    form.add_error(
        None,
        f"还没有办理：这张表单打开以后，别人改过这一处，现在是“{one}”。请核对；再提交一次就改成您填的内容。",
    )
    return False


def _asked(request: HttpRequest, plan: Plan, verb: Action, one: Any, form: Any) -> HttpResponse:
    """The form, in its place or as a page."""
    context = {
        "title": verb.title,
        "plan": plan,
        "verb": verb,
        "one": one,
        "form": form,
        "seen": _seen(verb, one),
        "address": f"/plans/{plan.pk}/change/{verb.key}/{one.pk}/",
        "slot": f"edit-{one._meta.model_name}-{one.pk}",
    }
    htmx = bool(getattr(request, "htmx", False))
    status = 422 if form is not None and form.errors and not htmx else 200
    return render(request, f"plans/{'form' if htmx else 'form_page'}.html", context, status=status)


def _done(request: HttpRequest, plan: Plan, verb: Action, result: Any) -> HttpResponse:
    """Both panes anew, or on to the page where the officer goes next."""
    if verb.key in LEAVING:
        kept: Any = result.plan
        gone = verb.key == "version.drop" and not kept.published
        address = (
            "/plans/" if gone else f"/plans/{kept.pk}/{'bench/' if verb.key == 'version.attach' else ''}"
        )
        messages.success(request, f"“{verb.title}”已办理。")
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(address)
        return HttpResponseRedirect(address)
    if not getattr(request, "htmx", False):
        messages.success(request, f"“{verb.title}”已办理。")
        return HttpResponseRedirect(f"/plans/{plan.pk}/bench/")
    return _panes(request, plan, f"“{verb.title}”已办理。")


def _refused(request: HttpRequest, plan: Plan, why: str) -> HttpResponse:
    """A verb without a form can't be done: said above the breakdown."""
    if getattr(request, "htmx", False):
        return _panes(request, plan, f"{why}。", failed=True)
    messages.error(request, f"{why}。")
    return HttpResponseRedirect(f"/plans/{plan.pk}/bench/")


def _panes(request: HttpRequest, plan: Plan, said: str, failed: bool = False) -> HttpResponse:
    version = version_of(request, plan, draft=True)
    if version is None:
        raise Http404("这个方案没有版本")
    context = {**bench(request, version), "said": said, "failed": failed, "anew": True}
    return reswap(retarget(render(request, "plans/breakdown.html", context), "#breakdown"), "outerHTML")
