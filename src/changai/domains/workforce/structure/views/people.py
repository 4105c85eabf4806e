"""The workers behind a bar: the list's total is the bar's figure."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from changai.domains.workforce.employment.models import GROUPS
from changai.domains.workforce.people.models import Worker
from changai.domains.workforce.structure import queries
from changai.domains.workforce.structure.facts import DIMENSIONS
from changai.domains.workforce.structure.queries import State
from changai.domains.workforce.structure.views.asked import in_whole_reach, page_after, state_of, told
from changai.domains.workforce.structure.views.links import Links
from changai.domains.workforce.structure.views.waiting import not_ready
from changai.engines.codes import skills
from changai.kernel.access.current import require
from changai.kernel.access.roles import WORKING
from changai.kernel.facts.errors import FactsError
from changai.kernel.parameters import ParameterMissing
from changai.kernel.vault.masks import mask_name

PAGE = 50


@require_GET
@require(*WORKING)
@in_whole_reach
def people(request: HttpRequest) -> HttpResponse:
    """Page by page, names shortened; who has since left our reach is counted and said, not shown."""
    state, after = state_of(request), page_after(request)
    if (wait := not_ready(state)) is not None:
        return wait
    dimension, member = request.GET.get("dimension", ""), request.GET.get("member", "")
    try:
        page = _drill(state, dimension, member, after)
    except (FactsError, ParameterMissing) as missing:
        raise Http404(str(missing)) from None
    if not page.ids and after:
        raise Http404("没有这一页，请从第一页看起")
    links = Links(state)
    found = Worker.objects.select_related("person", "employer", "region").in_bulk(page.ids)
    return render(
        request,
        "structure/people.html",
        {
            "title": heading(state, dimension, member),
            "told": told(state),
            "total": page.total,
            "rows": [_row(pk, found.get(pk)) for pk in page.ids],
            "first": not after,
            "start_href": links.people(dimension, member),
            "next_href": links.people(dimension, member, page.after) if page.after else "",
            "back_href": links.picture() + (f"#b-{dimension}" if dimension else ""),
        },
    )


def _drill(state: State, dimension: str, member: str, after: int) -> queries.Drill:
    """The list behind a bar, or behind several of a dimension."""
    if "," not in member or dimension not in DIMENSIONS:
        return queries.drill(state, dimension, member, after=after, limit=PAGE)
    several = State.parse({dimension: member}, region=state.region, as_of=state.as_of)
    chosen = dict(state.filters).get(dimension)
    left = [one for one in dict(several.filters).get(dimension, ()) if chosen is None or one in chosen]
    if not left:
        return queries.Drill((), 0, None)
    return queries.drill(state.narrowed(dimension, *left), after=after, limit=PAGE)


def heading(state: State, dimension: str, member: str) -> str:
    """The conditions in words: 年龄：30—40岁，技能结构：普工."""
    chosen = state.narrowed(dimension, *member.split(",")) if dimension else state
    return conditions(chosen) or "全部产业工人"


def conditions(state: State) -> str:
    """A state's filters in words; empty without any."""
    parts = []
    for key, members in state.filters:
        titles = queries.labels(key, state.region, state.as_of)
        parts.append(f"{DIMENSIONS[key]}：{'、'.join(titles.get(one, one) for one in members)}")
    return "，".join(parts)


def _row(pk: int, worker: Worker | None) -> dict[str, Any]:
    if worker is None:
        return {"gone": True}
    return {
        "address": f"/workers/{pk}/",
        "name": mask_name(worker.person.name),
        "employer": worker.employer or dict(GROUPS).get(worker.group, ""),
        "post": worker.post,
        "skill": skills.LEVELS.get(worker.skill_rank, ""),
        "region": worker.region.name,
        "since": worker.employed_since,
        "working": worker.working,
    }
