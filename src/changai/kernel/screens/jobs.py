"""Export of a long list in the background."""

from contextlib import nullcontext
from typing import Any, cast

from django.http import HttpRequest, QueryDict

from changai.kernel.access.models import Post
from changai.kernel.access.scope import within
from changai.kernel.jobs.models import Job
from changai.kernel.jobs.runner import JobFailed, Progress, job, start
from changai.kernel.screens import exporting
from changai.kernel.screens.frame import read_frame
from changai.kernel.screens.listing import Listing
from changai.kernel.screens.registry import get

KIND = "screens.export"


def hand_over(listing: Listing) -> Job:
    """Put the export of this state of a list into the queue."""
    request, screen = listing.request, listing.screen
    return start(
        KIND,
        f"导出{screen.title}",
        post=request.post,  # type: ignore[attr-defined]  # PostMiddleware
        screen=screen.key,
        query=request.GET.urlencode(),
        memory=listing.memory,
        search=request.session.get("searches", {}).get(listing.search.mark),
    )


def _as_asked(post: Post, key: str, query: str, memory: Any, search: Any) -> HttpRequest:
    """What a list reads of a request: the address and what the session remembered."""
    request = HttpRequest()
    request.GET = cast(Any, QueryDict(query))
    request.session = cast(
        Any, {"screens": {key: memory}, "searches": {request.GET.get("found", ""): search} if search else {}}
    )
    request.post = post  # type: ignore[attr-defined]  # as PostMiddleware does
    return request


@job(KIND)
def export(
    progress: Progress, *, screen: str, query: str, memory: dict[str, Any], search: Any
) -> dict[str, Any]:
    """Write the workbook; the result leads to its download."""
    exporting.sweep()
    declared = get(screen)
    if progress.post is None or declared is None or progress.post.role not in declared.by:
        raise JobFailed("没有导出：这个岗位不能再看这张列表，请换用有权查看的岗位重新导出")
    request = _as_asked(progress.post, screen, query, memory, search)
    request.frame, narrowed = read_frame(request)  # type: ignore[attr-defined]  # as FrameMiddleware does
    with within(narrowed) if narrowed is not None else nullcontext():
        listing = Listing(declared, request)
        total = listing.total
        path = exporting.new_file()
        try:
            with path.open("wb") as stream:
                rows = exporting.write(stream, listing, lambda done: progress(done, total, "写出"))
            exporting.record_export(listing, rows)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    # What was searched for may be a name, and nobody needs it any more.
    Job.objects.filter(pk=progress.job).update(arguments={"screen": screen, "query": query})
    return {
        "url": f"/exports/{progress.job}/",
        "message": f"已写出 {rows:,} {declared.unit}。请点“查看结果”下载，文件保存 {exporting.KEEP_DAYS} 天。",
        "file": path.name,
        "name": exporting.name_of(listing),
        "rows": rows,
    }
