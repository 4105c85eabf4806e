"""A plan's page: its measures as a map; and the workplace, document on the left and breakdown on the right."""

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from changai.domains.reform.documents.queries import marked
from changai.domains.reform.plans.actions import (
    attach,
    confirm,
    drop_draft,
)
from changai.domains.reform.plans.models import Change, Doubt, Measure, Plan, PlanVersion, Target
from changai.domains.reform.plans.queries import (
    amended_by,
    by_chapter,
    by_department,
    completed,
    current,
    pieces,
    whole,
)
from changai.kernel.access.current import post, require
from changai.kernel.access.roles import REGIONAL

VIEWS = {"chapter": "按章节", "department": "按部门"}
SHOWN_CHANGES = 30


def plan_of(pk: int) -> Plan:
    """A plan in reach."""
    return get_object_or_404(Plan.objects.select_related("region"), pk=pk)


def version_of(request: HttpRequest, plan: Plan, draft: bool = False) -> PlanVersion | None:
    """The version asked for; else, as wanted, the draft or the one that counts. None where nothing is in reach."""
    versions = PlanVersion.objects.filter(plan=plan).exclude(state="dropped")
    wanted = versions.select_related("document", "plan__region")
    asked = request.GET.get("version", "")
    if asked.isdecimal() and len(asked) < 10:
        return get_object_or_404(wanted, number=int(asked))
    return (wanted.filter(state="draft").first() if draft else None) or current(plan)


@never_cache
@require_GET
@require(*REGIONAL)
def plan_page(request: HttpRequest, pk: int) -> HttpResponse:
    """All measures at a glance, by chapter or by department."""
    plan = plan_of(pk)
    version = version_of(request, plan)
    chosen = request.GET.get("by", "chapter")
    if chosen not in VIEWS:
        raise Http404("没有这种排列")
    context: dict[str, Any] = {
        "title": plan.title,
        "plan": plan,
        "version": version,
        "views": VIEWS,
        "chosen": chosen,
    }
    if version is not None:
        measures = whole(version)
        whole_targets = list(Target.objects.filter(version=version, measure=None).order_by("order", "pk"))
        completed(version, measures, whole_targets)
        context |= {
            "measures": measures,
            "chapters": by_chapter(measures),
            "departments": by_department(measures),
            "whole_targets": whole_targets,
            "targets": Target.objects.filter(version=version).exclude(measure=None).count(),
            "doubts": Doubt.objects.filter(version=version, cleared=False).count(),
            "versions": PlanVersion.objects.filter(plan=plan).exclude(state="dropped").order_by("-number"),
            "dropped": dropped_measures(version),
        }
        drafts = PlanVersion.objects.filter(plan=plan, state="draft").exclude(pk=version.pk)
        context["waiting"] = drafts.first()
    return render(request, "plans/page.html", context)


def dropped_measures(version: PlanVersion) -> list[Measure]:
    """Measures of the version before that this one does not continue."""
    if version.number < 2:
        return []
    before = PlanVersion.objects.filter(plan=version.plan_id, number__lt=version.number)
    last = before.filter(state__in=("confirmed", "superseded")).order_by("-number").first()
    if last is None:
        return []
    continued = Measure.objects.filter(version=version).exclude(previous=None).values("previous")
    return list(Measure.objects.filter(version=last).exclude(pk__in=continued).order_by("order", "pk"))


@never_cache
@require_GET
@require(*REGIONAL)
def work(request: HttpRequest, pk: int) -> HttpResponse:
    """The two panes of a version; with verbs where it is a draft that this post may correct."""
    plan = plan_of(pk)
    version = version_of(request, plan, draft=True)
    if version is None:
        raise Http404("这个方案没有版本")
    return render(request, "plans/work.html", bench(request, version))


def bench(request: HttpRequest, version: PlanVersion) -> dict[str, Any]:
    """What the two panes show."""
    holder, measures = post(request), whole(version)
    editable = confirm.permits(holder, version)
    verbs = [one for one in (confirm, attach, drop_draft) if one.permits(holder, version)]
    doubts = list(Doubt.objects.filter(version=version, cleared=False).order_by("start", "pk"))
    counted = Counter(one.change for one in measures)
    return {
        "title": f"{version.plan.title}",
        "plan": version.plan,
        "version": version,
        "text": marked(version.document.text, pieces(version, measures)),
        "chapters": by_chapter(measures),
        "measures": measures,
        "whole_targets": Target.objects.filter(version=version, measure=None).order_by("order", "pk"),
        "doubts": doubts,
        "elsewhere": [one for one in doubts if one.measure_id is None],
        "editable": editable,
        "verbs": verbs,
        "edition_of": amended_by(version) if attach in verbs else None,
        "mapping": version.number > 1,
        "counted": [(title, counted[key]) for key, title in Measure.CHANGES] if version.number > 1 else [],
        "dropped": dropped_measures(version),
        "changes": Change.objects.filter(version=version).order_by("-pk")[:SHOWN_CHANGES] if editable else [],
    }
