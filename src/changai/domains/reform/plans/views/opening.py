"""From a document to its plan."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from changai.domains.reform.documents.actions import HeaderForm, save_document
from changai.domains.reform.documents.models import Document
from changai.domains.reform.plans.actions import amend_plan, open_plan
from changai.domains.reform.plans.actions.amending import AmendForm
from changai.kernel.access.current import post, require
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.actions import ActionRefused
from changai.kernel.screens.dressing import dress


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
    if amend_plan.permits(post(request), document):
        messages.success(request, "已保存。这是修改方案的通知，请选择它修改的方案。")
        return HttpResponseRedirect(f"/plans/amend/{pk}/")
    if document.kind != "plan":
        messages.success(request, "已保存到资料库。")
        return HttpResponseRedirect(f"/documents/{pk}/")
    return _opened(request, document)


@never_cache
@require_http_methods(["GET", "POST"])
@require(UNION_OFFICER)
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """A kept notice is applied to the plan that it changes."""
    document = get_object_or_404(Document.objects.all(), pk=pk)
    holder = post(request)
    if not amend_plan.permits(holder, document):
        raise Http404("这份文件现在不能这样办理")
    form: Any = dress(AmendForm(request.POST or None, target=document, post=holder))
    if form.is_valid():
        try:
            version = amend_plan(document, by=holder, **form.cleaned_data)
        except ActionRefused as refusal:
            form.add_error(None, f"{refusal}。")
        else:
            messages.success(request, "已按通知改好一份草稿。请逐处核对，改好以后确认。")
            return HttpResponseRedirect(f"/plans/{version.plan_id}/bench/")
    context = {
        "title": amend_plan.title,
        "document": document,
        "form": form,
        "amends": document.reading["amends"],
    }
    return render(request, "plans/amend.html", context, status=422 if form.errors else 200)


def _opened(request: HttpRequest, document: Document) -> HttpResponse:
    try:
        version = open_plan(document, by=post(request))
    except ActionRefused as refusal:
        messages.error(request, f"{refusal}。")
        return HttpResponseRedirect(f"/documents/{document.pk}/")
    messages.success(request, "已保存，并拆解成任务。请对照原文核对，改好以后确认。")
    return HttpResponseRedirect(f"/plans/{version.plan_id}/bench/")
