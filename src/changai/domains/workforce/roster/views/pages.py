"""Pages of imports: upload, preview, confirm, result, undo, list of batches, templates."""

import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from changai.domains.workforce.roster.views.upload import UploadForm
from changai.domains.workforce.roster.views.wording import shown_change
from changai.kernel.access.current import post, require
from changai.kernel.access.roles import EMPLOYER_CLERK, UNION_OFFICER
from changai.kernel.audit import record_read
from changai.kernel.imports import preview
from changai.kernel.imports.kinds import ImportRefused, kinds
from changai.kernel.imports.models import Batch
from changai.kernel.imports.templates import template
from changai.kernel.imports.undoing import effect, undo
from changai.kernel.jobs.views import shown

ROLES = (UNION_OFFICER, EMPLOYER_CLERK)
SHOWN = 50


def _batch(request: HttpRequest, pk: int) -> Batch:
    """A batch in reach of this post, of a kind that it may import."""
    batch = get_object_or_404(preview.seen_by(post(request)).select_related("region", "job"), pk=pk)
    kind = kinds().get(batch.kind)
    if kind is None or post(request).role not in kind.by:
        raise Http404("没有这批导入")
    return batch


@never_cache
@require_GET
@require(*ROLES)
def batches(request: HttpRequest) -> HttpResponse:
    """The latest batches; older ones behind `before`."""
    found = preview.seen_by(post(request)).select_related("region").order_by("-pk")
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        found = found.filter(pk__lt=int(before))
    rows = list(found[: SHOWN + 1])
    titles = {one.key: one.title for one in kinds().values()}
    context = {
        "title": "导入名册",
        "rows": [(one, titles.get(one.kind, one.kind)) for one in rows[:SHOWN]],
        "older": rows[SHOWN - 1].pk if len(rows) > SHOWN else None,
    }
    return render(request, "roster/batches.html", context)


@never_cache
@require(*ROLES)
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; it is checked in the background and shown before anything is written."""
    holder = post(request)
    form = UploadForm(request.POST or None, request.FILES or None, holder=holder)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            batch = preview.offer(
                data["kind"],
                data["file"].name,
                data["file"].chunks(),
                region=data["region"],
                month=data["month"],
                post=holder,
            )
        except ImportRefused as refusal:
            form.add_error(None, f"{refusal}。")
        else:
            preview.begin(batch, "imports.check", f"校验 {batch.file_name}", holder)
            return HttpResponseRedirect(f"/imports/{batch.pk}/")
    allowed = [one for one in kinds().values() if holder.role in one.by]
    context = {"title": "导入名册", "form": form, "kinds": allowed}
    return render(request, "roster/upload.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
@require(*ROLES)
def batch_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A batch: progress, preview or result, whatever it has come to."""
    batch = _batch(request, pk)
    kind = kinds()[batch.kind]
    context: dict[str, Any] = {"title": f"导入{kind.title}", "batch": batch, "kind": kind}
    if batch.job and batch.job.active:
        part = bool(getattr(request, "htmx", False))
        context |= shown(batch.job) | {"poll": request.path}
        return render(request, f"roster/{'waiting' if part else 'waiting_page'}.html", context)
    if getattr(request, "htmx", False):
        # The progress bar asked, and there is no more progress: the browser loads the whole page.
        return HttpResponse(headers={"HX-Refresh": "true"})
    if batch.job and batch.job.state == "failed" and batch.state in ("offered", "failed", "checked"):
        context["failure"] = batch.job.message or "；".join(batch.notices)
    context |= _tabs(request, batch)
    context["report"] = preview.report_of(batch) if batch.state != "undone" else None
    if batch.state == "done":
        context["undo"] = effect(batch)
    return render(request, "roster/batch.html", context)


def _tabs(request: HttpRequest, batch: Batch) -> dict[str, Any]:
    """Tabs with counts, and a page of the rows of the chosen one."""
    tabs = [(key, title, batch.counts.get(key, 0)) for key, title in preview.TABS.items()]
    chosen = request.GET.get("tab", "")
    if chosen not in preview.TABS:
        chosen = next((key for key, _, count in tabs if count), "created")
    text = request.GET.get("page", "0")
    page = int(text) if text.isdecimal() and len(text) < 9 else 0
    rows = preview.rows(batch, chosen, page) if batch.state == "checked" else []
    count = batch.counts.get(chosen, 0)
    columns = [one.title for one in preview.shown_columns(kinds()[batch.kind].columns)]
    if rows:
        record_read("查看导入预览", target=batch, count=len(rows), fields=columns)
    return {
        "tabs": tabs,
        "tab": chosen,
        "rows": [(row, [shown_change(*change) for change in row.changes]) for row in rows],
        "columns": columns,
        "first": page * preview.PAGE + 1 if rows else 0,
        "last": page * preview.PAGE + len(rows),
        "count": count,
        "previous": page - 1 if page > 0 else None,
        "next": page + 1 if (page + 1) * preview.PAGE < count else None,
    }


@require_POST
@require(*ROLES)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Import what was looked through."""
    batch = _batch(request, pk)
    if batch.state == "checked" and not (batch.job and batch.job.active):
        preview.begin(batch, "imports.confirm", f"导入 {batch.file_name}", post(request))
    else:
        messages.error(request, f"没有导入：这批导入现在是“{batch.get_state_display()}”，请刷新页面查看。")
    return HttpResponseRedirect(f"/imports/{batch.pk}/")


@require_POST
@require(*ROLES)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the offer away."""
    batch = _batch(request, pk)
    try:
        preview.drop(batch, post(request))
        messages.success(request, "已放弃这次导入，上传的文件已删除。")
    except ImportRefused as refusal:
        messages.error(request, f"{refusal}。")
    return HttpResponseRedirect("/imports/")


@require_GET
@require(*ROLES)
def report(request: HttpRequest, pk: int) -> Any:
    """The rejected rows with their reasons; holds personal data, so the download is on record."""
    batch = _batch(request, pk)
    path = preview.report_of(batch)
    if path is None:
        raise Http404("退回文件已过保存期限，请重新导入原文件")
    rejected = batch.counts.get("rejected", 0)
    record_read("下载退回的行", target=batch, count=rejected, action="import.report")
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)


@require_POST
@require(*ROLES)
def undo_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a whole import."""
    batch = _batch(request, pk)
    try:
        undo(batch, by=post(request))
        messages.success(request, "已撤销这批导入，记录恢复到导入之前。")
    except ImportRefused as refusal:
        messages.error(request, f"{refusal}。")
    return HttpResponseRedirect(f"/imports/{batch.pk}/")


@require_GET
@require(*ROLES)
def empty_template(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty template to fill in."""
    declared = kinds().get(kind)
    if declared is None or post(request).role not in declared.by:
        raise Http404("没有这种名册")
    with tempfile.TemporaryDirectory() as folder:
        path = template(kind, Path(folder) / "template.xlsx")
        response = HttpResponse(
            path.read_bytes(),
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
    name = f"{declared.title}模板.xlsx"
    response.headers["Content-Disposition"] = f"attachment; filename*=utf-8''{quote(name)}"
    return response
