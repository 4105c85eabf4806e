"""Unmasking: a reason, an entry, a limit, and only what is in reach."""

from typing import Any

import pytest
from django.test import Client

from changai.kernel.access.roles import AUDIT_ADMIN, EMPLOYER_CLERK, UNION_OFFICER
from changai.kernel.audit.models import Entry
from changai.kernel.parties.models import Person
from changai.kernel.screens.sealing import reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(make_worker: Any) -> Person:
    held: Person = make_worker().person
    held.phone = "13907241234"
    held.save()
    return held


def ask(client: Client, person: Person, reason: str = "电话核对信息") -> Any:
    return client.post("/vault/unmask/", {"reference": reference(person, "phone"), "reason": reason})


def test_the_value_is_shown_and_put_on_record_masked(signed_in: Any, person: Person) -> None:
    client = signed_in(UNION_OFFICER)
    answer = ask(client, person)
    assert "13907241234" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    entry = Entry.objects.get(action="vault.unmask")
    assert (entry.object_type, entry.object_id, entry.reason) == (
        "parties.person",
        str(person.pk),
        "电话核对信息",
    )
    assert entry.account_id == client.post_held.account_id
    assert entry.address == "127.0.0.1"
    assert "139****1234" in str(entry.after)
    assert "13907241234" not in str(entry.after)


@pytest.mark.parametrize("reason", ["", "核对", "  核  对  "])
def test_without_a_proper_reason_nothing_is_shown(signed_in: Any, person: Person, reason: str) -> None:
    answer = ask(signed_in(UNION_OFFICER), person, reason).content.decode()
    assert "至少 4 个字" in answer
    assert "13907241234" not in answer
    assert not Entry.objects.filter(action="vault.unmask").exists()


def test_out_of_reach_is_not_found(signed_in: Any, person: Person, places: Any) -> None:
    foreign = signed_in(EMPLOYER_CLERK, organisation=places["near"].organisation)
    assert ask(foreign, person).status_code == 404
    assert ask(signed_in(UNION_OFFICER, region="421281"), person).status_code == 404
    assert ask(signed_in(AUDIT_ADMIN), person).status_code == 404
    assert ask(Client(), person).status_code == 302
    assert not Entry.objects.filter(action="vault.unmask").exists()


def test_a_made_up_reference_is_not_found(signed_in: Any, person: Person) -> None:
    client = signed_in(UNION_OFFICER)
    signed = reference(person, "phone")
    for wrong in ("", signed[:-1], "parties.person:1:phone", reference(person, "name")):
        assert client.post("/vault/unmask/", {"reference": wrong, "reason": "核对信息"}).status_code == 404
    assert client.get("/vault/unmask/").status_code == 405


def test_after_thirty_in_an_hour_one_has_to_wait(signed_in: Any, person: Person) -> None:
    client = signed_in(UNION_OFFICER)
    for _ in range(30):
        assert "13907241234" in ask(client, person).content.decode()
    refused = ask(client, person).content.decode()
    assert "13907241234" not in refused
    assert "最多查看 30 次" in refused
    assert "13907241234" in ask(signed_in(UNION_OFFICER), person).content.decode()


def test_an_empty_value_is_said_to_be_empty(signed_in: Any, person: Person) -> None:
    person.phone = None
    person.save()
    assert "没有填写" in ask(signed_in(UNION_OFFICER), person).content.decode()
