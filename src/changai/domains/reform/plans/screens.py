"""Lists of plans, measures, duties and targets."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from changai.domains.reform.documents.queries import excerpt
from changai.domains.reform.plans.models import (
    ROLES,
    DepartmentAlias,
    Duty,
    Measure,
    Plan,
    PlanVersion,
    Target,
)
from changai.domains.reform.plans.queries import at_hand, of_department, units
from changai.kernel.access.roles import REGIONAL, UNION_OFFICER
from changai.kernel.screens import (
    Column,
    Filter,
    HomeCard,
    Panel,
    Related,
    Screen,
    register,
    register_home_card,
)

LIVE = ("draft", "confirmed")
STATES = [("confirmed", "现行"), ("draft", "待确认")]


def _state(plan: Any) -> str:
    """What the plan has come to."""
    if plan.drafts:
        return "修订待确认" if plan.published else "待确认"
    return "现行" if plan.published else "无版本"


@register
class PlanScreen(Screen):
    """改革方案."""

    key = "plans"
    model = Plan
    title, noun, unit = "改革方案", "方案", "份"
    wing, icon, position = "reform", "clipboard-list", 10
    by = REGIONAL
    dated = False
    columns = [
        Column("title", sort=True),
        Column("region", title="地区"),
        Column("measures", title="任务", value=lambda one: one.measures, kind="number"),
        Column("drafts", title="状态", value=_state),
        Column("created_at", sort=True, hidden=True),
    ]
    filters = [Filter("published", title="已确认")]
    search = {"title": 10}
    sections = {"方案": ["title", "region"]}
    order = "-pk"
    empty = "还没有改革方案。到“文件资料”上传方案的原文，系统拆解出任务、单位和目标，核对后确认。"

    def queryset(self) -> QuerySet[Any]:
        """Plans of which something is left, with how many measures they have."""
        versions = PlanVersion._base_manager.filter(plan=OuterRef("pk"))
        left = Exists(versions.exclude(state="dropped")) | ~Exists(versions)
        counted = Q(versions__state="confirmed") | (Q(versions__state="draft") & Q(published=False))
        return Plan.objects.filter(left).annotate(
            measures=Count("versions__measures", filter=counted),
            drafts=Exists(versions.filter(state="draft")),
        )


def _place(letter: str, path: str) -> Panel:
    """Where a row's piece stands in the document, and the address of that place. path: to the version."""

    def context(row: Any, request: Any) -> dict[str, Any]:
        version = row
        for name in path.split("__"):
            version = getattr(version, name)
        address = request.frame.link(f"/plans/{version.plan_id}/bench/", version=version.number)
        return {
            "excerpt": excerpt(version.document, row.start, row.end),
            "address": f"{address}#{letter}{row.pk}",
        }

    return Panel("documents/place.html", context)


def _source(path: str) -> list[Column]:
    """Columns that say from which plan a row comes."""
    return [
        Column(f"{path}__plan", title="改革方案"),
        Column(f"{path}__state", title="方案状态"),
        Column(f"{path}__plan__region", title="地区", hidden=True),
    ]


@register
class MeasureScreen(Screen):
    """任务."""

    key = "measures"
    model = Measure
    title, noun, unit = "改革任务", "任务", "项"
    wing, icon, position = "reform", "list-details", 12
    by = REGIONAL
    dated = False
    columns = [
        Column("title", title="任务", sort=True),
        Column("number", title="序号"),
        Column("chapter"),
        Column("lead", title="牵头单位", value=lambda one: units(one, "lead")),
        Column("responsible", title="责任单位", value=lambda one: units(one, "responsible"), hidden=True),
        Column("targets", title="目标", value=lambda one: len(one.all_targets), kind="number"),
        *_source("version"),
    ]
    filters = [
        Filter("version__state", title="方案状态", choices=STATES),
        Filter("duties__department", title="部门", kind="text", apply=of_department),
        Filter("chapter", kind="text"),
    ]
    search = {"title": 10, "text": 4, "chapter": 2}
    sections = {
        "任务": ["number", "chapter", "group", Column("version__plan", title="改革方案"), "text"],
        "分工": Related(
            "duties",
            ["role", Column("shown", title="部门", value=lambda one: one.shown), "name"],
            order="order",
            screen="duties",
            empty="原文没有写明单位。",
        ),
        "目标": Related(
            "targets",
            ["text", Column("shown", title="目标值", value=lambda one: one.shown), "due"],
            order="order",
            screen="targets",
            empty="这项任务没有数量目标。",
        ),
        "原文": _place("m", "version"),
    }
    empty = "还没有任务。确认一份改革方案之后，它的任务列在这里。"

    def queryset(self) -> QuerySet[Any]:
        """Measures of versions that count, with duties and targets at hand."""
        return Measure.objects.filter(version__state__in=LIVE).prefetch_related(*at_hand())


