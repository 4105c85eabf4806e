"""One's own jobs: the list, one job, its progress, and running a failed one again."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from changai.kernel.access.current import post, require
from changai.kernel.actions import ActionRefused
from changai.kernel.audit import record
from changai.kernel.jobs import runner
from changai.kernel.jobs.models import Job

SHOWN = 50


def _mine(request: HttpRequest) -> QuerySet[Job]:
    """Jobs of any post of the signed-in account; nobody else's."""
    return Job.objects.filter(post__account_id=post(request).account_id).select_related("post")


@never_cache
@require_GET
@require()
def jobs(request: HttpRequest) -> HttpResponse:
    """The latest jobs, newest first; older ones behind `before`."""
    before = request.GET.get("before", "")
    found = _mine(request).order_by("-pk")
    if before.isdecimal() and len(before) < 19:
        found = found.filter(pk__lt=int(before))
    rows = list(found[: SHOWN + 1])
    context = {
        "title": "后台任务",
        "jobs": rows[:SHOWN],
        "older": rows[SHOWN - 1].pk if len(rows) > SHOWN else None,
        "kind": "list",
    }
    return render(request, "jobs/list.html", context)


@never_cache
@require_GET
@require()
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """A job's page; asked by htmx only its progress, which asks again every second until the job ends."""
    one = get_object_or_404(_mine(request), pk=pk)
    part = bool(getattr(request, "htmx", False)) and not request.htmx.boosted  # type: ignore[attr-defined]
    template = "jobs/progress.html" if part else "jobs/page.html"
    return render(request, template, {"title": one.title, **shown(one)})


@require_POST
@require()
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Run a failed job again."""
    one = get_object_or_404(_mine(request), pk=pk)
    try:
        runner.again(one)
    except ActionRefused as refusal:
        messages.error(request, f"{refusal}。")
    else:
        record("job.again", "重新运行任务", target=one, after={"任务": one.title})
    return HttpResponseRedirect(f"/jobs/{one.pk}/")


def shown(one: Job) -> dict[str, Any]:
    """What the progress fragment (`jobs/progress.html`) needs; usable on any page."""
    address = str(one.result.get("url", "")) if one.state == "done" else ""
    safe = url_has_allowed_host_and_scheme(address, None)
    return {"job": one, "standing": one.standing(), "result_url": address if safe else ""}


def latest(request: HttpRequest, kind: str) -> dict[str, Any] | None:
    """What a page needs to show my latest job of a kind (`jobs/latest.html`); None before the first."""
    one = _mine(request).filter(kind=kind).order_by("-pk").first()
    return shown(one) if one else None
