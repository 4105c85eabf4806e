"""Date boxes are text boxes written as 2026-11-20, whatever the browser's language."""

import re
from typing import Any

import pytest

from changai.domains.workforce.people.tests import making as people
from changai.kernel.access.roles import UNION_OFFICER
from tests.page_checks import check

pytestmark = pytest.mark.django_db
BOX = re.compile(r"<input[^>]*data-date[^>]*>")


def test_no_page_leaves_a_date_to_the_browsers_language(signed_in: Any, region_tree: Any) -> None:
    by = people.post()
    worker = people.worker(by, people.employer(by))
    officer = signed_in(UNION_OFFICER)
    pages = (
        "/",
        "/workers/?set=1",
        "/picture/",
        f"/workers/{worker.pk}/do/employment.hire/",
        "/imports/new/",
    )
    for page in pages:
        html = officer.get(page).content.decode()
        check(html.replace("changai derive", ""))
        assert 'type="date"' not in html
        assert 'type="month"' not in html
        boxes = BOX.findall(html)
        assert boxes
        assert all('placeholder="如 2026-11-20"' in box for box in boxes)


def test_a_chosen_date_stands_in_the_box_as_it_is_written(signed_in: Any, region_tree: Any) -> None:
    html = signed_in(UNION_OFFICER).get("/?as_of=2025-12-31").content.decode()
    assert [box for box in BOX.findall(html) if 'value="2025-12-31"' in box]
