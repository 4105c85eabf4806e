"""Two plans side by side: chosen, paired, taken away as a workbook."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from changai.domains.reform.comparison.queries import Comparison, compare
from changai.domains.reform.comparison.views.sheet import XLSX, workbook
from changai.domains.reform.plans.models import Plan, PlanVersion
from changai.domains.reform.plans.queries import current, whole
from changai.kernel.access.current import require
from changai.kernel.access.roles import REGIONAL
from changai.kernel.files.views import attachment


@dataclass(frozen=True)
class Asked:
    """The two versions that were chosen and how they compare."""

    left: PlanVersion
    right: PlanVersion
    found: Comparison


def _plans() -> list[Plan]:
    """Plans in reach, of one's own region, below and above, that have a version."""
    kept = PlanVersion.objects.exclude(state="dropped").values("plan")
    return list(Plan.objects.filter(pk__in=kept).select_related("region").order_by("region", "pk"))


def _asked(request: HttpRequest, plans: list[Plan]) -> Asked | None:
    """What the address names; None where it names less than two plans. Raises Http404 for one out of reach."""
    names = [request.GET.get(name, "") for name in ("left", "right")]
    if not all(names):
        return None
    by_key = {str(one.pk): one for one in plans}
    if any(name not in by_key for name in names):
        raise Http404("没有这份方案，或者它不在您的范围内")
    if names[0] == names[1]:
        return None
    versions = [current(by_key[name]) for name in names]
    left, right = versions
    if left is None or right is None:
        raise Http404("这份方案没有版本")
    return Asked(left, right, compare(whole(left), whole(right)))


@never_cache
@require_GET
@require(*REGIONAL)
def page(request: HttpRequest) -> HttpResponse:
    """The choice, and below it the measures: shared ones paired, those of one only apart."""
    plans = _plans()
    asked = _asked(request, plans)
    chosen = {name: request.GET.get(name, "") for name in ("left", "right")}
    context: dict[str, Any] = {
        "title": "方案比较",
        "plans": [(str(one.pk), f"{one.title}（{one.region.name}）") for one in plans],
        "chosen": chosen,
        "asked": asked,
        "same": bool(chosen["left"]) and chosen["left"] == chosen["right"],
        "file": f"/compare/ledger/?{urlencode(chosen)}",
    }
    if asked:
        context["sides"] = [
            (asked.left, asked.found.only_left, True),
            (asked.right, asked.found.only_right, False),
        ]
    return render(request, "comparison/page.html", context)


@require_GET
@require(*REGIONAL)
def ledger(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    asked = _asked(request, _plans())
    if asked is None:
        raise Http404("请先选两份不同的方案")
    name = f"方案比较_{asked.left.plan.title[:40]}_{asked.right.plan.title[:40]}.xlsx"
    return attachment(workbook(str(asked.left.plan), str(asked.right.plan), asked.found), name, XLSX)
