"""All targets with their lights, and one target's page: value, trend, what answers it, where it comes from."""

from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from changai.domains.reform.documents.queries import excerpt
from changai.domains.reform.plans.models import Target
from changai.domains.reform.targets import actions
from changai.domains.reform.targets.models import ReportedValue, Tie
from changai.domains.reform.targets.queries.indicators import MEMBERS, answerable, indicators
from changai.domains.reform.targets.queries.lights import STATES
from changai.domains.reform.targets.queries.values import Progress, likely, progress, shown, tally, with_plans
from changai.kernel.access.current import post, require
from changai.kernel.access.roles import REGIONAL
from changai.kernel.files.views import response

TREND = 24  # periods shown
# Indicator → the employers' list of the picture; the others are about workers.
EMPLOYERS = {"union-coverage": "union", "party-coverage": "party"}
PEOPLE = {
    "union-rate": {"dimension": "union_member", "member": "yes"},
    "party-members": {"dimension": "party_member", "member": "yes"},
    "contract-rate": {"dimension": "contract", "member": "yes"},
    "migrants": {"dimension": "migrant", "member": "local,outside,migrant"},
    "outside-migrants": {"dimension": "migrant", "member": "outside"},
    "headcount": {},
}


def target_of(pk: int) -> Target:
    """A target in reach, of a version that was not dropped."""
    rows = with_plans().select_related("version__document").exclude(version__state="dropped")
    return get_object_or_404(rows, pk=pk)


@never_cache
@require_GET
@require(*REGIONAL)
def overview(request: HttpRequest) -> HttpResponse:
    """Every target of the plans in force, those behind first; narrowed by state."""
    targets = list(
        with_plans()
        .filter(version__state="confirmed")
        .order_by("version__plan", "measure__order", "order", "pk")
    )
    found = list(progress(targets).values())
    asked = request.GET.get("state", "")
    if asked and asked not in (*STATES, "unjudged"):
        raise Http404("没有这种状态")
    order = {"behind": 0, "none": 1, "track": 2, "met": 3, "": 4}
    rows = sorted(found, key=lambda one: order[one.light.state])
    wanted = {"": None, "unjudged": ""}.get(asked, asked)
    frame = request.frame  # type: ignore[attr-defined]  # FrameMiddleware
    counts = [
        (title, count, frame.link("/progress/", state=state or "unjudged"), (state or "unjudged") == asked)
        for state, title, count in tally(one.light for one in found)
    ]
    context = {
        "title": "目标进度",
        "counts": [("全部", len(found), frame.link("/progress/"), not asked), *counts],
        "rows": [one for one in rows if wanted is None or one.light.state == wanted],
    }
    return render(request, "targets/overview.html", context)


@never_cache
@require_GET
@require(*REGIONAL)
def target_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One target."""
    target = target_of(pk)
    one, holder = progress([target])[target.pk], post(request)
    verbs = [
        verb
        for verb in (actions.tie, actions.report, actions.untie)
        if verb.permits(holder, target)
        and _in_reach(holder, target)
        and (verb is not actions.tie or answerable(target))
    ]
    history = ReportedValue.objects.filter(target=target).select_related(
        "file", "figure__document", "replaces"
    )
    named = indicators()
    context = {
        "title": target.subject or target.text[:60],
        "target": target,
        "plan": target.version.plan,
        "one": one,
        "verbs": verbs,
        "suggested": [named[key].title for key in likely(target)] if one.tie is None else [],
        "chart": chart(one),
        "trend": [_row(one, at) for at in range(max(0, len(one.points) - TREND), len(one.points))][::-1],
        "behind": behind(one),
        "history": [_told(row, holder) for row in history.order_by("-period", "-pk")],
        "ties": [
            (named[row.indicator].title if row.indicator in named else row.indicator, row)
            for row in Tie.objects.filter(target=target).order_by("-pk")
        ],
        "excerpt": excerpt(target.version.document, target.start, target.end),
        "place": f"/plans/{target.version.plan_id}/bench/?version={target.version.number}#t{target.pk}",
    }
    return render(request, "targets/page.html", context)


def _in_reach(holder: Any, target: Target) -> bool:
    """Whether the post acts for the plan's region, rather than reads from below."""
    return bool(holder.scope.covers_region(target.version.plan.region_id))


def _told(row: ReportedValue, holder: Any) -> dict[str, Any]:
    """A reported value with what may be done to it, and where a document has its figure."""
    verbs = [verb for verb in (actions.correct, actions.withdraw) if verb.permits(holder, row)]
    figure = row.figure
    place = f"/documents/{figure.document_id}/#f{figure.order}" if figure else ""
    return {"row": row, "verbs": verbs, "place": place, "state": _state(row)}


def _state(row: ReportedValue) -> str:
    if row.withdrawn_at is not None:
        return "已撤回"
    return "" if row.counts else "已更正"


def _row(one: Progress, at: int) -> dict[str, Any]:
    """A period of the trend table."""
    point = one.points[at]
    before = one.points[at - 1].value if at else None
    change = "" if before is None else f"{round(point.value - before, 2):+}"
    parts = f"{point.part:,} / {point.whole:,}" if point.part is not None and point.whole is not None else ""
    return {"day": point.day, "value": shown(one.target, point.value), "parts": parts, "change": change}


def chart(one: Progress) -> dict[str, Any] | None:
    """The trend as points in a box of 600 × 160, with the target as a level line; None for less than two points."""
    points = one.points[-TREND:]
    if len(points) < 2:
        return None
    goals = [one.target.value] + ([one.target.value_to] if one.target.value_to is not None else [])
    values = [*(point.value for point in points), *goals]
    low, high = min(values), max(values)
    span, first, last = (high - low) or Decimal(1), points[0].day, points[-1].day

    def across(day: date) -> float:
        return 600 * (day - first).days / max(1, (last - first).days)

    def down(worth: Decimal) -> float:
        return float(150 - 140 * (worth - low) / span)

    return {
        "points": " ".join(f"{across(point.day):.1f},{down(point.value):.1f}" for point in points),
        "goal": f"{down(goals[0]):.1f}",
        "first": first,
        "last": last,
        "spoken": "，".join(f"{point.day} {shown(one.target, point.value)}" for point in points),
    }


def behind(one: Progress) -> str:
    """The page of the picture with the records behind the newest value; "" where there is none."""
    newest, region = one.light.newest, one.target.version.plan.region_id
    if one.tie is None or newest is None:
        return ""
    key = one.tie.indicator
    state = {"region": region, "as_of": newest.day.isoformat()}
    if key in EMPLOYERS:
        return f"/picture/employers/?{urlencode({**state, 'about': EMPLOYERS[key], 'answer': 'yes'})}"
    if key in PEOPLE:
        return f"/picture/people/?{urlencode({**state, **PEOPLE[key]})}"
    if key in MEMBERS:
        return ""  # the picture has no list of employers by scale
    return f"/picture/?{urlencode({**state, 'trend': key})}"


@require_GET
@require(*REGIONAL)
def evidence(request: HttpRequest, pk: int, value: int) -> HttpResponse:
    """The evidence of a value, for those who see the value."""
    row = get_object_or_404(ReportedValue.objects.select_related("file"), pk=value, target=target_of(pk))
    if row.file is None or not _in_reach(post(request), target_of(pk)):
        raise Http404("这个数值没有佐证材料，或者材料不在您的范围内")
    return response(row.file)
