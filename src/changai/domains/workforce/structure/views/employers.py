"""The employers behind a coverage card: the list's total is the card's figure."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from changai.domains.workforce.employers.models import Employer
from changai.domains.workforce.employers.queries import counted
from changai.domains.workforce.structure import queries
from changai.domains.workforce.structure.views.asked import in_whole_reach, page_after, state_of, told
from changai.domains.workforce.structure.views.links import Links
from changai.domains.workforce.structure.views.people import PAGE, conditions
from changai.domains.workforce.structure.views.waiting import not_ready
from changai.kernel.access.current import require
from changai.kernel.access.roles import WORKING
from changai.kernel.facts.errors import FactsError
from changai.kernel.parameters import ParameterMissing
from changai.kernel.screens.codes import industry_name, small_name

# What is covered → title of the page, and of its three lists.
TITLES = {
    "union": ("工会组织覆盖", {"yes": "已有工会", "no": "还没有工会", "": "全部单位"}),
    "party": ("党组织覆盖", {"yes": "已有党组织", "no": "还没有党组织", "": "全部单位"}),
}


@require_GET
@require(*WORKING)
@in_whole_reach
def employers(request: HttpRequest) -> HttpResponse:
    """Page by page, covered and not covered side by side with their totals."""
    state, after = state_of(request), page_after(request)
    if (wait := not_ready(state)) is not None:
        return wait
    about, answer = request.GET.get("about", ""), request.GET.get("answer", "")
    try:
        page = queries.employers(state, about, answer, after=after, limit=PAGE)
        totals = {one: queries.employers(state, about, one, limit=1).total for one in ("yes", "no", "")}
    except (FactsError, ParameterMissing) as missing:
        raise Http404(str(missing)) from None
    if not page.ids and after:
        raise Http404("没有这一页，请从第一页看起")
    links = Links(state)
    title, lists = TITLES[about]
    found = counted(Employer.objects.select_related("organisation__region")).in_bulk(page.ids)
    return render(
        request,
        "structure/employers.html",
        {
            "title": f"{title}：{lists[answer]}",
            "told": told(state),
            "conditions": conditions(state),
            "about": about,
            "total": page.total,
            "lists": [
                {
                    "title": name,
                    "total": totals[one],
                    "href": links.employers(about, one),
                    "current": one == answer,
                }
                for one, name in lists.items()
            ],
            "rows": [_row(pk, found.get(pk)) for pk in page.ids],
            "first": not after,
            "start_href": links.employers(about, answer),
            "next_href": links.employers(about, answer, page.after) if page.after else "",
            "back_href": links.picture(),
        },
    )


def _row(pk: int, employer: Any) -> dict[str, Any]:
    if employer is None:
        return {"gone": True}
    unit = employer.organisation
    return {
        "address": f"/employers/{pk}/",
        "name": unit.name,
        "industry": industry_name(employer.industry),
        "ownership": small_name("registration_type_2023")(employer.ownership),
        "size": employer.get_size_display(),
        "workers": employer.workers,
        "region": unit.region.name,
        "ended": unit.ended_on,
    }
