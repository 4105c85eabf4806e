"""Targets of measures and of the document as a whole."""

from dataclasses import replace
from datetime import date

from changai.engines.documents.quantities import Quantity
from changai.engines.documents.reading import Doubt, Target
from changai.engines.documents.targets.clauses import clause
from changai.engines.documents.targets.judging import sets
from changai.engines.documents.targets.making import Stretch, made
from changai.engines.documents.targets.others import delays, names
from changai.engines.documents.targets.pairs import falls, listed, rises, stands
from changai.engines.documents.targets.scope import Scope
from changai.engines.documents.targets.senses import sense
from changai.engines.documents.text import Text


def read_targets(
    text: Text, quantities: list[Quantity], scopes: list[Scope], whole: Scope, issued: date | None
) -> tuple[list[list[Target]], list[Target], list[Doubt]]:
    """Targets of each scope, those of the whole, doubts."""
    doubts: list[Doubt] = []
    per = [in_scope(text, quantities, scope, issued) for scope in scopes]
    return per, in_scope(text, quantities, whole, issued), doubts


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
    told: Quantity | None = None
    previous: tuple[Quantity, str] | None = None
    for index, one in enumerate(inside):
        span = clause(text, one.start, one.end, limits)
        following = inside[index + 1] if index + 1 < len(inside) else None
        if following and following.start < span[1] and rises(text, one, following, span):
            baseline = one
            continue
        if one is told:
            continue
        base, baseline = baseline, None
        if base is None and following and stands(text, one, following, issued):
            base = told = following
        if not sets(text.plain, one, span):
            previous = None
            continue
        op = sense(text.plain, one, span)
        if previous and listed(text, previous[0], one):
            if one.unit == previous[0].unit.partition("/")[0]:
                one = replace(one, unit=previous[0].unit)
            if op in (">=", "=") and one.bound is None and len(one.values) == 1 and previous[1] != "range":
                op = previous[1]
        if base is not None and base is not told:
            op = falls(text, base, one) or (">=" if op == "=" else op)
        previous = (one, op)
        target = made(one, op, base, span, stretch)
        if not (issued and target.due_date and target.due_date < issued.isoformat()):
            found.append(target)
    return found
