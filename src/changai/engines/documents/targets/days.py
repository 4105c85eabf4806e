"""Times as printed and as days."""

import re
from calendar import monthrange
from datetime import date

from changai.engines.documents.dates import Moment
from changai.engines.documents.numerals import number
from changai.engines.documents.text import Text

YEAR_ONLY = re.compile(r"^(?:19|20)\d\d(?:年|年度)?$")


def printed(text: Text, moment: Moment) -> str:
    """A year alone is its digits (2020); everything else as it stands."""
    word = text.plain[moment.start : moment.end]
    return word[:4] if YEAR_ONLY.match(word) else text.cut(moment.start, moment.end).strip()


def last_day(moment: Moment, issued: date | None) -> str | None:
    """The last day of a time."""
    value = moment.value
    if value is None:
        return f"{issued.year}-12-31" if issued and moment.printed.startswith("年") else None
    parts = [int(part) for part in value.split("..")[-1].split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else monthrange(year, month)[1]
    return f"{year:04d}-{month:02d}-{day:02d}"


def counted(text: Text, found: re.Match[str], issued: date | None) -> tuple[str, str | None]:
    """三年内, from the day of issue."""
    shown = text.cut(*found.span())
    value = number(found["n"] or found["n2"])
    if issued is None or value is None:
        return shown, None
    months = int(value) * (12 if (found["of"] or found["of2"]) == "年" else 1)
    year, month = divmod(issued.year * 12 + issued.month - 1 + months, 12)
    day = min(issued.day, monthrange(year, month + 1)[1])
    return shown, f"{year:04d}-{month + 1:02d}-{day:02d}"


def plain_due(word: str, issued: date | None) -> str | None:
    """The day of a time that a mark or a table's column holds (2022年9月底前), where it has one."""
    from_text = re.search(r"(20\d\d)年(?:(\d{1,2})月)?", word)
    if not from_text:
        return None
    year, month = int(from_text[1]), int(from_text[2] or 12)
    return f"{year:04d}-{month:02d}-{monthrange(year, month)[1]:02d}" if 1 <= month <= 12 else None
