"""What rules stand on: fact tables that slices publish, and parameter tables made for each run."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol, TypeVar


class Kind(StrEnum):
    """A column's type, by its name in DuckDB's SQL."""

    TEXT = "VARCHAR"
    INTEGER = "BIGINT"
    SMALL = "INTEGER"
    DATE = "DATE"
    TRUTH = "BOOLEAN"
    REAL = "DOUBLE"


@dataclass(frozen=True)
class Clause:
    """A place in a governing document: its short mark (docs/terms.md) and the clause."""

    document: str
    clause: str

    def __str__(self) -> str:
        return f"{self.document} {self.clause}"


@dataclass(frozen=True)
class Table:
    """A typed table by name."""

    key: str
    title: str
    columns: Mapping[str, Kind]


@dataclass(frozen=True)
class FactTable(Table):
    """A table that a slice publishes for rules: no names, identity numbers, phones or sealed columns.

    select: one SELECT over the office's database, attached as `db`; it gives the columns in order, by name,
    and, if `by_county`, a column `county` (six digits) that files are parted by. `$as_of` is the snapshot's day.
    order: the columns that order the rows, so that equal facts make equal files.
    per_person: every row is about one worker; all rows of a worker share one county, so that rules on persons
    can run county by county.
    """

    select: str = ""
    order: tuple[str, ...] = ()
    by_county: bool = True
    per_person: bool = False


class Setting(Protocol):
    """What a parameter table is made from: the counties present, the day, and the values in force."""

    @property
    def counties(self) -> Sequence[str]:
        """Six-digit codes."""

    @property
    def on(self) -> date:
        """The day."""

    def value(self, key: str, county: str) -> Any:
        """The parameter's value in force for the county on the day."""


@dataclass(frozen=True)
class ParameterTable(Table):
    """Parameters as rows, so that no rule holds a literal and what-if is another table."""

    rows: Callable[[Setting], Iterable[Sequence[Any]]] = lambda _: ()


T = TypeVar("T", bound=Table)
_published: dict[str, Table] = {}


def publish(table: T) -> T:
    """Make a table known to rules under its key. A key published twice is an error."""
    if table.key in _published and _published[table.key] is not table:
        raise ValueError(f"table {table.key} is published twice")
    _published[table.key] = table
    return table


def published() -> dict[str, Table]:
    """Every table by key, in the order of publishing."""
    return dict(_published)


def fact_tables() -> list[FactTable]:
    """The fact tables, in the order of publishing."""
    return [table for table in _published.values() if isinstance(table, FactTable)]


def parameter_tables() -> list[ParameterTable]:
    """The parameter tables, in the order of publishing."""
    return [table for table in _published.values() if isinstance(table, ParameterTable)]
