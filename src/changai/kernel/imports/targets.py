"""Targets: the records that rows ask for, compared with those there and given ids; `writing` puts them down."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models

from changai.kernel.imports.stage import Stage
from changai.kernel.vault.fields import SealedField

if TYPE_CHECKING:
    from changai.kernel.imports.context import Context


@dataclass(frozen=True)
class Target:
    """A table that a kind writes. Columns go by their database names.

    key: what tells a wanted record from another (NULLs equal). columns: written for a new record.
    compare: a present record is changed where the wanted value is not NULL and differs; a sealed column is
    compared by its index column, which must be listed too. own_key: the primary key, where it comes with the row.
    summary: SQL text over the plan that shows a new record to the officer; hidden: changes are shown by the kind.
    """

    name: str
    model: type[models.Model]
    columns: tuple[str, ...]
    key: tuple[str, ...]
    compare: tuple[str, ...] = ()
    person: str | None = "person_id"
    own_key: str | None = None
    summary: str = ""
    hidden: bool = False

    @property
    def sealed(self) -> dict[str, str]:
        """Sealed column → its kind."""
        fields = self.model._meta.concrete_fields
        return {str(one.column): one.kind for one in fields if isinstance(one, SealedField)}

    @property
    def table(self) -> str:
        """The database table."""
        return self.model._meta.db_table

    def title(self, column: str) -> str:
        """What a column is called."""
        return next(str(one.verbose_name) for one in self.model._meta.concrete_fields if one.column == column)


@dataclass
class Plan:
    """What becomes of a target: how many new and changed, and the first id of the new."""

    target: Target
    new: int
    changed: int
    first: int

    @property
    def table(self) -> str:
        """The stage table of the wanted records with id, state and old values."""
        return f"plan_{self.target.name}"


def settle(context: "Context", target: Target, want: str, have: str) -> Plan:
    """Make plan_<name>: the wanted records with id, state (new, changed, same) and old_<column>s.

    want: stage select of rn and the columns, one record per key. have: stage select of id, key and compare
    columns of the records there, or "" for none.
    """
    stage, name = context.stage, target.name
    if have and stage.one(f"SELECT count(*) FROM (SELECT 1 FROM ({have}) LIMIT 1)"):
        match = " AND ".join(f'h."{one}" IS NOT DISTINCT FROM w."{one}"' for one in target.key)
        olds = "".join(f', h."{one}" AS "old_{one}"' for one in target.compare)
        differs = " OR ".join(
            f'(w."{one}" IS NOT NULL AND w."{one}" IS DISTINCT FROM h."{one}")'
            for one in target.compare
            if one not in target.sealed
        )
        state = f"CASE WHEN h.id IS NULL THEN 'new' WHEN {differs or 'false'} THEN 'changed' ELSE 'same' END"
        # A step at a time, and new ones numbered as they come by: all the joins of a million rows at once, or a sort of
        # them at full width, are more than the stage may hold.
        stage.run(f"CREATE OR REPLACE TABLE want_{name} AS {want}")
        turn = "sum(CASE WHEN state = 'new' THEN 1 ELSE 0 END) OVER (ROWS UNBOUNDED PRECEDING)"
        stage.run(
            f"CREATE OR REPLACE TABLE base_{name} AS SELECT *, CAST({turn} AS BIGINT) AS turn FROM "
            f"(SELECT w.*, h.id AS old_id{olds}, {state} AS state FROM want_{name} w LEFT JOIN ({have}) h ON {match})"
        )
        stage.run(f"DROP TABLE want_{name}")
    else:
        # Nothing is there to compare with: numbered as they come, without a sort.
        olds = "".join(f', CASE WHEN false THEN "{one}" END AS "old_{one}"' for one in target.compare)
        stage.run(
            f"CREATE OR REPLACE TABLE base_{name} AS SELECT *, CAST(NULL AS BIGINT) AS old_id{olds}, 'new' AS state, "
            f"row_number() OVER () AS turn FROM ({want})"
        )
    counts = dict(stage.rows(f"SELECT state, count(*) FROM base_{name} GROUP BY state"))
    new = counts.get("new", 0)
    first = 0 if target.own_key else context.reserve(target.model, new)
    stage.run(
        f"CREATE OR REPLACE VIEW plan_{name} AS SELECT *, CASE WHEN state = 'new' THEN "
        f"{target.own_key or f'{first} - 1 + turn'} ELSE old_id END AS id FROM base_{name}"
    )
    plan = Plan(target, new, counts.get("changed", 0), first)
    _show(stage, plan)
    return plan


def _show(stage: Stage, plan: Plan) -> None:
    """Old and new of changed records for the preview. Sealed values are never laid open here."""
    target = plan.target
    if not plan.changed or target.hidden:
        return
    for one in target.compare:
        if one in target.sealed:
            continue
        partner = one.removesuffix("_index")
        hidden = partner in target.sealed
        old, new = (
            ("'（原号码）'", "'（新号码）'")
            if hidden
            else (f'CAST("old_{one}" AS VARCHAR)', f'CAST("{one}" AS VARCHAR)')
        )
        stage.run(
            f"INSERT INTO change SELECT rn, '{target.name}', '{partner}', '{target.title(partner)}', {old}, {new} "
            f"FROM {plan.table} WHERE state = 'changed' AND \"{one}\" IS NOT NULL "
            f'AND "{one}" IS DISTINCT FROM "old_{one}"'
        )
