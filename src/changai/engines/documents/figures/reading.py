"""Reading the figures of a text."""

import re
from datetime import date

from changai.engines.documents.dates import find_dates
from changai.engines.documents.figures import sifting, tables
from changai.engines.documents.figures.clauses import Placed, place
from changai.engines.documents.figures.periods import Periods
from changai.engines.documents.figures.subjects import Subjects
from changai.engines.documents.quantities import Quantity, between, find
from changai.engines.documents.quantities.units import MONEY
from changai.engines.documents.reading import Figure
from changai.engines.documents.text import Paragraph, Text

_TITLE = re.compile(r"((?:19|20)\d\d)年(?:度|以来)?[^，。]*(?:报告|情况|总结|工作|通报|公报)")
# Titles of texts that tell of one whole year, though they are dated in the next.
_YEARLY = re.compile(r"((?:19|20)\d\d)年(?:度|以来)?[^，。]*(?:公报|总结)(?!和|与|及|暨)")
_MONTH = re.compile(r"\s*[（(]?\s?((?:19|20)\d\d)\s?年\s?(1[0-2]|0?[1-9])\s?月\s?[）)]?\s*")
# Titles of texts that tell of a part of a year.
_PARTLY = re.compile(
    r"(?P<time>(?:19|20)\d\d年(?:第?[一二三四1-4]季度|[上下]半年|前三季度|\d{1,2}[-—–～~至]\d{1,2}月份?))[^，。]*(?:情况|总结|通报|简报|汇报|公报|报告)"
)
_AHEAD = re.compile(r"下一?步|打算|要求|建议|安排|对策|计划|思路|[上下]半年|今后")
_TOP = re.compile(r"\s*[一二三四五六七八九十]{1,3}、[^。；]{0,40}$")
_HEADED = re.compile(
    r"\s*[一二三四五六七八九十]{1,3}、(?P<year>(?:19|20)\d\d)年度?(?:(?:全[市省县区]|主要|重点|总体|工会|我[市局会])?"
    r"(?:工作|情况|任务|目标|计划|安排|回顾|总结|成效|进展|完成|完成情况|打算|成绩|思路))"
)
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
    titled = _titled(text)
    told = _told(text) if titled else None
    anchor = told or anchor or titled or _dated(text)
    default = general = str(told.year) if told else _part_told(text)
    figures: list[Figure] = []
    for paragraph in text.paragraphs:
        if _TOP.match(piece := text.of(paragraph)):
            headed = _HEADED.match(piece)
            default = headed["year"] if headed else None if _AHEAD.search(piece) else general
        inside = between(found, paragraph.start, paragraph.end)
        if inside and not _SALUTATION.search(text.of(paragraph)):
            figures += _paragraph(text, paragraph, inside, anchor, default)
    figures += tables.read(text)
    return sorted(figures, key=lambda one: one.number_at or one.at)


def _paragraph(
    text: Text, paragraph: Paragraph, found: list[Quantity], anchor: date | None, default: str | None
) -> list[Figure]:
    reported, classes = sifting.figures(text, found)
    moments = find_dates(text, paragraph.start, paragraph.end, anchor)
    subjects, periods = Subjects(text, moments, classes), Periods(text, moments, default)
    return [
        _figure(text, one, group, subjects, periods)
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


def _figure(text: Text, placed: Placed, group: list[Placed], subjects: Subjects, periods: Periods) -> Figure:
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
        period=periods.of(placed),
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


def _dated(text: Text) -> date | None:
    """The first day of the month that stands alone below the title or at the end, for texts without a day."""
    for paragraph in (*text.paragraphs[:6], *text.paragraphs[-4:]):
        if match := _MONTH.fullmatch(text.of(paragraph)):
            return date(int(match[1]), int(match[2]), 1)
    return None


def _part_told(text: Text) -> str | None:
    """The part of a year that the title says the text tells of: 2024年第一季度工作简报."""
    for paragraph in text.paragraphs[:6]:
        if len(text.of(paragraph)) <= 60 and (match := _PARTLY.search(text.of(paragraph))):
            start = paragraph.start + match.start()
            found = find_dates(text, start, paragraph.start + match.end("time"))
            return found[0].value if found and ".." in (found[0].value or "") else None
    return None


def _told(text: Text) -> date | None:
    """The last day of the year that a communiqué or a year's summary tells of."""
    for paragraph in text.paragraphs[:4]:
        title = text.of(paragraph)
        if (match := _YEARLY.search(title)) and len(title) <= 60:
            return date(int(match[1]), 12, 31)
    return None


def _titled(text: Text) -> date | None:
    """The end of the year that the title names (2023年工作情况报告), for texts without a date."""
    for paragraph in text.paragraphs[:4]:
        title = text.of(paragraph)
        if (match := _TITLE.search(title)) and len(title) <= 60:
            return date(int(match[1]), 12, 31)
    return None
