"""One's own account: password and second factor."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from changai.kernel.access import passwords, two_factor
from changai.kernel.access.current import gate_open
from changai.kernel.access.forms import CodeForm, PasswordForm, SwitchOffForm
from changai.kernel.access.middleware import PASSED
from changai.kernel.access.policy import needs_second_factor, why_change_password
from changai.kernel.access.signin import safe_next
from changai.kernel.audit import record

SECRET = "two_factor_secret"  # session key, sealed, until confirmed


@never_cache
@gate_open
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change the password; every other session of the account ends."""
    account: Any = request.user
    form = PasswordForm(account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        passwords.change(account, form.cleaned_data["new"])
        update_session_auth_hash(request, account)
        record("password.change", "修改密码", target=account)
        messages.success(request, "密码已修改，下次请用新密码登录。")
        return HttpResponseRedirect(safe_next(request))
    context = {
        "title": "修改密码",
        "form": form,
        "why": why_change_password(account),
        "next": safe_next(request),
    }
    return render(request, "access/password.html", context, status=422 if form.errors else 200)


@never_cache
@gate_open
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Turn the second factor on or off, or make new recovery codes."""
    account: Any = request.user
    if two_factor.enabled(account):
        return _turn_off(request, account)
    sealed = request.session.get(SECRET)
    if not sealed:
        sealed = request.session[SECRET] = two_factor.new_secret()
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = two_factor.enable(account, sealed, form.cleaned_data["code"])
        if codes:
            del request.session[SECRET]
            update_session_auth_hash(request, account)
            request.session[PASSED] = True
            record("two_factor.on", "启用动态口令", target=account)
            shown = {"title": "恢复码", "codes": codes, "next": safe_next(request)}
            return render(request, "access/recovery_codes.html", shown)
        form.add_error("code", "口令不对，请核对手机时间是否准确，等显示下一个口令后再输入。")
    svg, secret = two_factor.picture(account, sealed)
    context = {
        "title": "设置动态口令",
        "form": form,
        "picture": mark_safe(svg),  # drawn by us from our own secret
        "secret": secret,
        "required": _required(request),
        "next": safe_next(request),
    }
    return render(request, "access/two_factor.html", context, status=422 if form.errors else 200)


def _turn_off(request: HttpRequest, account: Any) -> HttpResponse:
    """The page of an account that has a second factor."""
    form = SwitchOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _required(request):
            form.add_error(None, "没有关闭：您的岗位要求用动态口令登录。换手机请联系系统管理员重置。")
        elif not account.check_password(form.cleaned_data["password"]):
            form.add_error("password", "密码不正确，请重新输入。")
        elif not two_factor.check(account, form.cleaned_data["code"]):
            form.add_error("code", "动态口令或恢复码不正确或已用过，请重新输入。")
        else:
            two_factor.disable(account)
            update_session_auth_hash(request, account)
            request.session[PASSED] = False
            record("two_factor.off", "关闭动态口令", target=account)
            messages.success(request, "动态口令已关闭，以后只用密码登录；您在别处的登录已退出。")
            return HttpResponseRedirect("/two-factor/")
    context = {
        "title": "动态口令",
        "form": form,
        "left": two_factor.unused_recovery_codes(account),
        "required": _required(request),
    }
    return render(request, "access/two_factor_on.html", context, status=422 if form.errors else 200)


def _required(request: HttpRequest) -> bool:
    """Whether the present post demands it."""
    post = getattr(request, "post", None)
    return post is not None and needs_second_factor(post.role)
