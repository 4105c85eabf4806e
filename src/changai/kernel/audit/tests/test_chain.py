"""The chain: sealed in batches, and whatever is done to it afterwards is found."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from changai.kernel.audit import chain, record
from changai.kernel.audit.anchor import anchor_path, sole_sealer
from changai.kernel.audit.models import Entry, Seal

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed() -> list[int]:
    """Twelve sealed entries; their ids."""
    for number in range(12):
        record("test.act", f"第{number}件事", after={"值": number}, reason="测试")
    assert chain.seal() == 12
    return list(Entry.objects.order_by("position").values_list("id", flat=True))


def run(sql: str, *values: object) -> None:
    """What somebody with access to the database alone can do."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_an_untouched_chain_is_whole_and_grows(sealed: list[int]) -> None:
    assert chain.verify().ok
    record("test.act", "后来的事")
    report = chain.verify()
    assert (report.ok, report.entries, report.waiting) == (True, 12, 1)
    assert chain.seal() == 1
    assert chain.seal() == 0
    report = chain.verify()
    assert (report.ok, report.entries, report.waiting) == (True, 13, 0)
    assert list(Seal.objects.values_list("first", "last")) == [(1, 12), (13, 13)]


def test_positions_follow_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "BATCH", 5)
    for number in range(13):
        record("test.act", f"第{number}件事")
    assert chain.seal() == 13
    assert list(Entry.objects.order_by("id").values_list("position", flat=True)) == list(range(1, 14))
    assert chain.verify().ok


def change_title(ids: list[int]) -> None:
    run("UPDATE audit_entry SET title = '另一件事' WHERE id = %s", ids[4])


def change_time(ids: list[int]) -> None:
    run("UPDATE audit_entry SET at = '2020-01-01 00:00:00+00:00' WHERE id = %s", ids[4])


def change_after(ids: list[int]) -> None:
    run("""UPDATE audit_entry SET after = '{"值": 99}' WHERE id = %s""", ids[4])


def remove(ids: list[int]) -> None:
    run("DELETE FROM audit_entry WHERE id = %s", ids[4])


def swap(ids: list[int]) -> None:
    run("UPDATE audit_entry SET position = 1000 WHERE id = %s", ids[4])
    run("UPDATE audit_entry SET position = 5 WHERE id = %s", ids[6])
    run("UPDATE audit_entry SET position = 7 WHERE id = %s", ids[4])


def swap_with_digests(ids: list[int]) -> None:
    fifth, seventh = Entry.objects.get(pk=ids[4]).digest, Entry.objects.get(pk=ids[6]).digest
    swap(ids)
    run("UPDATE audit_entry SET digest = %s WHERE id = %s", fifth, ids[6])
    run("UPDATE audit_entry SET digest = %s WHERE id = %s", seventh, ids[4])


def insert(ids: list[int]) -> None:
    for entry in reversed(ids[4:]):
        run("UPDATE audit_entry SET position = position + 1 WHERE id = %s", entry)
    run(
        "INSERT INTO audit_entry (at, account_name, post_title, action, title, object_type, object_id, before,"
        " after, reason, address, stamp, position, digest) SELECT at, account_name, post_title, action, '假', "
        "object_type, object_id, before, after, reason, address, 'x', 5, digest FROM audit_entry WHERE id = %s",
        ids[3],
    )


@pytest.mark.parametrize(
    "spoil", [change_title, change_time, change_after, remove, swap, swap_with_digests, insert]
)
def test_spoiling_the_middle_is_found_with_its_position(
    sealed: list[int], spoil: Callable[[list[int]], None]
) -> None:
    spoil(sealed)
    report = chain.verify()
    assert not report.ok
    assert report.first_bad == 5
    assert "第 5 位" in report.problems[0]


@pytest.mark.parametrize("with_seals", [False, True])
def test_removing_the_last_entries_is_found_even_when_others_follow(
    sealed: list[int], with_seals: bool
) -> None:
    run("DELETE FROM audit_entry WHERE id IN (%s, %s)", sealed[10], sealed[11])
    if with_seals:
        run("DELETE FROM audit_seal")
    assert chain.verify().first_bad == 11
    record("test.act", "照常办理")
    assert chain.seal() == 1
    report = chain.verify()
    assert report.first_bad == 11
    assert Entry.objects.latest("id").position == 13


def test_removing_everything_is_found(sealed: list[int]) -> None:
    run("DELETE FROM audit_entry")
    run("DELETE FROM audit_seal")
    report = chain.verify()
    assert (report.ok, report.first_bad) == (False, 1)


def test_a_lost_or_broken_anchor_is_told(sealed: list[int]) -> None:
    anchor_path().write_text("{")
    assert "已损坏" in chain.verify().problems[0]
    anchor_path().unlink()
    assert "不见了" in chain.verify().problems[0]


def test_an_entry_that_the_system_did_not_write_is_found_before_and_after_sealing(sealed: list[int]) -> None:
    run(
        "INSERT INTO audit_entry (at, account_name, post_title, action, title, object_type, object_id, before,"
        " after, reason, address, stamp, digest) SELECT at, '冒名者', post_title, action, title, object_type,"
        " object_id, before, after, reason, address, 'f', '' FROM audit_entry WHERE id = %s",
        sealed[0],
    )
    assert not chain.verify().ok
    chain.seal()
    report = chain.verify()
    assert (report.ok, report.first_bad) == (False, 13)


def test_without_the_key_the_chain_cannot_be_made_again(sealed: list[int]) -> None:
    """Everything but the key file copied elsewhere: a chain sealed there does not verify here."""
    run("UPDATE audit_entry SET title = '另一件事' WHERE id = %s", sealed[0])
    entry = Entry.objects.get(pk=sealed[0])
    content = tuple(getattr(entry, name) for name in chain.STAMPED)
    run("UPDATE audit_entry SET stamp = %s WHERE id = %s", chain.stamp(content, b"guess" * 8), sealed[0])
    assert chain.verify().first_bad == 1


def test_only_one_seals_at_a_time() -> None:
    record("test.act", "一件事")
    found: list[bool] = []

    def other() -> None:
        with sole_sealer() as mine:
            found.append(mine)

    with sole_sealer() as mine:
        assert mine
        assert chain.seal() == 0
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert found == [False]
    assert chain.seal() == 1


def test_verification_reads_in_batches(sealed: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "BATCH", 4)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        report = chain.verify()
    assert report.entries == 12
    assert sum("LIMIT 4" in query["sql"] for query in queries) == 5
