"""Shapes that rules share: the latest row, counts by dimension, figures with roll-up. Needs Ibis."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ibis

from changai.engines.rules.declare import FIGURE_COLUMNS, Indicator
from changai.engines.rules.tables import Clause

AMOUNT_SPAN = 10**12


def latest(rows: Any, *, per: str, order: Any, key: str) -> Any:
    """One row for each `per`: the greatest `order` (unknown comes first), ties by the higher `key`."""
    rank = ibis.row_number().over(
        group_by=rows[per], order_by=[ibis.desc(order, nulls_first=False), ibis.desc(rows[key])]
    )
    return rows.mutate(rank_=rank).filter(lambda row: row.rank_ == 0).drop("rank_")


def latest_amount(rows: Any, *, per: str, month: Any, amount: Any) -> Any:
    """The amount of the latest month for each `per`, as column `amount`: one pass, no sort.

    Month and amount are packed into one whole number, so amounts must be from 0 to below 10**12 fen.
    """
    packed = (month.year().cast("int64") * 12 + month.month()) * AMOUNT_SPAN + amount
    found = rows.mutate(packed_=packed).group_by(per).aggregate(packed_=lambda row: row.packed_.max())
    return found.select(per, amount=found.packed_ % AMOUNT_SPAN)


def years(birth: Any, day: Any) -> Any:
    """Full years of age on a day; a birthday counts from the day itself."""
    before = (day.month() * 100 + day.day()) < (birth.month() * 100 + birth.day())
    return day.year() - birth.year() - before.ifelse(1, 0)


def one(condition: Any) -> Any:
    """1 where it is true, 0 where it is false or unknown."""
    return condition.fill_null(False).ifelse(1, 0)


def indicator(
    key: str,
    title: str,
    *,
    over: str,
    part: str,
    whole: str,
    sources: Sequence[Clause],
    dimensions: Sequence[str] = (),
    measure: str = "ratio",
    unit: str = "人",
    version: str = "1",
    where: Callable[[Any], Any] | None = None,
) -> Indicator:
    """An indicator over a tally: the sums of two of its counts, for every region above and each member.

    With `measure="distribution"` the whole is the sum over the dimension's members.
    """

    def build(tables: Mapping[str, Any]) -> Any:
        rows = tables[over]
        rows = rows.filter(rows.dimension.isin(["", *dimensions]))
        rows = rows.filter(where(rows)) if where else rows
        up = tables["ascent"]
        joined = rows.join(up, rows.region == up.code)
        grouped = joined.group_by(
            region=up.region, level=up.level, dimension=rows.dimension, member=rows.member
        )
        sums = grouped.aggregate(part=joined[part].sum(), whole=joined[whole].sum())
        if measure == "distribution":
            within = ibis.window(group_by=[sums.region, sums.dimension])
            sums = sums.mutate(whole=sums.part.sum().over(within))
        sums = sums.filter(sums.whole > 0)
        value = sums.part.cast("float64")
        if measure != "count":
            value = value / sums.whole.cast("float64").nullif(0.0)
        return sums.select(
            key=ibis.literal(key),
            region=sums.region,
            level=sums.level,
            period=tables["as_of"].period.as_scalar(),
            dimension=sums.dimension,
            member=sums.member,
            part=sums.part,
            whole=sums.whole,
            value=value,
        )

    return Indicator(
        key=key,
        title=title,
        sources=sources,
        version=version,
        columns=FIGURE_COLUMNS,
        build=build,
        measure=measure,
        unit=unit,
        dimensions=tuple(dimensions),
    )
