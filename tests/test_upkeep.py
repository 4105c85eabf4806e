"""What an installation does by itself at night."""

import threading
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from changai.domains.workforce.employment.models import Employment
from changai.domains.workforce.people.models import Worker
from changai.domains.workforce.people.tests import making
from changai.kernel.jobs.models import Job
from changai.site.commands.upkeep import Upkeep

pytestmark = pytest.mark.django_db


def test_cards_are_brought_up_to_the_day_once_a_night(region_tree: Any) -> None:
    officer = making.post()
    worker = making.worker(officer, making.employer(officer))
    Employment._base_manager.filter(person_id=worker.pk).update(until=date.today() - timedelta(days=1))
    upkeep = Upkeep(threading.Event())
    night = datetime.combine(date.today(), datetime.min.time())
    upkeep.refresh_if_due(night.replace(hour=1))
    assert Worker._base_manager.get(pk=worker.pk).working
    upkeep.refresh_if_due(night.replace(hour=3))
    upkeep.refresh_if_due(night.replace(hour=4))
    assert not Worker._base_manager.get(pk=worker.pk).working
    assert {job.kind: job.state for job in Job.objects.all()} == {
        "people.refresh": "done",
        "duplicates.find": "done",
    }
