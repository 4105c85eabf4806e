"""The post that acts in a request, and who may open a plain view."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from changai.kernel.access.models import Post
from changai.kernel.access.roles import Role

View = TypeVar("View", bound=Callable[..., HttpResponse])


def post(request: HttpRequest) -> Post:
    """The request's post. Raises PermissionDenied when the account holds none today."""
    held: Post | None = getattr(request, "post", None)
    if held is None:
        raise PermissionDenied("您的账号今天没有在任岗位，请联系安全管理员授予岗位")
    return held


def require(*roles: Role) -> Callable[[View], View]:
    """Decorate a plain view: without a post 403, with a post of another role 404. No roles: any post will do."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if post(request).role not in (roles or (post(request).role,)):
                raise Http404("没有这个页面")
            return view(request, *args, **kwargs)

        return guarded  # type: ignore[return-value]  # same signature, wrapped

    return decorate


def gate_open(view: View) -> View:
    """Mark a view that stays open while the password must be changed or the second factor is owed."""
    view.gate_open = True  # type: ignore[attr-defined]  # read by GateMiddleware
    return view
