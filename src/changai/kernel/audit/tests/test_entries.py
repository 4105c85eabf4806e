"""Entries can be appended and nothing else, in Python and in the database."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from changai.kernel.access.scope import ScopeMissing, active_scope
from changai.kernel.audit import chain, everywhere, record, record_read
from changai.kernel.audit.entries import Actor, actor
from changai.kernel.audit.guard import install
from changai.kernel.audit.models import AppendOnly, Entry

pytestmark = pytest.mark.django_db


def last() -> Entry:
    return Entry.objects.latest("id")


def test_an_entry_on_record_cannot_be_saved_or_removed() -> None:
    record("test.act", "一件事")
    entry = last()
    entry.title = "另一件事"
    for attempt in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(title="另一件事"),
        lambda: Entry.objects.bulk_update([entry], ["title"]),
    ):
        with pytest.raises(AppendOnly):
            attempt()
    assert last().title == "一件事"


def test_the_database_itself_refuses_changes(settings: Any) -> None:
    settings.CHANGAI_AUDIT_TRIGGERS = True
    install()
    record("test.act", "一件事")
    assert chain.seal() == 1
    record("test.act", "第二件事")
    for statement in (
        "UPDATE audit_entry SET title = '另一件事'",
        "UPDATE audit_entry SET position = 7, title = '另一件事' WHERE position IS NULL",
        "UPDATE audit_entry SET digest = 'x' WHERE position = 1",
        "UPDATE audit_entry SET position = NULL WHERE position = 1",
        "DELETE FROM audit_entry",
        "UPDATE audit_seal SET last = 9",
        "DELETE FROM audit_seal",
    ):
        refused = pytest.raises(DatabaseError, match="只能追加")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert chain.seal() == 1
    assert chain.verify().ok


def test_content_is_kept_in_a_form_that_every_database_gives_back() -> None:
    record(
        "test.act", "题" * 300, after={"日期": date(2026, 11, 20), "额": Decimal("1.50"), "率": 0.1, "数": 3}
    )
    entry = last()
    assert entry.after == {"日期": "2026-11-20", "额": "1.50", "率": "0.1", "数": 3}
    assert len(entry.title) == 120
    assert chain.verify().ok


def test_appended_in_bulk_they_verify_too() -> None:
    record("test.act", "一件事")
    model = last()
    Entry.objects.bulk_create([Entry(at=model.at, action="test.bulk", title=f"第{n}件") for n in range(5)])
    assert chain.seal() == 6
    assert chain.verify().ok


def test_who_acts_is_on_record() -> None:
    token = actor.set(Actor(7, "王经办", "咸安区产改办经办", "10.0.0.9"))
    try:
        record_read("查看花名册", count=20, fields=["姓名", "手机号"], reason="核对")
    finally:
        actor.reset(token)
    entry = last()
    assert (entry.account_id, entry.account_name, entry.address) == (7, "王经办", "10.0.0.9")
    assert entry.after == {"条数": 20, "内容": "姓名、手机号"}
    record("test.act", "无人在场")
    assert last().account_name == "系统"


def test_going_round_the_scope_is_on_record_and_ends() -> None:
    with everywhere(reason="每夜汇总"):
        assert active_scope().everything
    assert (last().action, last().reason) == ("scope.everywhere", "每夜汇总")
    with pytest.raises(ScopeMissing):
        active_scope()
