"""What a quantity in a text is."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Quantity:
    """A number with its unit, as a text prints it.

    start, end: half-open range in `Text.plain` of all that belongs to it (近 … 万元以上). number: the range of the
    number alone, without approximating and bounding words. values: one, or two for a range, with 万 and 亿 expanded
    (2.385亿元 is 238500000 元; 百分之九十 is 90 %). unit: tidied; "" where a number has none. raw_value, raw_unit: as
    printed, the multiplier with the unit (1.58, 万条). approx: 余, 近, 约, 多, 左右, 超过 …; bound: "min", "max", or None.
    han: printed in Chinese numerals. rank: 前3名. per: what a 每家, 每人每年 before it adds to the unit.
    """

    start: int
    end: int
    number: tuple[int, int]
    values: tuple[Decimal, ...]
    unit: str
    raw_value: str
    raw_unit: str
    approx: str | None = None
    bound: str | None = None
    han: bool = False
    rank: bool = False

    @property
    def value(self) -> Decimal:
        """The first (lower) value."""
        return self.values[0]


def between(quantities: Sequence[Quantity], start: int, end: int) -> list[Quantity]:
    """Those of a list in order that begin in the range."""
    first, last = (bisect_left(quantities, at, key=lambda one: one.start) for at in (start, end))
    return list(quantities[first:last])
