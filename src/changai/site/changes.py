"""What colleagues did since yesterday, verb by verb: the list behind a line of the home page."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from changai.kernel.access.current import require
from changai.kernel.access.models import Post
from changai.kernel.access.roles import WORKING
from changai.kernel.access.scope import Scope, active_scope, region_condition
from changai.kernel.actions.registry import registry
from changai.kernel.audit.models import Entry
from changai.kernel.imports.models import Batch
from changai.kernel.imports.preview import seen_by
from changai.kernel.screens.registry import screens_about

# Changes that are no verb on one record.
IMPORTING = ("import.run", "import.undo")
SHOWN = 100


def counted(request: HttpRequest) -> list[dict[str, Any]]:
    """The verbs done since yesterday with how often, the commonest first, each with the address of its list."""
    rows = _entries().values("action", "title").annotate(count=Count("id")).order_by("-count", "title")[:8]
    return [
        {
            "title": row["title"],
            "count": row["count"],
            "href": f"/since/?{urlencode({'act': row['action'], 'title': row['title']})}",
        }
        for row in rows
    ]


@require_GET
@require(*WORKING)
def since(request: HttpRequest) -> HttpResponse:
    """The entries of one verb, the latest first; what it was done to is named where the reader may see it."""
    act = request.GET.get("act", "")
    if act not in registry and act not in IMPORTING:
        raise Http404("没有这种办理")
    found = _entries().filter(action=act)
    if title := request.GET.get("title", ""):
        found = found.filter(title=title)
    entries = list(found.order_by("-pk")[:SHOWN])
    if not entries:
        raise Http404("昨天以来没有这种办理")
    return render(
        request,
        "changai/since.html",
        {
            "title": f"昨天以来：{entries[0].title}",
            "total": found.count(),
            "shown": SHOWN,
            "rows": _rows(request, entries),
        },
    )


def _entries() -> Any:
    """What colleagues of my unit or region did since yesterday, by a verb or an import."""
    today = timezone.localdate()
    begun = timezone.make_aware(datetime.combine(today - timedelta(days=1), time.min))
    return Entry.objects.filter(
        at__gte=begun, account_id__in=_colleagues(active_scope()), action__in=[*registry, *IMPORTING]
    )


def _colleagues(scope: Scope) -> Any:
    """Accounts with a post at my unit, or anywhere in my region."""
    posts = Post.objects.all()
    if scope.prefix is not None:
        where = region_condition("region", scope.prefix) | region_condition(
            "organisation__region", scope.prefix
        )
        return posts.filter(where or Q()).values("account_id")
    if scope.organisation is not None:
        return posts.filter(organisation=scope.organisation).values("account_id")
    return posts.none().values("account_id")


def _rows(request: HttpRequest, entries: list[Entry]) -> list[dict[str, Any]]:
    """When, who, and to what; records of a kind are read at once, in scope."""
    wanted: dict[str, set[str]] = {}
    for one in entries:
        wanted.setdefault(one.object_type, set()).add(one.object_id)
    seen = {kind: _seen(request, kind, keys) for kind, keys in wanted.items()}
    return [
        {"at": one.at, "by": one.account_name, "reason": one.reason}
        | dict(zip(("name", "href"), seen[one.object_type].get(one.object_id, ("", "")), strict=True))
        for one in entries
    ]


def _seen(request: HttpRequest, kind: str, keys: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Key → name and address of the records of a kind that this post may open."""
    try:
        model = apps.get_model(kind) if kind else None
    except LookupError:
        model = None
    known = [key for key in keys if key.isdecimal()]
    post: Any = request.post  # type: ignore[attr-defined]  # PostMiddleware
    if model is Batch:
        found = seen_by(post).filter(pk__in=known)
        return {str(one.pk): (one.file_name, f"/imports/{one.pk}/") for one in found}
    screen = next((one for one in screens_about(model) if post.role in one.by), None) if model else None
    if screen is None:
        return {}
    rows = screen.queryset().filter(pk__in=known)
    return {str(one.pk): (screen.heading(one), f"/{screen.key}/{one.pk}/") for one in rows}
