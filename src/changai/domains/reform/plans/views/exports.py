"""Exports of a version: the ledger that offices keep, the plan's text in the official layout, data."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from changai.domains.reform.documents.actions import read
from changai.domains.reform.plans.models import PlanVersion, Target
from changai.domains.reform.plans.queries import whole
from changai.domains.reform.plans.views.ledger import workbook
from changai.domains.reform.plans.views.pages import plan_of, version_of
from changai.domains.reform.plans.views.paper import official
from changai.engines.documents.reading import plain
from changai.kernel.access.current import require
from changai.kernel.access.roles import REGIONAL
from changai.kernel.files import store
from changai.kernel.files.views import attachment

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _version(request: HttpRequest, pk: int) -> PlanVersion:
    version = version_of(request, plan_of(pk))
    if version is None:
        raise Http404("这个方案没有版本")
    return version


def _name(version: PlanVersion, what: str, ending: str) -> str:
    state = "" if version.state == "confirmed" else f"（{version.get_state_display()}）"
    return f"{version.plan.title[:80]}{what}{state}.{ending}"


@require_GET
@require(*REGIONAL)
def ledger(request: HttpRequest, pk: int) -> HttpResponse:
    """任务分解表."""
    version = _version(request, pk)
    return attachment(workbook(version, whole(version)), _name(version, "任务分解表", "xlsx"), XLSX)


@require_GET
@require(*REGIONAL)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The document's cleaned text in the official layout."""
    version = _version(request, pk)
    file = version.document.file
    found = read(store.read(file), file.name)
    return attachment(official(version.document, found.text), _name(version, "", "docx"), DOCX)


@require_GET
@require(*REGIONAL)
def as_json(request: HttpRequest, pk: int) -> HttpResponse:
    """In the shape of `changai ingest --json`, with what officers corrected."""
    version = _version(request, pk)
    document = version.document
    shape = {
        "file": document.file.name,
        **document.reading,
        "kind": document.kind,
        "title": document.title,
        "document_number": document.number or None,
        "issuer": document.issuers,
        "date": plain(document.issued_on),
        "measures": [_measure(one) for one in whole(version)],
        "document_targets": [
            _target(one)
            for one in Target.objects.filter(version=version, measure=None).order_by("order", "pk")
        ],
    }
    content = json.dumps(shape, ensure_ascii=False, indent=1).encode()
    return attachment(content, _name(version, "", "json"), "application/json")


def _measure(one: Any) -> dict[str, Any]:
    """A measure as it stands now; beside the printed unit names the departments of today."""
    return {
        "number": one.number,
        "label": one.label,
        "title": one.title,
        "chapter": one.chapter,
        "group": one.group,
        "text": one.text,
        "lead": [duty.name for duty in one.all_duties if duty.role == "lead"],
        "responsible": [duty.name for duty in one.all_duties if duty.role == "responsible"],
        "departments": {duty.name: duty.present or duty.name for duty in one.all_duties},
        "open_ended": one.open_ended,
        "targets": [_target(each) for each in one.all_targets],
        "at": [one.start, one.end] if one.start is not None else None,
    }


def _target(one: Target) -> dict[str, Any]:
    """A target as it stands now."""
    value: Any = one.value if one.value_to is None else (one.value, one.value_to)
    return {
        "text": one.text,
        "value": plain(value),
        "unit": one.unit,
        "op": one.op,
        "baseline": plain(one.baseline),
        "due": one.due or None,
    }
