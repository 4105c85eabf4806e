"""What each step of a complaint does. The steps themselves, who may do them and when, stand in `procedures`."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from changai.domains.rights.inspection.models import (
    CHANNELS,
    KINDS,
    MATTERS,
    OUTCOMES,
    REFUSALS,
    VERDICTS,
    Complaint,
)
from changai.kernel.access.models import Post
from changai.kernel.casework.forms import StepForm, on_field
from changai.kernel.casework.models import Case
from changai.kernel.casework.numbers import next_number
from changai.kernel.casework.running import hand_to
from changai.kernel.parties.models import Organisation
from changai.kernel.screens.codes import PartyField, PhoneField, YuanField
from changai.kernel.screens.fields import ActionForm

LONG = forms.Textarea(attrs={"rows": 6})
YEARS = 2  # 条例第二十条


class ReceiveForm(ActionForm):
    """What was said, by whom, of which employer."""

    kind = forms.ChoiceField(
        label="类别",
        choices=KINDS,
        help_text="本人权益受到侵害的是投诉，任何人反映违法行为的是举报（条例第九条）。",
    )
    channel = forms.ChoiceField(label="渠道", choices=CHANNELS)
    employer = forms.CharField(label="被投诉单位", max_length=120, help_text="填对方说的单位名称。")
    unit = PartyField(
        "parties.organisation.employer", label="在册单位", required=False, help_text="库里有的，选上。"
    )
    matter = forms.ChoiceField(label="事项", choices=MATTERS)
    since = forms.DateField(label="违法行为开始")
    until = forms.DateField(label="违法行为结束", required=False, help_text="还在继续的不填。")
    content = forms.CharField(label="内容", widget=LONG)
    people = forms.IntegerField(label="涉及人数", min_value=1, max_value=1_000_000, initial=1)
    amount = YuanField(label="涉及金额（元）", required=False)
    complainant = forms.CharField(
        label="姓名", max_length=60, required=False, help_text="匿名的不填；加密保存。"
    )
    phone = PhoneField(label="联系电话", required=False, help_text="加密保存，查看要写理由。")
    on = on_field("收到日期")

    def clean(self) -> dict[str, Any]:
        """A complaint names who complains; the breach ends after it began."""
        given = super().clean() or {}
        if given.get("kind") == "complaint" and not given.get("complainant"):
            self.add_error("complainant", "投诉要填投诉人的姓名；不愿留姓名的，按举报登记。")
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", "结束早于开始，请核对。")
        return given


class RefuseForm(StepForm):
    """Why it is not taken up."""

    refusal = forms.ChoiceField(label="不受理理由", choices=REFUSALS)
    field_order = ("refusal", "on", "note")


class TransferForm(StepForm):
    """To whom it is sent on."""

    sent_to = forms.CharField(label="移送单位", max_length=120)
    field_order = ("sent_to", "on", "note")


class FindingsForm(StepForm):
    """What the investigation found."""

    findings = forms.CharField(label="调查结果", widget=LONG)
    field_order = ("findings", "on", "note")


class DecideForm(StepForm):
    """What was decided."""

    outcome = forms.ChoiceField(label="处理结果", choices=OUTCOMES)
    decision = forms.CharField(label="处理决定", widget=LONG)
    paid = YuanField(label="为劳动者追回（元）", required=False)
    field_order = ("outcome", "decision", "paid", "on", "note")


class AnswerForm(StepForm):
    """What who came says of the answer."""

    verdict = forms.ChoiceField(label="满意度", choices=[("", "没有表示"), *VERDICTS], required=False)
    field_order = ("verdict", "on", "note")


def receive(
    case: Case,
    *,
    by: Post,
    kind: str,
    channel: str,
    employer: str,
    matter: str,
    since: date,
    content: str,
    people: int = 1,
    unit: Organisation | None = None,
    until: date | None = None,
    amount: int | None = None,
    complainant: str = "",
    phone: str = "",
    on: date | None = None,
) -> Complaint:
    """Put it on record where the post is; it is the turn of the post's own unit."""
    assert by.region is not None
    day = on or timezone.localdate()
    # Nobody's name: cases of all kinds stand in one list.
    case.title = f"{dict(KINDS)[kind]}{employer}{dict(MATTERS)[matter]}"[:200]
    case.region = by.region
    case.number = f"{day.year}-{next_number(f'complaint:{by.region_id}', day.year):05d}"
    hand_to(case, by.organisation)
    case.save()
    return Complaint.objects.create(
        case=case,
        kind=kind,
        channel=channel,
        complainant=complainant or None,
        phone=phone or None,
        employer=employer,
        unit=unit,
        matter=matter,
        since=since,
        until=until,
        content=content,
        people=people,
        amount=amount,
    )


def refuse(complaint: Complaint, *, by: Post, refusal: str, on: date | None = None, note: str = "") -> None:
    """It is not taken up; the reason stays on record."""
    _set(complaint, refusal=refusal)


def send_on(complaint: Complaint, *, by: Post, sent_to: str, on: date | None = None, note: str = "") -> None:
    """It belongs to another; who came is told where."""
    _set(complaint, sent_to=sent_to)


def conclude(
    complaint: Complaint, *, by: Post, findings: str, on: date | None = None, note: str = ""
) -> None:
    """The investigation is over."""
    _set(complaint, findings=findings)


def decide(
    complaint: Complaint,
    *,
    by: Post,
    outcome: str,
    decision: str,
    paid: int | None = None,
    on: date | None = None,
    note: str = "",
) -> None:
    """The decision gets its number; one that only drops the case has none."""
    day = on or timezone.localdate()
    number = ""
    if outcome in ("ordered", "punished"):
        region = complaint.case.region
        word = {"ordered": "理", "punished": "罚"}[outcome]
        count = next_number(f"inspection-{outcome}:{region.pk}", day.year)
        number = f"{region.name}人社监{word}字〔{day.year}〕{count}号"
    _set(complaint, outcome=outcome, decision=decision, decision_number=number, paid=paid)


def answer(
    complaint: Complaint, *, by: Post, verdict: str = "", on: date | None = None, note: str = ""
) -> None:
    """Who came was told, and what was said to it."""
    _set(complaint, answered_on=on or timezone.localdate(), verdict=verdict)


def too_old(complaint: Complaint, *, by: Post, on: date | None = None, **data: Any) -> str:
    """A breach that ended more than two years before it was told of is not pursued (条例第二十条)."""
    if complaint.until is None:
        return ""
    last = complaint.case.opened_on
    try:
        earliest = last.replace(year=last.year - YEARS)
    except ValueError:
        earliest = date(last.year - YEARS, 2, 28)
    if complaint.until >= earliest:
        return ""
    return f"违法行为于 {complaint.until} 结束，到 {last} 已过两年（条例第二十条），应办理“不予受理”。"


def _set(complaint: Complaint, **facts: Any) -> None:
    for name, value in facts.items():
        setattr(complaint, name, value)
    complaint.save(update_fields=list(facts))
