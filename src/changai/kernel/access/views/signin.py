"""Sign in, second step, sign out, choose a post."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from changai.kernel.access import signin, two_factor
from changai.kernel.access.current import gate_open
from changai.kernel.access.forms import CodeForm, SignInForm
from changai.kernel.access.middleware import posts_held
from changai.kernel.access.policy import security
from changai.kernel.audit import record


@never_cache
@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Account and password."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(signin.safe_next(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = signin.first_step(request, form.cleaned_data["username"], form.cleaned_data["password"])
        if account is not None and two_factor.enabled(account):
            signin.wait_for_second(request, account)
            request.session["next"] = signin.safe_next(request)
            return HttpResponseRedirect("/login/code/")
        if account is not None:
            signin.finish(request, account, second=False)
            return HttpResponseRedirect(signin.safe_next(request))
        form.add_error(
            None,
            f"账号或密码不正确，请核对后再试。连续 {security('lock_failures')} 次不正确，"
            f"将暂停登录 {security('lock_minutes')} 分钟。",
        )
    return _page(
        request, form, notice=_why_ended(request.GET.get("ended", "")), status=422 if form.errors else 200
    )


def _why_ended(ended: str) -> str:
    """What ended the session before, and what to do."""
    if ended == "idle":
        return f"您超过 {security('idle_minutes')} 分钟没有操作，系统已自动退出。请重新登录，登录后回到刚才的页面。"
    if ended == "revoked":
        return (
            "这个账号的密码或动态口令刚在别处改过，或者账号已停用，所以这里的登录已经失效。请用新密码重新登录；"
            "如果不是您本人改的，请马上联系系统管理员。"
        )
    return ""


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """The code of the phone."""
    account = signin.waiting(request)
    if account is None:
        messages.info(request, "登录已超时，请重新输入账号和密码。")
        return HttpResponseRedirect("/login/")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        next_page = request.session.get("next", "/")
        if signin.second_step(request, account, form.cleaned_data["code"]):
            signin.finish(request, account, second=True)
            request.session.pop("next", None)
            return HttpResponseRedirect(next_page)
        form.add_error("code", "动态口令不正确或已用过，请等手机显示下一个后再输入；手机不在身边可用恢复码。")
    return _page(request, form, second=True, status=422 if form.errors else 200)


def locked_out(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """What AxesMiddleware shows instead of the view's answer once the limit is reached."""
    username = (credentials or {}).get("username") or request.POST.get("username", "")
    record("signin.locked", "登录被暂停", reason="连续输入不正确")
    form = SignInForm(initial={"username": username})
    return _page(request, form, refusal=signin.locked_words(request, username), status=429)


def _page(request: HttpRequest, form: Any, status: int = 200, **context: Any) -> HttpResponse:
    context = {"title": "登录", "form": form, "next": signin.safe_next(request), **context}
    return render(request, "access/sign_in.html", context, status=status)


@gate_open
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    record("signout", "退出登录")
    logout(request)
    messages.success(request, "您已退出登录。")
    return HttpResponseRedirect("/login/")


@gate_open
@require_POST
def choose_post(request: HttpRequest) -> HttpResponse:
    """Act in another of one's posts from here on."""
    held = {str(post.pk): post for post in posts_held(request.user.pk or 0)}
    chosen = held.get(request.POST.get("post", ""))
    if chosen is None:
        messages.error(request, "没有切换：这个岗位不是您的，或者已经到期，请刷新页面后再选。")
    else:
        request.session["post"] = chosen.pk
        record("post.switch", "切换岗位", after={"岗位": str(chosen)})
        messages.success(request, f"现在以“{chosen}”的身份办理。")
    return HttpResponseRedirect(signin.safe_next(request))
