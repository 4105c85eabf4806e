"""A whole letter."""

from dataclasses import dataclass, field
from datetime import date as Day

from changai.engines.documents.letters import heading, tail
from changai.engines.documents.letters.contacts import contacts
from changai.engines.documents.letters.copies import copies
from changai.engines.documents.letters.mark import mark
from changai.engines.documents.letters.parts import Parts, part
from changai.engines.documents.letters.proposal import proposal
from changai.engines.documents.letters.recipients import recipients
from changai.engines.documents.letters.signing import signed_on
from changai.engines.documents.letters.title import title
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
    titled = title(text, parts, plainly)
    letter = Letter(title=titled[0] if titled else None, issuer=issuers)
    letter.document_number = heading.number(text, parts)
    letter.handling_mark = mark(text, parts)
    letter.proposal, doubts = proposal(text, parts, titled[1] if titled else "", plainly)
    letter.doubts += doubts
    _address(text, parts, letter)
    letter.date, letter.date_raw, doubts = signed_on(text, parts)
    letter.doubts += doubts
    rest = [*parts.body[-10:], *parts.tail]
    letter.contacts = contacts(text, [one for one in rest if one.end - one.start <= 120])
    letter.postcode = tail.postcode(text, rest)
    letter.disclosure = tail.disclosure(text, parts)
    letter.cc = copies(text, parts)
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
