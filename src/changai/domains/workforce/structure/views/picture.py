"""The picture of the workforce."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from changai.domains.workforce.structure import queries
from changai.domains.workforce.structure.facts import DIMENSIONS
from changai.domains.workforce.structure.queries import State
from changai.domains.workforce.structure.views import blocks as made
from changai.domains.workforce.structure.views.asked import newest_day, state_of
from changai.domains.workforce.structure.views.links import Links
from changai.domains.workforce.structure.views.report import printed
from changai.kernel.access.current import require
from changai.kernel.access.roles import WORKING
from changai.kernel.access.scope import active_scope
from changai.kernel.facts.errors import FactsError
from changai.kernel.places.tree import children, path

CONTROLS = ("industry_group", "skill", "age", "education", "wage", "migrant")


@require_GET
@require(*WORKING)
def picture(request: HttpRequest) -> HttpResponse:
    """The whole: controls, cards, distributions with their tables, trend; the state is in the address."""
    state = state_of(request)
    links = Links(state)
    page = {
        "title": "结构分析",
        "address": "/picture/",
        "state": state,
        "today": newest_day(),
        "with_region": state.compare_region,
        "with_day": state.compare_as_of.isoformat() if state.compare_as_of else "",
        "compare_regions": _comparable(state),
        "controls": [_control(key, state) for key in CONTROLS],
        "more": [_control(key, state) for key in DIMENSIONS if key not in CONTROLS],
        "more_open": any(key not in CONTROLS for key, _ in state.filters),
        "narrowed": bool(state.filters or state.other()),
        "clear_href": links.clear(),
        "export_href": links.export(),
        "kept": [("region", state.region), ("as_of", state.as_of.isoformat())],
    }
    try:
        page |= _figures(request, state, links)
    except FactsError as missing:
        page |= {"empty_title": "还没有可以展示的数字", "empty_text": str(missing)}
    return render(request, "structure/picture.html", page)


def _figures(request: HttpRequest, state: State, links: Links) -> dict[str, Any]:
    report = printed(state)
    shown = {
        "cards": made.cards(state, links, report),
        "blocks": made.blocks(state, links, report),
        "trend": made.trend(state, request.GET.get("trend", "")),
        "compared": state.other() is not None,
        "first": told(state),
        "second": told(other) if (other := state.other()) else "",
        "figures": True,
    }
    pairs = [pair.split("=", 1) for pair in state.query().split("&")]
    return {**shown, "kept_all": [(name, value) for name, value in pairs]}


def told(state: State) -> str:
    """A state in words: 咸安区 2026-11-20."""
    return f"{path(state.region)[-1].name} {state.as_of}"


def _comparable(state: State) -> list[tuple[str, str]]:
    """Regions in reach to hold this one against: those beside it, the one above, those below."""
    line = path(state.region)
    scope = active_scope()
    near = [*(children(line[-2].code) if len(line) > 1 else []), *line[-2:-1], *children(state.region)]
    return [
        (one.code, one.name) for one in near if scope.covers_region(one.code) and one.code != state.region
    ]


def _control(key: str, state: State) -> dict[str, Any]:
    chosen = dict(state.filters).get(key, ())
    return {
        "name": key,
        "title": DIMENSIONS[key],
        "members": list(queries.labels(key, state.region, state.as_of).items()),
        "value": ",".join(chosen),
    }
