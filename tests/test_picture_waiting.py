"""The first look at a day of millions of workers: a job makes it, the page says so and opens when it is ready."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from changai.domains.workforce.structure.tests.world import AS_OF, World
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.facts import reading
from changai.kernel.facts.models import Snapshot
from changai.kernel.facts.tests.made import CITY
from changai.kernel.jobs import runner
from changai.kernel.jobs.models import Job
from tests.page_checks import check

DAY = "2025-05-31"
ASKS = {"HX-Request": "true", "HX-Target": "picture-waiting"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(tmp_path: Path, region_tree: object, signed_in: Callable[..., Client], settings: Any) -> Client:
    """A snapshot that says it holds more workers than a page may wait for; jobs wait until they are run."""
    settings.CHANGAI_HOME = tmp_path / "home"  # where no step is kept yet
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    World(tmp_path)
    Snapshot.objects.update(counts={"person": reading.AT_ONCE + 1})
    return signed_in(UNION_OFFICER, region=CITY)


def test_the_page_waits_for_the_job_and_opens_when_it_is_done(officer: Client) -> None:
    address = f"/picture/?as_of={DAY}"
    html = officer.get(address).content.decode()
    check(html)
    assert "正在排队" in html
    assert officer.get(address).status_code == 200
    one = Job.objects.get()
    part = officer.get(address, headers=ASKS).content.decode()
    assert 'id="picture-waiting"' in part
    assert "<html" not in part
    for page in ("people/", "export/", "employers/"):
        answer = officer.get(f"/picture/{page}?as_of={DAY}&about=union")
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/picture/")
    runner.run(one.pk)
    one.refresh_from_db()
    assert (one.state, one.message) == ("done", f"{DAY} 的数字已经算好。")
    assert officer.get(address, headers=ASKS)["HX-Refresh"] == "true"
    assert "picture-card-value" in officer.get(address).content.decode()
    assert officer.get(f"/picture/people/?as_of={DAY}").status_code == 200
    assert Job.objects.count() == 1


def test_a_compared_day_is_waited_for_as_well(officer: Client) -> None:
    address = f"/picture/?as_of={AS_OF}&compare_as_of={DAY}"
    for _ in range(2):
        assert "正在排队" in officer.get(address).content.decode()
        runner.run(Job.objects.get(state="waiting").pk)
    assert sorted(one.arguments["as_of"] for one in Job.objects.all()) == [DAY, str(AS_OF)]
    assert "picture-card-value" in officer.get(address).content.decode()


def test_a_failure_is_told_and_begun_anew_on_demand(officer: Client, tmp_path: Path) -> None:
    address = f"/picture/?as_of={DAY}"
    officer.get(address)
    Job.objects.update(state="failed", message="磁盘空间不足")
    html = officer.get(address).content.decode()
    assert "没有算成：磁盘空间不足" in html
    assert Job.objects.count() == 1
    assert "正在排队" in officer.get(f"{address}&again=1").content.decode()
    assert Job.objects.filter(state="waiting").count() == 1


def test_a_small_district_is_shown_at_once(officer: Client) -> None:
    Snapshot.objects.update(counts={"person": reading.AT_ONCE})
    assert "picture-card-value" in officer.get(f"/picture/?as_of={DAY}").content.decode()
    assert Job.objects.count() == 0
