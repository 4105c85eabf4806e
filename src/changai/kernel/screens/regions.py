"""The options of the region drop-down in the top bar."""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from changai.kernel.access.models import Post
from changai.kernel.access.scope import region_condition
from changai.kernel.places.models import Region
from changai.kernel.screens.access import page
from changai.kernel.screens.frame import Frame

LIMIT = 60
# Page places belong to the list as it was; another region starts at its first page.
DROPPED = ("region", "after", "before")


def options(post: Post, frame: Frame, here: str, text: str = "") -> list[dict[str, Any]]:
    """Regions that may be chosen: the post's own, those above the present one within reach, and its children.

    With a text: regions within reach whose name holds it.
    """
    within = Region.objects.filter(region_condition("code", post.scope.prefix or ""), valid_to=None)
    present = frame.region or post.region
    if present is None:
        return []
    if text:
        found = list(within.filter(name__icontains=text).select_related("parent").order_by("code")[:LIMIT])
    else:
        above = [code for code in _ancestors(present.code) if post.scope.covers_region(code)]
        found = [
            *within.filter(code__in=[*above, present.code]).order_by("code"),
            *within.filter(parent=present.code).order_by("code")[:LIMIT],
        ]
    return [
        {
            "name": one.name,
            "note": one.parent.name if text and one.parent else "",
            "href": _address(here, "" if one.code == post.region_id else one.code),
            "current": one.code == present.code,
        }
        for one in found
    ]


@require_POST
@page()
def search(request: HttpRequest) -> HttpResponse:
    """The drop-down's options for a typed text, as a fragment."""
    text = request.POST.get("text", "").strip()[:40]
    here = request.POST.get("here", "/")
    frame: Frame = request.frame  # type: ignore[attr-defined]  # FrameMiddleware
    found = options(request.post, frame, here if here.startswith("/") else "/", text)  # type: ignore[attr-defined]
    return render(request, "changai/shell/regions.html", {"options": found})


def _ancestors(code: str) -> list[str]:
    """Codes of the regions that hold this one, from the nation down."""
    return ["000000", code[:2] + "0000", code[:4] + "00", code[:6]] if code != "000000" else []


def _address(here: str, code: str) -> str:
    """The same page for another region; a record's page leads to its list, as the record may lie elsewhere."""
    parts = urlsplit(here)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name not in DROPPED]
    query = urlencode([*kept, ("region", code)] if code else kept)
    return f"{parts.path}?{query}" if query else parts.path
