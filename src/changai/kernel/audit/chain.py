"""Sealing entries into the chain, and verifying it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from changai.kernel.audit import anchor, journal
from changai.kernel.audit.anchor import Anchor, sole_sealer
from changai.kernel.audit.models import Entry, Seal
from changai.kernel.audit.stamps import STAMPED, link, stamp
from changai.kernel.vault.keyring import keyring

BATCH = 2000
MOST_PROBLEMS = 20


@dataclass
class Report:
    """What a verification found. entries: sealed ones read; waiting: not sealed yet; first_bad: a position."""

    ok: bool = True
    problems: list[str] = field(default_factory=list)
    entries: int = 0
    waiting: int = 0
    first_bad: int | None = None

    def add(self, problem: str, position: int | None = None) -> None:
        """Note a problem; the first ones are enough to go on."""
        self.ok = False
        if position is not None and self.first_bad is None:
            self.first_bad = position
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)


def seal() -> int:
    """Put the entries that are not sealed yet into the chain. Returns how many; 0 while another process seals.

    Digests are computed before the short write, so whoever appends entries never waits for the sealer.
    """
    count = 0
    with sole_sealer() as mine:
        if mine:
            _take_in_journal()
        while mine:
            sealed = _seal_batch()
            count += sealed
            if sealed < BATCH:
                break
    return count


def _take_in_journal() -> None:
    """Entries that waited beside the database while it was locked; one that is in already is left out."""
    entries = [Entry(**fields) for fields in journal.take()]
    for entry in entries:
        entry.prepare()
    known = set(
        Entry.objects.filter(stamp__in=[one.stamp for one in entries]).values_list("stamp", flat=True)
    )
    fresh = {one.stamp: one for one in entries if one.stamp not in known}
    Entry.objects.bulk_create(fresh.values())
    journal.taken()


def _seal_batch() -> int:
    """Seal up to BATCH entries; the anchor follows once the database stands."""
    head = _head()
    key = keyring().chain_key
    rows: list[tuple[int, str, int]] = []
    position, digest = head.position, head.digest
    waiting = Entry.objects.filter(position=None).order_by("id").values_list("id", "stamp")
    for entry, entry_stamp in waiting[:BATCH]:
        position += 1
        digest = link(digest, position, entry, entry_stamp, key)
        rows.append((position, digest, entry))
    if rows:
        with _durable(), transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE audit_entry SET position = %s, digest = %s WHERE id = %s AND position IS NULL", rows
            )
            Seal.objects.create(at=timezone.now(), first=head.position + 1, last=position, digest=digest)
        anchor.write(Anchor(position, digest))
    return len(rows)


def _head() -> Anchor:
    """Where the chain goes on: its last entry, or the anchor when the last entries were removed.

    Going on after the anchor leaves the gap for every later verification to see.
    """
    sealed = Entry.objects.filter(position__isnull=False).order_by("-position")
    last = sealed.values_list("position", "digest").first()
    stored = Anchor(last[0] or 0, last[1]) if last else Anchor()
    held = anchor.read() or Anchor()
    return held if held.position > stored.position else stored


@contextmanager
def _durable() -> Iterator[None]:
    """On SQLite a commit usually reaches the disk a little later; the anchor must never be ahead of it."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=FULL")
        try:
            yield
        finally:
            cursor.execute("PRAGMA synchronous=NORMAL")


def verify(progress: Callable[[int, int, str], None] | None = None) -> Report:
    """Read the chain from its start, in batches, and say what is changed, removed, re-ordered or inserted."""
    report = Report()
    held = _anchor(report)
    seals = dict(Seal.objects.values_list("last", "digest"))
    key = keyring().chain_key
    expected, previous = 1, ""
    total = Entry.objects.filter(position__isnull=False).count() if progress else 0
    for row in _sealed():
        entry, position, digest, entry_stamp, *content = row
        if position != expected:
            report.add(f"第 {expected} 位到第 {position - 1} 位的记录不见了（被删除或改了位置）", expected)
        if stamp(tuple(content), key) != entry_stamp:
            report.add(f"第 {position} 位（编号 {entry}）的内容与写入时不符（被改动）", position)
        elif position == expected and link(previous, position, entry, entry_stamp, key) != digest:
            report.add(f"第 {position} 位（编号 {entry}）与前一位接不上（次序被调换或被插入）", position)
        if seals.pop(position, digest) != digest:
            report.add(f"第 {position} 位的摘要与封存记录不符", position)
        if held and position == held.position and digest != held.digest:
            report.add(f"第 {position} 位的摘要与锚文件不符", position)
        report.entries += 1
        expected, previous = position + 1, digest
        if progress and report.entries % BATCH == 0:
            progress(report.entries, total, "核验审计记录")
    last = max([held.position if held else 0, *seals])
    if last >= expected:
        report.add(f"第 {expected} 位到第 {last} 位的记录不见了（末尾被删除）", expected)
    _check_waiting(report, key)
    return report


def _anchor(report: Report) -> Anchor | None:
    """The anchor file; to be without one while entries are sealed is a problem of its own."""
    try:
        held = anchor.read()
    except ValueError:
        report.add(f"锚文件 {anchor.anchor_path().name} 已损坏，无法判断末尾是否被删除")
        return None
    if held is None and Seal.objects.exists():
        report.add(f"锚文件 {anchor.anchor_path().name} 不见了，无法判断末尾是否被删除")
    return held


def _sealed() -> Iterator[tuple[Any, ...]]:
    """Sealed entries in order of position, BATCH at a time."""
    last = 0
    while True:
        rows = Entry.objects.filter(position__gt=last).order_by("position")
        batch = list(rows.values_list("id", "position", "digest", "stamp", *STAMPED)[:BATCH])
        if not batch:
            return
        yield from batch
        last = batch[-1][1]


def _check_waiting(report: Report, key: bytes) -> None:
    """Entries not sealed yet: each must bear a stamp of this installation."""
    last = 0
    while True:
        rows = Entry.objects.filter(position=None, id__gt=last).order_by("id")
        batch = list(rows.values_list("id", "stamp", *STAMPED)[:BATCH])
        if not batch:
            return
        for entry, entry_stamp, *content in batch:
            report.waiting += 1
            if stamp(tuple(content), key) != entry_stamp:
                report.add(f"编号 {entry} 的记录尚未封存，但内容与写入时不符（被改动，或不是本系统写入的）")
        last = batch[-1][0]
