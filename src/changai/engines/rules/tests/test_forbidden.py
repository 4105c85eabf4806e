"""Each construct that engines disagree on is refused, and its allowed neighbour is not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import ibis
import pytest

from changai.engines.rules.forbidden import Forbidden, check

T = ibis.table(
    {
        "n": "int64",
        "f": "float64",
        "d": "date",
        "e": "date",
        "b": "boolean",
        "s": "string",
        "m": "decimal(12, 2)",
    },
    name="t",
)
U = ibis.table({"n": "int64", "d": "date"}, name="u")


@ibis.udf.scalar.python
def doubled(n: int) -> int:
    """A Python function."""
    return 2 * n


@ibis.udf.scalar.builtin
def engine_own(n: int) -> int:
    """An engine's own function."""


PLANTED: dict[str, Callable[[], Any]] = {
    "month delta": lambda: T.select(x=T.d.delta(T.e, unit="month")),
    "year delta": lambda: T.select(x=T.d.delta(T.e, unit="year")),
    "month interval": lambda: T.select(x=T.d + ibis.interval(months=1)),
    "year interval taken off": lambda: T.select(x=T.d - ibis.interval(years=1)),
    "round of a float": lambda: T.select(x=T.f.round(1)),
    "float to int": lambda: T.select(x=T.f.cast("int64")),
    "decimal to int": lambda: T.select(x=T.m.cast("int64")),
    "bool to int": lambda: T.select(x=T.b.cast("int64")),
    "try_cast": lambda: T.select(x=T.s.try_cast("int64")),
    "asof join": lambda: T.asof_join(U, on="d", predicates="n"),
    "ordered collect": lambda: T.aggregate(x=T.n.collect(order_by=T.d)),
    "ordered group_concat": lambda: T.aggregate(x=T.s.group_concat(order_by=T.d)),
    "argmax": lambda: T.aggregate(x=T.n.argmax(T.d)),
    "argmin": lambda: T.aggregate(x=T.n.argmin(T.d)),
    "first": lambda: T.aggregate(x=T.n.first()),
    "last": lambda: T.aggregate(x=T.n.last(order_by=T.d)),
    "division": lambda: T.select(x=T.n / T.f),
    "division by the literal zero": lambda: T.select(x=T.n / 0),
    "floor division": lambda: T.select(x=T.n // T.n),
    "modulus": lambda: T.select(x=T.n % T.n),
    "Python function": lambda: T.select(x=doubled(T.n)),
    "engine function": lambda: T.select(x=engine_own(T.n)),
    "today": lambda: T.filter(T.d < ibis.today()),
    "now": lambda: T.select(x=ibis.now()),
    "date literal": lambda: T.filter(T.d < date(2026, 1, 1)),
    "inside a filter of a join": lambda: T.join(U, T.n == U.n).filter(T.f.cast("int64") > 3),
}
ALLOWED: dict[str, Callable[[], Any]] = {
    "day delta": lambda: T.select(x=T.d.delta(T.e, unit="day")),
    "day interval": lambda: T.select(x=T.d + ibis.interval(days=3)),
    "round of a decimal": lambda: T.select(x=T.m.round(1)),
    "int to float": lambda: T.select(x=T.n.cast("float64")),
    "widening": lambda: T.select(x=T.n.cast("int64")),
    "flag as number": lambda: T.select(x=T.b.ifelse(1, 0)),
    "guarded division": lambda: T.select(x=T.n.cast("float64") / T.f.nullif(0.0)),
    "division by a number": lambda: T.select(x=T.n % 12),
    "collect": lambda: T.aggregate(x=T.n.collect()),
    "row_number": lambda: T.mutate(x=ibis.row_number().over(group_by=T.n, order_by=[T.d, T.s])),
    "text literal": lambda: T.filter(T.s == "2026-01-01"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_what_engines_disagree_on_is_refused(name: str) -> None:
    with pytest.raises(Forbidden):
        check(PLANTED[name]())


@pytest.mark.parametrize("name", ALLOWED)
def test_what_they_agree_on_passes(name: str) -> None:
    check(ALLOWED[name]())
