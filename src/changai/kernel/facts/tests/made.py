"""Snapshots made by hand, for tests of rules: rows as dicts, missing columns unknown."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from changai.engines.rules import duck
from changai.engines.rules.tables import fact_tables
from changai.kernel.facts import inputs
from changai.kernel.facts.manifest import Manifest, seal

NATION, PROVINCE, CITY, COUNTY, OTHER_COUNTY, TOWN = (
    "000000",
    "420000",
    "421200",
    "421202",
    "421221",
    "421202001",
)
PLACES = [
    {"code": NATION, "level": "nation", "parent": None, "current": NATION},
    {"code": PROVINCE, "level": "province", "parent": NATION, "current": PROVINCE},
    {"code": CITY, "level": "city", "parent": PROVINCE, "current": CITY},
    {"code": COUNTY, "level": "county", "parent": CITY, "current": COUNTY},
    {"code": OTHER_COUNTY, "level": "county", "parent": CITY, "current": OTHER_COUNTY},
    {"code": TOWN, "level": "town", "parent": COUNTY, "current": TOWN},
    {"code": "430000", "level": "province", "parent": NATION, "current": "430000"},
    {"code": "430100", "level": "city", "parent": "430000", "current": "430100"},
    {"code": "430102", "level": "county", "parent": "430100", "current": "430102"},
    {"code": "422301", "level": "county", "parent": CITY, "current": COUNTY},
]


def snapshot_of(
    directory: Path, as_of: date, facts: Mapping[str, Sequence[Mapping[str, Any]]], county: str = COUNTY
) -> Manifest:
    """Write the rows as a snapshot, all in the part of one county; `place` is the little tree above."""
    connection = duck.connect(directory / "spill")
    for table in fact_tables():
        rows = PLACES if table.key == "place" else facts.get(table.key, ())
        folder = directory / table.key / (f"county={county}" if table.by_county else "")
        folder.mkdir(parents=True)
        if rows:
            values = [[row.get(column) for column in table.columns] for row in rows]
            inputs.put(connection, table.key, table.columns, values)
            target = duck.text(str(folder / "data_0.parquet"))
            connection.execute(f"COPY {duck.quoted(table.key)} TO {target} (FORMAT parquet)")
    connection.close()
    return seal(directory, as_of, fact_tables())
