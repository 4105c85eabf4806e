"""A document's page: while it is read, to be looked at before it is kept, and as a reader."""

import json
import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from changai.domains.reform.documents.actions import HeaderForm, correct_document, withdraw_document
from changai.domains.reform.documents.models import Document, tidy
from changai.domains.reform.documents.queries import Piece, beside, marked, pieces, where
from changai.kernel.access.current import post, require
from changai.kernel.access.roles import REGIONAL, UNION_OFFICER
from changai.kernel.files.views import attachment, response
from changai.kernel.jobs.views import shown
from changai.kernel.screens.dressing import dress

PLACE = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
CHECKS = {
    "sum": "合计",
    "share": "占比合计",
    "ratio": "比率",
    "same": "前后一致",
    "growth": "增减",
    "count": "数目",
}


def found(request: HttpRequest, pk: int) -> Document:
    """A document that this post may see: others' uploads that wait are their officers' alone."""
    document = get_object_or_404(
        Document.objects.select_related("region", "file", "job", "organisation"), pk=pk
    )
    if document.state not in ("kept", "withdrawn") and post(request).role is not UNION_OFFICER:
        raise Http404("没有这份文件")
    return document


@never_cache
@require_GET
@require(*REGIONAL)
def document_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Whatever the document has come to."""
    return document_view(request, found(request, pk), None)


def document_view(request: HttpRequest, document: Document, form: Any, status: int = 200) -> HttpResponse:
    """Progress, failure, or the two panes. form: the header as it was handed in, with its errors."""
    context: dict[str, Any] = {"title": document.title, "document": document}
    if document.state == "waiting" and document.job is not None:
        context |= shown(document.job)
        part = bool(getattr(request, "htmx", False))
        if part and not document.job.active:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, f"documents/{'waiting' if part else 'waiting_page'}.html", context)
    if getattr(request, "htmx", False) and not request.htmx.boosted:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Refresh": "true"})
    if document.state == "failed":
        return render(request, "documents/failed.html", context)
    if document.state == "offered":
        start = {"issuers": document.issuer}
        names = ("kind", "title", "number", "issued_on")
        context["form"] = form or dress(
            HeaderForm(initial={**start, **{name: getattr(document, name) for name in names}})
        )
    holder = post(request)
    verbs = [one for one in (correct_document, withdraw_document) if one.permits(holder, document)]
    return render(
        request,
        "documents/page.html",
        context | read_out(document, asked_place(request)) | {"verbs": verbs},
        status=status,
    )


def asked_place(request: HttpRequest) -> list[Piece]:
    """The place that the address asks to be lit (`at=120-134`), as a piece of the key `hit`."""
    found = PLACE.fullmatch(request.GET.get("at", ""))
    return [Piece("hit", "hit", int(found[1]), int(found[2]))] if found else []


def read_out(document: Document, more: list[Piece] | None = None) -> dict[str, Any]:
    """Everything of a reading as the page shows it, each with the key of its place."""
    reading = document.reading
    return {
        "reading": reading,
        "text": marked(document.text, [*pieces(reading), *(more or ())]),
        "figures": [(f"f{at}", quantity(one), one) for at, one in enumerate(reading.get("figures") or ())],
        "checks": [
            (f"c{at}", CHECKS.get(one["kind"], "核对"), one)
            for at, one in enumerate(reading.get("checks") or ())
        ],
        "wrong": sum(not one["ok"] for one in reading.get("checks") or ()),
        "doubts": [
            (f"d{at}", where(one["where"]), one) for at, one in enumerate(reading.get("doubts") or ())
        ],
        "measures": [(f"m{at}", one) for at, one in enumerate(reading.get("measures") or ())],
        "targets": sum(len(one.get("targets") or ()) for one in reading.get("measures") or ())
        + len(reading.get("document_targets") or ()),
        "beside": beside(document) if document.state == "kept" else [],
        "letter": _letter(reading),
        "plan": _plan(document),
    }


def _plan(document: Document) -> Any:
    """The latest version of a plan that stands on the document, if one does."""
    versions: Any = document.versions  # type: ignore[attr-defined]  # of the slice that stands on this one
    return versions.exclude(state="dropped").order_by("-pk").first()


def quantity(one: dict[str, Any]) -> str:
    """A figure's value and unit: 约 1,234.5 万元, 2,000～3,000 元."""
    value = one["value"]
    text = "～".join(tidy(each) for each in value) if isinstance(value, list) else tidy(value)
    bound = {"min": "≥ ", "max": "≤ "}.get(one.get("bound") or "", "")
    unit = one.get("unit") or ""
    return f"{one.get('approx') or ''}{bound}{text}{unit if unit in ('%', '‰') else ' ' + unit}".strip()


def _letter(reading: dict[str, Any]) -> list[tuple[str, str]]:
    """What a reply says of itself, titled; only what was found."""
    proposal = reading.get("proposal") or {}
    contacts = [
        "　".join(str(one[name]) for name in ("role", "name", "phone") if one.get(name))
        for one in reading.get("contacts") or ()
    ]
    found = [
        ("答复对象", "、".join(reading.get("recipient") or ())),
        ("身份", reading.get("recipient_role")),
        ("建议提案", proposal.get("title")),
        ("编号", proposal.get("number")),
        ("届次", " ".join(str(proposal[name]) for name in ("body", "session") if proposal.get(name))),
        ("办理标记", reading.get("handling_mark")),
        ("联系人", "；".join(contacts)),
        ("邮政编码", reading.get("postcode")),
        ("公开方式", reading.get("disclosure")),
        ("抄送", "、".join(reading.get("cc") or ())),
        ("主送", reading.get("addressees")),
        ("依据", "；".join(f"{one['name']}{one.get('number') or ''}" for one in reading.get("basis") or ())),
    ]
    return [(title, str(value)) for title, value in found if value]


@require_GET
@require(*REGIONAL)
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it came."""
    return response(found(request, pk).file)


@require_GET
@require(*REGIONAL)
def as_json(request: HttpRequest, pk: int) -> HttpResponse:
    """The reading in the shape of `changai ingest --json`."""
    document = found(request, pk)
    shape = {"file": document.file.name, **document.reading}
    content = json.dumps(shape, ensure_ascii=False, indent=1).encode()
    return attachment(content, f"{document.title[:60]}.json", "application/json")
