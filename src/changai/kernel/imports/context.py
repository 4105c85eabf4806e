"""What a kind works with while one file is compared and written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models

from changai.kernel.access.scope import Scope
from changai.kernel.imports import database
from changai.kernel.imports.kinds import Kind
from changai.kernel.imports.stage import Stage
from changai.kernel.imports.targets import Plan, Target, settle
from changai.kernel.vault.cipher import blind_many

if TYPE_CHECKING:
    from changai.kernel.access.models import Post


@dataclass
class Context:
    """One import under way. region: code for rows that name none; month: first day of the month of the wages."""

    kind: Kind
    stage: Stage
    region: str
    scope: Scope
    post: "Post | None"
    today: date
    month: date
    dry: bool
    plans: list[Plan] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    extra: dict[str, int] = field(default_factory=dict)
    reserved: dict[str, int] = field(default_factory=dict)

    def reject(self, select: str) -> None:
        """Reject the rows of a select of (rn, column key, message); they leave `live` at once."""
        self.stage.run(f"INSERT INTO problem {select}")

    def sift(self) -> None:
        """Make `live`, a view: rows that have no problem (yet) and repeat none."""
        self.stage.run(
            "CREATE OR REPLACE VIEW live AS SELECT * FROM value WHERE rn NOT IN (SELECT rn FROM problem) "
            "AND rn NOT IN (SELECT rn FROM repeat)"
        )

    def notice(self, count_sql: str, message: str) -> None:
        """Say something about a number of rows: `{n}` in the message is the count; nothing when it is none."""
        count = self.stage.one(count_sql)
        if count:
            self.notices.append(message.format(n=count))

    def blind(self, column: str, kind: str) -> None:
        """Make blind_<column>(text, found): the blind index of every distinct value among the live rows."""
        name = f"blind_{column}"
        self.stage.run(f"CREATE OR REPLACE TABLE {name} (text VARCHAR, found BLOB)")
        for block in self.stage.blocks(f"SELECT DISTINCT {column} FROM live WHERE {column} IS NOT NULL"):
            texts = [row[0] for row in block]
            self.stage.append(name, "text, found", [texts, blind_many(texts, kind)])

    def fetch(self, name: str, columns: dict[str, str], sql: str, keys: str) -> None:
        """Make table `name` (column → DuckDB type) from the database, for the keys that the stage selects."""
        names = ", ".join(f'"{column}" {duck}' for column, duck in columns.items())
        self.stage.run(f"CREATE OR REPLACE TABLE {name} ({names})")
        wanted = ([row[0] for row in block] for block in self.stage.blocks(keys))
        for block in database.by_keys(sql, wanted):
            self.add(name, columns, block)

    def add(self, name: str, columns: dict[str, str], rows: Sequence[Sequence[Any]]) -> None:
        """Append rows from the database to a stage table."""
        names = ", ".join(f'"{column}"' for column in columns)
        self.stage.append(name, names, list(zip(*rows, strict=True)))

    def settle(self, target: Target, want: str, have: str = "") -> Plan:
        """Compare wanted records with those there and give new ones their ids: makes plan_<name>."""
        plan = settle(self, target, want, have)
        self.plans.append(plan)
        return plan

    def reserve(self, model: type[models.Model], count: int) -> int:
        """Ids for new records; in a dry run numbers that no record has."""
        if not count:
            return 0
        table = model._meta.db_table
        first = 1 << 60 if self.dry else database.reserve(model, count)
        # Nothing is written yet, so a second target of the same table begins after the first.
        first = max(first, self.reserved.get(table, 0))
        self.reserved[table] = first + count
        return first
