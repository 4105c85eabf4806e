"""Two verbs whose result is shown once and kept nowhere: a one-time password."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from changai.kernel.access import actions, passwords
from changai.kernel.access.current import post, require
from changai.kernel.access.models import Account
from changai.kernel.access.roles import SYSTEM_ADMIN
from changai.kernel.actions import Action, ActionRefused
from changai.kernel.screens import dressing


@never_cache
@require_http_methods(["GET", "POST"])
@require(SYSTEM_ADMIN)
def open_account(request: HttpRequest) -> HttpResponse:
    """Open an account."""
    return _act(request, actions.open_account, None, "/accounts/")


@never_cache
@require_http_methods(["GET", "POST"])
@require(SYSTEM_ADMIN)
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Reset a password."""
    account = get_object_or_404(Account, pk=pk)
    return _act(request, actions.reset_password, account, f"/accounts/{pk}/")


def _act(request: HttpRequest, verb: Action, account: Account | None, back: str) -> HttpResponse:
    """The verb's form; after it the one-time password."""
    make: Callable[..., Account] = verb
    form_class = verb.form
    assert form_class is not None
    form = dressing.dress(form_class(request.POST if request.method == "POST" else None))
    if request.method == "POST" and form.is_valid():
        password = passwords.one_time_password()
        targets = [account] if account else []
        try:
            made = make(*targets, by=post(request), password=password, **form.cleaned_data)
        except ActionRefused as refusal:
            form.add_error(None, f"{refusal}。")
        else:
            context = {"title": "一次性密码", "account": made, "password": password}
            return render(request, "access/one_time.html", context)
    context = {"title": verb.title, "form": form, "action": verb, "account": account, "back": back}
    return render(request, "access/account_form.html", context, status=422 if form.errors else 200)
