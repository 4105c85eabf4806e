"""Departments with what the plans in force give them to do."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from changai.domains.reform.targets.queries.showing import Department, departments
from changai.domains.reform.targets.views.sheet import XLSX, workbook
from changai.kernel.access.current import require
from changai.kernel.access.roles import REGIONAL
from changai.kernel.files.views import attachment


def _found(pk: int) -> Department:
    """A department with something to do."""
    units = departments(only=pk)
    if not units:
        raise Http404("没有这个部门，或者它在现行方案里没有任务")
    return units[0]


@never_cache
@require_GET
@require(*REGIONAL)
def listed(request: HttpRequest) -> HttpResponse:
    """All departments with how much they lead and share in, and their lights."""
    return render(request, "targets/departments.html", {"title": "部门任务", "departments": departments()})


@never_cache
@require_GET
@require(*REGIONAL)
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """A department's tasks across all plans."""
    unit = _found(pk)
    return render(request, "targets/department.html", {"title": unit.organisation.name, "unit": unit})


@require_GET
@require(*REGIONAL)
def ledger(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a workbook."""
    unit = _found(pk)
    return attachment(workbook(unit), f"{unit.organisation.name[:60]}任务清单.xlsx", XLSX)
