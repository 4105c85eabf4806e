"""Pages of workers, of groups without a fixed employer, and of background spells."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from changai.domains.workforce.employment.actions import (
    end_contract,
    file_contract,
    hire,
    leave,
    move,
    record_wage,
    renew_contract,
    take_in,
)
from changai.domains.workforce.employment.models import CONTRACT_KINDS, GROUPS, Contract, Employment, Wage
from changai.domains.workforce.memberships.actions import end_membership, join, transfer
from changai.domains.workforce.memberships.models import UnionMembership
from changai.domains.workforce.people.actions import (
    change_background,
    correct,
    correct_background,
    register,
    withdraw_background,
)
from changai.domains.workforce.people.models import Background, Worker
from changai.domains.workforce.people.queries import CODES, THEN, as_it_was, survivor_of
from changai.domains.workforce.people.views import dated, history, state
from changai.domains.workforce.qualifications.actions import add_certificate, add_education
from changai.domains.workforce.qualifications.models import SKILL_LEVELS, Certificate, Education
from changai.engines.codes import industries, tables
from changai.kernel.access.roles import WORKING
from changai.kernel.parties.models import SEXES
from changai.kernel.screens import EXACT, PREFIX, Column, Filter, Panel, Screen
from changai.kernel.screens import register as page
from changai.kernel.screens.codes import industry_name, occupation_name, region_name

Apply = Callable[[QuerySet[Any], list[str]], QuerySet[Any]]


def _field(queryset: QuerySet[Any], name: str) -> str:
    """Where a condition looks: at the card, or at the value of the chosen day."""
    return THEN + name if THEN + name in queryset.query.annotations else name


def among(name: str) -> Apply:
    """The field has one of the ticked values."""
    return lambda queryset, values: queryset.filter(**{f"{_field(queryset, name)}__in": values})


def yes_or_no(name: str) -> Apply:
    """The field is ticked: yes, no, unknown."""
    meanings: dict[str, Any] = {"yes": {"": True}, "no": {"": False}, "unknown": {"__isnull": True}}

    def apply(queryset: QuerySet[Any], values: list[str]) -> QuerySet[Any]:
        condition = Q()
        for value in values:
            ((ending, wanted),) = meanings[value].items()
            condition |= Q(**{_field(queryset, name) + ending: wanted})
        return queryset.filter(condition)

    return apply


def by_education(queryset: QuerySet[Any], values: list[str]) -> QuerySet[Any]:
    """Levels by their first digit: 31, 32, 33 are all 30."""
    condition = Q()
    for value in values:
        condition |= Q(**{f"{_field(queryset, 'education')}__startswith": value[0]})
    return queryset.filter(condition)


def by_fixed(queryset: QuerySet[Any], values: list[str]) -> QuerySet[Any]:
    """With a fixed employer, without one."""
    name = _field(queryset, "employer")
    return queryset.filter(**{f"{name}__isnull": "yes" not in values}) if len(values) == 1 else queryset


def by_section(queryset: QuerySet[Any], values: list[str]) -> QuerySet[Any]:
    """Sections A to T as ranges of division codes."""
    name, condition = _field(queryset, "industry"), Q()
    for value in values:
        divisions = industries.divisions(value)
        condition |= Q(**{f"{name}__gte": divisions[0], f"{name}__lt": f"{int(divisions[-1]) + 1:02}"})
    return queryset.filter(condition)


def sections() -> list[tuple[str, str]]:
    """Section letter and name."""
    return [(code, name) for code, name in industries.tree().names.items() if code.isalpha()]


def educations() -> list[tuple[str, str]]:
    """The levels that a list tells apart."""
    return [(code, name) for code, name in tables.table("education").items() if code.endswith("0")]


YES_NO_UNKNOWN = [("yes", "是"), ("no", "否"), ("unknown", "不详")]
YES_NO = YES_NO_UNKNOWN[:2]
EMPLOYMENT_COLUMNS: list[str | Column] = [
    Column(
        "employer",
        value=lambda one: one.employer or one.get_group_display(),
        title="单位或群体",
        needs=("employer",),
    ),
    "post",
    Column("occupation", show=occupation_name),
    "region",
    "since",
    "until",
]


@page
class WorkerScreen(Screen):
    """工人."""

    key = "workers"
    model = Worker
    title, noun, unit = "工人", "工人", "人"
    wing, icon, position = "workforce", "users", 10
    by = WORKING
    order = "region"  # as the index by region has it: the first page needs no sort at any size
    columns = [
        Column("person__name", sort=True),
        Column("employer", title="单位"),
        Column("post"),
        Column("skill_rank", choices=SKILL_LEVELS, sort=True),
        Column("education", show=CODES["education"]),
        Column("wage_fen", title="月工资", sort=True),
        Column("union_member"),
        Column("region"),
        Column("working", hidden=True),
        Column("person__sex", hidden=True),
        Column("person__birth_date", hidden=True),
        Column("person__id_number", hidden=True),
        Column("person__phone", hidden=True),
        Column("industry", show=industry_name, hidden=True),
        Column("occupation", show=occupation_name, hidden=True),
        Column("group", choices=GROUPS, hidden=True),
        Column("employed_since", hidden=True, sort=True),
        Column("contract_kind", choices=CONTRACT_KINDS, hidden=True),
        Column("contract_until", hidden=True),
        Column("household_region", show=region_name, hidden=True),
        Column("migrant", hidden=True),
        Column("political_status", show=CODES["political_status"], hidden=True),
    ]
    filters = [
        Filter("employer", apply=among("employer")),
        Filter("industry", title="行业门类", choices=sections, apply=by_section),
        Filter("skill_rank", choices=SKILL_LEVELS, apply=among("skill_rank")),
        Filter("education", choices=educations, apply=by_education),
        Filter("migrant", choices=YES_NO_UNKNOWN, apply=yes_or_no("migrant")),
        Filter("union_member", choices=YES_NO, apply=yes_or_no("union_member")),
        Filter("group", choices=GROUPS, apply=among("group")),
        Filter("working", choices=YES_NO, apply=yes_or_no("working"), default=("yes",)),
        Filter("person__sex", choices=SEXES),
        Filter("contract_kind", choices=CONTRACT_KINDS, apply=among("contract_kind")),
        Filter("contract_until", title="合同到期"),
        Filter("wage_fen", title="月工资（元）"),
    ]
    search = {"person__name": PREFIX, "person__id_number": EXACT, "person__phone": EXACT}
    sections = {
        "基本情况": [
            "person__name",
            "person__id_number",
            "person__phone",
            "person__sex",
            "person__birth_date",
            Column("person__ethnicity", show=CODES["ethnicity"]),
        ],
        "在职情况": Panel("people/state.html", state),
        "从业经历": dated(Employment, EMPLOYMENT_COLUMNS, screen="employments", order="-since"),
        "劳动合同": dated(
            Contract,
            ["kind", "since", "until", Column("employment__employer", title="单位")],
            screen="contracts",
            order="-since",
        ),
        "月工资": dated(
            Wage,
            [
                Column("month", show=lambda day: f"{day:%Y-%m}"),
                Column("employment__employer", title="单位"),
                "amount_fen",
            ],
            screen="wages",
            order="-month",
            since="month",
            limit=12,
        ),
        "学历": dated(
            Education, [Column("level", show=CODES["level"]), "since"], screen="educations", order="level"
        ),
        "技能证书": dated(
            Certificate,
            ["rank", Column("occupation", show=occupation_name), "number", "issued_on", "revoked_on"],
            screen="certificates",
            order="-rank",
            since="issued_on",
        ),
        "户籍与政治面貌": dated(
            Background,
            [
                Column("begun", title="起", value=lambda one: f"{one.since or '登记以前'}"),
                "until",
                Column("household_region", show=region_name),
                "migrant",
                Column("political_status", show=CODES["political_status"]),
            ],
            screen="backgrounds",
            order="-since",
        ),
        "工会会籍": dated(
            UnionMembership,
            [
                Column("union", value=lambda one: one.union or "未指明", needs=("union__organisation",)),
                "since",
                "until",
            ],
            screen="memberships",
            order="-since",
        ),
        "变更记录": Panel("people/history.html", history),
    }
    actions = [
        register,
        take_in,
        correct,
        move,
        leave,
        file_contract,
        renew_contract,
        end_contract,
        record_wage,
        add_certificate,
        add_education,
        change_background,
        join,
        transfer,
        end_membership,
        hire,
    ]
    empty = "还没有工人。可以导入花名册，也可以逐人登记。"

    def queryset(self) -> QuerySet[Any]:
        """Everyone with a card."""
        return Worker.objects.all()

    def heading(self, record: Worker) -> str:
        """The name."""
        return record.person.name

    def chips(self, record: Worker) -> list[Any]:
        """At work or not, member or not."""
        chips: list[Any] = [("目前在职", "green") if record.working else ("目前离职", "secondary")]
        return [*chips, ("目前是会员", "blue")] if record.union_member else chips

    def moved(self, pk: str) -> int | None:
        """A merged-away record lives on in its survivor."""
        survivor = survivor_of(int(pk)) if pk.isdecimal() and len(pk) < 19 else None
        return survivor.pk if survivor else None

    def as_of(self, queryset: QuerySet[Any], day: date) -> QuerySet[Any]:
        """Who was at work on the day, with the values of that day."""
        return as_it_was(queryset, day)


@page
class GroupScreen(WorkerScreen):
    """新就业形态群体 (W4): mostly without a fixed employer; some stations and agencies employ theirs."""

    key = "groups"
    title, noun, unit = "新就业形态群体", "人员", "人"
    icon, position = "bike", 30
    columns = [
        Column("person__name", sort=True),
        Column("group", choices=GROUPS, sort=True),
        Column("employment__platform", title="平台"),
        Column("employer", title="单位"),
        Column("occupation", show=occupation_name),
        Column("skill_rank", choices=SKILL_LEVELS, sort=True),
        Column("wage_fen", title="月收入", sort=True),
        Column("union_member"),
        Column("region"),
        Column("person__phone", hidden=True),
        Column("employed_since", hidden=True, sort=True),
    ]
    filters = [
        Filter("group", choices=GROUPS, apply=among("group")),
        Filter("employment__platform", title="平台", kind="text"),
        Filter("fixed", title="有固定单位", choices=YES_NO, apply=by_fixed),
        Filter("union_member", choices=YES_NO, apply=yes_or_no("union_member")),
        Filter("skill_rank", choices=SKILL_LEVELS, apply=among("skill_rank")),
        Filter("person__sex", choices=SEXES),
        Filter("working", choices=YES_NO, apply=yes_or_no("working"), default=("yes",)),
    ]
    empty = "还没有新就业形态人员。登记工人时选择群体即可，没有固定单位的不填单位。"

    def queryset(self) -> QuerySet[Any]:
        """Cards of a group."""
        return Worker.objects.exclude(group="")


@page
class BackgroundScreen(Screen):
    """A spell of household and political status; opened from its worker."""

    key = "backgrounds"
    model = Background
    title, noun = "户籍与政治面貌", "登记"
    wing, menu, exportable = "workforce", False, False
    by = WORKING
    columns = [
        Column("person", title="姓名"),
        "since",
        "until",
        Column("household_region", show=region_name),
        "migrant",
        Column("political_status", show=CODES["political_status"]),
    ]
    sections = {"登记内容": columns}
    actions = [correct_background, withdraw_background]

    def heading(self, record: Background) -> str:
        """Whose, and from when."""
        return f"{record.person.name}：{record}"
