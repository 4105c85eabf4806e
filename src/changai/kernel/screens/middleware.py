"""Puts the frame on the request and runs the view in the scope that the chosen region leaves."""

from collections.abc import Callable
from contextlib import nullcontext

from django.http import HttpRequest, HttpResponse

from changai.kernel.access.scope import within
from changai.kernel.screens.frame import plain_frame, read_frame

# Nothing comes from another host, and no script from the page's own text.
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class FrameMiddleware:
    """Sets `request.frame`; stands after the post's middleware, so a choice can only narrow the scope."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.frame = plain_frame(request)  # type: ignore[attr-defined]  # error pages have a frame as well
        request.frame, narrowed = read_frame(request)  # type: ignore[attr-defined]
        with within(narrowed) if narrowed is not None else nullcontext():
            response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response
