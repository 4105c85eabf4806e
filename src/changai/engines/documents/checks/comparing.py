"""The same figure in several documents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from changai.engines.documents.checks.model import PEOPLE, plainly
from changai.engines.documents.checks.values import period, subject
from changai.engines.documents.reading import Check, Figure

_NAMED = 4
_ABOUT = Decimal("0.1")


@dataclass(frozen=True)
class Source:
    """A document's figures for comparing. name: as it is to be called; region: whose figures they are, "" unknown."""

    name: str
    figures: Sequence[Figure]
    region: str = ""


def compare(sources: Sequence[Source]) -> list[Check]:
    """The same subject, unit and period in two documents of one region, with the same (ok) or different values.

    quotes and places hold one entry for each of the two, in the order of the detail's names.
    """
    found: list[Check] = []
    for one, other in combinations(sources, 2):
        if one.region == other.region:
            found += _pair(one, other)
    return found


def _pair(one: Source, other: Source) -> Iterator[Check]:
    mine, theirs = _keyed(one), _keyed(other)
    for key, figure in mine.items():
        twin = theirs.get(key)
        if twin is None:
            continue
        low, high = _value(figure), _value(twin)
        about = bool(figure.approx or twin.approx or figure.bound or twin.bound)
        same = low == high or (about and abs(low - high) <= _ABOUT * max(abs(low), abs(high)))
        texts = [
            f"《{source.name}》{one_.raw_value}{one_.raw_unit}"
            for source, one_ in ((one, figure), (other, twin))
        ]
        verdict = "相符" if same else f"不符，相差{plainly(abs(low - high))}{figure.unit}"
        detail = f"{key[2]}“{figure.subject}”：{texts[0]}，{texts[1]}，{verdict}。"
        yield Check("between", same, detail, [figure.quote, twin.quote], [figure.at, twin.at])


def _keyed(source: Source) -> dict[tuple[str, str, str], Figure]:
    """Figures by subject, unit and period; subjects that have two values in one document are left out."""
    keyed: dict[tuple[str, str, str], Figure] = {}
    doubled = set()
    for figure in source.figures:
        when, name = period(figure.period), subject(figure.subject)
        if not when or len(name) < _NAMED or isinstance(figure.value, tuple):
            continue
        key = (name, "人" if figure.unit in PEOPLE else figure.unit, when)
        if key in keyed and keyed[key].value != figure.value:
            doubled.add(key)
        keyed.setdefault(key, figure)
    return {key: figure for key, figure in keyed.items() if key not in doubled}


def _value(figure: Figure) -> Decimal:
    return figure.value[0] if isinstance(figure.value, tuple) else figure.value
