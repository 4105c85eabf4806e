"""What each step of a proposal does. The steps themselves, who may do them and when, stand in `procedures`."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from changai.domains.reform.documents.models import Document
from changai.domains.reform.proposals.models import (
    CLASSES,
    DISCLOSURES,
    KINDS,
    VERDICTS,
    CoHandler,
    Proposal,
)
from changai.kernel.access.models import Post
from changai.kernel.casework.models import Case
from changai.kernel.casework.numbers import next_number
from changai.kernel.casework.running import hand_to
from changai.kernel.parties.models import Organisation
from changai.kernel.screens.codes import PartyField
from changai.kernel.screens.fields import ActionForm
from changai.kernel.screens.pickers import model_picker

model_picker(
    "parties.organisation.department",
    rows=lambda: Organisation.objects.filter(kind="department", ended_on=None),
)
LONG = forms.Textarea(attrs={"rows": 6})
VERY_LONG = forms.Textarea(attrs={"rows": 16})
NAMES_HELP = "一行写一位，第一位是领衔人。"


class StepForm(ActionForm):
    """A step with the day on which it was done and a word about it."""

    on = forms.DateField(label="日期", required=False, help_text="不填为今天；补登以前办的事，填实际的日期。")
    note = forms.CharField(label="说明", max_length=400, required=False)


class ReasonForm(ActionForm):
    """A step that needs a reason."""

    on = forms.DateField(label="日期", required=False, help_text="不填为今天。")
    reason = forms.CharField(label="理由", max_length=400)


class ReceiveForm(ActionForm):
    """A proposal as it arrived."""

    kind = forms.ChoiceField(label="类别", choices=KINDS)
    body = forms.CharField(
        label="会议机构", max_length=60, help_text="例如：某某市人民代表大会、政协某某市委员会。"
    )
    session = forms.CharField(label="届次", max_length=40, help_text="例如：六届四次会议。")
    number = forms.CharField(label="建议编号", max_length=20, help_text="只填号码，例如：12。")
    title = forms.CharField(label="标题", max_length=200)
    proposers = forms.CharField(
        label="提出人", widget=forms.Textarea(attrs={"rows": 3}), help_text=NAMES_HELP
    )
    content = forms.CharField(label="内容", widget=LONG, required=False)
    on = forms.DateField(label="收到日期", required=False, help_text="不填为今天。")

    def clean_number(self) -> str:
        """Digits without 第 and 号."""
        number: str = self.cleaned_data["number"].strip().removeprefix("第").removesuffix("号").strip()
        if not number:
            raise ValidationError("请填写建议编号，例如 12")
        return number

    def clean_proposers(self) -> list[str]:
        """Names in the order of the paper, each once."""
        names = [one.strip() for one in self.cleaned_data["proposers"].replace("、", "\n").splitlines()]
        found = list(dict.fromkeys(one for one in names if one))
        if not found:
            raise ValidationError("请至少填写一位提出人")
        return found


class AssignForm(ActionForm):
    """Who answers, who is asked for an opinion, from which day the term counts."""

    lead = PartyField("parties.organisation.department", label="主办单位")
    cohandlers = forms.MultipleChoiceField(
        label="会办单位", required=False, widget=forms.CheckboxSelectMultiple
    )
    on = forms.DateField(label="交办日期", required=False, help_text="答复期限从这一天起算，不填为今天。")
    note = forms.CharField(label="交办意见", max_length=400, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Organisation.objects.filter(kind="department", ended_on=None).order_by("name")
        self.fields["cohandlers"].choices = [(str(one.pk), one.name) for one in units]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The lead is not its own co-handler."""
        given = super().clean() or {}
        lead = given.get("lead")
        if lead is not None and str(lead.pk) in given.get("cohandlers", ()):
            self.add_error("cohandlers", "主办单位不能同时是会办单位，请去掉其中一个")
        return given


class OpinionForm(StepForm):
    """A co-handler's opinion."""

    opinion = forms.CharField(label="会办意见", widget=LONG)
    field_order = ("opinion", "on", "note")


class DraftForm(ActionForm):
    """The reply as the lead unit would send it."""

    klass = forms.ChoiceField(label="办理分类", choices=CLASSES)
    disclosure = forms.ChoiceField(label="公开情况", choices=DISCLOSURES)
    reply = forms.CharField(
        label="答复", widget=VERY_LONG, help_text="从“现答复如下”之后写起，称呼和落款由系统排印。"
    )
    note = forms.CharField(label="送审说明", max_length=400, required=False)


class VerdictForm(StepForm):
    """What the one who proposed says of the reply."""

    verdict = forms.ChoiceField(label="意见", choices=VERDICTS[:2])
    field_order = ("verdict", "on", "note")


