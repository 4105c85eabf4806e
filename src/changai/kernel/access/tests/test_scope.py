"""Scope: fails closed, one condition on every path, equal to a walk of the region tree."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from changai.domains.workforce.employers.models import Employer
from changai.domains.workforce.people.models import Worker
from changai.kernel.access.middleware import PostMiddleware
from changai.kernel.access.models import Post
from changai.kernel.access.roles import (
    ADMINISTRATORS,
    EMPLOYER_CLERK,
    REGIONAL,
    UNION_OFFICER,
    WORKER,
)
from changai.kernel.access.scope import (
    NOTHING,
    Scope,
    ScopeBy,
    ScopedManager,
    ScopeMissing,
    active_scope,
    region_condition,
    within,
)
from changai.kernel.audit import everywhere
from changai.kernel.audit.models import Entry
from changai.kernel.parties.models import Organisation, Person
from changai.kernel.places.models import Region, subtree_prefix

BUSINESS = [
    model
    for model in apps.get_models()
    if model.__module__.startswith(("changai.domains.", "changai.kernel.parties."))
]
EVERYTHING = Scope(everything=True)


@pytest.mark.parametrize("model", BUSINESS, ids=lambda model: model._meta.label)
def test_every_business_model_is_scoped(model: type[models.Model]) -> None:
    """A model that was forgotten fails here, without anyone writing a test for it."""
    assert isinstance(model._default_manager, ScopedManager)
    declared = getattr(model, "scope", None)
    assert isinstance(declared, ScopeBy)
    assert declared.region or declared.organisation or declared.person
    for scope in (Scope(prefix="4212"), Scope(organisation=1), Scope(person=1)):
        with within(scope):
            assert model._default_manager.all() is not None  # a path that leads nowhere raises FieldError


@pytest.mark.parametrize("model", BUSINESS, ids=lambda model: model._meta.label)
@pytest.mark.django_db
def test_outside_a_scope_nothing_is_read(model: type[models.Model]) -> None:
    manager: Any = model._default_manager
    for read in (manager.count, manager.first, manager.exists, lambda: list(manager.filter(pk=1))):
        with pytest.raises(ScopeMissing):
            read()
    with within(NOTHING):
        assert manager.count() == 0


def test_a_scope_ends_with_its_block_even_after_an_error() -> None:
    def fail() -> None:
        with within(Scope(prefix="42")):
            with within(NOTHING):
                assert active_scope() == NOTHING
            assert active_scope().prefix == "42"
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with pytest.raises(ScopeMissing):
        active_scope()


@pytest.fixture
def workers(make_worker: Any, region_tree: Any) -> dict[str, Worker]:
    """One worker in each of several regions: the district, a town of it, the city, a neighbour, another province."""
    regions = ["421202", "421200", "421281", "420100", "110101"]
    town = (
        Region.objects.filter(code__startswith="421202", level="town").values_list("code", flat=True).first()
    )
    if town is None:
        town = "421202001"
        Region.objects.create(code=town, name="浮山街道", level="town", parent_id="421202", valid_from=2000)
    made = {region: make_worker(region=region) for region in regions}
    made[town] = make_worker(region="421202")
    Worker._base_manager.filter(pk=made[town].pk).update(region_id=town)
    return made


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("000000", 6),
        ("420000", 5),
        ("421200", 4),
        ("421202", 2),
        ("421281", 1),
        ("110000", 1),
        ("430000", 0),
    ],
)
def test_a_region_reaches_its_subtree_and_no_further(workers: Any, code: str, seen: int) -> None:
    with within(Scope(prefix=subtree_prefix(code))):
        assert Worker.objects.count() == seen
        assert Person.objects.count() == seen
        assert {w.region_id for w in Worker.objects.all()} == {
            region for region in workers if region.startswith(subtree_prefix(code))
        }


@pytest.mark.django_db
def test_a_town_reaches_itself_alone(workers: dict[str, Worker]) -> None:
    town = next(code for code in workers if len(code) == 9)
    with within(Scope(prefix=subtree_prefix(town))):
        assert [w.region_id for w in Worker.objects.all()] == [town]


codes = st.one_of(
    st.just("000000"),
    st.builds(lambda p: f"{p:02d}0000", st.integers(11, 14)),
    st.builds(lambda p, c: f"{p:02d}{c:02d}00", st.integers(11, 14), st.integers(1, 3)),
    st.builds(
        lambda p, c, d: f"{p:02d}{c:02d}{d:02d}", st.integers(11, 14), st.integers(1, 3), st.integers(1, 3)
    ),
    st.builds(
        lambda p, c, d, t: f"{p:02d}{c:02d}{d:02d}{t:03d}",
        st.integers(11, 14),
        st.integers(1, 3),
        st.integers(1, 3),
        st.integers(0, 2),
    ),
)


def parent(code: str) -> str | None:
    """The next region up, told from the structure of the codes."""
    if code == "000000":
        return None
    if len(code) == 9:
        return code[:6]
    if code.endswith("0000"):
        return "000000"
    return code[:2] + "0000" if code.endswith("00") else code[:4] + "00"


def below(code: str, top: str) -> bool:
    """Whether a walk upwards from `code` meets `top`."""
    here: str | None = code
    while here is not None:
        if here == top:
            return True
        here = parent(here)
    return False


@pytest.mark.django_db
@settings(max_examples=60, deadline=None)
@given(st.sets(codes, max_size=25), codes)
def test_the_condition_equals_a_walk_of_the_tree(tree: set[str], top: str) -> None:
    rows = {code: Region(code=code, name=code, level="x", valid_from=2000) for code in tree}
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE walked (code varchar(9))")
        cursor.executemany("INSERT INTO walked VALUES (%s)", [(code,) for code in rows])
        condition = region_condition("code", subtree_prefix(top))
        sql, values = Region.objects.filter(condition).values("code").query.sql_with_params()
        cursor.execute(sql.replace('"places_region"', '"walked"'), values)
        found = {row[0] for row in cursor.fetchall()}
        cursor.execute("DROP TABLE walked")
    assert found == {code for code in tree if below(code, top)}
    scope = Scope(prefix=subtree_prefix(top))
    assert found == {code for code in tree if scope.covers_region(code)}


@pytest.mark.django_db
def test_the_condition_is_an_index_range(region_tree: Any) -> None:
    with within(Scope(prefix="4212")):
        query = str(Worker.objects.all().query)
    assert "LIKE" not in query
    assert ">= 4212" in query
    assert "< 4212:" in query


@pytest.mark.django_db
def test_an_organisation_reaches_its_own_people(places: Any, make_worker: Any) -> None:
    mine, near = (make_worker(employer=places[name].organisation) for name in ("mine", "near"))
    with within(Scope(organisation=places["mine"].organisation.pk)):
        assert list(Worker.objects.all()) == [mine]
        assert list(Organisation.objects.all()) == [places["mine"].organisation]
        assert not Person.objects.filter(pk=near.person_id).exists()
        assert not active_scope().covers_region("421202")


@pytest.mark.django_db
def test_a_person_reaches_herself(make_worker: Any) -> None:
    me, other = make_worker(), make_worker()
    with within(Scope(person=me.person_id)):
        assert list(Worker.objects.all()) == [me]
        assert list(Person.objects.all()) == [me.person]
        assert not Worker.objects.filter(pk=other.pk).exists()


@pytest.mark.django_db
def test_a_model_without_the_path_gives_nothing(places: Any, make_worker: Any) -> None:
    me = make_worker()
    assert Employer.scope.person is None
    with within(Scope(person=me.person_id)):
        assert Employer.objects.count() == 0
        assert Organisation.objects.count() == 0


@pytest.mark.django_db
def test_related_records_are_scoped_and_names_come_along(places: Any, make_worker: Any) -> None:
    unit = places["mine"].organisation
    here, there = make_worker(employer=unit), make_worker(region="421281", employer=unit)
    with within(Scope(prefix="421202")):
        assert list(unit.workers.all()) == [here]
        assert not Organisation.objects.filter(pk=places["far"].organisation.pk).exists()
    with within(Scope(prefix="421281")):
        assert list(unit.workers.all()) == [there]
        with CaptureQueriesContext(connection) as queries:
            names = [w.employer.name for w in Worker.objects.select_related("employer", "person")]
        assert names == [unit.name]
        assert len(queries) == 1


@pytest.mark.django_db
def test_going_everywhere_is_on_record(workers: Any) -> None:
    with everywhere(reason="年度汇总"):
        assert Worker.objects.count() == len(workers)
    assert Entry.objects.get(action="scope.everywhere").reason == "年度汇总"


@pytest.mark.django_db
def test_posts_make_scopes(make_post: Any, places: Any, make_worker: Any) -> None:
    for role in REGIONAL:
        assert make_post(role, region="421200").scope == Scope(prefix="4212")
    unit = places["mine"].organisation
    assert make_post(EMPLOYER_CLERK, organisation=unit).scope == Scope(organisation=unit.pk)
    person = make_worker().person
    assert make_post(WORKER, person=person).scope == Scope(person=person.pk)
    for role in ADMINISTRATORS:
        assert make_post(role).scope == NOTHING
    assert Post(role_key="union_officer", since=date(2026, 1, 1)).scope == NOTHING


@pytest.mark.django_db
def test_a_stream_is_made_within_the_scope_of_its_request(make_post: Any, make_worker: Any) -> None:
    """Rows of a streamed answer are read after the view has returned."""
    make_worker()
    make_worker(region="421281")
    post = make_post(UNION_OFFICER)
    request: Any = RequestFactory().get("/")
    request.user, request.session = post.account, {}

    def rows() -> Iterator[bytes]:
        for worker in Worker.objects.all():
            yield worker.region_id.encode()

    answer: Any = PostMiddleware(lambda _: StreamingHttpResponse(rows()))(request)  # type: ignore[arg-type,return-value]
    assert list(answer) == [b"421202"]
    with pytest.raises(ScopeMissing):
        active_scope()
    plain: Any = PostMiddleware(lambda _: HttpResponse(str(active_scope().prefix)))(request)
    assert plain.content == b"421202"
