"""Storing figures: the table is brought in line with what was derived, in one transaction."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from changai.engines.rules.frozen import Frozen
from changai.kernel.facts.models import Figure, Snapshot

KEYS = ("key", "region", "period", "dimension", "member")
REST = ("level", "version", "sql_hash", "snapshot_id", "part", "whole")
CHUNK = 5000


def store(snapshot: Snapshot, period: str, results: Iterable[tuple[Frozen, list[tuple[Any, ...]]]]) -> int:
    """Add, correct and remove figures of a month for the given rules; the number of rows written.

    results: for each rule its rows `(region, level, dimension, member, part, whole)`. Equal results of the same
    snapshot write nothing.
    """
    written = 0
    with transaction.atomic():
        for rule, rows in results:
            written += _store_one(snapshot, period, rule, rows)
    return written


def _store_one(snapshot: Snapshot, period: str, rule: Frozen, rows: list[tuple[Any, ...]]) -> int:
    present = {
        (one.region, one.dimension, one.member): one
        for one in Figure.objects.filter(key=rule.key, period=period).iterator(chunk_size=CHUNK)
    }
    new, changed = [], []
    for region, level, dimension, member, part, whole in rows:
        wanted = Figure(
            key=rule.key, region=region, period=period, dimension=dimension, member=member, level=level,
            version=rule.version, sql_hash=rule.sha256, snapshot=snapshot, part=part, whole=whole,
        )  # fmt: skip
        held = present.pop((region, dimension, member), None)
        if held is None:
            new.append(wanted)
        elif any(getattr(held, name) != getattr(wanted, name) for name in REST):
            wanted.pk = held.pk
            changed.append(wanted)
    gone = [one.pk for one in present.values()]
    for start in range(0, len(gone), CHUNK):
        Figure.objects.filter(pk__in=gone[start : start + CHUNK]).delete()
    Figure.objects.bulk_create(new, batch_size=CHUNK)
    fields = [name.removesuffix("_id") for name in REST]
    Figure.objects.bulk_update(changed, fields, batch_size=500)
    return len(new) + len(changed) + len(gone)
