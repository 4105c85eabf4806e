"""Fact tables of any number of made-up workers, written straight to Parquet in a snapshot's layout."""

import sys
from datetime import date
from pathlib import Path

import duckdb

from changai.engines.codes import regions
from changai.engines.rules import duck
from changai.engines.rules.tables import fact_tables
from changai.kernel.facts import inputs
from changai.kernel.facts.manifest import seal

AS_OF = date(2026, 11, 20)
COUNTIES = 100
STAFF = 50
MONTHS = 12

# Every draw is a hash of the worker's number and a salt, so that a scale always gives the same facts.
TABLES = {
    "person": """
        SELECT worker_id, CASE WHEN hash(worker_id, 1) % 100 < 62 THEN '1' ELSE '2' END AS sex,
               DATE '1961-01-01' + (hash(worker_id, 2) % 16900)::INTEGER AS birth_date, county
        FROM worker""",
    "background": """
        SELECT worker_id AS background_id, worker_id, NULL AS since, NULL AS "until",
               CASE WHEN hash(worker_id, 3) % 100 < 93 THEN county ELSE '430102' END AS household_region,
               hash(worker_id, 4) % 100 < 75 AS migrant,
               CASE WHEN hash(worker_id, 5) % 1000 < 75 THEN '01' ELSE '13' END AS political_status, county
        FROM worker""",
    "employment": """
        SELECT worker_id * 2 + job AS employment_id, worker_id,
               CASE WHEN job = 0 AND hash(worker_id, 6) % 20 = 0 THEN NULL
                    ELSE (worker_id // $staff + job * 7) % $employers END AS employer_id,
               county AS region, NULL AS occupation,
               CASE WHEN job = 0 AND hash(worker_id, 6) % 20 = 0 THEN 'rider' END AS flexible_group,
               CASE WHEN job = 0 THEN DATE '2014-01-01' + (hash(worker_id, 7) % 2000)::INTEGER
                    ELSE DATE '2021-01-01' + (hash(worker_id, 8) % 1500)::INTEGER END AS since,
               CASE WHEN job = 0 AND moved THEN DATE '2020-12-31' END AS "until", county
        FROM worker, range(2) AS jobs(job) WHERE job = 0 OR moved""",
    "contract": """
        SELECT worker_id * 2 + moved::INTEGER AS contract_id, worker_id * 2 + moved::INTEGER AS employment_id,
               worker_id, 'fixed' AS kind, DATE '2025-01-01' AS since,
               CASE WHEN hash(worker_id, 9) % 100 < 91 THEN DATE '2027-12-31' ELSE DATE '2026-06-30' END AS "until",
               county
        FROM worker""",
    "wage": """
        SELECT worker_id * 2 + moved::INTEGER AS employment_id, worker_id,
               (DATE '2025-12-01' + to_months(back::INTEGER))::DATE AS "month",
               150000 + (hash(worker_id, back) % 500000)::BIGINT AS amount_fen, county
        FROM worker, range($months) AS past(back)""",
    "education": """
        SELECT worker_id, ['20', '31', '41', '61', '71', '81', '90'][(hash(worker_id, 10) % 7)::INTEGER + 1] AS level,
               NULL AS since, county
        FROM worker WHERE hash(worker_id, 11) % 50 > 0""",
    "certificate": """
        SELECT worker_id AS certificate_id, worker_id, 'level' AS kind,
               2 + (hash(worker_id, 12) % 5)::INTEGER AS skill_rank, DATE '2019-01-01' AS issued_on,
               NULL AS revoked_on, county
        FROM worker WHERE hash(worker_id, 13) % 5 = 0""",
    "union_membership": """
        SELECT worker_id AS membership_id, worker_id, worker_id // $staff AS union_id, DATE '2018-01-01' AS since,
               NULL AS "until", county
        FROM worker WHERE hash(worker_id, 14) % 100 < 94""",
    "employer": """
        SELECT employer_id, county AS region,
               ['2612', '1711', '3011', '4710', '5430', '2710', 'C'][(hash(employer_id, 15) % 7)::INTEGER + 1]
                   AS industry,
               ['110', '130', '210'][(hash(employer_id, 16) % 3)::INTEGER + 1] AS ownership,
               ((hash(employer_id, 17) % 4) + 1)::VARCHAR AS size,
               CASE WHEN hash(employer_id, 18) % 2 = 0 THEN 20 + (hash(employer_id, 19) % 60)::BIGINT END AS headcount,
               NULL AS park, CASE WHEN hash(employer_id, 20) % 10 < 9 THEN DATE '2015-07-01' END AS party_since,
               NULL AS founded_on, NULL AS ended_on, county
        FROM unit""",
    "trade_union": """
        SELECT employer_id AS union_id, employer_id, 'separate' AS kind, county AS region, NULL AS founded_on,
               NULL AS ended_on, county
        FROM unit WHERE hash(employer_id, 21) % 100 < 92""",
    "union_coverage": """
        SELECT employer_id AS coverage_id, employer_id - employer_id % 50 AS union_id, employer_id,
               DATE '2020-03-01' AS since, CASE WHEN hash(employer_id, 22) % 9 = 0 THEN DATE '2025-12-31' END AS "until",
               county
        FROM unit WHERE hash(employer_id, 21) % 100 >= 92 AND hash(employer_id, 23) % 2 = 0""",
}
ORDER = {"employer": "employer_id", "trade_union": "union_id", "union_coverage": "employer_id"}


