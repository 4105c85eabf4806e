"""Screens and verbs planted for tests of what screens generate."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms

from changai.domains.workforce.people.models import Worker
from changai.kernel.access.roles import EMPLOYER_CLERK, UNION_OFFICER
from changai.kernel.actions import ActionRefused
from changai.kernel.actions.registry import Action
from changai.kernel.parties.models import Person
from changai.kernel.screens import EXACT, ActionForm, Column, Filter, RecordField, Related, Screen, register
from changai.kernel.screens.registry import get, unregister

PAY = {"low": "较低", "high": "较高"}


class PostForm(ActionForm):
    """Free text, a day, a unit, and a number that is never kept as a draft."""

    post = forms.CharField(label="新岗位", max_length=20, help_text="与合同一致")
    since = forms.DateField(label="起始日期", required=False, widget=forms.DateInput)
    employer = RecordField("parties.organisation", label="单位", required=False)
    phone = forms.CharField(label="联系电话", required=False)
    reason = forms.CharField(label="理由", required=False)

    def clean_post(self) -> str:
        """The record's post must change."""
        if self.target is not None and self.cleaned_data["post"] == self.target.post:
            raise forms.ValidationError("岗位没有变化，请填写新的岗位")
        return str(self.cleaned_data["post"])


def _move(worker: Worker, *, post: str, by: Any, **_: Any) -> Worker:
    """Change the post; refuses one word."""
    if post == "不办":
        raise ActionRefused("没有办理：这个岗位已经撤销，请换一个")
    Worker._base_manager.filter(pk=worker.pk).update(post=post)
    return worker


def _close(worker: Worker, *, by: Any, **_: Any) -> Worker:
    """Mark as left."""
    Worker._base_manager.filter(pk=worker.pk).update(working=False)
    return worker


def _rename(*, post: str, by: Any, **_: Any) -> None:
    """A verb without a target."""
    Worker._base_manager.filter(working=True).update(post=post)


MOVE = Action("planted.move", "换岗", (UNION_OFFICER,), _move, PostForm, Worker, bulk=True)
CLOSE = Action(
    "planted.close", "注销", (UNION_OFFICER,), _close, None, Worker,
    when=lambda worker: worker.working, danger=True, warning="注销后不再计入在职人数。",
)  # fmt: skip
RENAME = Action("planted.rename", "统一岗位", (UNION_OFFICER,), _rename, PostForm)


class People(Screen):
    """Everything that a screen can declare, over workers' cards."""

    key = "planted-people"
    model = Worker
    title = noun = "试验人员"
    unit = "人"
    by = (UNION_OFFICER, EMPLOYER_CLERK)
    columns = (
        Column("person__name", sort=True),
        "person__id_number",
        "employer",
        Column("post", sort=True),
        Column("wage_fen", sort=True),
        Column("employed_since", sort=True),
        Column("person__phone", hidden=True),
        Column("upper", title="称呼", value=lambda one: f"{one.person.name}同志", needs=("person",)),
    )
    filters = (
        "employer",
        "migrant",
        "wage_fen",
        "employed_since",
        Filter(
            "pay", title="工资水平", choices=PAY, apply=lambda rows, ticked: rows.filter(wage_fen__gte=500000)
        ),
    )
    search = {"person__name": 10, "person__id_number": EXACT, "person__phone": EXACT}
    sections = {
        "基本情况": ["person__name", "person__id_number", "employer", "wage_fen"],
        "从业经历": Related("person__employments", ["employer", "since"], order="-since", limit=2),
    }
    actions = (MOVE, CLOSE, RENAME)
    page_size = 5
    menu = False


class Persons(Screen):
    """Persons by name; the list can be shown as of a day."""

    key = "planted-persons"
    model = Person
    title = "试验名册"
    by = (UNION_OFFICER,)
    columns = (Column("name", sort=True), "birth_date")
    filters = (Filter("sex", default=("2",)),)
    order = "-birth_date"
    menu = False

    def as_of(self, queryset: Any, day: Any) -> Any:  # type: ignore[override]
        """Who was born by then."""
        return queryset.filter(birth_date__lte=day)


@contextmanager
def planted(*kinds: type[Screen]) -> Iterator[list[Screen]]:
    """Register screens for the block."""
    try:
        yield [get(register(kind).key) for kind in kinds]  # type: ignore[misc]
    finally:
        for kind in kinds:
            unregister(kind.key)
