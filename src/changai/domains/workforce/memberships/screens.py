"""Pages of unions and of single memberships."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from changai.domains.workforce.memberships.actions import (
    correct_membership,
    cover,
    found_wide_union,
    uncover,
    withdraw_coverage,
    withdraw_membership,
)
from changai.domains.workforce.memberships.models import Union, UnionCoverage, UnionMembership
from changai.kernel.access.roles import WORKING
from changai.kernel.screens import Column, Filter, Related, Screen, register


@register
class UnionScreen(Screen):
    """工会组织."""

    key = "unions"
    model = Union
    title, noun, unit = "工会组织", "工会", "个"
    wing, icon, position = "workforce", "flag", 25
    by = WORKING
    columns = [
        Column("organisation__name", title="工会名称", sort=True),
        Column("employer"),
        "kind",
        Column("member_count", title="会员", value=lambda one: one.member_count, kind="number"),
        Column("organisation__region", title="所在地区"),
        Column("organisation__founded_on", title="成立日期", sort=True),
        Column("organisation__credit_code", hidden=True),
    ]
    filters = [
        "kind",
        Filter("organisation__founded_on", title="成立日期"),
        Filter("organisation__ended_on", title="终止日期"),
    ]
    search = {"organisation__name": 10}
    sections = {
        "基本情况": [*columns, Column("organisation__ended_on", title="终止日期")],
        "覆盖的单位": Related(
            "coverages",
            ["employer", "since", "until"],
            order="-pk",
            screen="coverages",
            empty="没有登记。联合、区域工会覆盖的单位在这里列出；单独建会的，就是所在单位。",
        ),
        "会员": Related(
            "members",
            [Column("person", title="姓名"), "since", "until"],
            order="-pk",
            screen="memberships",
            limit=50,
        ),
    }
    actions = [found_wide_union, cover]
    empty = "还没有工会组织。可以在单位页面登记建会；几家单位联合的，在这里登记联合或区域工会。"

    def queryset(self) -> QuerySet[Any]:
        """Unions in scope with their present members."""
        present = UnionMembership._base_manager.filter(union=OuterRef("pk"), until=None).order_by()
        counted = present.values("union").annotate(n=Count("*")).values("n")
        return Union.objects.annotate(
            member_count=Coalesce(Subquery(counted, output_field=IntegerField()), 0)
        )

    def heading(self, record: Union) -> str:
        """The union's name."""
        return record.organisation.name


@register
class MembershipScreen(Screen):
    """工会会籍."""

    key = "memberships"
    model = UnionMembership
    title, noun = "工会会籍", "会籍"
    wing, menu = "workforce", False
    by = WORKING
    columns = [
        Column("person", title="姓名"),
        Column("union"),
        Column("since", sort=True),
        Column("until", sort=True),
    ]
    filters = ["since", "until"]
    sections = {"工会会籍": columns}
    actions = [correct_membership, withdraw_membership]
    empty = "还没有会籍。"

    def queryset(self) -> QuerySet[Any]:
        """Memberships in scope; a union is shown by its organisation's name."""
        return UnionMembership.objects.select_related("union__organisation")

    def heading(self, record: UnionMembership) -> str:
        """Whose, and which."""
        return f"{record.person.name}：{record}"


@register
class CoverageScreen(Screen):
    """工会覆盖单位."""

    key = "coverages"
    model = UnionCoverage
    title, noun = "工会覆盖的单位", "覆盖登记"
    wing, menu = "workforce", False
    by = WORKING
    columns = [
        Column("employer"),
        Column("union"),
        Column("since", sort=True),
        Column("until", sort=True),
    ]
    filters = ["since", "until"]
    sections = {"覆盖登记": columns}
    actions = [uncover, withdraw_coverage]
    empty = "还没有登记联合、区域工会覆盖的单位。"

    def queryset(self) -> QuerySet[Any]:
        """Coverages in scope; a union is shown by its organisation's name."""
        return UnionCoverage.objects.select_related("union__organisation")
