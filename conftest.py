"""Fixtures of every test: regions, posts, signed-in clients, and rows of any model made by looking at its fields."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import settings as hypothesis_settings

from changai.kernel.access.models import Post
from changai.kernel.access.roles import Role
from changai.kernel.access.scope import Scope, within
from changai.kernel.audit.anchor import anchor_path
from changai.kernel.places.models import Region
from tests.making import CHIBI, XIANAN, Place, Rows, place, post_for, sign_in

# The first example reads code tables, and machines are busy: time is measured in benchmarks, not here.
hypothesis_settings.register_profile("changai", deadline=None)
hypothesis_settings.load_profile("changai")


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    """Nothing remembered in memory goes from one test to the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _fresh_anchor() -> Iterator[None]:
    """The audit chain of one test, rolled back with it, must not be missed by the next."""
    yield
    anchor_path().unlink(missing_ok=True)


@pytest.fixture
def region_tree(db: None) -> type[Region]:
    """The regions, loaded after the migrations."""
    assert Region.objects.filter(pk=XIANAN).exists()
    return Region


@pytest.fixture
def make_post(region_tree: type[Region]) -> Callable[..., Post]:
    """`make_post(UNION_OFFICER, region="421202", organisation=None)` → a post held since 2020."""
    return post_for


@pytest.fixture
def signed_in(make_post: Callable[..., Post]) -> Callable[..., Client]:
    """`signed_in(UNION_OFFICER, region=…, organisation=…)` → a client; its post is at `client.post_held`."""

    def make(role: Role, **where: Any) -> Client:
        return sign_in(make_post(role, **where))

    return make


@pytest.fixture
def xianan(region_tree: type[Region]) -> Iterator[Scope]:
    """The scope of a post over the district of the demo."""
    with within(Scope(prefix=XIANAN)) as scope:
        yield scope


@pytest.fixture
def make_worker(region_tree: type[Region]) -> Callable[..., Any]:
    """`make_worker(name="…", region="421202", employer=organisation)` → a worker's card with its person."""

    def make(region: str = XIANAN, employer: Any = None, **facts: Any) -> Any:
        from_place = Place(region, employer) if employer is not None else place(region)
        return Rows(from_place).worker(**facts)

    return make


@pytest.fixture
def places(region_tree: type[Region]) -> dict[str, Place]:
    """mine; near: another employer of the same region; far: another region."""
    return {"mine": place(XIANAN), "near": place(XIANAN), "far": place(CHIBI)}


def pytest_make_parametrize_id(val: Any) -> str | None:
    """Roles and screens are named by their keys in test names."""
    return getattr(val, "key", None) if isinstance(getattr(val, "key", None), str) else None
