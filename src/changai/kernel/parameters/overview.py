"""Parameters as rows for a page: what holds for a region on a day, where it comes from, what to check."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from changai.engines.codes import regions
from changai.kernel.parameters.catalog import Catalog, default
from changai.kernel.parameters.model import Parameter, Value, line


@dataclass(frozen=True)
class Row:
    """One parameter as it holds. `shown` is the value in words; "" with `value` None where none is declared.

    `region_name`: where the value was set, which may lie above the region asked for.
    """

    key: str
    title: str
    meaning: str
    shown: str
    region_name: str
    since: date | None
    source: str
    note: str
    verified: bool
    review_by: date
    overdue: bool
    file: str
    value: Value | None


def overview(
    on: date, region: str, *, today: date | None = None, catalog: Catalog | None = None
) -> list[Row]:
    """Every parameter by key, as it holds for the region on the day; `today` decides which reviews are overdue."""
    catalog = catalog or default()
    return [
        _row(parameter, catalog.find(parameter.key, on, region), today or on) for parameter in catalog.all()
    ]


def unverified(on: date, region: str) -> list[Row]:
    """Only those whose value in force was not yet compared with an official text."""
    return [row for row in overview(on, region) if row.value and not row.verified]


def overdue(today: date, catalog: Catalog | None = None) -> list[Parameter]:
    """Parameters whose day of review has passed."""
    return [parameter for parameter in (catalog or default()).all() if parameter.overdue(today)]


def before_and_after(parameter: Parameter, on: date, region: str) -> tuple[Value | None, Value | None]:
    """The last value that ended before the day and the next to come, of the region or any above it."""
    codes = line(region)
    reachable = [each for each in parameter.values if each.region in codes]
    # At one day the nearest region counts, as it does for the value in force.
    ended = [each for each in reachable if each.until is not None and each.until < on]
    coming = [each for each in reachable if each.since > on]
    return (
        max(ended, key=lambda each: (each.until or on, -codes.index(each.region)), default=None),
        min(coming, key=lambda each: (each.since, codes.index(each.region)), default=None),
    )


def show(parameter: Parameter, value: Any) -> str:
    """A value in words: fen as 元, bands and groups by their titles."""
    if parameter.kind == "money":
        return f"{_yuan(value)} 元"
    if parameter.kind == "percent":
        return f"{value}%"
    if parameter.kind == "choice":
        return str(parameter.declared["choices"][value])
    if parameter.kind == "bands":
        return "；".join(_bands(parameter, value))
    if parameter.kind == "groups":
        return "；".join(f"{group['title']}（{'、'.join(group['codes'])}）" for group in value)
    return f"{value} {parameter.unit}".strip()


def _row(parameter: Parameter, found: Value | None, today: date) -> Row:
    return Row(
        key=parameter.key,
        title=parameter.title,
        meaning=parameter.meaning,
        shown=show(parameter, found.value) if found else "",
        region_name=(regions.name_on(found.region, today.year) or found.region) if found else "",
        since=found.since if found else None,
        source=found.source if found else "",
        note=found.note if found else "",
        verified=found.verified if found else False,
        review_by=parameter.review_by,
        overdue=parameter.overdue(today),
        file=parameter.file,
        value=found,
    )


def _bands(parameter: Parameter, bands: tuple[dict[str, Any], ...]) -> Iterator[str]:
    for band in bands:
        start = _yuan(band["from"]) + " 元" if parameter.unit == "分" else f"{band['from']} {parameter.unit}"
        yield f"{band['title']}（{start}起）"


def _yuan(fen: int) -> str:
    whole, rest = divmod(fen, 100)
    return f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"
