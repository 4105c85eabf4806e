"""What each step of a proposal does. The steps themselves, who may do them and when, stand in `procedures`."""

from datetime import date
from typing import Any

from django.utils import timezone

from changai.domains.reform.documents.models import Document
from changai.domains.reform.proposals.actions.paper import compose
from changai.domains.reform.proposals.models import KINDS, CoHandler, Proposal
from changai.kernel.access.models import Post
from changai.kernel.casework.models import Case
from changai.kernel.casework.numbers import next_number
from changai.kernel.casework.running import hand_to
from changai.kernel.files.store import keep
from changai.kernel.parties.models import Organisation
from changai.kernel.terms import reckon


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
    proposal.handed_on = on or timezone.localdate()
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
    mine.opinion, mine.answered_on = opinion, on or timezone.localdate()
    mine.save(update_fields=["opinion", "answered_on"])


def draft(proposal: Proposal, *, by: Post, klass: str, disclosure: str, reply: str, note: str = "") -> None:
    """The reply goes to who signs."""
    proposal.klass, proposal.disclosure, proposal.reply = klass, disclosure, reply
    proposal.save(update_fields=["klass", "disclosure", "reply"])


def sign(proposal: Proposal, *, by: Post, on: date | None = None, note: str = "") -> None:
    """The reply is sent: it gets its number, which never changes again."""
    day = on or timezone.localdate()
    assert proposal.lead is not None
    count = next_number(f"proposal-reply:{proposal.lead_id}", day.year)
    proposal.reply_number = f"{_short(proposal.lead.name)}函〔{day.year}〕{count}号"
    proposal.replied_on = day
    proposal.round += 1
    proposal.paper = keep(
        compose(proposal, day),
        f"{proposal.reply_number}.docx",
        region=proposal.case.region,
        organisation=proposal.lead,
        account_name=str(by.account),
    )
    proposal.save(update_fields=["reply_number", "replied_on", "round", "paper"])
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


def too_late_to_return(proposal: Proposal, *, by: Post, on: date | None = None, **data: Any) -> str:
    """The lead unit gives back within the term set for it; afterwards the office withdraws or hands over anew."""
    if against := not_leading(proposal, by=by):
        return against
    assert proposal.handed_on is not None
    last = reckon("proposal-return", proposal.handed_on, region=proposal.case.region_id)
    if (on or timezone.localdate()) <= last.due:
        return ""
    return f"退回应在 {last.due} 前提出（{last.value.source}），现已超过，请与交办单位协商后由其处理。"


def not_asked(proposal: Proposal, *, by: Post, **data: Any) -> str:
    """Only a co-handler gives an opinion, once."""
    mine = proposal.cohandlers.filter(organisation=by.organisation_id or 0).first()
    if mine is None:
        return "这件建议没有请您的单位会办。"
    return f"您的单位已在 {mine.answered_on} 提出意见。" if mine.answered_on else ""


def _short(name: str) -> str:
    """A unit's name without its region, as it stands in document numbers."""
    return name.split("市")[-1].split("区")[-1] if any(mark in name for mark in "市区县") else name
