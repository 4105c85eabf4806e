"""A whole letter."""

import re
from dataclasses import dataclass, field
from datetime import date as Day

from changai.engines.documents.dates import Moment, find_dates
from changai.engines.documents.letters import heading, tail
from changai.engines.documents.letters.parts import Parts, part
from changai.engines.documents.letters.proposal import proposal
from changai.engines.documents.letters.recipients import recipients
from changai.engines.documents.reading import Contact, Doubt, Proposal
from changai.engines.documents.text import Text


@dataclass
class Letter:
    """What a reply says of itself. Fields as in `Reading`; what is not printed is None or empty."""

    title: str | None = None
    issuer: list[str] = field(default_factory=list)
    document_number: str | None = None
    date: Day | None = None
    date_raw: str | None = None
    recipient: list[str] = field(default_factory=list)
    recipient_role: str | None = None
    proposal: Proposal | None = None
    handling_mark: str | None = None
    contacts: list[Contact] = field(default_factory=list)
    postcode: str | None = None
    disclosure: str | None = None
    cc: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def read_letter(text: Text) -> Letter:
    """Title, proposal, people and dates of a reply. What can't be told is left empty, with a doubt."""
    parts = part(text)
    issuers = heading.issuers(text, parts)
    plainly = [plain_of(text, one) for one in issuers]
    titled = heading.title(text, parts, plainly)
    letter = Letter(title=titled[0] if titled else None, issuer=issuers)
    letter.document_number = heading.number(text, parts)
    letter.handling_mark = heading.mark(text, parts)
    letter.proposal, doubts = proposal(text, parts, titled[1] if titled else "", plainly)
    letter.doubts += doubts
    _address(text, parts, letter)
    _sign(text, parts, letter)
    rest = [*parts.body[-10:], *parts.tail]
    letter.contacts = tail.contacts(text, [one for one in rest if one.end - one.start <= 120])
    letter.postcode = tail.postcode(text, rest)
    letter.disclosure = tail.disclosure(text, parts)
    letter.cc = tail.copies(text, parts)
    if letter.title is None:
        letter.doubts.append(Doubt("title", "正文前没有找到标题"))
    if not issuers:
        letter.doubts.append(Doubt("issuer", "没有找到版头、落款或标题里的答复单位"))
    return letter


def plain_of(text: Text, printed: str) -> str:
    """The plain script of a piece that was cut as printed."""
    at = text.clean.find(printed)
    return text.plain[at : at + len(printed)] if at >= 0 else printed


def _address(text: Text, parts: Parts, letter: Letter) -> None:
    if parts.salutation is None:
        letter.doubts.append(Doubt("recipient", "没有找到称呼，不知道答复给谁"))
        return
    letter.recipient, letter.recipient_role, others = recipients(text, parts.salutation)
    if others:
        letter.doubts.append(
            Doubt("recipient", "称呼以“等”结尾，还有没有列出姓名的人", text.place(*parts.salutation))
        )


def _sign(text: Text, parts: Parts, letter: Letter) -> None:
    """The date of the signature."""
    signed = parts.signed or _entered(text, parts)
    if signed is None:
        letter.doubts.append(Doubt("date", "没有找到落款日期"))
        return
    letter.date_raw = signed.printed
    if signed.kind == "month":
        place = text.place(signed.start, signed.end)
        letter.doubts.append(Doubt("date", f"落款日期只印到月（{signed.printed}）", place))
        return
    try:
        letter.date = Day.fromisoformat(signed.value or "")
    except ValueError:
        letter.doubts.append(
            Doubt(
                "date",
                f"落款日期“{signed.printed}”缺字，无法确定是哪一天",
                text.place(signed.start, signed.end),
            )
        )
        return
    if not signed.sure:
        letter.doubts.append(
            Doubt(
                "date",
                f"落款日期“{signed.printed}”缺字，按唯一可能读作{letter.date.isoformat()}",
                text.place(signed.start, signed.end),
            )
        )


def _entered(text: Text, parts: Parts) -> Moment | None:
    """The date in the table above a letter."""
    for paragraph in parts.head:
        if re.match(r"(?:答复|回复|办理|成文|发文)\s?(?:时间|日期)\s?[：:]", text.of(paragraph)):
            found = [one for one in find_dates(text, paragraph.start, paragraph.end) if one.kind == "day"]
            if found:
                return found[0]
    return None
