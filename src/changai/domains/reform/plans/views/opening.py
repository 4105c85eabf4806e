"""From a document to its plan."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from changai.domains.reform.documents.actions import HeaderForm, save_document
from changai.domains.reform.documents.models import Document
from changai.domains.reform.plans.actions import open_plan
from changai.kernel.access.current import post, require
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.actions import ActionRefused


@require_POST
@require(UNION_OFFICER)
def take_apart(request: HttpRequest, pk: int) -> HttpResponse:
    """A kept document becomes a draft."""
    return _opened(request, get_object_or_404(Document.objects.all(), pk=pk))


@require_POST
@require(UNION_OFFICER)
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep an offered document; where it is a plan, take it apart as well."""
    document = get_object_or_404(Document.objects.all(), pk=pk)
    form: Any = HeaderForm(request.POST)
    if not form.is_valid():
        told = "；".join(f"{form[name].label}：{'、'.join(found)}" for name, found in form.errors.items())
        messages.error(request, f"没有保存。{told}")
        return HttpResponseRedirect(f"/documents/{pk}/")
    try:
        with transaction.atomic():
            save_document(document, by=post(request), **form.cleaned_data)
    except ActionRefused as refusal:
        messages.error(request, f"{refusal}。")
        return HttpResponseRedirect(f"/documents/{pk}/")
    if document.kind != "plan":
        messages.success(request, "已保存到资料库。")
        return HttpResponseRedirect(f"/documents/{pk}/")
    return _opened(request, document)


def _opened(request: HttpRequest, document: Document) -> HttpResponse:
    try:
        version = open_plan(document, by=post(request))
    except ActionRefused as refusal:
        messages.error(request, f"{refusal}。")
        return HttpResponseRedirect(f"/documents/{document.pk}/")
    messages.success(request, "已保存，并拆解成任务。请对照原文核对，改好以后确认。")
    return HttpResponseRedirect(f"/plans/{version.plan_id}/bench/")