def make(directory: Path, workers: int) -> None:
    """Write the facts of `workers` people over a hundred counties, with twelve months' wages, as a snapshot."""
    directory.mkdir(parents=True)
    connection = duck.connect(directory / "spill", memory="4GB")
    connection.execute("SET preserve_insertion_order = true")
    counties = _counties()
    inputs.put(connection, "counties", {"number": "BIGINT", "county": "VARCHAR"}, list(enumerate(counties)))
    employers = max(workers // STAFF, 1)
    for view, key, count in (("worker", "worker_id", workers), ("unit", "employer_id", employers)):
        connection.execute(
            f"CREATE VIEW {view} AS SELECT i AS {key}, county, hash(i, 8) % 10 = 0 AS moved FROM range({count}) "
            f"AS r(i) JOIN counties ON number = i * {len(counties)} // {count}"
        )
    for table in fact_tables():
        if table.key == "place":
            _places(connection, directory, table, counties)
        else:
            _parts(connection, directory, table, employers)
    connection.close()
    seal(directory, AS_OF, fact_tables())


def _counties() -> list[str]:
    last = {code: periods[-1] for code, periods in regions.history().items() if code[:2] == "42"}
    standing = [code for code, one in last.items() if one.level == "county" and one.valid_to is None]
    return sorted(standing)[:COUNTIES]


def _places(connection: duckdb.DuckDBPyConnection, directory: Path, table, counties: list[str]) -> None:
    rows = {}
    levels = {1: "nation", 2: "province", 3: "city", 4: "county"}
    for county in counties:
        path = regions.path(county)
        for depth, code in enumerate(path, start=1):
            level = "county" if code == county else levels[depth]
            rows[code] = (code, level, path[depth - 2] if depth > 1 else None, code)
    inputs.put(connection, "place", table.columns, list(rows.values()))
    (directory / "place").mkdir()
    connection.execute(f"COPY place TO '{directory}/place/data_0.parquet' (FORMAT parquet, COMPRESSION zstd)")


def _parts(connection: duckdb.DuckDBPyConnection, directory: Path, table, employers: int) -> None:
    select = TABLES[table.key]
    for name, value in (("$staff", STAFF), ("$employers", employers), ("$months", MONTHS)):
        select = select.replace(name, str(value))
    casts = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in table.columns.items())
    order = ORDER.get(table.key, "worker_id")
    connection.execute(
        f"COPY (SELECT {casts}, county FROM ({select}) ORDER BY county, {order}) TO '{directory}/{table.key}' "
        "(FORMAT parquet, COMPRESSION zstd, PARTITION_BY (county))"
    )


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
