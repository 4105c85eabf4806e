"""Pages that every procedure's records share: stage, clocks and time line on the record, columns and filters in lists."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from changai.engines.procedures import Procedure
from changai.kernel.casework.declared import procedure_of
from changai.kernel.casework.inbox import SOON, due_in
from changai.kernel.casework.models import Case
from changai.kernel.screens import Column, Event, Filter, Panel, Screen


def stage_title(case: Case) -> str:
    """The stage's name by the version that the case runs by."""
    return procedure_of(case.procedure, case.version).stage(case.stage).title


def standing(case: Case) -> tuple[str, str]:
    """How the case stands with its term: text and tone. Days are those of today."""
    if case.closed_on:
        return "", ""
    if case.due is None:
        return "", ""
    left = (case.due - timezone.localdate()).days
    if left < 0:
        return f"已过期 {-left} 天", "red"
    return (
        "今天到期" if left == 0 else f"还剩 {left} 天"
    ), "orange" if case.due - timezone.localdate() <= SOON else "secondary"


def by_standing(queryset: QuerySet[Any], values: list[str]) -> QuerySet[Any]:
    """Overdue, due within a week, open, closed."""
    today = timezone.localdate()
    found = Q(pk__in=[])
    for value in values:
        if value == "closed":
            found |= ~Q(case__closed_on=None)
        elif value in ("late", "soon", "open"):
            found |= due_in(value, today, "case__")
    return queryset.filter(found)


def _clocks(record: Any, request: Any) -> dict[str, Any]:
    """The stages in their order, where the case stands, and its clocks."""
    case = record.case
    procedure = procedure_of(case.procedure, case.version)
    today = timezone.localdate()
    rows = list(case.clocks.order_by("started", "pk"))
    return {
        "stages": [
            (one, one.key == case.stage) for one in procedure.stages if not one.end or one.key == case.stage
        ],
        "clocks": [
            {
                "row": row,
                "left": (row.due - today).days,
                "late": (row.stopped or today) > row.due,
                "over": ((row.stopped or today) - row.due).days,
            }
            for row in rows
        ],
        "waiting": case.organisation,
    }


class CaseScreen(Screen):
    """A screen whose records are cases of `procedure`, one-to-one by `case`."""

    procedure: Procedure
    case_columns: Sequence[Column] = (
        Column("case__stage", title="环节", value=lambda one: stage_title(one.case), needs=("case",)),
        Column("case__due", title="期限", sort=True),
        Column("standing", title="剩余", value=lambda one: standing(one.case)[0], needs=("case",)),
        Column("case__opened_on", title="立件日期", hidden=True, sort=True),
        Column("case__closed_on", title="办结日期", hidden=True, sort=True),
    )

    @staticmethod
    def case_filters(procedure: Procedure) -> list[Filter]:
        """By stage, and by how the case stands with its term."""
        return [
            Filter("case__stage", title="环节", choices=[(one.key, one.title) for one in procedure.stages]),
            Filter(
                "standing",
                title="期限",
                choices=[("late", "已过期"), ("soon", "七天内到期"), ("open", "在办"), ("closed", "已办结")],
                apply=by_standing,
            ),
        ]

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        cls.sections = {"办理进度": Panel("casework/progress.html", _clocks), **cls.sections}

    def queryset(self) -> QuerySet[Any]:
        """With the case, whose stage and term the list shows."""
        return super().queryset().select_related("case")

    def chips(self, record: Any) -> list[tuple[str, str]]:
        """Stage, and what is left of the term."""
        text, tone = standing(record.case)
        stage = (stage_title(record.case), "green" if record.case.closed_on else "blue")
        return [stage, (text, tone)] if text else [stage]

    def timeline(self, record: Any) -> list[Event]:
        """Every step, newest first."""
        return [
            Event(
                at=one.day, title=one.title, text=one.note, by=f"{one.post_title} {one.account_name}".strip()
            )
            for one in record.case.events.order_by("-turn")
        ]
