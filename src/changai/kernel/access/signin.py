"""Signing in: password, then the second factor where there is one. The same words whether an account exists or not."""

import time
from datetime import datetime, timedelta
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.contrib.auth import authenticate, login
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from changai.kernel.access import two_factor
from changai.kernel.access.middleware import PASSED
from changai.kernel.access.models import Account
from changai.kernel.access.policy import security
from changai.kernel.audit import record
from changai.kernel.audit.entries import Actor

BACKEND = "django.contrib.auth.backends.ModelBackend"
WAITING = "signin"  # session key: the password was right, the second factor is awaited
PATIENCE = 300  # seconds for the second step


def first_step(request: HttpRequest, username: str, password: str) -> Account | None:
    """The account whose password this is, if it is enabled and not locked."""
    found: Any = authenticate(request, username=username, password=password)
    if found is None:
        # Written for unknown names as well: a missing write could be told from the time an answer takes.
        known = Account.objects.filter(username=username).first()
        record("signin.failed", "登录失败", by=_actor(request, known), reason="账号或密码不正确")
    return found


def wait_for_second(request: HttpRequest, account: Account) -> None:
    """Keep in a fresh session that the password was right."""
    request.session.flush()
    request.session[WAITING] = [account.pk, account.get_session_auth_hash(), time.time()]


def waiting(request: HttpRequest) -> Account | None:
    """The account whose second factor is awaited: still enabled, same password, within five minutes."""
    held = request.session.get(WAITING)
    if not held or time.time() - held[2] > PATIENCE:
        return None
    account = Account.objects.filter(pk=held[0], is_active=True).first()
    return account if account and account.get_session_auth_hash() == held[1] else None


def second_step(request: HttpRequest, account: Account, code: str) -> bool:
    """Whether the code is right; a wrong one counts towards the lock-out like a wrong password."""
    credentials = {"username": account.username}
    if AxesProxyHandler.is_allowed(request, credentials) and two_factor.check(account, code):
        return True
    if not AxesProxyHandler.is_allowed(request, credentials):
        request.axes_locked_out = True  # type: ignore[attr-defined]  # read by AxesMiddleware
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)
    record("signin.failed", "登录失败", by=_actor(request, account), reason="动态口令不正确")
    return False


def finish(request: HttpRequest, account: Account, *, second: bool) -> None:
    """Sign in with a fresh session."""
    request.session.pop(WAITING, None)
    login(request, account, backend=BACKEND)
    request.session[PASSED] = second
    how = "密码和动态口令" if second else "密码"
    record("signin", "登录", by=_actor(request, account), after={"方式": how})


def locked_words(request: HttpRequest, username: str) -> str:
    """What a locked-out person is told: why, until when, what else helps."""
    attempt = AccessAttempt.objects.filter(
        username=username, ip_address=getattr(request, "axes_ip_address", None)
    )
    since = attempt.order_by("-attempt_time").values_list("attempt_time", flat=True).first() or timezone.now()
    until: datetime = since + (get_cool_off(request) or timedelta())
    return (
        f"已连续 {security('lock_failures')} 次输入不正确，这个账号在这台电脑上暂停登录。"
        f"请在 {timezone.localtime(until):%H:%M} 以后再试；忘记密码请联系系统管理员重置。"
    )


def safe_next(request: HttpRequest) -> str:
    """Where to go on: an address of this site, else the home page."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"


def _actor(request: HttpRequest, account: Account | None) -> Actor:
    address = request.META.get("REMOTE_ADDR", "")
    return Actor(
        account.pk if account else None, str(account) if account else "（不存在的账号）", "", address
    )
