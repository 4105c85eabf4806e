"""Bringing a document in: chosen, read, looked at, kept or dropped."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from changai.domains.reform.documents import actions
from changai.domains.reform.documents.models import Document
from changai.domains.reform.documents.queries import waiting
from changai.domains.reform.documents.views.pages import document_view
from changai.engines.documents.errors import DocumentError
from changai.kernel.access.current import post, require
from changai.kernel.access.models import Post
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.access.scope import region_condition
from changai.kernel.actions import ActionRefused
from changai.kernel.places.models import Region
from changai.kernel.screens.dressing import dress

AT_ONCE = 512 * 1024  # bytes; larger ones are read in the background
MOST = 64 * 1024 * 1024


class UploadForm(forms.Form):
    """A file and the region that keeps it."""

    file = forms.FileField(
        label="文件",
        help_text="方案、答复、报告等公文：Word 文档、PDF、文本和网页都可以，不超过 64 兆。",
        widget=forms.FileInput(
            attrs={"class": "drop-input", "accept": ".docx,.doc,.pdf,.txt,.html,.htm,.wps"}
        ),
        error_messages={"required": "请选择一个文件", "empty": "这个文件是空的，请重新选择"},
    )
    region = forms.ChoiceField(label="归属地区", help_text="文件在哪个地区施行；下级地区也能看到它。")

    def __init__(self, *args: Any, holder: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = _regions(holder)  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """Not larger than the reader takes."""
        file = self.cleaned_data["file"]
        if file.size > MOST:
            raise forms.ValidationError("文件超过 64 兆，请只上传正文，把附件和图片另存")
        return file


def _regions(holder: Post) -> list[tuple[str, str]]:
    """The post's own region first, then those below down to counties."""
    if holder.region is None or holder.scope.prefix is None:
        return []
    below = Region.objects.filter(region_condition("code", holder.scope.prefix), valid_to=None)
    found = [(one.code, one.name) for one in below.exclude(level="town").order_by("code")[:400]]
    return sorted(found, key=lambda one: one[0] != holder.region_id)


@never_cache
@require(UNION_OFFICER)
def new(request: HttpRequest) -> HttpResponse:
    """Choose a file; a small one is read at once, a large one in the background."""
    form = dress(UploadForm(request.POST or None, request.FILES or None, holder=post(request)))
    seen = None
    if request.method == "POST" and form.is_valid():
        try:
            return HttpResponseRedirect(f"/documents/{_take(request, form).pk}/")
        except (ActionRefused, DocumentError) as refusal:
            form.add_error(
                None if isinstance(refusal, ActionRefused) else "file", f"{str(refusal).rstrip('。')}。"
            )
            seen = getattr(refusal, "record", None)
    form.see = f"/documents/{seen.pk}/" if seen else ""
    return render(
        request,
        "documents/upload.html",
        {"title": "上传文件", "form": form, "waiting": waiting()[:20]},
        status=422 if form.errors else 200,
    )


def _take(request: HttpRequest, form: Any) -> Document:
    """Read what was uploaded and offer it."""
    file = form.cleaned_data["file"]
    content, region = file.read(), Region.objects.get(pk=form.cleaned_data["region"])
    found = actions.read(content, file.name) if len(content) <= AT_ONCE else None
    return actions.offer(by=post(request), region=region, name=file.name, content=content, found=found)


@require_POST
@require(UNION_OFFICER)
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep an offered document with its header as it stands in the form."""
    document = get_object_or_404(Document.objects.all(), pk=pk)
    form = dress(actions.HeaderForm(request.POST))
    if form.is_valid():
        try:
            actions.save_document(document, by=post(request), **form.cleaned_data)
        except ActionRefused as refusal:
            form.add_error(None, f"{refusal}。")
        else:
            messages.success(request, "已保存到资料库。")
            return HttpResponseRedirect(f"/documents/{pk}/")
    return document_view(request, document, form, status=422)


@require_POST
@require(UNION_OFFICER)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw an upload away."""
    document = get_object_or_404(Document.objects.select_related("file", "job"), pk=pk)
    try:
        actions.drop_document(document, by=post(request))
    except ActionRefused as refusal:
        messages.error(request, f"{refusal}。")
        return HttpResponseRedirect(f"/documents/{pk}/")
    messages.success(request, "已放弃这次上传，文件已删除。")
    return HttpResponseRedirect("/documents/new/")
