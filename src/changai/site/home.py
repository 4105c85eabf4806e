"""The home page by post: what waits for me, what changed since yesterday, three figures that I answer for."""

from datetime import timedelta
from typing import Any

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from changai.domains.workforce.employers.models import Employer
from changai.domains.workforce.employers.queries import counted
from changai.domains.workforce.employers.screens import rate
from changai.kernel.access.models import Post
from changai.kernel.access.roles import (
    AUDIT_ADMIN,
    EMPLOYER_CLERK,
    REGIONAL,
    ROLES,
    SECURITY_ADMIN,
    SYSTEM_ADMIN,
    UNION_CLERK,
    UNION_OFFICER,
    WORKING,
)
from changai.kernel.facts.models import Figure
from changai.kernel.imports.preview import seen_by
from changai.kernel.jobs.models import Job
from changai.kernel.screens.access import page
from changai.kernel.screens.home import HomeCard, cards_for, register_home_card
from changai.kernel.screens.text import UNKNOWN
from changai.site import changes, home_admin

EVERYONE = tuple(ROLES.values())
# What waits for a role when nothing does.
NOTHING = {
    UNION_OFFICER.key: "有导入要确认、疑似重复要核对时，会列在这里。",
    EMPLOYER_CLERK.key: "有导入要确认时，会列在这里。",
    SYSTEM_ADMIN.key: "有账号没有启用、系统任务失败时，会列在这里。",
    SECURITY_ADMIN.key: "有账号等着授予岗位、岗位快要到期时，会列在这里。",
    AUDIT_ADMIN.key: "该核验审计记录、核验没有通过时，会列在这里。",
}
FIGURES = {"headcount": "产业工人", "union-rate": "职工入会率", "contract-rate": "劳动合同签订率"}


@require_GET
@page()
def home(request: HttpRequest) -> HttpResponse:
    """The page. Cards come from whoever registered one for this role."""
    post: Post = request.post  # type: ignore[attr-defined]  # PostMiddleware
    areas: dict[str, list[dict[str, Any]]] = {"waits": [], "changed": [], "figures": []}
    for card in cards_for(post.role):
        areas[card.area] += card.build(request)
    nothing = NOTHING.get(post.role.key, "有要您办的事时，会列在这里。")
    context = {"title": "首页", "areas": areas, "post": post, "nothing": nothing}
    return render(request, "changai/home.html", context)


def _imports(request: HttpRequest) -> list[dict[str, Any]]:
    """Imports that were checked and wait for someone to confirm them."""
    count = seen_by(request.post).filter(state="checked").count()  # type: ignore[attr-defined]  # PostMiddleware
    return (
        [{"title": "导入待确认", "count": count, "href": "/imports/", "note": "已校验，确认后才写入"}]
        if count
        else []
    )


def _jobs(request: HttpRequest) -> list[dict[str, Any]]:
    """My background jobs that failed lately."""
    since = timezone.now() - timedelta(days=7)
    post = request.post  # type: ignore[attr-defined]  # PostMiddleware
    count = Job.objects.filter(post=post, state="failed", created_at__gte=since).count()
    return (
        [{"title": "后台任务失败", "count": count, "href": "/jobs/", "note": "近 7 天", "tone": "late"}]
        if count
        else []
    )


def _figures(request: HttpRequest) -> list[dict[str, Any]]:
    """Headcount and two rates of the region, newest month; none where nothing was derived yet."""
    region = request.frame.region  # type: ignore[attr-defined]  # FrameMiddleware
    if region is None:
        return []
    derived = Figure.objects.filter(region=region.code, dimension="", key__in=FIGURES)
    newest = derived.aggregate(newest=Max("period"))["newest"]
    found = {one.key: one for one in derived.filter(period=newest)}
    return [
        {
            "title": title,
            "value": _value(found[key]),
            "note": f"{region.name}，{newest}",
            "href": "/picture/",
        }
        for key, title in FIGURES.items()
        if key in found
    ]


def _unit(request: HttpRequest) -> list[dict[str, Any]]:
    """The unit's own people today: how many, members among them, written contracts."""
    unit = request.post.organisation_id  # type: ignore[attr-defined]  # PostMiddleware
    one: Any = counted(Employer.objects.filter(pk=unit)).first()
    if one is None:
        return []
    here = "/workers/?set=1&working=yes"
    shown = (
        ("在册职工", f"{one.workers:,} 人", "今天", here),
        (
            "职工入会率",
            rate(one.members, one.workers),
            f"会员 {one.members:,} 人",
            f"{here}&union_member=yes",
        ),
        ("劳动合同签订率", rate(one.contracted, one.workers), f"已签 {one.contracted:,} 人", "/contracts/"),
    )
    return [
        {"title": title, "value": value, "note": note, "href": href} for title, value, note, href in shown
    ]


def _value(figure: Figure) -> str:
    """A count as it is, a rate as a percentage with its counts; nothing of nothing is unknown."""
    if figure.key == "headcount":
        return f"{figure.part:,} 人"
    return f"{figure.part / figure.whole:.1%}" if figure.whole else UNKNOWN


register_home_card(HomeCard("imports", "导入待确认", "waits", (UNION_OFFICER, EMPLOYER_CLERK), _imports, 10))
register_home_card(HomeCard("jobs", "后台任务失败", "waits", EVERYONE, _jobs, 20))
register_home_card(HomeCard("changes", "昨天以来", "changed", WORKING, changes.counted, 10))
register_home_card(HomeCard("figures", "我区数字", "figures", REGIONAL, _figures, 10))
register_home_card(HomeCard("unit", "本单位数字", "figures", (EMPLOYER_CLERK, UNION_CLERK), _unit, 10))
for _card in home_admin.CARDS:
    register_home_card(_card)
