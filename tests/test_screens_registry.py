"""Every screen × every role, from the registry: a new screen is covered without a line here."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from changai.domains.workforce.people.models import Worker
from changai.kernel.access.roles import ADMINISTRATORS, ROLES, UNION_OFFICER, Reach, Role
from changai.kernel.screens import Column, Screen, register, screens
from changai.kernel.screens.registry import unregister
from changai.site import urls
from changai.site.menu import ENTRIES
from tests.making import MARKUP, Place, Rows, scope_of
from tests.page_checks import asked, check
from tests.screen_walk import prepare

pytestmark = pytest.mark.django_db
PINNED = Path(__file__).with_name("query_counts.json")
MOST_QUERIES = 16
ALLOWED = [(screen, role) for screen in screens() for role in ROLES.values() if role in screen.by]


def client_at(signed_in: Any, role: Role, places: dict[str, Place]) -> Client:
    """A client whose post is at "mine"."""
    at = places["mine"]
    if role.reach is Reach.ORGANISATION:
        return signed_in(role, organisation=at.organisation)
    if role.reach is Reach.PERSON:
        return signed_in(role, person=Rows(at).person())
    return signed_in(role, region=at.region)


def test_there_are_screens() -> None:
    assert len(screens()) >= 2


@pytest.mark.parametrize(("screen", "role"), ALLOWED)
def test_only_what_is_in_reach_shows(screen: Screen, role: Role, signed_in: Any, places: Any) -> None:
    if scope_of(screen.model) is None:
        assert set(screen.by) <= set(ADMINISTRATORS), f"{screen.key} shows an unscoped model to others"
    client = client_at(signed_in, role, places)
    prepare(screen, client, places, lambda at: Rows(at).on(screen)).every()


def test_every_icon_is_in_the_sprite() -> None:
    sprite = finders.find("changai/vendor/tabler-icons-3.51.0/sprite.svg")
    drawn = set(re.findall(r'<symbol id="([^"]+)"', Path(str(sprite)).read_text()))
    source = Path(urls.__file__).parents[1]
    named = {
        found
        for page in source.rglob("templates/**/*.html")
        for found in re.findall(r'{% icon "([^"]+)"', page.read_text())
    }
    named |= {one.icon for one in (*screens(), *ENTRIES)}
    assert not named - drawn


@pytest.mark.parametrize("screen", screens())
def test_other_roles_and_anonymous_learn_nothing(screen: Screen, signed_in: Any, places: Any) -> None:
    row = Rows(places["mine"]).on(screen)
    tails = ["", f"{row.pk}/", "export/", *(f"do/{one.key}/" for one in screen.actions)]
    for tail in tails:
        answer = Client().get(f"/{screen.key}/{tail}")
        assert answer.status_code == 302
        assert answer["Location"].startswith("/login/")
    assert Client().get(f"/api/v1/{screen.key}/").status_code == (401 if screen.api else 404)
    for role in ROLES.values():
        if role not in screen.by:
            client = client_at(signed_in, role, places)
            for tail in tails:
                assert client.get(f"/{screen.key}/{tail}").status_code == 404, (
                    f"{role.key} opens {tail or 'the list'}"
                )
            assert client.get(f"/api/v1/{screen.key}/").status_code == 404


@pytest.mark.parametrize("screen", screens())
def test_markup_in_data_is_text(screen: Screen, signed_in: Any, places: Any) -> None:
    """Texts that try to be markup are shown as text on list, record and home."""
    row = Rows(places["mine"], markup=True).on(screen)
    client = client_at(signed_in, screen.by[0], places)
    for address in (f"/{screen.key}/", f"/{screen.key}/{row.pk}/"):
        html = client.get(address).content.decode()
        assert MARKUP not in html
        check(html)


@pytest.mark.parametrize("screen", screens())
def test_queries_do_not_grow_with_rows(screen: Screen, signed_in: Any, places: Any) -> None:
    """As many queries for three rows as for thirty, and as many as pinned (CHANGAI_PIN=1 pins anew)."""
    client = client_at(signed_in, screen.by[0], places)
    counts = []
    for more in (3, 27):
        for _ in range(more):
            Rows(places["mine"]).on(screen)
        client.get(f"/{screen.key}/")  # what the process looks up once
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(f"/{screen.key}/").status_code == 200
        counts.append(asked(captured))
    assert counts[0] == counts[1], f"queries grow with rows: {counts}"
    pinned = json.loads(PINNED.read_text()) if PINNED.exists() else {}
    if os.environ.get("CHANGAI_PIN"):
        PINNED.write_text(json.dumps({**pinned, screen.key: counts[0]}, indent=1, sort_keys=True) + "\n")
    else:
        limit = pinned.get(screen.key, MOST_QUERIES)
        assert counts[0] <= limit, f"{counts[0]} queries, pinned are {limit}"


class TestPlanted:
    """The walk finds what it is there to find."""

    @pytest.fixture
    def planted(self) -> Any:
        made = []

        def plant(**declared: Any) -> Screen:
            base = {"key": f"planted-{len(made)}", "title": "试验", "by": [UNION_OFFICER], "menu": False}
            kind = type("Planted", (Screen,), {"model": Worker, "columns": ["pk"], **base, **declared})
            register(kind)
            made.append(base["key"])
            return next(one for one in screens() if one.key == base["key"])

        yield plant
        for key in made:
            unregister(key)

    def walk(self, screen: Screen, signed_in: Any, places: Any) -> None:
        client = client_at(signed_in, UNION_OFFICER, places)
        prepare(screen, client, places, lambda at: Rows(at).on(screen)).every()

    def test_a_sound_screen_passes(self, planted: Any, signed_in: Any, places: Any) -> None:
        self.walk(planted(columns=[Column("pk", title="编号")]), signed_in, places)

    def test_an_unscoped_screen_fails(self, planted: Any, signed_in: Any, places: Any) -> None:
        screen = planted(
            columns=[Column("pk", title="编号")], queryset=lambda self: self.model._base_manager.all()
        )
        with pytest.raises(AssertionError, match="out of reach"):
            self.walk(screen, signed_in, places)

    def test_english_fails(self, planted: Any, signed_in: Any, places: Any) -> None:
        with pytest.raises(AssertionError, match="English"):
            self.walk(planted(columns=[Column("pk", title="Number")]), signed_in, places)
