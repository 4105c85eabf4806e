"""Targets of measures and of the document as a whole."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from changai.engines.documents.quantities import Quantity
from changai.engines.documents.reading import Doubt, Target
from changai.engines.documents.targets.clauses import clause, sentence, with_time
from changai.engines.documents.targets.judging import SOFT, sense, sets
from changai.engines.documents.targets.others import delays, names
from changai.engines.documents.targets.times import carried, due_of, plain_due
from changai.engines.documents.text import Text

Range = tuple[int, int]
FROM = re.compile(r"(?:从|由|自)[^，。；]{0,30}$")
RISE = re.compile(
    r"^[^，。；\d]{0,12}?(?P<down>下降|降低|降|减少|压缩|压减|缩短|缩减|下调)?(?P<up>提高|提升|增加|增长|上升|扩大|发展|增|上调|调整|升|突破)?(?:到|至|为)[^，。；\d]{0,6}$"
)


@dataclass(frozen=True)
class Scope:
    """Ranges in plain in which one measure, or the document as a whole, sets targets.

    due: of its mark, as printed. title: a range too, whose targets count unless the text repeats them. carries: a time
    (到2025年) holds for the sentences after it in a paragraph, as it does where aims are told.
    """

    ranges: tuple[Range, ...]
    due: str | None = None
    title: Range | None = None
    carries: bool = False


def read_targets(
    text: Text, quantities: list[Quantity], scopes: list[Scope], whole: Scope, issued: date | None
) -> tuple[list[list[Target]], list[Target], list[Doubt]]:
    """Targets of each scope, those of the whole, doubts."""
    doubts: list[Doubt] = []
    per = [in_scope(text, quantities, scope, issued) for scope in scopes]
    return per, in_scope(text, quantities, whole, issued), doubts


@dataclass(frozen=True)
class Stretch:
    """A range of text with what holds for all of it: the time of its mark, the day of issue, whether times carry."""

    text: Text
    limits: Range
    due: str | None
    issued: date | None
    carries: bool = False


def in_scope(text: Text, quantities: list[Quantity], scope: Scope, issued: date | None) -> list[Target]:
    """Targets in the ranges of a scope, in order."""
    found: list[Target] = []
    for limits in scope.ranges:
        inside = [one for one in quantities if limits[0] <= one.start and one.end <= limits[1]]
        inside = sorted([*inside, *delays(text, limits, inside)], key=lambda one: one.start)
        found += in_range(inside, Stretch(text, limits, scope.due, issued, scope.carries))
        found += names(text, limits)
    if scope.title:
        start, end = scope.title
        inside = [one for one in quantities if start <= one.start and one.end <= end]
        said = {(one.value, one.unit) for one in found}
        own = in_range(inside, Stretch(text, scope.title, scope.due, issued))
        found += [one for one in own if (one.value, one.unit) not in said]
    return sorted(found, key=lambda one: one.at)


def in_range(inside: list[Quantity], stretch: Stretch) -> list[Target]:
    """Targets of one stretch of text."""
    text, limits, issued = stretch.text, stretch.limits, stretch.issued
    found: list[Target] = []
    baseline: Quantity | None = None
    previous: tuple[Quantity, str] | None = None
    for index, one in enumerate(inside):
        span = clause(text, one.start, one.end, limits)
        following = inside[index + 1] if index + 1 < len(inside) else None
        if following and following.start < span[1] and rises(text, one, following, span):
            baseline = one
            continue
        base, baseline = baseline, None
        if not sets(text.plain, one, span):
            previous = None
            continue
        op = sense(text.plain, one, span)
        if previous and listed(text, previous[0], one):
            if one.unit == previous[0].unit.partition("/")[0]:
                one = replace(one, unit=previous[0].unit)
            if op in (">=", "=") and one.bound is None and len(one.values) == 1 and previous[1] != "range":
                op = previous[1]
        if base is not None:
            op = falls(text, base, one) or (">=" if op == "=" else op)
        previous = (one, op)
        target = made(one, op, base, span, stretch)
        if not (issued and target.due_date and target.due_date < issued.isoformat()):
            found.append(target)
    return found


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


def rises(text: Text, first: Quantity, second: Quantity, span: Range) -> bool:
    """从A提高到B: the first is where it starts from."""
    between = text.plain[first.end : second.start]
    return bool(
        (FROM.search(text.plain[span[0] : first.start]) and RISE.match(between))
        or re.match(r"^(?:提高|提升|增加|上调|调整)(?:到|至|为)$", between)
    )


def falls(text: Text, first: Quantity, second: Quantity) -> str | None:
    """<= where the way from A to B goes down."""
    found = RISE.match(text.plain[first.end : second.start])
    down = found and found["down"] and not found["up"]
    return "<=" if down and second.values[-1] <= first.values[0] else None


def listed(text: Text, first: Quantity, second: Quantity) -> bool:
    """Items of one list: 20万元、50万元、100万元; 不少于8000人次、1200万元."""
    between = text.plain[first.end : second.start]
    if first.unit.partition("/")[0] == second.unit.partition("/")[0]:
        return between in ("、", "和", "或", "及")
    bounded = first.bound is not None and not text.plain[first.start : first.end].endswith(("上", "下", "内"))
    return between == "、" and bounded


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
