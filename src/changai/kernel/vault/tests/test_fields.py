"""Sealed fields on a model: never clear text in the database, the index always beside."""

import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core import serializers
from django.db import connection

from changai.kernel.access.scope import Scope, within
from changai.kernel.parties.models import Person
from changai.kernel.vault.cipher import blind
from changai.kernel.vault.fields import Sealed

pytestmark = pytest.mark.django_db
NUMBER, OTHER, PHONE = "42120219900307451X", "421202198505052229", "13907241234"


@pytest.fixture(autouse=True)
def _everywhere() -> Any:
    with within(Scope(everything=True)):
        yield


def person(**facts: Any) -> Person:
    return Person.objects.create(
        **{
            "name": "测试人",
            "id_number": NUMBER,
            "phone": PHONE,
            "sex": "1",
            "birth_date": date(1990, 3, 7),
            **facts,
        }
    )


def found(number: str) -> Person | None:
    return Person.objects.filter(id_index=blind(number, "id_number")).first()


def test_found_by_index_read_masked_and_revealed() -> None:
    made = person()
    assert str(made.id_number) == "4212*************X"
    read = found(NUMBER)
    assert read == made
    assert read is not None
    assert isinstance(read.id_number, Sealed)
    assert (str(read.phone), read.phone.reveal()) == ("139****1234", PHONE)


def test_the_index_follows_every_way_of_saving() -> None:
    made = person()
    made.id_number = OTHER
    made.save()
    assert (found(NUMBER), found(OTHER)) == (None, made)
    read = Person.objects.get()
    read.name = "改名"
    read.save()
    assert found(OTHER) == made
    read.id_number = NUMBER
    read.save(update_fields=["id_number", "id_index"])
    assert found(NUMBER) == made
    read.id_number = OTHER
    Person.objects.bulk_update([read], ["id_number", "id_index"])
    assert found(OTHER) == made
    read.id_number = None
    read.save()
    assert Person.objects.get().id_index is None
    assert Person.objects.bulk_create(
        [Person(name="甲", id_number=NUMBER, sex="1", birth_date=date(1990, 3, 7))]
    )
    assert found(NUMBER) is not None


def test_saving_the_value_without_its_index_is_refused() -> None:
    made = person()
    made.id_number = OTHER
    with pytest.raises(ValueError, match="id_index"):
        made.save(update_fields=["id_number"])


def test_clear_text_in_a_query_is_refused() -> None:
    person()
    for attempt in (
        lambda: Person.objects.filter(id_number=NUMBER).exists(),
        lambda: Person.objects.update(id_number=NUMBER),
    ):
        with pytest.raises(TypeError, match="sealed"):
            attempt()


def test_empty_is_nothing_at_all() -> None:
    made = person(id_number="", phone=None)
    assert (made.id_number, made.id_index, made.phone_index) == (None, None, None)
    assert Person.objects.defer("id_number").get().id_number is None


def test_serialised_forms_are_masked() -> None:
    person()
    assert NUMBER not in serializers.serialize("json", Person.objects.all())


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="looks into the SQLite file")
def test_no_clear_text_lies_in_the_database_file(tmp_path: Path) -> None:
    person()
    out = tmp_path / "copy.sqlite3"
    connection.ensure_connection()
    raw: Any = connection.connection
    target = sqlite3.connect(out)
    target.executescript("\n".join(raw.iterdump()))
    target.close()
    content = out.read_bytes()
    assert "测试人".encode() in content
    for secret in (NUMBER, PHONE, NUMBER[4:], PHONE[3:7] + "1234"):
        assert secret.encode() not in content
