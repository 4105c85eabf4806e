"""The search box of the top bar: the first hits of every screen that the post may use."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from changai.kernel.screens import searching
from changai.kernel.screens.access import page
from changai.kernel.screens.columns import fetch, resolve
from changai.kernel.screens.declare import Screen
from changai.kernel.screens.registry import screens

HITS = 8
SHOWN_COLUMNS = 4


@require_http_methods(["GET", "POST"])
@page()
def search(request: HttpRequest) -> HttpResponse:
    """POST keeps what was typed and leads to an address without it; GET shows the hits."""
    frame = request.frame  # type: ignore[attr-defined]  # FrameMiddleware
    if request.method == "POST":
        mark = searching.keep(request, request.POST.get("text", ""))
        return HttpResponseRedirect(frame.link("/search/", found=mark))
    found = searching.recall(request)
    role = request.post.role  # type: ignore[attr-defined]  # PostMiddleware
    searched = [one for one in screens() if one.search and role in one.by]
    groups = [_group(frame, one, found) for one in searched] if found and not found.gone else []
    context = {
        "title": "搜索",
        "search": found,
        "groups": [group for group in groups if group["rows"]],
        "deeper": searching.asked_deeper(role, found, frame),
        "titles": "、".join(one.title for one in searched),
    }
    return render(request, "changai/search.html", context)


def _group(frame: Any, screen: Screen, found: searching.Search) -> dict[str, Any]:
    """The first hits in one screen."""
    columns = [one for one in resolve(screen.model, screen.columns) if not one.column.hidden][:SHOWN_COLUMNS]
    queryset = fetch(searching.apply(screen, screen.queryset(), found), columns).order_by("pk")
    hits = list(queryset[: HITS + 1])
    return {
        "screen": screen,
        "columns": columns,
        "rows": [
            {
                "href": frame.link(f"/{screen.key}/{one.pk}/"),
                "cells": [(column, column.text(one)) for column in columns],
            }
            for one in hits[:HITS]
        ],
        "all": frame.link(f"/{screen.key}/", found=found.mark) if len(hits) > HITS else "",
    }
