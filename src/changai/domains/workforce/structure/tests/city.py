"""A made-up city for tests of rules: workers and employers with only the facts that a test is about."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from changai.domains.workforce.structure import facts
from changai.kernel.facts.manifest import Manifest
from changai.kernel.facts.session import Session, rules
from changai.kernel.facts.tests.made import COUNTY, snapshot_of

AS_OF = date(2026, 11, 20)
BANDS: dict[str, Any] = {
    facts.AGE: [
        {"code": "young", "from": 0},
        {"code": "30", "from": 30},
        {"code": "40", "from": 40},
        {"code": "50", "from": 50},
    ],
    facts.WAGE: [
        {"code": "low", "from": 0},
        {"code": "2000", "from": 200000},
        {"code": "3000", "from": 300000},
        {"code": "5000", "from": 500000},
    ],
    facts.EDUCATION: [
        {"code": "college", "codes": ["1", "2", "3"]},
        {"code": "senior", "codes": ["4", "6"]},
        {"code": "junior", "codes": ["7"]},
    ],
    facts.SKILL: [{"code": "general", "from": 0}, {"code": "mid", "from": 2}, {"code": "high", "from": 4}],
    facts.INDUSTRY: [{"code": "textile", "codes": ["17"]}, {"code": "making", "codes": ["C"]}],
    facts.SKILLED_FROM: 2,
    facts.HIGH_SKILLED_FROM: 4,
    facts.LOCAL: "county",
    facts.UNION_STAFF: 25,
}


def look_up(key: str, on: date, region: str) -> Any:
    """The parameters of the tests: one set for everywhere and always."""
    return BANDS[key]


class City:
    """Collects rows of facts; every worker is at work from 2020 unless told otherwise."""

    def __init__(self) -> None:
        self.facts: dict[str, list[dict[str, Any]]] = {}
        self.serial = count(1)

    def add(self, table: str, **row: Any) -> dict[str, Any]:
        """One row."""
        self.facts.setdefault(table, []).append(row)
        return row

    def worker(self, birth: date = date(1990, 1, 1), sex: str = "1", **job: Any) -> int:
        """A person with one employment (`job` overrides its columns; since=None leaves it out). Returns the id."""
        worker = next(self.serial)
        self.add("person", worker_id=worker, sex=sex, birth_date=birth)
        if job.get("since", AS_OF) is not None:
            self.job(worker, **job)
        return worker

    def job(self, worker: int, **job: Any) -> int:
        """A further employment of a worker; its id."""
        row = {"region": COUNTY, "since": date(2020, 1, 1), "employment_id": next(self.serial), **job}
        self.add("employment", worker_id=worker, **row)
        return int(row["employment_id"])

    def employer(self, **row: Any) -> int:
        """An employer; its id."""
        employer = next(self.serial)
        self.add("employer", **{"employer_id": employer, "region": COUNTY, **row})
        return employer

    def job_of(self, worker: int) -> int:
        """The id of a worker's first employment."""
        return next(row["employment_id"] for row in self.facts["employment"] if row["worker_id"] == worker)

    def snapshot(self, directory: Path) -> Manifest:
        """The facts as a snapshot."""
        return snapshot_of(directory, AS_OF, self.facts)


class Results:
    """What the rules gave: profile rows by worker, figures by (key, region, dimension, member)."""

    def __init__(self, city: City, directory: Path, as_of: date = AS_OF, values: Any = look_up) -> None:
        with Session(city.snapshot(directory), as_of, values) as session:
            self.figures: dict[tuple[str, str, str, str], tuple[int, int]] = {}
            self.values: dict[tuple[str, str, str, str], float] = {}
            for rule in rules().values():
                if rule.kind == "step":
                    session.step(rule)
                else:
                    self._read(session, rule)
            self.people = _by_id(session, "worker_profile", "worker_id")
            self.employers = _by_id(session, "employer_profile", "employer_id")

    def _read(self, session: Session, rule: Any) -> None:
        name, _ = session.rows(rule)
        for row in session.connection.execute(f"SELECT * FROM {name}").fetchall():
            key, region, _, _, dimension, member, part, whole, value = row
            self.figures[key, region, dimension, member] = (part, whole)
            self.values[key, region, dimension, member] = value

    def of(
        self, key: str, region: str = COUNTY, dimension: str = "", member: str = ""
    ) -> tuple[int, int] | None:
        """Numerator and denominator, or None where there is no figure."""
        return self.figures.get((key, region, dimension, member))

    def members(self, key: str, dimension: str, region: str = COUNTY) -> dict[str, int]:
        """Member → numerator of a dimension."""
        return dict(self._members(key, dimension, region))

    def _members(self, key: str, dimension: str, region: str) -> Iterator[tuple[str, int]]:
        for (one, where, which, member), (part, _) in self.figures.items():
            if (one, where, which) == (key, region, dimension):
                yield member, part


def _by_id(session: Session, step: str, key: str) -> dict[int, dict[str, Any]]:
    found = session.connection.execute(f"SELECT * FROM {step}")
    columns = [column[0] for column in found.description or ()]
    rows = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
    assert len({row[key] for row in rows}) == len(rows), "one row a subject"
    return {row[key]: row for row in rows}
