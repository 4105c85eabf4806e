"""The page of pairs: found, laid side by side, merged or judged different."""

from typing import Any

from django.http import HttpRequest

from changai.domains.workforce.duplicates.actions import different, look, merge, unmerge
from changai.domains.workforce.duplicates.models import Duplicate
from changai.domains.workforce.duplicates.queries import sides
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.screens import Column, HomeCard, Panel, Screen, register, register_home_card


def _sides(pair: Duplicate, request: HttpRequest) -> dict[str, Any]:
    """Both records; after a merge the one that was taken in has lost its dated facts to the other."""
    link = request.frame.link  # type: ignore[attr-defined]  # FrameMiddleware
    heads = [
        {"title": f"{title}（编号 {key}）", "href": link(f"/workers/{key}/")}
        for title, key in (("记录一", pair.first_id), ("记录二", pair.second_id))
    ]
    return {**sides(pair), "reasons": pair.reasons, "heads": heads}


@register
class DuplicateScreen(Screen):
    """疑似重复."""

    key = "duplicates"
    model = Duplicate
    title, noun, unit = "疑似重复", "疑似重复", "对"
    wing, icon, position = "workforce", "copy-check", 60
    by = (UNION_OFFICER,)
    dated = exportable = False
    columns = [
        Column("first__name", title="记录一"),
        Column("first__worker__employer", title="单位一"),
        Column("second__name", title="记录二"),
        Column("second__worker__employer", title="单位二"),
        Column("score", title="可能性", show=lambda value: f"{value / 10:.1f}%", kind="number", sort=True),
        Column("reasons", title="依据", value=lambda one: "、".join(one.reasons)),
        "state",
        Column("found_on", hidden=True),
    ]
    filters = ["state"]
    sections = {
        "两条记录": Panel("duplicates/sides.html", _sides),
        "办理情况": [
            "state",
            Column("merge__kept", title="合并后的记录"),
            Column("score", title="可能性", show=lambda value: f"{value / 10:.1f}%"),
            "reason",
            "found_on",
        ],
    }
    actions = [look, merge, different, unmerge]
    job = "duplicates.find"
    order = "-score"
    empty = "没有疑似重复。点“查找疑似重复”在您管理的范围内比对一遍。"

    def heading(self, record: Duplicate) -> str:
        """Both names."""
        return f"{record.first.name} 与 {record.second.name}"

    def chips(self, record: Duplicate) -> list[tuple[str, str]]:
        """Where the pair stands."""
        tone = {"open": "yellow", "merged": "green", "different": "secondary"}[record.state]
        return [(record.get_state_display(), tone)]


def _waiting(request: HttpRequest) -> list[dict[str, Any]]:
    """Pairs to be judged."""
    count = Duplicate.objects.filter(state="open").count()
    return [{"title": "疑似重复待核对", "count": count, "href": "/duplicates/?state=open"}] if count else []


register_home_card(HomeCard("duplicates", "疑似重复", "waits", (UNION_OFFICER,), _waiting, 30))
