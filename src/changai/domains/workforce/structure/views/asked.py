"""What a request asks the picture to show."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from changai.domains.workforce.structure.facts import DIMENSIONS
from changai.domains.workforce.structure.queries import State, StateWrong
from changai.kernel.access.current import post
from changai.kernel.access.scope import active_scope, within
from changai.kernel.facts.models import Snapshot
from changai.kernel.parties.models import Organisation
from changai.kernel.places.tree import path

NATION = "000000"


def in_whole_reach(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Run a view in the post's own scope: the state says the region, and another may stand beside it.

    What the address asks for in vain is told on the picture.
    """

    @wraps(view)
    def wide(request: HttpRequest) -> HttpResponse:
        with within(post(request).scope):
            try:
                return view(request)
            except StateWrong as wrong:
                messages.warning(request, f"{wrong}这里显示的是没有条件的结构分析。")
                return HttpResponseRedirect("/picture/")

    return wide


def state_of(request: Any) -> State:
    """The state of the address: the frame's region, and the day of the newest snapshot if the day is later.

    A region out of reach is 404, like any record out of reach; StateWrong for a condition that can't be read.
    """
    frame = request.frame
    region = frame.region.code if frame.region else _home(request)
    state = State.parse(_joined(request), region=region, as_of=frame.as_of)
    wanted = [state.region, state.compare_region] if regional() else [state.compare_region]
    if any(code and not active_scope().covers_region(code) for code in wanted):
        raise Http404("该地区不在您的岗位范围内")
    newest = newest_day()
    if newest is None:
        return state
    day = min(state.as_of, newest)
    other = min(state.compare_as_of, newest) if state.compare_as_of else None
    return State(state.region, day, state.filters, state.compare_region, other)


def page_after(request: HttpRequest) -> int:
    """The id that a list's page starts after; 0 for the first page."""
    after = request.GET.get("after", "0")
    if not after.isdecimal() or len(after) > 18:
        raise Http404("没有这一页，请从第一页看起")
    return int(after)


def _joined(request: HttpRequest) -> dict[str, str]:
    """The query with a dimension's boxes, which a form sends one by one, joined by commas; the day is the frame's."""
    return {
        name: ",".join(values) if name in DIMENSIONS else values[-1]
        for name, values in request.GET.lists()
        if name != "as_of"
    }


def untidy(request: HttpRequest) -> bool:
    """Whether a form wrote the address: empty conditions, boxes one by one."""
    return any(len(values) > 1 or not values[0] for _, values in request.GET.lists())


def regional() -> bool:
    """Whether the post acts over regions; an organisation's post has no region to choose or compare."""
    scope = active_scope()
    return scope.everything or scope.prefix is not None


def told(state: State) -> str:
    """A state in words: 咸安区 2026-11-20; for an organisation's post its own name."""
    unit = active_scope().organisation
    name = Organisation.objects.get(pk=unit).name if unit else path(state.region)[-1].name
    return f"{name} {state.as_of}"


def _home(request: HttpRequest) -> str:
    """The region of a post without one of its own: its organisation's."""
    organisation = post(request).organisation
    return organisation.region_id if organisation else NATION


def newest_day() -> date | None:
    """The day to which our snapshots know the records; None before the first."""
    return Snapshot.objects.order_by("-as_of").values_list("as_of", flat=True).first()
