"""Rotation: everything under the new key, whatever happens on the way."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from changai.kernel.access import two_factor
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.access.scope import Scope, within
from changai.kernel.imports.models import Batch
from changai.kernel.parties.models import Person
from changai.kernel.vault import rotation
from changai.kernel.vault.cipher import blind, unseal, version_of
from changai.kernel.vault.keyring import keyring

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.fixture(autouse=True)
def _own_keys(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.CHANGAI_KEY_FILE = str(tmp_path / "keys.json")
    with within(Scope(everything=True)):
        yield


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(rotation, "BATCH", 4)
    for number in range(10):
        Person.objects.create(
            name="测试人",
            id_number=f"42120219900307{number:04d}",
            phone=f"1390724{number:04d}" if number % 2 else None,
            sex="1",
            birth_date=date(1990, 3, 7),
        )
    return 10


def versions() -> set[int]:
    return {
        version_of(sealed.blob)
        for row in Person.objects.values_list("id_number", "phone")
        for sealed in row
        if sealed is not None
    }


def readable() -> bool:
    numbers = {p.id_number.reveal() for p in Person.objects.all()}
    found = all(
        Person.objects.filter(id_index=blind(f"42120219900307{n:04d}", "id_number")).count() == 1
        for n in range(10)
    )
    return found and numbers == {f"42120219900307{n:04d}" for n in range(10)}


def test_everything_is_sealed_again_and_still_found(people: int) -> None:
    told: list[tuple[int, int]] = []
    assert rotation.rotate(lambda done, total, message: told.append((done, total))) == 15
    assert versions() == {2}
    assert readable()
    assert told[-1] == (15, 15)
    assert rotation.rotate() == 15
    assert versions() == {3}
    assert sorted(keyring().keys) == [1, 2, 3]


def test_killed_on_the_way_it_goes_on_without_another_key(people: int) -> None:
    def die(done: int, total: int, message: str) -> None:
        if done >= 8:
            raise Killed

    with pytest.raises(Killed):
        rotation.rotate(die)
    assert versions() == {1, 2}
    assert readable()
    assert rotation.rotate() == 7
    assert versions() == {2}
    assert keyring().current == 2
    assert readable()


def test_a_value_changed_meanwhile_is_left_as_it_is(people: int) -> None:
    changed = Person.objects.earliest("pk")

    def meanwhile(done: int, total: int, message: str) -> None:
        if done == 4:
            late = Person.objects.latest("pk")
            late.phone = "13800000000"
            late.save()

    rotation.rotate(meanwhile)
    assert Person.objects.latest("pk").phone.reveal() == "13800000000"
    assert changed.pk != Person.objects.latest("pk").pk


def test_what_is_committed_late_under_the_old_key_is_found(people: int) -> None:
    """A row that the pass has gone by comes under the old key, as from a transaction that was open."""
    first = Person.objects.earliest("pk")
    old = first.id_number

    def meanwhile(done: int, total: int, message: str) -> None:
        if done == 15:
            Person.objects.filter(pk=first.pk).update(id_number=old)

    assert rotation.rotate(meanwhile) == 16
    assert versions() == {2}
    assert readable()


def test_sealed_values_in_json_are_sealed_again(people: int, make_post: Any) -> None:
    person = Person.objects.latest("pk")
    sealed, index = person.phone.blob.hex(), blind(person.phone.reveal(), "phone").hex()
    batch = Batch._base_manager.create(kind="roster", file_name="a.xlsx", file_hash="0" * 64)
    batch.changes.create(
        table="parties_person",
        object_id=person.pk,
        before={"phone": sealed, "phone_index": index, "ethnicity": "01"},
        after={"phone": sealed},
    )
    batch.changes.create(table="employment_employment", object_id=1, before={"post": "钳工"}, after={})
    account = make_post(UNION_OFFICER).account
    secret = two_factor.new_secret()
    made = two_factor.TOTP.activate(account, two_factor.Adapter().decrypt(secret)).instance
    codes = two_factor.RecoveryCodes.activate(account).generate_codes()
    assert rotation.rotate() == 15 + 2 + 2
    change = batch.changes.get(table="parties_person")
    assert [version_of(bytes.fromhex(one["phone"])) for one in (change.before, change.after)] == [2, 2]
    assert unseal(bytes.fromhex(change.before["phone"]), "phone") == person.phone.reveal()
    assert (change.before["phone_index"], change.before["ethnicity"]) == (index, "01")
    made.refresh_from_db()
    assert version_of(bytes.fromhex(made.data["secret"])) == 2
    assert two_factor.check(account, codes[0])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only there several transactions write at once")
@pytest.mark.django_db(transaction=True)
def test_a_transaction_open_at_the_moment_is_waited_for(people: int) -> None:
    began, told = threading.Event(), threading.Event()

    def writer() -> None:
        try:
            with within(Scope(everything=True)), transaction.atomic():
                Person.objects.create(
                    name="测试人", id_number="421202199003079999", sex="1", birth_date=date(1990, 3, 7)
                )
                began.set()
                assert told.wait(20)
        finally:
            connection.close()

    thread = threading.Thread(target=writer)
    thread.start()
    assert began.wait(20)

    def progress(done: int, total: int, message: str) -> None:
        if "等待" in message:
            told.set()

    assert rotation.rotate(progress) == 16
    thread.join()
    assert Person.objects.count() == 11
    assert versions() == {2}


def test_the_index_can_be_made_anew(people: int) -> None:
    before = set(Person.objects.values_list("id_index", flat=True))
    key = keyring().index_key
    assert rotation.rotate(index=True) == 15
    assert keyring().index_key != key
    assert not before & set(Person.objects.values_list("id_index", flat=True))
    assert readable()
    assert not keyring().next_index_key


def test_killed_before_the_new_index_stood_the_old_one_holds(people: int) -> None:
    key = keyring().index_key

    def die(done: int, total: int, message: str) -> None:
        raise Killed

    with pytest.raises(Killed):
        rotation.reindex(die)
    assert keyring().index_key == key
    assert readable()
    assert rotation.reindex() == 15
    assert readable()


def test_killed_after_the_new_index_stood_the_key_file_catches_up(
    people: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = rotation.write

    def die_at_the_end(path: Any, ring: Any) -> None:
        if not ring.next_index_key:
            raise Killed
        kept(path, ring)

    monkeypatch.setattr(rotation, "write", die_at_the_end)
    with pytest.raises(Killed):
        rotation.reindex()
    monkeypatch.setattr(rotation, "write", kept)
    assert not readable()
    assert rotation.reindex() == 0
    assert readable()


def test_a_wrong_key_file_is_told(people: int, settings: Any, tmp_path: Path) -> None:
    assert rotation.unreadable() == []
    settings.CHANGAI_KEY_FILE = str(tmp_path / "other.json")
    assert ["人员的公民身份号码" in one for one in rotation.unreadable()] == [True, False]
