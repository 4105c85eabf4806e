"""Form pages of actions: filled in with what is known, checked while typing, handed in once, never losing a word."""

import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.db import IntegrityError, models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from changai.kernel.actions.registry import Action, ActionRefused
from changai.kernel.jobs.models import Job
from changai.kernel.screens import dressing
from changai.kernel.screens.access import page
from changai.kernel.screens.declare import Screen
from changai.kernel.screens.models import Submission
from changai.kernel.screens.registry import screen_of
from changai.kernel.screens.views.lists import actions_of, screen_for
from changai.kernel.screens.views.records import record_for

SALT = "changai.form"
MAX_ROWS = 500


@require_http_methods(["GET", "POST"])
@page()
def act(request: HttpRequest, key: str, action: str, pk: str = "") -> HttpResponse:
    """The form of a verb: on a record, on rows ticked in the list (`rows`), or on nothing yet."""
    screen = screen_for(request, key)
    record = record_for(screen, pk) if pk else None
    verb = _verb(request, screen, action, record)
    rows = _rows(request, screen, verb) if verb.target is not None and record is None else []
    if rows and "mark" not in request.POST:
        return _render(request, screen, verb, _form(screen, verb, request), record, rows)
    if request.method == "GET":
        return _render(request, screen, verb, _form(screen, verb, request, record), record)
    form = _form(screen, verb, request, record, request.POST, request.FILES)
    if checked := request.POST.get("check_field"):
        return _check(request, form, checked)
    if not form.is_valid():
        return _render(request, screen, verb, form, record, rows, status=422)
    return _hand_in(request, screen, verb, form, record, rows)


def _verb(request: HttpRequest, screen: Screen, key: str, record: Any) -> Action:
    """The screen's verb of that key, if this post may use it on this record; else 404."""
    post = request.post  # type: ignore[attr-defined]  # PostMiddleware
    found = [*actions_of(screen, post, on_list=True), *actions_of(screen, post, on_list=False)]
    verb = next((one for one in found if one.key == key), None)
    fits = verb is not None and (
        (record is None and (verb.target is None or verb.bulk))
        or (record is not None and verb.target is not None and verb.permits(post, record))
    )
    if verb is None or not fits:
        raise Http404("没有这个办理事项")
    return verb


def _rows(request: HttpRequest, screen: Screen, verb: Action) -> list[Any]:
    """The ticked records. One that is out of reach or no longer fits makes the whole request 404."""
    keys = list(dict.fromkeys(request.POST.getlist("rows")))[: MAX_ROWS + 1]
    try:
        found = list(screen.queryset().filter(pk__in=keys).order_by("pk")) if keys else []
    except (ValueError, TypeError, OverflowError):
        found = []
    post = request.post  # type: ignore[attr-defined]  # PostMiddleware
    if not found or len(found) != len(keys) or len(keys) > MAX_ROWS:
        raise Http404("没有选中记录，或者选中的记录已不在您的范围内")
    if not all(verb.permits(post, one) for one in found):
        raise Http404("选中的记录中有不能办理此事的")
    return found


def _form(
    screen: Screen,
    verb: Action,
    request: HttpRequest,
    record: Any = None,
    data: Any = None,
    files: Any = None,
) -> Any:
    """The verb's form, started with the record's own values and the screen's."""
    post = request.post  # type: ignore[attr-defined]  # PostMiddleware
    form_class: Any = verb.form or forms.Form
    initial = {**dressing.known(form_class, record, verb.tracked), **screen.initial(verb, record, post)}
    form = form_class(data, files, initial=initial, **dressing.extras(form_class, record, post))
    return dressing.dress(form)


def _check(request: HttpRequest, form: Any, name: str) -> HttpResponse:
    """What is wrong with one field so far, as a fragment for below it."""
    if name not in form.fields:
        raise Http404("没有这个字段")
    form.checking = True
    form.is_valid()
    errors = form.errors.get(name, [])
    return render(request, "changai/forms/errors.html", {"errors": errors, "field": form[name]})


