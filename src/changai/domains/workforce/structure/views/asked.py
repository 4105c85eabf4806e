"""What a request asks the picture to show."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest

from changai.domains.workforce.structure.queries import State, StateWrong
from changai.kernel.access.current import post
from changai.kernel.access.scope import active_scope
from changai.kernel.facts.models import Snapshot

NATION = "000000"


def state_of(request: Any) -> State:
    """The state of the address: the frame's region, and the day of the newest snapshot if the day is later.

    A region out of reach is 404, like any record out of reach; a condition that can't be read is 404 as well.
    """
    frame = request.frame
    region = frame.region.code if frame.region else _home(request)
    try:
        state = State.parse(request.GET, region=region, as_of=frame.as_of)
    except StateWrong as wrong:
        raise Http404(str(wrong)) from None
    scope = active_scope()
    regional = scope.everything or scope.prefix is not None
    for code in (state.region, state.compare_region):
        if code and regional and not scope.covers_region(code):
            raise Http404("该地区不在您的岗位范围内")
    newest = newest_day()
    if newest is None:
        return state
    day = min(state.as_of, newest)
    other = min(state.compare_as_of, newest) if state.compare_as_of else None
    return State(state.region, day, state.filters, state.compare_region, other)


def _home(request: HttpRequest) -> str:
    """The region of a post without one of its own: its organisation's."""
    organisation = post(request).organisation
    return organisation.region_id if organisation else NATION


def newest_day() -> date | None:
    """The day to which our snapshots know the records; None before the first."""
    return Snapshot.objects.order_by("-as_of").values_list("as_of", flat=True).first()
