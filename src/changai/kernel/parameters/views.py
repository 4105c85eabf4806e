"""The parameters' pages: all as they hold for the frame's region and day, and one with every dated value."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from changai.engines.codes import regions
from changai.kernel.access.current import post, require
from changai.kernel.access.roles import ADMINISTRATORS, WORKING
from changai.kernel.parameters.catalog import get
from changai.kernel.parameters.model import Parameter, ParameterMissing, Value
from changai.kernel.parameters.overview import Row, before_and_after, overview, show

READERS = (*WORKING, *ADMINISTRATORS)
# The folders of catalog/parameters.
GROUPS = {
    "workforce": "工人队伍",
    "union": "工会",
    "targets": "改革目标",
    "reform": "改革推进",
    "terms": "法定期限",
    "facts": "统计口径",
    "security": "登录和安全",
}
KINDS = {
    "whole": "整数",
    "money": "金额",
    "percent": "百分比",
    "choice": "选择",
    "bands": "分段",
    "groups": "分组",
    "term": "期限",
}


@dataclass(frozen=True)
class Dated:
    """A value with the days it holds, in words; `standing`: 已过、现行 or 将来 on the day."""

    shown: str
    region: str
    since: date
    until: date | None
    source: str
    note: str
    verified: bool
    standing: str


@require_GET
@require(*READERS)
def parameters(request: HttpRequest) -> HttpResponse:
    """Every parameter in its group; `group`, `unverified` and `overdue` narrow."""
    on, region = _frame(request)
    every = overview(on, region, today=_today(request))
    chosen = request.GET.get("group", "")
    only = {name: request.GET.get(name) == "1" for name in ("unverified", "overdue")}
    rows = [
        row
        for row in every
        if chosen in ("", group(row.key))
        and (not only["unverified"] or _doubtful(row))
        and (not only["overdue"] or row.overdue)
    ]
    return render(
        request,
        "parameters/list.html",
        {
            "title": "参数",
            "total": len(rows),
            "place": _name(region, on),
            "on": on,
            "groups": [
                (title, [_listed(row, on, region) for row in rows if group(row.key) == key])
                for key, title in GROUPS.items()
                if any(group(row.key) == key for row in rows)
            ],
            "choices": list(GROUPS.items()),
            "chosen": chosen,
            "only": only,
            "unverified": sum(_doubtful(row) for row in every),
            "overdue": sum(row.overdue for row in every),
        },
    )


@require_GET
@require(*READERS)
def parameter(request: HttpRequest, key: str) -> HttpResponse:
    """One parameter with the values of all regions and days."""
    try:
        one = get(key)
    except ParameterMissing as missing:
        raise Http404(str(missing)) from None
    on, region = _frame(request)
    held = one.at(on, region)
    values = sorted(one.values, key=lambda value: (value.region, value.since))
    return render(
        request,
        "parameters/page.html",
        {
            "title": one.title,
            "one": one,
            "group": GROUPS[group(key)],
            "kind": KINDS[one.kind],
            "place": _name(region, on),
            "on": on,
            "overdue": one.overdue(_today(request)),
            "held": dated(one, held, on) if held else None,
            "values": [(dated(one, value, on), value is held) for value in values],
        },
    )


def group(key: str) -> str:
    """The folder of a key."""
    return key.split(".", 1)[0]


def dated(one: Parameter, value: Value, on: date) -> Dated:
    """A value as a line of a table."""
    standing = "现行" if value.covers(on) else "已过" if value.since <= on else "将来"
    return Dated(
        shown=show(one, value.value),
        region=_name(value.region, on),
        since=value.since,
        until=value.until,
        source=value.source,
        note=value.note,
        verified=value.verified,
        standing=standing,
    )


def _listed(row: Row, on: date, region: str) -> dict[str, Any]:
    one = get(row.key)
    former, coming = before_and_after(one, on, region)
    return {
        "row": row,
        "former": dated(one, former, on) if former else None,
        "coming": dated(one, coming, on) if coming else None,
    }


def _doubtful(row: Row) -> bool:
    return row.value is not None and not row.verified


def _frame(request: Any) -> tuple[date, str]:
    """The frame's day and region; a unit's post looks at its unit's region, the platform's at the nation."""
    frame = request.frame
    if frame.region:
        return frame.as_of, frame.region.code
    unit = post(request).organisation
    return frame.as_of, unit.region_id if unit else regions.NATION


def _today(request: Any) -> date:
    today: date = request.frame.today
    return today


def _name(region: str, on: date) -> str:
    return regions.name_on(region, on.year) or region
