"""The post of a request, chosen once, whose scope holds for the whole request; and the gate before it."""

from collections.abc import Callable, Iterator
from contextvars import Context, copy_context
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from changai.kernel.access import tokens
from changai.kernel.access.models import Post
from changai.kernel.access.policy import needs_second_factor, why_change_password
from changai.kernel.access.scope import NOTHING, within
from changai.kernel.audit.entries import Actor, actor, actor_of

PASSED = "two_factor"  # session key: the second factor was given at this sign-in
API = "/api/"
SAFE = ("GET", "HEAD", "OPTIONS")
SWITCHING = ("/post/", "/logout/")  # where the post is chosen or left anyway
OWN_ACCOUNT = ("/password/", "/two-factor/")  # acts of the account, whatever the post


class PostMiddleware:
    """Sets `request.post` and runs the view within its scope; without a post nothing is in reach."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        post, lost, who = _acting(request)
        request.post = post  # type: ignore[attr-defined]  # read by views through kernel.access.current
        if lost is not None and post is not None and request.path not in SWITCHING:
            # What was filled in for one post must not be done by another.
            refused = request.method not in SAFE and request.path not in OWN_ACCOUNT
            _tell(request, lost, post, refused)
            if refused:
                return _go(request, "/")
        token = actor.set(who)
        try:
            with within(post.scope if post else NOTHING):
                response: HttpResponseBase = self.get_response(request)
                if response.streaming and not isinstance(response, FileResponse):
                    rows: Any = response
                    rows.streaming_content = _held(copy_context(), iter(rows.streaming_content))
                return response
        finally:
            actor.reset(token)


def _acting(request: HttpRequest) -> tuple[Post | None, int | None, Actor]:
    """Post, the one that is held no more, and actor: by token where the API is given one, else by session."""
    secret = tokens.given(request) if request.path.startswith(API) else None
    if secret is None:
        post, lost = current_post(request)
        return post, lost, _actor(request, post)
    found = tokens.find(secret)
    if found is None:
        return None, None, Actor(name="", address=request.META.get("REMOTE_ADDR", ""))
    who = _actor(request, found.post)
    return found.post, None, replace(who, post=f"{who.post}（令牌 {found.pk}）")


def _actor(request: HttpRequest, post: Post | None) -> Actor:
    """Who acts in this request."""
    address = request.META.get("REMOTE_ADDR", "")
    if post:
        return actor_of(post, address)
    if request.user.is_authenticated:
        return Actor(request.user.pk, str(request.user), "", address)
    return Actor(name="", address=address)


def _held(context: Context, rows: Iterator[bytes]) -> Iterator[bytes]:
    """A stream whose rows are made, after the view has returned, still within the request's scope."""
    end = object()
    while (row := context.run(next, rows, end)) is not end:
        yield row  # type: ignore[misc]  # the sentinel never gets here


def current_post(request: HttpRequest) -> tuple[Post | None, int | None]:
    """The post of the session if it is held today, else the first one held; and the one that is held no more."""
    signed_in = SESSION_KEY in request.session
    if not request.user.is_authenticated:
        # Asking for the user drops a session that the account no longer stands behind.
        request.session_revoked = signed_in  # type: ignore[attr-defined]  # read by the gate
        return None, None
    held = posts_held(request.user.pk)
    chosen = request.session.get("post")
    acting = next((post for post in held if post.pk == chosen), held[0] if held else None)
    if acting is not None and acting.pk != chosen:
        request.session["post"] = acting.pk
    return acting, chosen if chosen is not None and (acting is None or acting.pk != chosen) else None


def _tell(request: HttpRequest, lost: int, acting: Post, refused: bool) -> None:
    """Say on the page that the post is over, whether something was not done for it, and which one acts now."""
    was = Post.objects.select_related("region", "organisation").filter(pk=lost).first()
    undone = "刚才提交的内容没有办理，请核对岗位后重新填写。" if refused else ""
    messages.warning(
        request,
        f"您原来的岗位“{was or '已撤销的岗位'}”已经到期或被结束。{undone}"
        f"现在以“{acting}”的身份办理；要换岗位，请点右上角的姓名选择。",
    )


def posts_held(account: int) -> list[Post]:
    """The posts that an account holds today, oldest first."""
    posts = Post.objects.filter(account_id=account).select_related("account", "region", "organisation")
    return [post for post in posts.order_by("pk") if post.holds(timezone.localdate())]


class GateMiddleware:
    """Lets nobody past who is not signed in, must change the password or owes the second factor.

    Views open to all are marked with Django's `login_not_required`; views needed for putting things right
    have `gate_open = True`. The API answers with its own errors.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """The way to what has to be done first, or None."""
        if not getattr(view, "login_required", True):
            return None
        api = request.path.startswith(API)
        if not request.user.is_authenticated:
            return None if api else _elsewhere(request, settings.LOGIN_URL, ended=_ended(request))
        if getattr(view, "gate_open", False):
            return None
        account: Any = request.user
        post: Post | None = request.post  # type: ignore[attr-defined]  # PostMiddleware
        why = why_change_password(account)
        where = "/password/"
        if not why and post and needs_second_factor(post.role) and not request.session.get(PASSED):
            why, where = f"“{post.role}”登录时须用动态口令，请先设置。", "/two-factor/"
        if not why:
            return None
        return JsonResponse({"detail": why}, status=403) if api else _elsewhere(request, where)


def _ended(request: HttpRequest) -> str:
    """Why a session is no more: idle too long, or revoked with the password, the second factor or the account."""
    if getattr(request, "session_revoked", False):
        return "revoked"
    idle = settings.SESSION_COOKIE_NAME in request.COOKIES and not list(request.session.keys())
    return "idle" if idle else ""


def _elsewhere(request: HttpRequest, where: str, ended: str = "") -> HttpResponse:
    """Send the browser elsewhere, and back here afterwards."""
    htmx: Any = getattr(request, "htmx", None)
    here = (htmx.current_url_abs_path or "/") if htmx else request.get_full_path()
    if request.method != "GET" and not htmx:
        here = "/"
    query = {"next": here, **({"ended": ended} if ended else {})}
    address = f"{where}?{urlencode(query, safe='/')}"
    return _go(request, address)


def _go(request: HttpRequest, address: str) -> HttpResponse:
    """A redirect that moves the whole page, from a fragment as well."""
    htmx = bool(getattr(request, "htmx", None))
    return HttpResponseClientRedirect(address) if htmx else HttpResponseRedirect(address)
