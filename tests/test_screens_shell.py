"""The shell: who gets in, the frame of region and date, error pages, health, the size of a first load."""

import gzip
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core import signing
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import clear_url_caches, path

from changai.domains.workforce.people.models import Worker
from changai.kernel.access.models import Account, Post
from changai.kernel.access.roles import AUDIT_ADMIN, EMPLOYER_CLERK, LEADER, UNION_OFFICER
from changai.kernel.screens.frame import Frame
from changai.site import urls
from tests.making import BACKEND, CHIBI, XIANAN, Rows, place, post_for, sign_in
from tests.page_checks import check

pytestmark = pytest.mark.django_db
TOWN = "421202001"


def test_home_asks_anonymous_to_sign_in() -> None:
    answer = Client().get("/?region=421202")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/?next=/")


def test_an_account_without_a_post_is_told_what_to_do(region_tree: Any) -> None:
    client = Client()
    client.force_login(Account.objects.create_user("无岗", display_name="无岗"), backend=BACKEND)
    answer = client.get("/")
    assert answer.status_code == 403
    assert "安全管理员" in answer.content.decode()


def test_home_greets_by_post(signed_in: Any) -> None:
    page = signed_in(UNION_OFFICER).get("/").content.decode()
    check(page)
    assert "等我办的" in page
    assert "咸安区" in page


@pytest.mark.parametrize("role", [EMPLOYER_CLERK, AUDIT_ADMIN])
def test_home_of_posts_without_a_region(role: Any, signed_in: Any, places: Any) -> None:
    at = places["mine"].organisation if role is EMPLOYER_CLERK else None
    page = signed_in(role, organisation=at).get("/").content.decode()
    check(page)
    assert "查找下级地区" not in page


class TestFrame:
    """The region and date of the address."""

    def test_links_keep_region_and_date(self, signed_in: Any) -> None:
        page = signed_in(UNION_OFFICER).get(f"/?region={TOWN}&as_of=2025-12-31").content.decode()
        menu = re.findall(r'<li><a href="([^"]+)"', page[page.index('id="menu"') :])
        assert menu
        assert all(f"region={TOWN}" in link and "as_of=2025-12-31" in link for link in menu)

    def test_the_own_region_and_today_need_no_parameters(self, signed_in: Any) -> None:
        page = signed_in(UNION_OFFICER).get(f"/?region={XIANAN}").content.decode()
        assert "region=421202&" not in page[page.index('id="menu"') :]

    @pytest.mark.parametrize("code", [CHIBI, "420000", "000000", "421202999", "421202'", "4212020"])
    def test_a_region_out_of_reach_or_unknown_is_not_found(self, code: str, signed_in: Any) -> None:
        assert signed_in(UNION_OFFICER).get(f"/?region={code}").status_code == 404

    def test_a_clerk_has_no_region(self, signed_in: Any, places: Any) -> None:
        client = signed_in(EMPLOYER_CLERK, organisation=places["mine"].organisation)
        assert client.get(f"/?region={XIANAN}").status_code == 404

    @pytest.mark.parametrize("day", ["2026-02-30", "yesterday", "2026-1", "0000-01-01", "1800-01-01"])
    @pytest.mark.parametrize("page", ["/", "/workers/?set=1", "/picture/"])
    def test_a_date_that_cannot_be_shown_gives_way_to_today_in_words(
        self, page: str, day: str, signed_in: Any
    ) -> None:
        client = signed_in(UNION_OFFICER)
        address = f"{page}{'&' if '?' in page else '?'}as_of={day}"
        html = client.get(address).content.decode()
        assert "这里显示的是今天" in html
        assert f"as_of={day}" not in html.replace(address.replace("&", "&amp;"), "")
        assert client.get(f"/api/v1/workers?as_of={day}").status_code == 400

    def test_a_leader_of_the_city_may_narrow_to_a_district(self, signed_in: Any, places: Any) -> None:
        near, far = Rows(places["mine"]).worker(), Rows(places["far"]).worker()
        client = signed_in(LEADER, region="421200")
        reached = {one.pk for one in _workers_seen(client, "")}
        assert reached == {near.pk, far.pk}
        assert {one.pk for one in _workers_seen(client, f"?region={XIANAN}")} == {near.pk}

    def test_drop_down_offers_regions_in_reach_only(self, signed_in: Any) -> None:
        client = signed_in(UNION_OFFICER)
        found = client.post(
            "/regions/", {"text": "温泉", "here": "/?as_of=2025-12-31&after=9"}
        ).content.decode()
        assert f"region={TOWN}" in found
        assert "after=" not in found
        assert "赤壁" not in client.post("/regions/", {"text": "赤壁"}).content.decode()

    def test_drop_down_leads_nowhere_else(self, signed_in: Any) -> None:
        found = signed_in(UNION_OFFICER).post("/regions/", {"text": "温泉", "here": "//elsewhere.example/"})
        assert "elsewhere" not in found.content.decode()

    def test_link(self) -> None:
        frame = Frame(None, False, date(2025, 1, 1), date(2026, 1, 1))
        assert frame.link("/x/", a=None, b=["1", "2"]) == "/x/?as_of=2025-01-01&b=1&b=2"
        assert frame.link("/x/?y=1", as_of=None) == "/x/?y=1&as_of=2025-01-01"


