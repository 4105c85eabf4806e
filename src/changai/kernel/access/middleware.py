"""The post of a request: chosen once, its scope holds for the whole request."""

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse

from changai.kernel.access.models import Post
from changai.kernel.access.scope import NOTHING, within
from changai.kernel.audit.entries import Actor, actor, actor_of


class PostMiddleware:
    """Sets `request.post` and runs the view within its scope; without a post nothing is in reach."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        post = current_post(request)
        request.post = post  # type: ignore[attr-defined]  # read by views through kernel.access.current
        address = request.META.get("REMOTE_ADDR", "")
        token = actor.set(actor_of(post, address) if post else Actor(name="", address=address))
        try:
            with within(post.scope if post else NOTHING):
                return self.get_response(request)
        finally:
            actor.reset(token)


def current_post(request: HttpRequest) -> Post | None:
    """The post chosen in the session if it is held today, else the first one held."""
    if not request.user.is_authenticated:
        return None
    posts = Post.objects.filter(account_id=request.user.pk).select_related("account", "region")
    held = [post for post in posts.order_by("pk") if post.holds(date.today())]
    chosen = request.session.get("post")
    return next((post for post in held if post.pk == chosen), held[0] if held else None)