@register
class DutyScreen(Screen):
    """分工."""

    key = "duties"
    model = Duty
    title, noun, unit = "部门分工", "分工", "条"
    wing, icon, position = "reform", "building-community", 14
    menu = False  # the pages of departments lead to it
    by = REGIONAL
    dated = False
    columns = [
        Column("present", title="部门", value=lambda one: one.present or one.name),
        Column("name", title="原文单位", sort=True),
        "role",
        Column("measure", title="任务"),
        *_source("measure__version"),
    ]
    filters = [
        Filter("role", choices=ROLES),
        Filter("present", title="部门", kind="text"),
        Filter("measure__version__state", title="方案状态", choices=STATES),
    ]
    search = {"present": 10, "name": 8}
    sections = {
        "分工": ["role", "name", Column("present", title="部门"), "measure"],
        "原文": _place("u", "measure__version"),
    }
    empty = "还没有分工。确认一份改革方案之后，各部门的任务列在这里。"

    def queryset(self) -> QuerySet[Any]:
        """Duties of versions that count."""
        return Duty.objects.filter(measure__version__state__in=LIVE)


@register
class TargetScreen(Screen):
    """目标."""

    key = "targets"
    model = Target
    title, noun, unit = "改革目标", "目标", "个"
    wing, icon, position = "reform", "flag", 13
    menu = False  # the page of progress shows them with their lights
    by = REGIONAL
    dated = False
    columns = [
        Column("text", title="原文"),
        Column("shown", title="目标值", value=lambda one: one.shown),
        "due",
        Column("due_date", sort=True, hidden=True),
        Column("measure", title="任务"),
        *_source("version"),
    ]
    filters = [
        Filter("due_date"),
        Filter("unit", kind="text"),
        Filter("version__state", title="方案状态", choices=STATES),
    ]
    search = {"text": 10, "subject": 6}
    sections = {
        "目标": [
            "text",
            "subject",
            Column("shown", title="目标值", value=lambda one: one.shown),
            "baseline",
            "due",
            "due_date",
            "soft",
            "measure",
            Column("version__plan", title="改革方案"),
        ],
        "原文": _place("t", "version"),
    }
    empty = "还没有目标。确认一份改革方案之后，文中写明的数量目标列在这里。"

    def queryset(self) -> QuerySet[Any]:
        """Targets of versions that count."""
        return Target.objects.filter(version__state__in=LIVE)


@register
class AliasScreen(Screen):
    """部门别称."""

    key = "aliases"
    model = DepartmentAlias
    title, noun, unit = "部门别称", "别称", "条"
    wing, icon, position = "manage", "building-community", 55
    by = REGIONAL
    dated = False
    columns = [Column("printed", sort=True), "department", "since", "until", Column("region", title="地区")]
    filters = [Filter("since")]
    search = {"printed": 10, "department__name": 8}
    sections = {"别称": ["printed", "department", "since", "until", Column("region", title="地区")]}
    empty = "还没有部门别称。核对方案时给原文单位指定部门，就记在这里；全国通行的更名已经在系统里。"


def _drafts(request: Any) -> list[dict[str, Any]]:
    """Plans that were taken apart and wait for someone to look through them."""
    found = list(PlanVersion.objects.filter(state="draft").values_list("plan", flat=True))
    href = f"/plans/{found[0]}/bench/" if len(found) == 1 else "/plans/"
    note = "确认后下级地区和部门才看得到"
    return [{"title": "改革方案待核对确认", "count": len(found), "href": href, "note": note}] if found else []


register_home_card(HomeCard("plans", "待确认的方案", "waits", (UNION_OFFICER,), _drafts, 36))
