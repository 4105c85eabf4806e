"""The picture of the workforce."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET

from changai.domains.workforce.structure import queries
from changai.domains.workforce.structure.facts import DIMENSIONS
from changai.domains.workforce.structure.queries import State
from changai.domains.workforce.structure.views.asked import in_whole_reach, state_of, told, untidy
from changai.domains.workforce.structure.views.blocks import blocks, undated
from changai.domains.workforce.structure.views.cards import cards, trend
from changai.domains.workforce.structure.views.links import Links
from changai.domains.workforce.structure.views.report import printed
from changai.domains.workforce.structure.views.waiting import under_way
from changai.kernel.access.current import require
from changai.kernel.access.roles import WORKING
from changai.kernel.access.scope import active_scope
from changai.kernel.facts.errors import FactsError
from changai.kernel.parameters import ParameterMissing
from changai.kernel.places.tree import children, path

CONTROLS = ("industry_group", "skill", "age", "education", "wage", "migrant")


@require_GET
@require(*WORKING)
@in_whole_reach
def picture(request: HttpRequest) -> HttpResponse:
    """The whole: controls, cards, distributions with their tables, trend; the state is in the address."""
    state = state_of(request)
    links = Links(state)
    shown = request.GET.get("trend", "")
    if untidy(request):
        return HttpResponseRedirect(links.picture(trend=shown))
    if (wait := under_way(request, state)) is not None:
        return wait
    controls = [_control(key, state, links) for key in (*CONTROLS, *set_apart())]
    other = state.other()
    page = {
        "title": "结构分析",
        "first": told(state),
        "second": told(other) if other else "",
        "late": request.frame.as_of > state.as_of,  # type: ignore[attr-defined]  # set by the frame's middleware
        "state": state,
        "with_day": state.compare_as_of.isoformat() if state.compare_as_of else "",
        "compare_regions": _comparable(state),
        "controls": controls[: len(CONTROLS)],
        "more": controls[len(CONTROLS) :],
        "more_open": any(one["chosen"] for one in controls[len(CONTROLS) :]),
        "chips": [one for one in controls if one["chosen"]],
        "alone_href": links.alone() if other else "",
        "clear_href": links.clear(),
        "export_href": links.export(),
        "kept": [(name, links.pairs()[name]) for name in ("region", "as_of") if name in links.pairs()],
        "kept_all": links.pairs().items(),
    }
    try:
        page |= _figures(state, links, shown)
    except (FactsError, ParameterMissing) as missing:
        page |= {"empty_title": "还没有可以展示的数字", "empty_text": str(missing)}
    return render(request, "structure/picture.html", page)


def set_apart() -> list[str]:
    """The dimensions whose controls stand under “更多条件”."""
    return [key for key in DIMENSIONS if key not in CONTROLS]


def _figures(state: State, links: Links, shown: str) -> dict[str, Any]:
    report = printed(state)
    return {
        "cards": cards(state, links, report),
        "blocks": blocks(state, links, report),
        "trend": trend(state, shown),
        "undated": undated(state, *dict(state.filters)),
        "figures": True,
    }


def _comparable(state: State) -> list[tuple[str, str]]:
    """Regions in reach to hold this one against: those beside it, the one above, those below."""
    line = path(state.region)
    scope = active_scope()
    near = [*(children(line[-2].code) if len(line) > 1 else []), *line[-2:-1], *children(state.region)]
    return [
        (one.code, one.name) for one in near if scope.covers_region(one.code) and one.code != state.region
    ]


def _control(key: str, state: State, links: Links) -> dict[str, Any]:
    chosen = dict(state.filters).get(key, ())
    titles = queries.labels(key, state.region, state.as_of)
    return {
        "name": key,
        "title": DIMENSIONS[key],
        "members": [(member, label, member in chosen) for member, label in titles.items()],
        "chosen": "、".join(titles.get(member, member) for member in chosen),
        "lift": links.without(key),
    }
