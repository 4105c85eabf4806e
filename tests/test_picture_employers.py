"""The employers behind the coverage cards: exactly those covered and those not, in reach."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from changai.domains.workforce.employers.models import Employer
from changai.domains.workforce.structure.tests.world import AS_OF, World
from changai.kernel.access.roles import EMPLOYER_CLERK, UNION_OFFICER
from changai.kernel.facts.models import Snapshot
from changai.kernel.facts.tests.made import CITY, snapshot_of
from tests.page_checks import check

DAY = f"as_of={AS_OF}"
pytestmark = pytest.mark.django_db


@pytest.fixture
def world(tmp_path: Path, region_tree: object) -> World:
    """`mine` has a union; `near` has a party organisation."""
    made = World(tmp_path / "first")
    for at in (made.mine, made.near, made.far):
        Employer._base_manager.get_or_create(organisation=at.organisation)
    made.city.add("trade_union", union_id=1, employer_id=made.mine.organisation.pk)
    made.city.facts["employer"][1]["party_since"] = AS_OF
    manifest = snapshot_of(tmp_path / "second", AS_OF, made.city.facts)
    Snapshot.objects.create(as_of=AS_OF, path=str(manifest.directory), digest=manifest.digest)
    return made


def listed(client: Client, query: str) -> tuple[int, set[int]]:
    """The total in the heading and the employers linked to."""
    html = client.get(f"/picture/employers/?{query}").content.decode()
    check(html)
    total = re.search(r'class="total">([\d,]+) 户', html)
    assert total
    return int(total[1]), {int(pk) for pk in re.findall(r'<a href="/employers/(\d+)/', html)}


def test_the_cards_open_exactly_the_employers_that_they_count(
    world: World, signed_in: Callable[..., Client]
) -> None:
    officer = signed_in(UNION_OFFICER, region=CITY)
    html = officer.get(f"/picture/?{DAY}").content.decode().replace("&amp;", "&")
    cards = re.findall(r'href="(/picture/employers/\?[^"]+)">.*?(\d+) / (\d+) 户', html, re.S)
    assert [(part, whole) for _, part, whole in cards] == [("1", "3"), ("1", "3")]
    mine, near, far = world.mine.organisation.pk, world.near.organisation.pk, world.far.organisation.pk
    for (address, _, _), covered in zip(cards, (mine, near), strict=True):
        query = address.partition("?")[2]
        assert listed(officer, query) == (1, {covered})
        assert listed(officer, query.replace("answer=yes", "answer=no")) == (2, {mine, near, far} - {covered})
        assert listed(officer, query.replace("&answer=yes", "")) == (3, {mine, near, far})


def test_the_list_keeps_to_the_region_the_filters_and_the_reach(
    world: World, signed_in: Callable[..., Client]
) -> None:
    officer = signed_in(UNION_OFFICER, region=CITY)
    assert listed(officer, f"{DAY}&region=421202&about=union&answer=no")[0] == 1
    assert listed(officer, f"{DAY}&industry=A&about=union&answer=no") == (0, set())
    clerk = signed_in(EMPLOYER_CLERK, organisation=world.mine.organisation)
    assert listed(clerk, f"{DAY}&about=union") == (1, {world.mine.organisation.pk})


@pytest.mark.parametrize("query", ["about=wages", "about=union&answer=maybe", "about=union&sex=1"])
def test_a_list_that_makes_no_sense_leads_to_the_picture_and_says_why(
    world: World, signed_in: Callable[..., Client], query: str
) -> None:
    answer = signed_in(UNION_OFFICER).get(f"/picture/employers/?{DAY}&{query}", follow=True)
    assert answer.redirect_chain == [("/picture/", 302)]
    assert "请" in re.findall(r"alert-warning note.*?<span>(.*?)</span>", answer.content.decode(), re.S)[0]
