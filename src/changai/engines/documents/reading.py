"""What is read from a document. All text values are as printed, cleaned of white space; places count in the kept text."""

import datetime as dt
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal
from typing import Any

Place = tuple[int, int]


@dataclass
class Target:
    """A quantity that a measure, or the document as a whole, sets.

    text: the clause as printed. value: a number, or two for a range; 万 and 亿 expanded. op: >= <= = ~ range.
    baseline: from what it should rise or fall. due: as printed (2020, 三年内, 每年); due_date: ISO, where it can be
    counted. soft: the word that softens it (原则上, 力争), or that it is a form of words rather than a number.
    """

    text: str
    value: Decimal | tuple[Decimal, Decimal]
    unit: str
    op: str
    at: Place
    baseline: Decimal | None = None
    due: str | None = None
    due_date: str | None = None
    soft: str | None = None
    subject: str = ""


@dataclass
class Measure:
    """A numbered measure. label: the number as printed (1．, （三）, 第五条); number: in digits.

    text: the whole of it, without number, title and mark. lead, responsible: unit names as printed. open_ended: the
    list ends with 等. marks: the notes that name the units, as printed.
    """

    number: str
    label: str
    title: str
    text: str
    at: Place
    title_at: Place | None = None
    chapter: str = ""
    group: str = ""
    lead: list[str] = field(default_factory=list)
    responsible: list[str] = field(default_factory=list)
    open_ended: bool = False
    marks: list[str] = field(default_factory=list)
    marks_at: list[Place] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)


@dataclass
class Figure:
    """A quantity that a text reports.

    value: 万 and 亿 expanded; a range has two. unit: 人 and 人次 are different. period: as read (2018, 2019-01..2019-05,
    每年, 累计, 目前). approx: 余, 近, 约 … or None. bound: "min", "max" or None. quote: exact text, white space aside.
    at: the quote's place; number_at: the number's own.
    """

    subject: str
    value: Decimal | tuple[Decimal, Decimal]
    unit: str
    quote: str
    at: Place
    period: str | None = None
    approx: str | None = None
    bound: str | None = None
    raw_value: str = ""
    raw_unit: str = ""
    number_at: Place | None = None


@dataclass
class Check:
    """An arithmetic relation among figures. detail: the arithmetic and the verdict in Chinese."""

    kind: str
    ok: bool
    detail: str
    quotes: list[str]
    places: list[Place]


@dataclass
class Doubt:
    """What could not be read for sure. where: which field or piece; what: why, in Chinese."""

    where: str
    what: str
    at: Place | None = None


@dataclass
class Basis:
    """A document that this one rests on. raw: the number as printed, where it was damaged."""

    name: str
    number: str | None
    raw: str | None = None


@dataclass
class Amendment:
    """A change that a notice makes to an earlier document.

    document: its title. measure: the number of the measure, None where the whole document is meant. what: 修改, 删除,
    增加 or 废止. old, new: the words exchanged, or the new wording. text: the sentence as printed.
    """

    document: str | None
    measure: str | None
    what: str
    old: str | None
    new: str | None
    text: str
    at: Place


@dataclass
class Contact:
    """A person to ask, as a letter's end names them."""

    role: str
    name: str
    phone: str | None


@dataclass
class Proposal:
    """The proposal that a letter answers. type: 建议 or 提案; body: 宜昌市人民代表大会; session: 六届四次会议."""

    title: str | None = None
    number: str | None = None
    type: str | None = None
    body: str | None = None
    session: str | None = None


@dataclass
class Section:
    """A heading of the outline. level: 1 for chapters (一、), 2 for （一）, 3 for 1. and so on; items: those below it."""

    label: str
    title: str
    level: int
    at: Place
    items: int = 0


@dataclass
class Reading:
    """All that was read from one document. A field that does not apply is None or empty."""

    kind: str
    title: str | None = None
    notice_title: str | None = None
    issuer: list[str] = field(default_factory=list)
    document_number: str | None = None
    document_number_raw: str | None = None
    date: dt.date | None = None
    date_raw: str | None = None
    addressees: str | None = None
    basis: list[Basis] = field(default_factory=list)
    chapters: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    document_targets: list[Target] = field(default_factory=list)
    amends: list[Amendment] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    recipient: list[str] = field(default_factory=list)
    recipient_role: str | None = None
    proposal: Proposal | None = None
    handling_mark: str | None = None
    contacts: list[Contact] = field(default_factory=list)
    postcode: str | None = None
    disclosure: str | None = None
    cc: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Plain values in the stable shape of `changai ingest --json`."""
        return {item.name: plain(getattr(self, item.name)) for item in fields(self)}


def plain(value: Any) -> Any:
    """Dataclasses, decimals and dates as JSON values; whole decimals as integers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value
