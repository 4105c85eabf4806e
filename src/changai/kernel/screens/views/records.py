"""Record pages: heading, sections, time line, the verbs that may be done next."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET

from changai.kernel import audit
from changai.kernel.screens import sealing
from changai.kernel.screens.access import page
from changai.kernel.screens.columns import Shown, fetch, resolve
from changai.kernel.screens.declare import Panel, Related, Screen
from changai.kernel.screens.registry import get, screens_about
from changai.kernel.screens.views.lists import actions_of, screen_for


def record_for(screen: Screen, pk: str, columns: list[Shown] | None = None) -> Any:
    """The record of an address, in scope; else 404."""
    try:
        found = fetch(screen.queryset(), columns or []).filter(pk=pk).first()
    except (ValueError, TypeError, OverflowError):
        found = None
    if found is None:
        raise Http404("没有这条记录")
    return found


@require_GET
@page()
def show(request: HttpRequest, key: str, pk: str) -> HttpResponse:
    """A record. Opening one that holds personal data is an audit entry."""
    screen = screen_for(request, key)
    post = request.post  # type: ignore[attr-defined]  # PostMiddleware
    plain = {
        title: resolve(screen.model, section)
        for title, section in screen.sections.items()
        if not isinstance(section, Related | Panel)
    }
    columns = [column for section in plain.values() for column in section]
    try:
        record = record_for(screen, pk, columns)
    except Http404:
        return _lead_on(request, screen, pk)
    if is_personal(screen, columns):
        audit.record_read(
            f"查看{screen.noun or screen.title}", target=record, fields=[one.title for one in columns]
        )
    actions = [one for one in actions_of(screen, post, on_list=False) if one.permits(post, record)]
    return render(
        request,
        "changai/record/page.html",
        {
            "title": screen.heading(record),
            "screen": screen,
            "record": record,
            "chips": [one if isinstance(one, tuple) else (one, "secondary") for one in screen.chips(record)],
            "sections": [
                _section(request, record, title, section, plain.get(title, []))
                for title, section in screen.sections.items()
            ],
            "timeline": screen.timeline(record),
            "usual": [one for one in actions if not one.danger],
            "dangerous": [one for one in actions if one.danger],
        },
    )


def _lead_on(request: HttpRequest, screen: Screen, pk: str) -> HttpResponse:
    """To the record that took this one's place, if it is in scope; else 404."""
    successor = screen.moved(pk)
    if successor is None:
        raise Http404("没有这条记录")
    record = record_for(screen, str(successor))
    link = request.frame.link  # type: ignore[attr-defined]  # FrameMiddleware
    return HttpResponseRedirect(link(f"/{screen.key}/{record.pk}/"))


def is_personal(screen: Screen, columns: list[Shown]) -> bool:
    """Whether the page shows data of a natural person: sealed values, or a record about a person."""
    about = getattr(getattr(screen.model, "scope", None), "person", None)
    return about is not None or any(column.kind == "sealed" for column in columns)


def _section(
    request: HttpRequest, record: Any, title: str, section: Any, columns: list[Shown]
) -> dict[str, Any]:
    """A section ready for its template; `template` says which."""
    drawn: dict[str, Any] = {"title": title}
    if isinstance(section, Related):
        return {**drawn, "template": "changai/record/related.html", **_related(request, record, section)}
    if isinstance(section, Panel):
        context = section.context(record, request) if section.context else {}
        return {**drawn, "template": section.template, **context}
    return {
        **drawn,
        "template": "changai/record/facts.html",
        "facts": [_fact(request, record, column) for column in columns],
    }


def _fact(request: HttpRequest, record: Any, column: Shown) -> dict[str, Any]:
    """A labelled value: linked to the record it names, or with a button to unmask it."""
    fact: dict[str, Any] = {"column": column, "text": column.text(record)}
    if column.kind == "sealed" and column.value(record):
        fact["reference"] = sealing.reference(record, column.path)
    other = column.value(record) if column.kind == "relation" else None
    target = _screen_here(request, other) if other is not None else None
    if other is not None and target is not None:
        fact["href"] = request.frame.link(f"/{target.key}/{other.pk}/")  # type: ignore[attr-defined]
    elif other is not None and hasattr(other, "get_absolute_url"):
        fact["href"] = other.get_absolute_url()
    return fact


def _screen_here(request: HttpRequest, other: models.Model) -> Screen | None:
    """The screen on which this post may open the other record."""
    found = next(iter(screens_about(type(other))), None)
    post = request.post  # type: ignore[attr-defined]  # PostMiddleware
    return found if found is not None and post.role in found.by else None


def _related(request: HttpRequest, record: Any, section: Related) -> dict[str, Any]:
    """Rows that belong to the record, in scope."""
    if section.rows is not None:
        queryset = section.rows(record)
    else:
        owner = record
        for name in section.path.split("__"):
            owner = getattr(owner, name)
        queryset = owner.all()
    columns = resolve(queryset.model, section.columns)
    queryset = fetch(queryset, columns)
    if section.order:
        queryset = queryset.order_by(section.order, "pk")
    found = list(queryset[: section.limit + 1])
    target = get(section.screen) if section.screen else None
    if target is not None and request.post.role not in target.by:  # type: ignore[attr-defined]
        target = None
    link = request.frame.link  # type: ignore[attr-defined]
    return {
        "columns": columns,
        "rows": [
            {
                "href": link(f"/{target.key}/{one.pk}/") if target else "",
                "cells": [(column, column.text(one)) for column in columns],
            }
            for one in found[: section.limit]
        ],
        "more": len(found) > section.limit,
        "limit": section.limit,
        "empty": section.empty,
    }
