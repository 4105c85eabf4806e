"""The shell: who gets in, the frame of region and date, error pages, health."""

import pytest
from django.test import Client

from changai.kernel.access.roles import UNION_OFFICER

pytestmark = pytest.mark.django_db


def test_home_asks_anonymous_to_sign_in() -> None:
    answer = Client().get("/")
    assert answer.status_code == 302
    assert answer["Location"] == "/login/?next=/"


def test_home_greets_by_post(signed_in) -> None:
    page = signed_in(UNION_OFFICER).get("/").content.decode()
    assert "等我办的" in page
    assert "咸安区" in page
