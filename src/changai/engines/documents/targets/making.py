"""A target out of a quantity."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from changai.engines.documents.quantities import Quantity
from changai.engines.documents.reading import Target
from changai.engines.documents.targets.clauses import sentence, with_time
from changai.engines.documents.targets.days import plain_due
from changai.engines.documents.targets.judging import SOFT
from changai.engines.documents.targets.times import carried, due_of
from changai.engines.documents.text import Text

Range = tuple[int, int]


@dataclass(frozen=True)
class Stretch:
    """A range of text with what holds for all of it: the time of its mark, the day of issue, whether times carry."""

    text: Text
    limits: Range
    due: str | None
    issued: date | None
    carries: bool = False


def made(one: Quantity, op: str, base: Quantity | None, span: Range, stretch: Stretch) -> Target:
    """The target of a quantity."""
    text, limits = stretch.text, stretch.limits
    whole = sentence(text, one.start, limits)
    at = (one.start, one.end)
    printed, day = due_of(text, whole, span, at, stretch.issued)
    if printed is None and stretch.carries:
        printed, day = carried(text, whole, limits, stretch.issued)
    if printed and printed.startswith("每") and printed[-1:] in one.unit.partition("/")[2]:
        printed = None
    if printed is None and stretch.due:
        printed, day = stretch.due, plain_due(stretch.due, stretch.issued)
    shown = with_time(text, span, limits)
    soft = SOFT.search(text.plain, max(whole[0], shown[0] - 12), one.end)
    value: Decimal | tuple[Decimal, Decimal] = one.values[0]
    if len(one.values) == 2:
        value = (one.values[0], one.values[1])
    return Target(
        text=text.cut(*shown).strip(),
        value=value,
        unit=one.unit,
        op=op,
        at=text.place(*shown),
        baseline=base.values[0] if base else None,
        due=printed,
        due_date=day,
        soft=soft[0] if soft and inside_clause(text, soft, span) else None,
        subject=subject(text, one, span),
    )


def inside_clause(text: Text, soft: re.Match[str], span: Range) -> bool:
    """The softening word stands in the clause, or at the end of the time before it."""
    return soft.start() >= span[0] or "，" not in text.plain[soft.end() : span[0]].rstrip("，")


def subject(text: Text, one: Quantity, span: Range) -> str:
    """What is to reach the value: the clause before it, without verbs at its end."""
    words = text.plain[span[0] : one.start]
    kept = re.sub(
        r"(?:力争|原则上|动态|并|分别|应|要|须)*(?:达到?|提高|提升|增加|保持|稳定|控制|不低于|不少于|不超过|突破|为|占|在|到|至)*$",
        "",
        words,
    )
    before = text.plain[: max(0, span[0] - 1)]
    if re.fullmatch(r"(?:分别|一次性)?(?:给予|奖励|补助|补贴|资助|发放|授予|颁发)?(?:每人)?", kept):
        condition = re.search(r"(?:^|[。；，\n])对(?P<who>[^。；，\n]{2,60})$", before)
        if condition:
            return text.cut(*condition.span("who")).strip()
    return text.cut(span[0], span[0] + len(kept)).strip()
