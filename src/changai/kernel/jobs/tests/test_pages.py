"""Pages of jobs: only one's own, with progress until the end."""

from typing import Any

import pytest

from changai.kernel.access.roles import EMPLOYER_CLERK, LEADER, UNION_OFFICER
from changai.kernel.audit.models import Entry
from changai.kernel.jobs import runner
from changai.kernel.jobs.models import Job
from changai.kernel.jobs.progress import Progress, forget

pytestmark = pytest.mark.django_db


def make(client: Any, **facts: Any) -> Job:
    serial = Job.objects.count()
    return Job.objects.create(
        **{"kind": "test", "title": "导入花名册", "post": client.post_held, "key": f"k{serial}", **facts}
    )


def test_progress_is_shown_until_the_job_ends(signed_in: Any) -> None:
    client = signed_in(UNION_OFFICER)
    one = make(client, state="running")
    Progress(one.pk)(250, 1000, "校验")
    page = client.get(f"/jobs/{one.pk}/").content.decode()
    assert "<html" in page
    part = client.get(f"/jobs/{one.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    for text in ("校验", "250 / 1,000", 'aria-valuenow="25"', 'hx-trigger="every 1s"'):
        assert text in part
    forget(one.pk)
    Job.objects.filter(pk=one.pk).update(state="done", total=1000, result={"url": "/imports/3/"})
    part = client.get(f"/jobs/{one.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in part
    assert 'href="/imports/3/"' in part


def test_a_result_never_leads_to_another_site(signed_in: Any) -> None:
    client = signed_in(UNION_OFFICER)
    for address in ("https://evil.example/", "javascript:alert(1)", "//evil.example"):
        one = make(client, state="done", result={"url": address})
        assert "evil" not in client.get(f"/jobs/{one.pk}/").content.decode()


def test_nobody_else_sees_a_job(signed_in: Any, places: Any) -> None:
    client = signed_in(UNION_OFFICER)
    one = make(client, state="failed", message="没有完成")
    for other in (signed_in(LEADER), signed_in(EMPLOYER_CLERK, organisation=places["near"].organisation)):
        assert other.get(f"/jobs/{one.pk}/").status_code == 404
        assert other.post(f"/jobs/{one.pk}/again/").status_code == 404
        assert "没有完成" not in other.get("/jobs/").content.decode()
    assert "没有完成" in client.get("/jobs/").content.decode()


def test_a_failed_job_is_run_again_from_its_page(signed_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        runner.registry, "test", runner.Declared(lambda progress: {"n": 1}, False, (runner.JobFailed,))
    )
    client = signed_in(UNION_OFFICER)
    one = make(client, state="failed", message="磁盘已满")
    assert "重新运行" in client.get(f"/jobs/{one.pk}/").content.decode()
    assert client.get(f"/jobs/{one.pk}/again/").status_code == 405
    assert client.post(f"/jobs/{one.pk}/again/").url == f"/jobs/{one.pk}/"
    one.refresh_from_db()
    assert (one.state, one.result) == ("done", {"n": 1})
    assert Entry.objects.filter(action="job.again", object_id=str(one.pk)).count() == 1
    answer = client.post(f"/jobs/{one.pk}/again/", follow=True).content.decode()
    assert "没有失败" in answer


def test_the_list_goes_back_page_by_page(signed_in: Any) -> None:
    client = signed_in(UNION_OFFICER)
    assert "还没有后台任务" in client.get("/jobs/").content.decode()
    for number in range(55):
        make(client, state="done", title=f"任务{number:02d}号")
    first = client.get("/jobs/").content.decode()
    assert "任务54号" in first
    assert "任务04号" not in first
    oldest = Job.objects.get(title="任务05号").pk
    assert f"/jobs/?before={oldest}" in first
    rest = client.get(f"/jobs/?before={oldest}").content.decode()
    assert "任务04号" in rest
    assert client.get("/jobs/?before=x").status_code == 200
