"""List pages: the page itself, its search box, its choice of columns, drop-down lookups."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from changai.kernel.actions.registry import Action
from changai.kernel.jobs.views import latest
from changai.kernel.screens import pickers, searching
from changai.kernel.screens.access import page
from changai.kernel.screens.declare import Screen
from changai.kernel.screens.filters import defaults
from changai.kernel.screens.listing import Listing
from changai.kernel.screens.registry import get


def screen_for(request: HttpRequest, key: str) -> Screen:
    """The screen of an address, for a post that may use it; else 404."""
    screen = get(key)
    post = request.post  # type: ignore[attr-defined]  # PostMiddleware
    if screen is None or post.role not in screen.by:
        raise Http404("没有这个页面")
    return screen


def actions_of(screen: Screen, post: Any, *, on_list: bool) -> list[Action]:
    """The screen's verbs that a post may use: without a target (list), or on its records."""
    wanted = None if on_list else screen.model
    return [one for one in screen.actions if one.target is wanted and one.permits(post)]


@require_GET
@page()
def show(request: HttpRequest, key: str) -> HttpResponse:
    """The list. An address without any filter leads back to the filters used last, at first to the defaults."""
    screen = screen_for(request, key)
    listing = Listing(screen, request)
    if "clear" in request.GET:
        listing.remember(query="")
        return HttpResponseRedirect(listing.frame.link(listing.address))
    partial = bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    remembered = listing.memory.get("query")
    plain = not set(request.GET) - {"region", "as_of"}
    if plain and not partial and remembered:
        return HttpResponseRedirect(listing.frame.link(f"{listing.address}?{remembered}"))
    if plain and not partial and remembered is None:
        listing = Listing(screen, request, defaults(screen))
    else:
        listing.remember(query=listing.filter_state)
    response = render(request, "changai/list/page.html", _context(listing, partial))
    if partial and "set" in request.GET:
        response["HX-Push-Url"] = listing.link()  # without the form's empty fields
    return response


def _context(listing: Listing, partial: bool) -> dict[str, Any]:
    """What the list's template needs."""
    screen, request, found = listing.screen, listing.request, listing.page()
    post = request.post  # type: ignore[attr-defined]  # PostMiddleware
    bulk = [one for one in actions_of(screen, post, on_list=False) if one.bulk]
    return {
        "base": "changai/bare.html" if partial else "changai/base.html",
        "partial": partial,
        "title": screen.title,
        "screen": screen,
        "listing": listing,
        "head": [_head(listing, column) for column in listing.columns],
        "rows": [_row(listing, record) for record in found.rows],
        "first": listing.link(),
        "next": listing.link(after=found.after) if found.after else "",
        "previous": listing.link(before=found.before) if found.before else "",
        "chosen": {column.path for column in listing.columns},
        "actions": actions_of(screen, post, on_list=True),
        "bulk": bulk,
        "narrowed": bool(listing.chips),
        "export": listing.link(f"/{screen.key}/export/") if screen.exportable else "",
        "work": latest(request, screen.job) if screen.job and not partial else None,
    }


def _head(listing: Listing, column: Any) -> dict[str, Any]:
    """A column's head: title, and the address that orders by it (down when it is ordered upwards now)."""
    order = listing.order
    mine = order.path == column.path
    sort = ("" if order.down else "-") + column.path if mine else column.path
    return {
        "column": column,
        "sort": listing.link(sort=sort) if column.column.sort else "",
        "aria": ("descending" if order.down else "ascending") if mine and column.column.sort else "",
    }


def _row(listing: Listing, record: Any) -> dict[str, Any]:
    """A row: its address and the texts of its cells."""
    return {
        "pk": record.pk,
        "href": listing.frame.link(f"{listing.address}{record.pk}/"),
        "name": listing.screen.heading(record),
        "cells": [(column, column.text(record)) for column in listing.columns],
    }


@require_POST
@page()
def search(request: HttpRequest, key: str) -> HttpResponse:
    """Keep what was typed and go to the list with its mark: names and numbers stay out of addresses."""
    listing = Listing(screen_for(request, key), request)
    mark = searching.keep(request, request.POST.get("text", ""))
    return HttpResponseRedirect(listing.link(found=mark or None))


@require_POST
@page()
def columns(request: HttpRequest, key: str) -> HttpResponse:
    """Choose the columns of a list for this session; none ticked means the declared ones."""
    listing = Listing(screen_for(request, key), request)
    known = {one.path for one in listing.all_columns}
    listing.remember(columns=[path for path in request.POST.getlist("column") if path in known])
    return HttpResponseRedirect(listing.link())


@require_POST
@page()
def pick(request: HttpRequest, key: str) -> HttpResponse:
    """Options of a drop-down for a typed text, in scope."""
    role = request.post.role  # type: ignore[attr-defined]  # PostMiddleware
    picker = pickers.get(key) if pickers.open_to(key, role) else None
    if picker is None:
        raise Http404("没有这个下拉列表")
    found = picker.search(request.POST.get("text", "").strip()[:40])
    return JsonResponse({"options": [{"value": value, "label": label} for value, label in found]})
