"""Regions of the catalog into the table: what is missing is added, what differs is corrected, nothing deleted.

The table itself is compared, not a stamp of the last run, so that a damaged row is mended as well.
"""

from typing import Any

from django.db import transaction

from changai.engines.codes import regions

FIELDS = ["name", "level", "parent_id", "valid_from", "valid_to", "successors"]
# Parents before children.
ORDER = {"nation": 0, "province": 1, "city": 2, "county": 3, "town": 4}


def wanted() -> dict[str, tuple[Any, ...]]:
    """Code → values of FIELDS, by each code's present or last meaning, parents first."""
    last = [periods[-1] for periods in regions.history().values()]
    last.sort(key=lambda period: (ORDER[period.level], period.code))
    return {
        period.code: (
            period.name,
            period.level,
            period.parent or None,
            period.valid_from,
            period.valid_to,
            ";".join(period.successors),
        )
        for period in last
    }


def sync(model: Any, using: str = "default") -> int:
    """Bring the region table in line with the catalog; returns how many rows were written (0 when unchanged)."""
    rows = model._base_manager.using(using)
    present = {code: tuple(values) for code, *values in rows.values_list("code", *FIELDS)}
    changed = [
        model(code=code, **dict(zip(FIELDS, values, strict=True)))
        for code, values in wanted().items()
        if present.get(code) != values
    ]
    if changed:
        with transaction.atomic(using=using):
            rows.bulk_create(
                changed,
                batch_size=900,
                update_conflicts=True,
                unique_fields=["code"],
                update_fields=FIELDS,
            )
    return len(changed)
