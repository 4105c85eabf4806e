"""The audit page: for the audit administrator alone, searchable, its export on record."""

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from openpyxl import load_workbook

from changai.kernel.access.roles import AUDIT_ADMIN, ROLES, Reach
from changai.kernel.audit import chain, record
from changai.kernel.audit.actions import verify_chain
from changai.kernel.audit.models import Entry
from changai.kernel.jobs.models import Job
from changai.kernel.parties.models import Person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate().isoformat()


@pytest.fixture
def entries(make_worker: Any) -> Person:
    person: Person = make_worker().person
    record(
        "worker.correct",
        "更正信息",
        target=person,
        before={"phone": "139****1234", "name": "王*"},
        after={"phone": "138****0000", "name": "李*"},
        reason="本人来电更正",
    )
    record("signin.failed", "登录失败", reason="密码不正确")
    return person


def test_only_the_audit_administrator_opens_it(signed_in: Any, entries: Person) -> None:
    address = f"/audit/{Entry.objects.earliest('pk').pk}/"
    for role in ROLES.values():
        if role.reach in (Reach.ORGANISATION, Reach.PERSON):
            continue
        client = signed_in(role)
        expected = 200 if role == AUDIT_ADMIN else 404
        assert client.get("/audit/").status_code == expected, role
        assert client.get(address).status_code == expected
        assert client.get("/audit/export/").status_code == expected


def test_a_change_is_shown_with_the_words_officers_know(signed_in: Any, entries: Person) -> None:
    entry = Entry.objects.get(action="worker.correct")
    page = signed_in(AUDIT_ADMIN).get(f"/audit/{entry.pk}/").content.decode()
    for text in ("手机号", "139****1234", "138****0000", "本人来电更正", f"人员 {entries.pk}"):
        assert text in page


@pytest.mark.parametrize(
    ("query", "found", "left_out"),
    [
        ("reason=来电", "更正信息", "登录失败"),
        ("action=signin.failed", "登录失败", "本人来电"),
        ("object_type=parties.person", "更正信息", "密码不正确"),
        ("at_from=2020-01-01", "登录失败", "没有符合"),
        ("at_to=2020-01-01", "没有符合", "本人来电"),
        (f"at_from={TODAY}&at_to={TODAY}", "登录失败", "没有符合"),
        ("at_from=0001-01-01&at_to=9999-12-31", "登录失败", "没有符合"),
    ],
)
def test_it_is_searched(signed_in: Any, entries: Person, query: str, found: str, left_out: str) -> None:
    page = signed_in(AUDIT_ADMIN).get(f"/audit/?{query}").content.decode()
    assert found in page[page.index('id="list"') :]
    assert left_out not in page[page.index("table-wrap") if "table-wrap" in page else 0 :]


def test_its_export_is_an_entry(signed_in: Any, entries: Person) -> None:
    client = signed_in(AUDIT_ADMIN)
    before = Entry.objects.count()
    answer = client.get("/audit/export/")
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert sheet is not None
    assert "本人来电更正" in {cell.value for row in sheet.iter_rows() for cell in row}
    entry = Entry.objects.latest("pk")
    assert (entry.action, entry.account_id) == ("screen.export", client.post_held.account_id)
    assert entry.after["条数"] == before


def test_verifying_tells_what_was_found(make_post: Any, signed_in: Any, entries: Person) -> None:
    post = make_post(AUDIT_ADMIN)
    done: Job = verify_chain(by=post)
    assert done.state == "done"
    assert "审计记录完整" in done.message
    assert chain.verify().ok
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET reason = '另一个理由' WHERE action = 'worker.correct'")
    failed: Job = verify_chain(by=post)
    assert failed.state == "failed"
    assert "被改动" in failed.message
    client = signed_in(AUDIT_ADMIN)
    assert "核验完整性" in client.get("/audit/").content.decode()
