"""Pages of single employments, contracts and wages; opened from their worker."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from changai.domains.workforce.employment.actions import (
    correct_contract,
    correct_employment,
    correct_wage,
    withdraw_contract,
    withdraw_employment,
    withdraw_wage,
)
from changai.domains.workforce.employment.models import Contract, Employment, Wage
from changai.kernel.access.roles import EMPLOYER_CLERK, UNION_OFFICER, WORKING
from changai.kernel.screens import Column, Filter, HomeCard, Related, Screen, register, register_home_card
from changai.kernel.screens.codes import occupation_name


def _month(day: object) -> str:
    """2026-10."""
    return f"{day:%Y-%m}"


@register
class EmploymentScreen(Screen):
    """从业经历."""

    key = "employments"
    model = Employment
    title, noun = "从业经历", "从业经历"
    wing, menu = "workforce", False
    by = WORKING
    columns = [
        Column("person", title="姓名"),
        "employer",
        Column("group"),
        "platform",
        "post",
        Column("occupation", show=occupation_name),
        "region",
        Column("since", sort=True),
        Column("until", sort=True),
    ]
    filters = ["employer", "group", "since", "until"]
    sections = {
        "从业经历": columns,
        "劳动合同": Related("contracts", ["kind", "since", "until"], order="-since", screen="contracts"),
        "月工资": Related(
            "wages", [Column("month", show=_month), "amount_fen"], order="-month", screen="wages"
        ),
    }
    actions = [correct_employment, withdraw_employment]
    order = "-since"
    empty = "还没有从业经历。"

    def heading(self, record: Employment) -> str:
        """Whose, and which."""
        return f"{record.person.name}：{record}"


def _unsettled(contracts: QuerySet[Contract], values: list[str] | None = None) -> QuerySet[Contract]:
    """Contracts of people who stay and that no other one follows."""
    next_one = Contract.objects.filter(employment=OuterRef("employment"), since__gt=OuterRef("until"))
    return contracts.filter(employment__until=None).exclude(Exists(next_one))


@register
class ContractScreen(Screen):
    """劳动合同: also the list of those that run out."""

    key = "contracts"
    model = Contract
    title, noun, unit = "劳动合同", "劳动合同", "份"
    wing, icon, position = "workforce", "file-text", 40
    by = WORKING
    columns = [
        Column("employment__person", title="姓名"),
        Column("employment__employer", title="单位"),
        "kind",
        Column("since", sort=True),
        Column("until", sort=True),
    ]
    filters = [
        "kind",
        "since",
        Filter("until", title="到期"),
        Filter("followed", title="到期以后", choices={"no": "还没有安排"}, apply=_unsettled),
        Filter("employment__employer", title="单位"),
    ]
    sections = {"劳动合同": columns}
    actions = [correct_contract, withdraw_contract]
    empty = "还没有劳动合同。可以随花名册导入，也可以在工人页面登记。"

    def heading(self, record: Contract) -> str:
        """Whose, and which."""
        return f"{record.employment.person.name}：{record}"


@register
class WageScreen(Screen):
    """月工资."""

    key = "wages"
    model = Wage
    title, noun = "月工资", "月工资"
    wing, menu = "workforce", False
    by = WORKING
    columns = [
        Column("employment__person", title="姓名"),
        Column("employment__employer", title="单位"),
        Column("month", show=_month, sort=True),
        Column("amount_fen", title="月工资", sort=True),
    ]
    filters = ["month", Filter("employment__employer", title="单位")]
    sections = {"月工资": columns}
    actions = [correct_wage, withdraw_wage]
    order = "-month"
    empty = "还没有月工资。"

    def heading(self, record: Wage) -> str:
        """Whose, and which."""
        return f"{record.employment.person.name}：{record}"


def _running_out(request: HttpRequest) -> list[dict[str, Any]]:
    """Contracts of people at work that end within thirty days and are not followed by another one."""
    today = timezone.localdate()
    last = today + timedelta(days=30)
    count = _unsettled(Contract.objects.filter(until__range=(today, last))).count()
    href = f"/contracts/?until_from={today}&until_to={last}&followed=no"
    return [{"title": "劳动合同三十天内到期", "count": count, "href": href}] if count else []


register_home_card(
    HomeCard("contracts", "合同到期", "waits", (UNION_OFFICER, EMPLOYER_CLERK), _running_out, 40)
)
