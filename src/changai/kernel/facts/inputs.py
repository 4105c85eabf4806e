"""What a run puts beside the facts: the day, the way up from each region, and the parameters as rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from changai.engines.rules import duck
from changai.engines.rules.tables import Kind, parameter_tables
from changai.kernel.facts.tables import AS_OF

WINDOW_MONTHS = 12
Value = Callable[[str, date, str], Any]


@dataclass(frozen=True)
class Setting:
    """The counties that a run meets, the day, and the values in force."""

    counties: Sequence[str]
    on: date
    look_up: Value

    def value(self, key: str, county: str) -> Any:
        """The parameter's value in force for the county on the day."""
        return self.look_up(key, self.on, county)


ASCENT_SQL = """
CREATE OR REPLACE TEMP TABLE ascent AS
WITH RECURSIVE up(code, region) AS (
    SELECT code, code FROM place
    UNION
    SELECT up.code, CASE WHEN place.current <> place.code THEN place.current ELSE place.parent END
    FROM up JOIN place ON place.code = up.region
    WHERE place.current <> place.code OR place.parent IS NOT NULL
)
SELECT up.code, up.region, place.level FROM up JOIN place ON place.code = up.region
WHERE place.current = place.code
"""

COUNTIES_SQL = """
SELECT DISTINCT left(region, 6) AS county FROM employment UNION
SELECT DISTINCT left(region, 6) FROM employer ORDER BY county
"""


def fill(connection: duckdb.DuckDBPyConnection, as_of: date, look_up: Value) -> None:
    """Make the tables in a connection whose facts are defined."""
    put(connection, AS_OF.key, AS_OF.columns, [_day(as_of)])
    connection.execute(ASCENT_SQL)
    counties = [county for (county,) in connection.execute(COUNTIES_SQL).fetchall() if county]
    setting = Setting(counties, as_of, look_up)
    for table in parameter_tables():
        put(connection, table.key, table.columns, table.rows(setting))


def _day(as_of: date) -> tuple[date, date, date, str]:
    month = as_of.replace(day=1)
    return as_of, month, months_before(month, WINDOW_MONTHS - 1), f"{as_of:%Y-%m}"


def months_before(month: date, count: int) -> date:
    """The first day of the month `count` months earlier."""
    ordinal = month.year * 12 + month.month - 1 - count
    return date(ordinal // 12, ordinal % 12 + 1, 1)


def put(connection: duckdb.DuckDBPyConnection, key: str, columns: Any, rows: Iterable[Sequence[Any]]) -> None:
    """A temporary table of these rows, column-wise in one statement."""
    kinds: dict[str, Kind] = dict(columns)
    declared = ", ".join(f"{duck.quoted(name)} {kind}" for name, kind in kinds.items())
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {duck.quoted(key)} ({declared})")
    held = list(zip(*rows, strict=True))
    if held:
        values = ", ".join(f"unnest(CAST(? AS {kind}[]))" for kind in kinds.values())
        connection.execute(
            f"INSERT INTO {duck.quoted(key)} SELECT {values}", [list(column) for column in held]
        )
