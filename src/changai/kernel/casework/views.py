"""The inbox, and the help pages that are drawn from the declarations."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from changai.engines.procedures import Procedure
from changai.kernel import parameters
from changai.kernel.access.current import post, require
from changai.kernel.access.roles import ROLES, SCHOOL_CLERK, WORKING
from changai.kernel.casework.declared import model_of, procedure_of, procedures
from changai.kernel.casework.diagram import draw
from changai.kernel.casework.inbox import BOXES, box, counts
from changai.kernel.casework.models import Case
from changai.kernel.casework.screens import stage_title, standing
from changai.kernel.screens.home import HomeCard, register_home_card
from changai.kernel.screens.registry import screen_of

READERS = (*WORKING, SCHOOL_CLERK)
PAGE = 50


@require_GET
@require(*READERS)
def inbox(request: HttpRequest) -> HttpResponse:
    """Cases by what they wait for; `box` chooses, `page` turns."""
    frame: Any = request.frame  # type: ignore[attr-defined]
    held = post(request)
    chosen = next((one for one in BOXES if one.key == request.GET.get("box", "mine")), None)
    if chosen is None:
        raise Http404("没有这一栏")
    page = _page(request.GET.get("page", "1"))
    number = counts(held, frame.today)
    found = box(held, chosen.key, frame.today)
    rows = found.select_related("organisation", "region")[(page - 1) * PAGE : page * PAGE]
    return render(
        request,
        "casework/inbox.html",
        {
            "title": "我的办件",
            "boxes": [(one, number[one.key]) for one in BOXES],
            "chosen": chosen,
            "rows": [_row(one, held) for one in rows],
            "page": page,
            "more": number[chosen.key] > page * PAGE,
        },
    )


@require_GET
@require(*READERS)
def overview(request: HttpRequest) -> HttpResponse:
    """Every procedure in its newest version."""
    newest = {one.key: one for one in procedures()}
    return render(request, "casework/procedures.html", {"title": "办事流程", "procedures": newest.values()})


@require_GET
@require(*READERS)
def procedure(request: HttpRequest, key: str) -> HttpResponse:
    """One procedure: its diagram, who does what, the clocks with their sources."""
    try:
        found = procedure_of(key)
    except KeyError:
        raise Http404("没有这个事项") from None
    frame: Any = request.frame  # type: ignore[attr-defined]
    region = frame.region.code if frame.region else "000000"
    terms = [
        (
            clock,
            [
                parameters.find(f"terms.{key}", frame.as_of, region)
                for key in (clock.term, *clock.extends.values())
            ],
        )
        for clock in found.clocks
    ]
    return render(
        request,
        "casework/procedure.html",
        {
            "title": found.title,
            "one": found,
            "diagram": draw(found),
            "steps": [_step(found, one) for one in found.steps],
            "clocks": terms,
        },
    )


def _step(found: Procedure, step: Any) -> dict[str, Any]:
    return {
        "step": step,
        "at": "、".join(found.stage(key).title for key in step.at) or "开始",
        "to": found.stage(step.to).title if step.to else "不变",
        "by": "、".join(ROLES[key].title for key in step.by),
    }


def _row(case: Case, held: Any) -> dict[str, Any]:
    screen = screen_of(model_of(case.procedure))
    text, tone = standing(case)
    return {
        "case": case,
        "href": f"/{screen.key}/{case.pk}/" if screen and held.role in screen.by else "",
        "procedure": procedure_of(case.procedure, case.version).title,
        "stage": stage_title(case),
        "standing": text,
        "tone": tone,
    }


def _page(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 10_000:
        raise Http404("没有这一页")
    return int(text)


def _waits(request: HttpRequest) -> list[dict[str, Any]]:
    """What waits for the post, what is late, what is due soon; a box with nothing in it is left out."""
    frame: Any = request.frame  # type: ignore[attr-defined]
    number = counts(post(request), frame.today)
    return [
        {"title": one.title, "count": number[one.key], "href": f"/inbox/?box={one.key}", "tone": one.tone}
        for one in BOXES[:3]
        if number[one.key]
    ]


register_home_card(HomeCard("cases", "我的办件", "waits", READERS, _waits, 5))
