"""What a list says of the background work that its verb started, and of a search that is gone."""

import re
from typing import Any

import pytest

from changai.kernel.access.roles import AUDIT_ADMIN, UNION_OFFICER
from changai.kernel.jobs import runner
from changai.kernel.jobs.models import Job
from tests.page_checks import check

pytestmark = pytest.mark.django_db
QUEUED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def auditor(signed_in: Any) -> Any:
    client = signed_in(AUDIT_ADMIN)
    session = client.session
    session["two_factor"] = True
    session.save()
    return client


def press(client: Any, address: str) -> str:
    """Do a verb without fields and read the page it leads to."""
    mark = re.search(r'name="mark" value="([^"]+)"', client.get(address).content.decode())
    assert mark
    html: str = client.post(address, {"mark": mark[1]}, follow=True).content.decode()
    check(html)
    return html


@pytest.mark.parametrize(
    ("role", "page", "verb", "ended"),
    [
        (AUDIT_ADMIN, "/audit/", "audit.verify", "审计记录完整"),
        (UNION_OFFICER, "/duplicates/", "worker.find_duplicates", "没有发现新的疑似重复"),
    ],
)
def test_the_list_shows_the_work_under_way_and_how_the_last_one_ended(
    role: Any, page: str, verb: str, ended: str, signed_in: Any, auditor: Any, settings: Any
) -> None:
    settings.TASKS = QUEUED
    client = auditor if role is AUDIT_ADMIN else signed_in(role)
    assert "progress-bar" not in client.get(page).content.decode()
    html = press(client, f"{page}do/{verb}/")
    assert "已在后台开始" in html
    assert "正在排队" in html
    one = Job.objects.get()
    assert f'hx-get="/jobs/{one.pk}/"' in html
    runner.run(one.pk)
    html = client.get(page).content.decode()
    assert "progress-bar" not in html
    assert ended in html
    Job.objects.update(state="failed", message="磁盘空间不足")
    assert "磁盘空间不足" in client.get(page).content.decode()


def test_a_colleagues_work_is_not_mine(signed_in: Any) -> None:
    press(signed_in(UNION_OFFICER), "/duplicates/do/worker.find_duplicates/")
    assert "没有发现新的疑似重复" not in signed_in(UNION_OFFICER).get("/duplicates/").content.decode()


def test_a_verb_that_adds_nothing_has_no_plus(signed_in: Any) -> None:
    officer = signed_in(UNION_OFFICER)
    assert re.search(
        r'btn-primary" href="/workers/do/[^"]+"><svg', officer.get("/workers/?set=1").content.decode()
    )
    assert re.search(
        r'btn-primary" href="/duplicates/do/[^"]+">查找', officer.get("/duplicates/").content.decode()
    )


@pytest.mark.parametrize("page", ["/workers/?found=abc&set=1", "/search/?found=abc"])
def test_a_search_that_is_gone_finds_nothing_and_says_so(page: str, signed_in: Any) -> None:
    html = signed_in(UNION_OFFICER).get(page).content.decode()
    check(html)
    assert "已经不在了" in html
    assert "<td" not in html
    if "workers" in page:
        assert re.search(r'id="total">0 ', html)