def receive(
    case: Case,
    *,
    by: Post,
    kind: str,
    body: str,
    session: str,
    number: str,
    title: str,
    proposers: list[str],
    content: str = "",
    on: date | None = None,
    document: Document | None = None,
) -> Proposal:
    """Put a proposal on record in the region of the post."""
    assert by.region is not None
    case.title, case.region = title, by.region
    case.number = f"{session}-{dict(KINDS)[kind]}-{number}"
    case.save()
    return Proposal.objects.create(
        case=case,
        kind=kind,
        body=body,
        session=session,
        number=number,
        title=title,
        proposers=proposers,
        content=content,
        document=document,
    )


def assign(
    proposal: Proposal,
    *,
    by: Post,
    lead: Organisation,
    cohandlers: list[str] = [],  # noqa: B006  # never changed
    on: date | None = None,
    note: str = "",
) -> None:
    """Hand it over to the lead unit; co-handlers of an earlier hand-over that are not asked again are left out."""
    proposal.lead = lead
    proposal.handed_on = on or date.today()
    proposal.save(update_fields=["lead", "handed_on"])
    wanted = {int(key) for key in cohandlers}
    proposal.cohandlers.exclude(organisation__in=wanted).filter(answered_on=None).delete()
    known = set(proposal.cohandlers.values_list("organisation_id", flat=True))
    CoHandler.objects.bulk_create(
        [CoHandler(proposal=proposal, organisation_id=key) for key in sorted(wanted - known)]
    )
    hand_to(proposal.case, lead)


def give_back(proposal: Proposal, *, by: Post, reason: str, on: date | None = None) -> None:
    """It is not the unit's matter: back to who assigned it."""
    hand_to(proposal.case, None)


def call_hard(proposal: Proposal, *, by: Post, reason: str, on: date | None = None) -> None:
    """Grant the longer term."""
    proposal.hard = True
    proposal.save(update_fields=["hard"])


def give_opinion(
    proposal: Proposal, *, by: Post, opinion: str, on: date | None = None, note: str = ""
) -> None:
    """The opinion of the post's unit."""
    mine = proposal.cohandlers.get(organisation=by.organisation_id)
    mine.opinion, mine.answered_on = opinion, on or date.today()
    mine.save(update_fields=["opinion", "answered_on"])


def draft(proposal: Proposal, *, by: Post, klass: str, disclosure: str, reply: str, note: str = "") -> None:
    """The reply goes to who signs."""
    proposal.klass, proposal.disclosure, proposal.reply = klass, disclosure, reply
    proposal.save(update_fields=["klass", "disclosure", "reply"])


def sign(proposal: Proposal, *, by: Post, on: date | None = None, note: str = "") -> None:
    """The reply is sent: it gets its number, which never changes again."""
    day = on or date.today()
    assert proposal.lead is not None
    count = next_number(f"proposal-reply:{proposal.lead_id}", day.year)
    proposal.reply_number = f"{_short(proposal.lead.name)}函〔{day.year}〕{count}号"
    proposal.replied_on = day
    proposal.round += 1
    proposal.save(update_fields=["reply_number", "replied_on", "round"])
    hand_to(proposal.case, None)


def accept_verdict(
    proposal: Proposal, *, by: Post, verdict: str, on: date | None = None, note: str = ""
) -> None:
    """The one who proposed is satisfied."""
    proposal.verdict, proposal.verdict_note = verdict, note
    proposal.save(update_fields=["verdict", "verdict_note"])


def refuse_verdict(proposal: Proposal, *, by: Post, reason: str, on: date | None = None) -> None:
    """The one who proposed is not satisfied: the lead unit answers again."""
    proposal.verdict, proposal.verdict_note = "unsatisfied", reason
    proposal.save(update_fields=["verdict", "verdict_note"])
    hand_to(proposal.case, proposal.lead)


def take_up_again(proposal: Proposal, *, by: Post, on: date | None = None, note: str = "") -> None:
    """What was promised is done, or a mistake is mended: the lead unit answers again."""
    hand_to(proposal.case, proposal.lead)


def not_leading(proposal: Proposal, *, by: Post, **data: Any) -> str:
    """Only the lead unit answers."""
    if by.organisation_id == proposal.lead_id:
        return ""
    return f"由主办单位{proposal.lead}办理，您的岗位不在这个单位。"


def not_asked(proposal: Proposal, *, by: Post, **data: Any) -> str:
    """Only a co-handler gives an opinion, once."""
    mine = proposal.cohandlers.filter(organisation=by.organisation_id or 0).first()
    if mine is None:
        return "这件建议没有请您的单位会办。"
    return f"您的单位已在 {mine.answered_on} 提出意见。" if mine.answered_on else ""


def _short(name: str) -> str:
    """A unit's name without its region, as it stands in document numbers."""
    return name.split("市")[-1].split("区")[-1] if any(mark in name for mark in "市区县") else name
