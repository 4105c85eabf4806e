"""Export of what a list shows now, as a workbook: at once, or in the background for a long list."""

import tempfile
from typing import BinaryIO
from urllib.parse import quote

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from changai.kernel import audit
from changai.kernel.jobs.models import Job
from changai.kernel.screens import exporting, jobs
from changai.kernel.screens.access import page
from changai.kernel.screens.listing import Listing
from changai.kernel.screens.views.lists import screen_for

MOST_ROWS = 200_000  # a longer list is written in the background


@require_GET
@page()
def export(request: HttpRequest, key: str) -> HttpResponseBase:
    """A workbook with the filtered rows and chosen columns; identifiers masked, every cell a plain value.

    The audit entry is written before the file leaves.
    """
    screen = screen_for(request, key)
    if not screen.exportable:
        raise Http404("这张列表不能导出")
    listing = Listing(screen, request)
    if listing.total > MOST_ROWS:
        made = jobs.hand_over(listing)
        messages.info(
            request,
            f"这张列表有 {listing.total:,} {screen.unit}，正在后台写出，写好后在这里下载；可以先去办别的事。",
        )
        return HttpResponseRedirect(f"/jobs/{made.pk}/")
    stream: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115  # FileResponse closes it
    exporting.record_export(listing, exporting.write(stream, listing))
    stream.seek(0)
    return workbook(stream, exporting.name_of(listing))


@never_cache
@require_GET
@page()
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A workbook that was written in the background: for the one who asked, while that post is held."""
    post = request.post  # type: ignore[attr-defined]  # PostMiddleware
    mine = Job.objects.select_related("post").filter(kind=jobs.KIND, state="done")
    one = get_object_or_404(mine.filter(post__account_id=post.account_id), pk=pk)
    path = exporting.kept(str(one.result.get("file", "")))
    if path is None or one.post is None or not one.post.holds(timezone.localdate()):
        raise Http404("导出的文件已过保存期限，请重新导出")
    audit.record_read(f"下载{one.title}", target=one, count=int(one.result["rows"]), action="screen.download")
    return workbook(path.open("rb"), str(one.result["name"]))


def workbook(stream: BinaryIO, name: str) -> FileResponse:
    """A workbook as a download."""
    response = FileResponse(
        stream, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
