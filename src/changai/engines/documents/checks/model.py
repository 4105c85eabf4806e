"""Figures with their surroundings in the text, as checks need them."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from changai.engines.documents.numerals import SCALES
from changai.engines.documents.reading import Check, Figure
from changai.engines.documents.text import Text

PEOPLE = frozenset(["人", "名", "位"])
_MULTIPLIER = re.compile(r"[十百千]?[万亿萬億]|[千百](?![瓦米克])")
_SENTENCE = re.compile(r"[。！？!?\n]")


@dataclass(frozen=True)
class Item:
    """A figure, the range of its number in `Text.plain`, and its place in the order of figures, sentences, paragraphs."""

    figure: Figure
    start: int
    end: int
    order: int
    sentence: int
    paragraph: int

    @property
    def value(self) -> Decimal:
        """The number, or the lower one of a range."""
        value = self.figure.value
        return value[0] if isinstance(value, tuple) else value

    @property
    def exact(self) -> bool:
        """Neither approximate nor bounded nor a range, nor nothing at all."""
        return self.value > 0 and not (
            self.figure.approx or self.figure.bound or isinstance(self.figure.value, tuple)
        )

    @property
    def kind(self) -> str:
        """The unit, with those for people as one."""
        return "人" if self.figure.unit in PEOPLE else self.figure.unit

    @property
    def loose(self) -> str:
        """The kind with 人次 among people: sums of both are printed, though they count differently."""
        return "人" if self.figure.unit in ("人次", "人天") else self.kind

    @property
    def shown(self) -> str:
        """As printed: 2.385亿元."""
        raw = self.figure.raw_value + self.figure.raw_unit
        return f"百分之{self.figure.raw_value}" if self.figure.raw_unit.endswith("分之") else raw


def items(figures: Sequence[Figure], text: Text) -> list[Item]:
    """Figures with known numbers, in the order of the text."""
    begins = [match.end() for match in _SENTENCE.finditer(text.plain)]
    tops = [paragraph.start for paragraph in text.paragraphs]
    found = []
    for figure in figures:
        if figure.number_at is None:
            continue
        start = bisect_left(text.origin, figure.number_at[0])
        end = bisect_left(text.origin, figure.number_at[1])
        found.append((start, max(end, start + 1), figure))
    found.sort(key=lambda one: one[:2])
    return [
        Item(figure, start, end, order, bisect_left(begins, start + 1), bisect_left(tops, start + 1))
        for order, (start, end, figure) in enumerate(found)
    ]


def made(kind: str, ok: bool, detail: str, members: Iterable[Item]) -> Check:
    """A check over these figures; each quote and place once."""
    quotes, places = [], []
    for member in members:
        if member.figure.quote not in quotes:
            quotes.append(member.figure.quote)
            places.append(member.figure.at)
    return Check(kind, ok, detail, quotes, places)


def decimals(raw: str) -> int:
    """Digits behind the point, as printed."""
    return len(re.split(r"[.点]", raw.replace(" ", ""), maxsplit=1)[1]) if re.search(r"[.点]", raw) else 0


def plainly(value: Decimal) -> str:
    """Without exponent and needless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: Decimal, like: Item) -> str:
    """A value as a figure of this kind would be printed: 20万元."""
    match = _MULTIPLIER.match(like.figure.raw_unit)
    printed = like.figure.raw_unit if not like.figure.raw_unit.endswith("分之") else like.figure.unit
    return (
        plainly(value / SCALES[match[0].replace("萬", "万").replace("億", "亿")] if match else value)
        + printed
    )
