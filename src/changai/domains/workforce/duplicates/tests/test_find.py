"""Candidates are found within reach, once, and the page says what agrees and what differs."""

from datetime import date
from typing import Any

import pytest

from changai.domains.workforce.duplicates.actions import collect, different, look
from changai.domains.workforce.duplicates.models import Duplicate
from changai.domains.workforce.people.models import Worker
from changai.domains.workforce.people.tests import making
from changai.kernel.access.models import Post
from changai.kernel.access.scope import within
from changai.kernel.jobs.models import Job
from changai.kernel.parties.models import Organisation, Person

pytestmark = pytest.mark.django_db
BORN = date(1987, 6, 5)


@pytest.fixture
def officer() -> Any:
    by = making.post()
    with within(by.scope):
        yield by


@pytest.fixture
def unit(officer: Post) -> Organisation:
    return making.employer(officer)


def _doubled(officer: Post, unit: Organisation) -> list[Worker]:
    """One person twice (a character wrong, no number), among others."""
    for index in range(12):
        making.worker(
            officer, unit, name=f"张{chr(0x4E8C + index * 7)}", number=making.number(date(1970 + index, 1, 9))
        )
    one = making.worker(
        officer, unit, name="欧阳锦程", number=making.number(BORN, serial=1), phone="13971234567"
    )
    two = making.worker(
        officer, unit, name="欧阳锦成", number=making.number(BORN, serial=3), phone="13971234567"
    )
    Person._base_manager.filter(pk=two.pk).update(id_number=None, id_index=None)
    return [one, two]


def test_a_double_is_found_once_and_stays_judged(officer: Post, unit: Organisation) -> None:
    one, two = _doubled(officer, unit)
    assert collect(Worker.objects.all()) == 1
    pair = Duplicate.objects.get()
    assert (pair.first_id, pair.second_id, pair.state) == (one.pk, two.pk, "open")
    assert {"姓名差一字", "手机号相同", "出生日期相同"} <= set(pair.reasons)
    different(pair, by=officer, reason="兄弟")
    assert collect(Worker.objects.all()) == 0
    assert Duplicate.objects.get().state == "different"


def test_a_post_finds_within_its_reach_only(officer: Post, unit: Organisation) -> None:
    _doubled(officer, unit)
    elsewhere = making.post(region=making.CHIBI)
    with within(elsewhere.scope):
        look(by=elsewhere)
    assert not Duplicate._base_manager.exists()
    look(by=officer)
    assert Job.objects.filter(kind="duplicates.find", state="done").count() == 2
    assert Duplicate.objects.count() == 1


def test_the_page_lays_both_side_by_side_masked(officer: Post, unit: Organisation, client: Any) -> None:
    _doubled(officer, unit)
    collect(Worker.objects.all())
    client.force_login(officer.account, backend="django.contrib.auth.backends.ModelBackend")
    html = client.get(f"/duplicates/{Duplicate.objects.get().pk}/").content.decode()
    assert "欧阳锦程" in html
    assert "欧阳锦成" in html
    assert "不同" in html
    assert "13971234567" not in html
    form = client.get(f"/duplicates/{Duplicate.objects.get().pk}/do/worker.merge/")
    assert form.status_code == 200
    assert "139****4567" in form.content.decode()
