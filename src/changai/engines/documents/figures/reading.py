"""Reading the figures of a text."""

import re
from datetime import date

from changai.engines.documents.dates import find_dates
from changai.engines.documents.figures import sifting, tables
from changai.engines.documents.figures.clauses import Placed, place
from changai.engines.documents.figures.periods import period
from changai.engines.documents.figures.subjects import Subjects
from changai.engines.documents.quantities import Quantity, between, find
from changai.engines.documents.quantities.units import MONEY
from changai.engines.documents.reading import Figure
from changai.engines.documents.text import Paragraph, Text

_TITLE = re.compile(r"((?:19|20)\d\d)年(?:度|以来)?[^，。]*(?:报告|情况|总结|工作|通报|公报)")
LONG_QUOTE = 60
_SALUTATION = re.compile(r"^[^，。；]{2,60}(?:代表|委员|同志|先生|女士)[：:]?$")
_JOINS = re.compile(r"^\s*(?:[、和与及]|以及)\s*$")


def read_figures(
    text: Text, anchor: date | None = None, quantities: list[Quantity] | None = None
) -> list[Figure]:
    """Every quantity that the text reports, in order.

    anchor: the document's date, against which 今年 and 1-5月 are read; without it they keep their words.
    quantities: those found before, where the caller has them.
    """
    found = find(text) if quantities is None else quantities
    anchor = anchor or _titled(text)
    figures: list[Figure] = []
    for paragraph in text.paragraphs:
        inside = between(found, paragraph.start, paragraph.end)
        if inside and not _SALUTATION.search(text.of(paragraph)):
            figures += _paragraph(text, paragraph, inside, anchor)
    figures += tables.read(text)
    return sorted(figures, key=lambda one: one.number_at or one.at)


def _paragraph(text: Text, paragraph: Paragraph, found: list[Quantity], anchor: date | None) -> list[Figure]:
    reported, classes = sifting.figures(text, found)
    moments = find_dates(text, paragraph.start, paragraph.end, anchor)
    subjects = Subjects(text, moments, classes)
    return [
        _figure(text, one, group, subjects)
        for group in _groups(text, place(text, paragraph, reported))
        for one in group
    ]


def _groups(text: Text, placed: list[Placed]) -> list[list[Placed]]:
    """Figures of one piece that follow each other with nothing but 、 or 和 between them stand together."""
    groups: list[list[Placed]] = []
    for one in placed:
        last = groups[-1][-1] if groups else None
        gap = text.plain[last.quantity.end : one.quantity.start] if last else ""
        if last and last.piece is one.piece and _JOINS.match(gap):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _figure(text: Text, placed: Placed, group: list[Placed], subjects: Subjects) -> Figure:
    quantity = placed.quantity
    start, end = _quote(text, placed)
    raw_value, raw_unit = _printed(text, quantity)
    subject = subjects.of(placed, group)
    each = "/人" if subjects.shared_among_people and quantity.unit in MONEY else ""
    return Figure(
        subject=subject,
        value=quantity.value if len(quantity.values) == 1 else (quantity.values[0], quantity.values[1]),
        unit=(quantity.unit or _meant(subject)) + each,
        quote=text.cut(start, end).strip(),
        at=text.place(start, end),
        period=period(text, placed, subjects.moments),
        approx=quantity.approx,
        bound=quantity.bound,
        raw_value=raw_value,
        raw_unit=raw_unit,
        number_at=text.place(*quantity.number),
    )


def _quote(text: Text, placed: Placed) -> tuple[int, int]:
    start, end = placed.piece.start, max(placed.piece.end, placed.quantity.end)
    while start < placed.quantity.start and text.plain[start] in " \t，、；：":
        start += 1
    if end - start > LONG_QUOTE:
        number, after = placed.quantity.start, placed.quantity.end
        left, right = text.plain.rfind("、", start, number), text.plain.find("、", after, end)
        if left > 0 and not re.search(r"等\s*$", text.plain[start:number]):
            start = left + 1
        end = right if right > 0 else end
    return start, end


def _meant(subject: str) -> str:
    """The unit that the subject says where a number has none: 会员总数超过2亿."""
    return (
        "人"
        if re.search(r"(?:人数|会员(?:总?数)?|人口|总人数|人员|职工(?:总?数)?|用户数?|人群)$", subject)
        else ""
    )


def _printed(text: Text, quantity: Quantity) -> tuple[str, str]:
    """Number and unit in the printed script."""
    begun, ended = quantity.number
    plain, cut = text.plain[begun:ended], text.cut(begun, ended)
    at, width = plain.find(quantity.raw_value), len(quantity.raw_unit)
    value = cut[at : at + len(quantity.raw_value)] if at >= 0 else quantity.raw_value
    return value, cut[len(cut) - width :] if width and plain.endswith(
        quantity.raw_unit
    ) else quantity.raw_unit


def _titled(text: Text) -> date | None:
    """The end of the year that the title names (2023年工作情况报告), for texts without a date."""
    for paragraph in text.paragraphs[:4]:
        title = text.of(paragraph)
        if (match := _TITLE.search(title)) and len(title) <= 60:
            return date(int(match[1]), 12, 31)
    return None