def _workers_seen(client: Client, query: str) -> list[Any]:
    """Workers in the scope of a request with this query."""
    seen: list[Any] = []

    def look(request: Any) -> HttpResponse:
        seen.extend(Worker.objects.all())
        return HttpResponse()

    urls.urlpatterns.insert(0, path("look/", look))
    clear_url_caches()
    try:
        assert client.get(f"/look/{query}").status_code == 200
    finally:
        urls.urlpatterns.pop(0)
        clear_url_caches()
    return seen


class TestErrors:
    """What is wrong, why, what next."""

    def test_not_found(self, signed_in: Any) -> None:
        answer = signed_in(UNION_OFFICER).get("/nowhere/at/all/of/it/")
        assert answer.status_code == 404
        page = answer.content.decode()
        check(page)
        assert "不在您的岗位范围内" in page

    def test_stale_form(self, region_tree: Any) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(post_for(UNION_OFFICER).account, backend=BACKEND)
        answer = client.post("/search/", {"text": "甲"})
        assert answer.status_code == 403
        assert "停留太久" in answer.content.decode()

    def test_fault(self, signed_in: Any, monkeypatch: Any) -> None:
        client = signed_in(UNION_OFFICER)
        client.raise_request_exception = False
        monkeypatch.setattr("changai.site.home.cards_for", lambda role: 1 / 0)
        answer = client.get("/")
        assert answer.status_code == 500
        check(answer.content.decode())

    def test_health(self, monkeypatch: Any) -> None:
        assert Client().get("/healthz").json() == {"ok": True}

        def broken(*_: Any, **__: Any) -> None:
            raise DatabaseError("secret detail")

        monkeypatch.setattr(connection, "cursor", broken)
        answer = Client().get("/healthz")
        assert answer.status_code == 503
        assert answer.json() == {"ok": False}


def test_policy_allows_nothing_from_elsewhere(signed_in: Any) -> None:
    policy = signed_in(UNION_OFFICER).get("/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "script" not in policy


@pytest.mark.parametrize("address", ["/", "/workers/", "/picture/"])
def test_first_load_is_small(address: str, signed_in: Any) -> None:
    """A page with its styles, scripts and icons, compressed: at most 300 KB."""
    page = signed_in(UNION_OFFICER).get(address).content
    wanted = set(re.findall(rb'(?:href|src)="/static/([^"#]+)', page))
    assert len(wanted) >= 5
    sizes = [len(gzip.compress(Path(str(finders.find(name.decode()))).read_bytes())) for name in wanted]
    assert sum(sizes) + len(gzip.compress(page)) < 300 * 1024


def test_switching_the_post_changes_the_reach(region_tree: Any) -> None:
    post = post_for(UNION_OFFICER)
    other = Post.objects.create(
        account=post.account, role_key="leader", region_id=CHIBI, since=date(2020, 1, 1)
    )
    client = sign_in(post)
    page = client.get("/").content.decode()
    assert "赤壁市分管领导" in page
    client.post("/post/", {"post": other.pk})
    assert client.get(f"/?region={XIANAN}").status_code == 404


def test_switching_the_post_stays_on_the_list_where_the_other_post_has_it(region_tree: Any) -> None:
    post = post_for(UNION_OFFICER)
    for role in ("leader", "audit_admin"):
        Post.objects.create(
            account=post.account,
            role_key=role,
            region_id=None if role == "audit_admin" else XIANAN,
            since=date(2020, 1, 1),
        )
    client = sign_in(post)
    html = client.get("/workers/?set=1").content.decode()
    forms = re.findall(r'name="next" value="([^"]+)"><button type="submit" name="post"', html)
    assert sorted(forms) == ["/", "/workers/", "/workers/"]
    answer = client.post("/post/", {"post": post.pk, "next": "/workers/"})
    assert answer["Location"] == "/workers/"
    assert client.post("/post/", {"post": post.pk, "next": "//elsewhere.invalid/"})["Location"] == "/"


def test_places_called_alike_are_told_apart(signed_in: Any) -> None:
    found = signed_in(UNION_OFFICER).post("/pick/places.region/", {"text": "永安"}).json()["options"]
    assert found
    assert all("（咸安区）" in one["label"] for one in found)


def test_references_to_sealed_values_are_signed(signed_in: Any) -> None:
    """An altered reference, or one to a record out of reach, unmasks nothing."""
    far = Rows(place(CHIBI)).worker()
    client = signed_in(UNION_OFFICER)
    reference = signing.dumps(
        ["parties.person", str(far.pk), "id_number"], salt="changai.unmask", compress=True
    )
    for asked in (reference, "x" + reference, ""):
        answer = client.post("/vault/unmask/", {"reference": asked, "reason": "电话核对信息"})
        assert answer.status_code == 404