def _render(
    request: HttpRequest,
    screen: Screen,
    verb: Action,
    form: Any,
    record: Any,
    rows: Any = (),
    status: int = 200,
) -> HttpResponse:
    """The page."""
    back = f"/{screen.key}/{record.pk}/" if record is not None else f"/{screen.key}/"
    context = {
        "title": verb.title,
        "screen": screen,
        "action": verb,
        "form": form,
        "record": record,
        "heading": screen.heading(record) if record is not None else "",
        "rows": rows,
        "back": request.frame.link(back),  # type: ignore[attr-defined]  # FrameMiddleware
        "mark": request.POST.get("mark") or signing.dumps(secrets.token_hex(12), salt=SALT),
    }
    return render(request, "changai/forms/page.html", context, status=status)


def _hand_in(
    request: HttpRequest, screen: Screen, verb: Action, form: Any, record: Any, rows: list[Any]
) -> HttpResponse:
    """Do it once: the act and the form's mark are written together."""
    post = request.post  # type: ignore[attr-defined]  # PostMiddleware
    try:
        mark = signing.loads(request.POST.get("mark", ""), salt=SALT)
    except signing.BadSignature:
        form.add_error(None, "这张表单已失效，内容仍在，请核对后再提交一次")
        return _fresh(request, screen, verb, form, record, rows)
    if (done := Submission.objects.filter(mark=mark).first()) is not None:
        return _again(request, done)
    try:
        with transaction.atomic():
            submission = _claim(mark)
            targets: list[Any] = rows or ([record] if record is not None else [])
            results = [verb(one, by=post, **form.cleaned_data) for one in targets]
            result = results[0] if results else verb(by=post, **form.cleaned_data)
            submission.address = _after(request, screen, record, None if rows else result)
            submission.save(update_fields=["address"])
    except _Twice:
        return _again(request, Submission.objects.filter(mark=mark).first())
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        form.see = _see(request, refusal)
        return _render(request, screen, verb, form, record, rows, status=409)
    many = f"（{len(rows)} 条）" if rows else ""
    begun = isinstance(result, Job) and result.state != "done"
    messages.success(request, f"“{verb.title}”{'已在后台开始' if begun else '已办理'}{many}。")
    return HttpResponseRedirect(submission.address)


def _see(request: HttpRequest, refusal: ActionRefused) -> str:
    """The address of the record that a refusal names, where this post may open it."""
    screen = screen_of(type(refusal.record)) if refusal.record is not None else None
    if screen is None or request.post.role not in screen.by:  # type: ignore[attr-defined]  # PostMiddleware
        return ""
    address: str = request.frame.link(f"/{screen.key}/{refusal.record.pk}/")  # type: ignore[attr-defined,union-attr]
    return address


class _Twice(Exception):
    """The same form arrived twice at once; the other one was first."""


def _claim(mark: str) -> Submission:
    """Write the mark; whoever comes second waits for the first and then learns of it."""
    try:
        with transaction.atomic():
            return Submission.objects.create(mark=mark)
    except IntegrityError:
        raise _Twice from None


def _again(request: HttpRequest, done: Submission | None) -> HttpResponse:
    """The same form once more: nothing is done, the result of the first time is shown."""
    messages.info(request, "这张表单已经提交过，没有重复办理。")
    return HttpResponseRedirect(done.address if done and done.address else "/")


def _fresh(
    request: HttpRequest, screen: Screen, verb: Action, form: Any, record: Any, rows: list[Any]
) -> HttpResponse:
    """The page with a new mark."""
    kept = request.POST.copy()
    del kept["mark"]
    request.POST = kept  # type: ignore[assignment]  # a stale mark is dropped, what was typed stays
    return _render(request, screen, verb, form, record, rows, status=422)


def _after(request: HttpRequest, screen: Screen, record: Any, result: Any) -> str:
    """Where to go on: the record made or changed, else the list; a record now out of reach is left for the list."""
    shown = result if isinstance(result, screen.model) else record
    path = f"/{screen.key}/"
    if isinstance(shown, models.Model) and screen.queryset().filter(pk=shown.pk).exists():
        path = f"/{screen.key}/{shown.pk}/"
    return str(request.frame.link(path))  # type: ignore[attr-defined]  # FrameMiddleware
