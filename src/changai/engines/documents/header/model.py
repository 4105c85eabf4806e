"""What a head says."""

import datetime
from dataclasses import dataclass, field

from changai.engines.documents.reading import Basis, Doubt


@dataclass
class Header:
    """What the head says. main: half-open range in `Text.plain` of the document itself, without a notice before it
    and attachments after it. title_at, date_at, number_at: ranges in plain."""

    title: str | None = None
    notice_title: str | None = None
    issuer: list[str] = field(default_factory=list)
    document_number: str | None = None
    document_number_raw: str | None = None
    date: datetime.date | None = None
    date_raw: str | None = None
    addressees: str | None = None
    basis: list[Basis] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    main: tuple[int, int] = (0, 0)
    title_at: tuple[int, int] | None = None
