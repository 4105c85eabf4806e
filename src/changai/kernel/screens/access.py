"""Who may open a page: signed in, holding a post, in one of the roles. Everyone else learns nothing from it."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from changai.kernel.access.roles import Role

View = Callable[..., HttpResponseBase]


def page(by: Sequence[Role] | None = None) -> Callable[[View], View]:
    """Decorate a view: anonymous → sign-in; no post → told so; a role not in `by` → 404. None admits every role."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            refusal = refuse(request, by)
            return refusal if refusal is not None else view(request, *args, **kwargs)

        return guarded

    return decorate


def refuse(request: HttpRequest, by: Sequence[Role] | None = None) -> HttpResponse | None:
    """The answer for someone who may not open this page; None for who may. Raises Http404 for other roles."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    post = getattr(request, "post", None)
    if post is None:
        return render(request, "changai/nopost.html", {"title": "没有在任岗位"}, status=403)
    if by is not None and post.role not in by:
        raise Http404("没有这个页面")
    return None
