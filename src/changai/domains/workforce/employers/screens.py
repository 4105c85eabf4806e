"""Pages of employers."""

from typing import Any

from django.db.models import Q, QuerySet

from changai.domains.workforce.employers.actions import correct_employer, register_employer
from changai.domains.workforce.employers.models import Employer
from changai.domains.workforce.employers.queries import counted
from changai.domains.workforce.memberships.actions import found_union, join_union
from changai.domains.workforce.people.models import Worker
from changai.engines.codes import industries, tables
from changai.kernel.access.roles import WORKING
from changai.kernel.screens import EXACT, Column, Filter, Related, Screen, register
from changai.kernel.screens.codes import industry_name, small_name


def _sections() -> list[tuple[str, str]]:
    """Section letter and name."""
    return [(code, name) for code, name in industries.tree().names.items() if code.isalpha()]


def by_section(queryset: QuerySet[Any], values: list[str]) -> QuerySet[Any]:
    """Sections A to T as ranges of division codes."""
    condition = Q()
    for value in values:
        divisions = industries.divisions(value)
        condition |= Q(industry__gte=divisions[0], industry__lt=f"{int(divisions[-1]) + 1:02}")
    return queryset.filter(condition)


def by_union(queryset: QuerySet[Any], values: list[str]) -> QuerySet[Any]:
    """With a union, without one."""
    return queryset.filter(has_union__in=[value == "yes" for value in values])


def rate(part: int, whole: int) -> str:
    """A share with one decimal; nothing to divide is no rate."""
    return f"{part / whole:.1%}" if whole else "—"


@register
class EmployerScreen(Screen):
    """用人单位."""

    key = "employers"
    model = Employer
    title, noun, unit = "用人单位", "单位", "家"
    wing, icon, position = "workforce", "building", 20
    by = WORKING
    columns = [
        Column("organisation__name", title="单位名称", sort=True),
        Column("industry", show=industry_name, sort=True),
        Column("size", sort=True),
        Column("workers", title="在册职工", value=lambda one: one.workers, kind="number"),
        Column("has_union", title="建会", value=lambda one: one.has_union, kind="yes"),
        Column("member_rate", title="入会率", value=lambda one: rate(one.members, one.workers)),
        Column("contract_rate", title="合同签订率", value=lambda one: rate(one.contracted, one.workers)),
        Column("organisation__region", title="所在地区"),
        Column("organisation__credit_code", hidden=True),
        Column("ownership", show=small_name("registration_type_2023"), hidden=True),
        Column("headcount", hidden=True, sort=True),
        Column("revenue_wan", hidden=True, sort=True),
        Column("park", hidden=True),
        Column("party_since", hidden=True),
    ]
    filters = [
        Filter("industry", title="行业门类", choices=_sections, apply=by_section),
        "size",
        Filter("has_union", title="建会", choices=[("yes", "已建会"), ("no", "未建会")], apply=by_union),
        Filter("ownership", choices=lambda: tables.table("registration_type_2023")),
        Filter("park", kind="text"),
        Filter("organisation__ended_on", title="终止日期"),
    ]
    search = {"organisation__name": 10, "organisation__credit_code": EXACT}
    sections = {
        "基本情况": [
            Column("organisation__name", title="单位名称"),
            "organisation__credit_code",
            Column("organisation__region", title="所在地区"),
            Column("industry", show=industry_name),
            Column("ownership", show=small_name("registration_type_2023")),
            "size",
            "headcount",
            "revenue_wan",
            "park",
            "organisation__founded_on",
            "organisation__ended_on",
            "party_since",
        ],
        "职工概况": [
            Column("workers", title="在册职工（人）", value=lambda one: one.workers, kind="number"),
            Column("members", title="工会会员（人）", value=lambda one: one.members, kind="number"),
            Column("member_rate", title="入会率", value=lambda one: rate(one.members, one.workers)),
            Column("contracted", title="签订合同（人）", value=lambda one: one.contracted, kind="number"),
            Column("contract_rate", title="合同签订率", value=lambda one: rate(one.contracted, one.workers)),
        ],
        "工会": Related(
            "organisation__unions",
            ["organisation", "kind", Column("organisation__founded_on", title="成立日期")],
            screen="unions",
            empty="还没有建会。职工二十五人以上的，应当建立基层工会委员会（工会法第十一条）。",
        ),
        "联合或区域工会": Related(
            "organisation__union_coverages",
            [Column("union__organisation", title="工会"), "since", "until"],
            order="-pk",
            screen="coverages",
            empty="没有由联合、区域工会覆盖的登记。职工不足二十五人的，可以由几家单位联合建会。",
        ),
        "职工": Related(
            "",
            [Column("person", title="姓名"), "post", "employed_since", "working"],
            rows=lambda one: Worker.objects.filter(employer=one.pk),
            order="-working",
            screen="workers",
            limit=20,
        ),
    }
    actions = [register_employer, correct_employer, found_union, join_union]
    empty = "还没有单位。可以导入单位名册，也可以逐家登记。"

    def queryset(self) -> QuerySet[Any]:
        """Employers in scope, counted."""
        return counted(Employer.objects.all())

    def heading(self, record: Employer) -> str:
        """The unit's name."""
        return record.organisation.name

    def chips(self, record: Any) -> list[tuple[str, str]]:
        """Closed, without a union, or covered by one over several employers."""
        if record.organisation.ended_on:
            return [("已终止", "secondary")]
        if record.own_union:
            return []
        return [("联合或区域工会覆盖", "blue")] if record.has_union else [("未建会", "yellow")]

    def initial(self, action: Any, record: Any, post: Any) -> dict[str, Any]:
        """The unit's own facts beside those of the employer."""
        if action is not correct_employer:
            return {}
        unit = record.organisation
        return {name: getattr(unit, name) for name in ("name", "credit_code", "founded_on", "ended_on")}
