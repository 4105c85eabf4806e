"""Pages of unions and of single memberships."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from changai.domains.workforce.memberships.actions import correct_membership, withdraw_membership
from changai.domains.workforce.memberships.models import Union, UnionMembership
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
        "会员": Related(
            "members",
            [Column("person", title="姓名"), "since", "until"],
            order="-pk",
            screen="memberships",
            limit=50,
        ),
    }
    empty = "还没有工会组织。可以在单位页面登记建会。"

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

    def heading(self, record: UnionMembership) -> str:
        """Whose, and which."""
        return f"{record.person.name}：{record}"
