"""While a day's profile is being made: a page that says so and opens the picture when it is ready."""

import hashlib
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from changai.domains.workforce.structure.jobs import KIND
from changai.domains.workforce.structure.queries import State
from changai.domains.workforce.structure.views.asked import told
from changai.domains.workforce.structure.views.links import Links
from changai.kernel.facts import reading
from changai.kernel.facts.errors import FactsError
from changai.kernel.facts.models import Snapshot
from changai.kernel.jobs.models import Job
from changai.kernel.jobs.runner import start
from changai.kernel.parameters import ParameterMissing

FRAGMENT = "picture-waiting"  # the part of the page that asks again


def under_way(request: HttpRequest, state: State) -> HttpResponse | None:
    """The page to show while the state's days are being made; None when they are ready.

    A failed making is told, and begun anew when the officer asks for it.
    """
    asks = request.htmx.target == FRAGMENT  # type: ignore[attr-defined]  # HtmxMiddleware
    other = state.other()
    for day in dict.fromkeys([state.as_of, *([other.as_of] if other else [])]):
        found = _job(day, anew="again" in request.GET)
        if found is None:
            continue
        return render(
            request,
            "structure/waiting_part.html" if asks else "structure/waiting.html",
            {
                "title": "结构分析",
                "first": told(state),
                "day": day,
                "job": found,
                "standing": found.standing(),
                "here": Links(state).picture(),
            },
        )
    if asks:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return HttpResponseRedirect(Links(state).picture()) if "again" in request.GET else None


def not_ready(state: State) -> HttpResponse | None:
    """For lists and workbooks: the way to the picture, which tells, while the state's days are not ready."""
    other = state.other()
    days = [state.as_of, *([other.as_of] if other else [])]
    ready = all(_ready(found, day) for day in days if (found := _newest(day)) is not None)
    return None if ready else HttpResponseRedirect(Links(state).picture())


def _job(day: date, *, anew: bool) -> Job | None:
    """The job that makes a day, begun if need be; None when the day can be read."""
    found = _newest(day)
    if found is None or found.counts.get("person", 0) <= reading.AT_ONCE:
        return None
    key = f"{found.digest} {day}"
    digest = hashlib.sha256(f"{KIND}\0{key}".encode()).hexdigest()
    last = Job.objects.filter(kind=KIND, key=digest).order_by("-pk").first()
    if last is not None and last.active:
        return last
    if _ready(found, day):
        return None
    if last is not None and last.state == "failed" and not anew:
        return last
    return start(KIND, f"计算 {day} 的结构分析", post=None, key=key, snapshot=found.pk, as_of=day.isoformat())


def _newest(day: date) -> Snapshot | None:
    try:
        return reading.newest(day)
    except FactsError:
        return None


def _ready(found: Snapshot, day: date) -> bool:
    """Whether the day can be read; what can't be read at all is told by the page itself."""
    try:
        return reading.ready(found, day)
    except (FactsError, ParameterMissing):
        return True
