"""A run on one snapshot, one day and one set of parameters: facts as views, steps kept as Parquet."""

import hashlib
import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

from django.conf import settings

from changai.engines.rules import duck, frozen
from changai.engines.rules.tables import fact_tables, parameter_tables
from changai.kernel.facts import inputs
from changai.kernel.facts.errors import FactsError
from changai.kernel.facts.manifest import Manifest

BATCH_WORKERS = 1_000_000


def rules() -> dict[str, frozen.Frozen]:
    """The released rules."""
    return frozen.load(Path(settings.CHANGAI_CATALOG) / "rules")


class Session:
    """Runs frozen rules. Use as a context manager; one thread at a time.

    Steps are kept under the home by what made them (snapshot, day, parameters, texts), so that a page and a
    derivation share one profile. Per-person steps run a bounded number of workers at a time.
    """

    def __init__(self, manifest: Manifest, as_of: date, look_up: inputs.Value) -> None:
        if as_of > manifest.as_of:
            raise FactsError(f"快照的数据截至 {manifest.as_of}，算不出 {as_of} 的情况；请先生成新的快照。")
        self.manifest, self.as_of = manifest, as_of
        self.connection = duck.connect(Path(settings.CHANGAI_HOME) / "spill")
        self._define(None)
        inputs.fill(self.connection, as_of, look_up)
        self.parameters = self._fingerprint()

    def __enter__(self) -> "Session":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def _define(self, counties: set[str] | None) -> None:
        """Views on the facts; those on persons hold these counties only."""
        for table in fact_tables():
            if counties is None or table.per_person:
                files = self.manifest.files(table.key, counties)
                duck.define(self.connection, table.key, dict(table.columns), files)

    def _fingerprint(self) -> str:
        """A hash of every parameter table's rows."""
        digest = hashlib.sha256()
        for table in parameter_tables():
            rows = self.connection.execute(f"SELECT * FROM {duck.quoted(table.key)} ORDER BY ALL").fetchall()
            digest.update(repr((table.key, rows)).encode())
        return digest.hexdigest()

    def _batches(self) -> Iterator[set[str] | None]:
        """Counties by the million workers; None when all go at once."""
        sizes: dict[str, int] = {}
        for table in fact_tables():
            if table.key == "person":
                for piece in self.manifest.tables[table.key].pieces:
                    sizes[piece.county] = sizes.get(piece.county, 0) + piece.rows
        if sum(sizes.values()) <= BATCH_WORKERS:
            yield None
            return
        batch: set[str] = set()
        held = 0
        for county, rows in sorted(sizes.items()):
            if batch and held + rows > BATCH_WORKERS:
                yield batch
                batch, held = set(), 0
            batch.add(county)
            held += rows
        yield batch

    def place_of(self, rule: frozen.Frozen) -> Path:
        """Where a step's rows are kept: named by everything that decides them."""
        texts = [step.sha256 for step in frozen.in_order(rules(), [rule.key])]
        made_of = [self.manifest.digest, self.as_of.isoformat(), self.parameters, texts]
        name = hashlib.sha256(json.dumps(made_of).encode()).hexdigest()[:24]
        return Path(settings.CHANGAI_HOME) / "derived" / f"{rule.key}-{self.as_of}-{name}"

    def kept(self) -> bool:
        """Whether the rows of every step are there already."""
        return all(self.place_of(rule).is_dir() for rule in rules().values() if rule.kind == "step")

    def step(self, rule: frozen.Frozen, tell: Callable[[int, int], None] = lambda done, total: None) -> Path:
        """Make a step's rows if they are not kept yet, and define them for the rules after it.

        tell(done, total): how far the making has come, in batches of workers.
        """
        target = self.place_of(rule)
        if not target.is_dir():
            self._make(rule, target, tell)
        files = sorted(str(file) for file in target.glob("*.parquet"))
        duck.define(self.connection, rule.key, rule.columns, files)
        return target

    def _make(self, rule: frozen.Frozen, target: Path, tell: Callable[[int, int], None]) -> None:
        work = target.with_name(f".{target.name}-{os.getpid()}-{threading.get_ident()}")
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        batches = list(self._batches()) if rule.per_person else [None]
        for number, counties in enumerate(batches):
            tell(number, len(batches))
            if counties is not None:
                self._define(counties)
            file = duck.text(str(work / f"part-{number:04}.parquet"))
            # Steps are read more often than kept: quick to unpack matters more than small.
            self.connection.execute(f"COPY ({rule.sql}) TO {file} (FORMAT parquet, COMPRESSION snappy)")
        try:
            work.rename(target)
        except OSError:
            # Another run made the same rows meanwhile.
            shutil.rmtree(work, ignore_errors=True)

    def rows(self, rule: frozen.Frozen) -> tuple[str, int]:
        """Run an indicator into a temporary table; its name and how many rows."""
        name = duck.quoted(f"result {rule.key}")
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {rule.sql}")
        found: Any = self.connection.execute(f"SELECT count(*) FROM {name}").fetchone()
        return name, int(found[0])
