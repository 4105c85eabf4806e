"""The search page. As in the top bar, what was typed is kept in the session; the address holds only a mark."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from changai.domains.reform.search.queries import finding
from changai.domains.reform.search.queries.asked import words
from changai.kernel.access.current import require
from changai.kernel.access.roles import REGIONAL
from changai.kernel.screens import searching

KINDS = {"documents": "文件", "measures": "任务", "figures": "数字"}
FIND = {"documents": finding.documents, "measures": finding.measures, "figures": finding.figures}
FIRST, PAGE = 6, 20
LAST = 500  # pages


@never_cache
@require_http_methods(["GET", "POST"])
@require(*REGIONAL)
def page(request: HttpRequest) -> HttpResponse:
    """POST keeps what was typed; GET shows what was found: the first of each kind, or one kind page by page."""
    frame = request.frame  # type: ignore[attr-defined]  # FrameMiddleware
    if request.method == "POST":
        mark = searching.keep(request, request.POST.get("text", ""))
        return HttpResponseRedirect(frame.link("/texts/", found=mark))
    kind, at = request.GET.get("kind", ""), request.GET.get("page", "1")
    number = int(at) if at.isascii() and at.isdecimal() and len(at) < 6 else 0
    if (kind and kind not in KINDS) or not 1 <= number <= LAST:
        raise Http404("没有这一页")
    search = searching.recall(request)
    wanted = [] if search.gone else words(search.text)
    context: dict[str, Any] = {
        "title": "全文搜索",
        "search": search,
        "typed": "" if search.gone else search.text,
        "looked": bool(wanted),
        "number": bool(search.blinds) and not search.text,
    }
    if wanted:
        context |= _found(frame, search.mark, wanted, kind, number)
    return render(request, "search/page.html", context)


def _found(frame: Any, mark: str, wanted: Any, kind: str, number: int) -> dict[str, Any]:
    """Groups of hits, tabs with their counts, and the neighbouring pages."""
    size = PAGE if kind else FIRST
    found = {
        key: find(wanted, (number - 1) * size if key == kind else 0, size if key == kind or not kind else 0)
        for key, find in FIND.items()
    }
    tabs = [("全部", sum(one.total for one in found.values()), frame.link("/texts/", found=mark), not kind)]
    tabs += [
        (KINDS[key], one.total, frame.link("/texts/", found=mark, kind=key), key == kind)
        for key, one in found.items()
    ]
    last = -(-found[kind].total // size) if kind else 1
    return {
        "tabs": tabs,
        "groups": [
            {
                "title": KINDS[key],
                "found": one,
                "all": frame.link("/texts/", found=mark, kind=key) if one.total > size and not kind else "",
            }
            for key, one in found.items()
            if one.hits
        ],
        "before": frame.link("/texts/", found=mark, kind=kind, page=number - 1) if number > 1 else "",
        "after": frame.link("/texts/", found=mark, kind=kind, page=number + 1) if number < last else "",
        "page": number,
        "pages": last,
    }
