"""Lists: paging by key, order with unknowns, search, filters, memory, columns, export, drop-downs."""

import io
import os
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from changai.kernel.access.models import Post
from changai.kernel.access.roles import EMPLOYER_CLERK, SCHOOL_CLERK, SECURITY_ADMIN, UNION_OFFICER, WORKER
from changai.kernel.audit.models import Entry
from changai.kernel.jobs.models import Job
from changai.kernel.screens import exporting
from changai.kernel.screens.views import exports
from tests.making import MARKUP, XIANAN, Rows
from tests.page_checks import check
from tests.planting import People, Persons, planted

pytestmark = pytest.mark.django_db
LIST = "/planted-people/"


@pytest.fixture(autouse=True)
def _screens() -> Iterator[None]:
    with planted(People, Persons):
        yield


@pytest.fixture
def officer(signed_in: Any) -> Client:
    return signed_in(UNION_OFFICER)


def keys(html: str) -> list[int]:
    """Keys of the rows on a page, in order."""
    return [int(pk) for pk in re.findall(r'<tr data-href="/planted-people/(\d+)/', html)]


def get(client: Client, query: str = "", **more: Any) -> str:
    """A page of the list."""
    answer = client.get(query if query.startswith("/") else LIST + query, **more)
    assert answer.status_code == 200, (query, answer.status_code)
    return answer.content.decode()


def turn(html: str, label: str) -> str:
    """The address behind 下一页 or 上一页."""
    found = re.findall(r'href="([^"]+)" hx-get[^>]*>(?:<svg.*?</svg>)?' + label, html)
    return found[0].replace("&amp;", "&") if found else ""


def export_address(html: str) -> str:
    """The address that exports what the list shows."""
    found = re.search(r'id="export" href="([^"]+)"', html)
    return found[1] if found else ""


class TestPaging:
    """Pages begin after a record; no row is shown twice or left out, in any order, forwards and back."""

    @pytest.mark.parametrize(
        "sort", ["", "person__name", "-person__name", "wage_fen", "-wage_fen", "-employed_since"]
    )
    def test_every_row_once_there_and_back(self, sort: str, officer: Client, places: Any) -> None:
        rows = Rows(places["mine"])
        wages = [None, 500000, 400000, None, 500000, 500000, None, 300000, 400000, 1, None, 2, 500000]
        made = {rows.worker(wage_fen=wage, employed_since=wage and date(2020, 1, 1)).pk for wage in wages}
        html, seen, addresses = get(officer, f"?sort={sort}"), [], []
        while True:
            page = keys(html)
            seen.append(page)
            following = turn(html, "下一页")
            if not following:
                break
            addresses.append(following)
            html = get(officer, following)
        assert [len(page) for page in seen] == [5, 5, 3]
        assert {pk for page in seen for pk in page} == made
        back = [seen[-1]]
        while previous := turn(html, "上一页"):
            html = get(officer, previous)
            back.insert(0, keys(html))
        assert back == seen
        assert all("offset" not in one for one in addresses)

    def test_unknown_comes_last_both_ways(self, officer: Client, places: Any) -> None:
        rows = Rows(places["mine"])
        none, low, high = (rows.worker(wage_fen=wage).pk for wage in (None, 1, 2))
        assert keys(get(officer, "?sort=wage_fen")) == [low, high, none]
        assert keys(get(officer, "?sort=-wage_fen")) == [high, low, none]

    @pytest.mark.parametrize("place", ["after=0", "after=甲", "before=999999999999999999999", "after=-1"])
    def test_a_place_that_is_none_gives_the_first_page(
        self, place: str, officer: Client, places: Any
    ) -> None:
        made = [one.pk for one in Rows(places["mine"]).many(type(Rows(places["mine"]).worker()), 6)]
        assert len(keys(get(officer, f"?{place}"))) == 5
        assert made

    def test_a_place_out_of_reach_tells_nothing(self, officer: Client, places: Any) -> None:
        mine, far = Rows(places["mine"]).worker(), Rows(places["far"]).worker()
        assert keys(get(officer, f"?after={far.pk}")) == [mine.pk]

    def test_only_declared_columns_order(self, officer: Client, places: Any) -> None:
        first, second = (Rows(places["mine"]).worker().pk for _ in range(2))
        for sort in ("person__id_number", "-employer__credit_code", "person__id_index", "'"):
            assert keys(get(officer, f"?sort={sort}")) == [first, second]

    def test_no_names_in_addresses(self, officer: Client, places: Any) -> None:
        names = [Rows(places["mine"]).worker().person.name for _ in range(6)]
        html = get(officer, "?sort=person__name")
        assert not any(name in turn(html, "下一页") for name in names)


class TestSearch:
    """By part of a name; by whole number through the blind index; nothing typed in an address or the session."""

    def find(self, client: Client, text: str) -> Any:
        return client.post(f"{LIST}search/", {"text": text}, follow=True)

    def test_by_name(self, officer: Client, places: Any) -> None:
        rows = Rows(places["mine"])
        wanted = rows.worker(name="欧阳小敏")
        rows.worker(name="王强")
        answer = self.find(officer, "阳小")
        assert keys(answer.content.decode()) == [wanted.pk]
        assert "搜索：阳小" in answer.content.decode()
        assert "阳" not in "".join(address for address, _ in answer.redirect_chain)

    @pytest.mark.parametrize("shape", ["{}", " {} ", "{:.6} {:.14}", "lower"])
    def test_by_identity_number(self, shape: str, officer: Client, places: Any) -> None:
        rows = Rows(places["mine"])
        wanted, _ = rows.worker(), rows.worker()
        number = wanted.person.id_number.reveal() if hasattr(wanted.person.id_number, "reveal") else ""
        typed = {"lower": number.lower(), "{:.6} {:.14}": f"{number[:6]} {number[6:]}"}.get(
            shape
        ) or shape.format(number)
        answer = self.find(officer, typed)
        html = answer.content.decode()
        assert keys(html) == [wanted.pk]
        assert number not in html
        assert number not in str(dict(officer.session))

    def test_part_of_a_number_finds_nothing(self, officer: Client, places: Any) -> None:
        worker = Rows(places["mine"]).worker()
        assert keys(self.find(officer, worker.person.id_number.reveal()[:12]).content.decode()) == []

    def test_a_foreign_mark_finds_nothing_and_says_so(
        self, officer: Client, signed_in: Any, places: Any
    ) -> None:
        Rows(places["mine"]).worker()
        address = self.find(officer, "没有此人").redirect_chain[-1][0]
        html = get(signed_in(UNION_OFFICER), address)
        assert keys(html) == []
        assert "没有此人" not in html
        assert "请在上方重新输入" in html

    def test_empty_search_and_long_search(self, officer: Client, places: Any) -> None:
        worker = Rows(places["mine"]).worker()
        assert keys(self.find(officer, "   ").content.decode()) == [worker.pk]
        assert self.find(officer, "甲" * 5000).status_code == 200

    def test_everywhere(self, officer: Client, places: Any) -> None:
        worker = Rows(places["mine"]).worker(name="司马试验")
        answer = officer.post("/search/", {"text": "司马试验"}, follow=True)
        check(answer.content.decode())
        assert f"{LIST}{worker.pk}/" in answer.content.decode()
        assert "司马" not in answer.redirect_chain[-1][0]
        nothing = officer.post("/search/", {"text": "无此人名"}, follow=True).content.decode()
        assert "没有找到" in nothing


class TestFilters:
    """Conditions, chips, memory."""

    def test_kinds(self, officer: Client, places: Any) -> None:
        rows = Rows(places["mine"])
        a = rows.worker(wage_fen=600000, migrant=True, employed_since=date(2021, 5, 1)).pk
        b = rows.worker(wage_fen=300000, migrant=False, employed_since=date(2019, 5, 1)).pk
        c = rows.worker(wage_fen=None, migrant=None, employed_since=None).pk
        expected = {
            "migrant=yes": [a], "migrant=no": [b], "migrant=unknown": [c], "migrant=yes&migrant=unknown": [a, c],
            "wage_fen_from=3000": [a, b], "wage_fen_from=3,000.01": [a], "wage_fen_to=3000": [b],
            "employed_since_from=2020-01-01": [a], "employed_since_to=2019-05-01": [b],
            "pay=high": [a], "pay=none": [], f"employer={places['mine'].organisation.pk}": [a, b, c],
            f"employer={places['far'].organisation.pk}": [],
        }  # fmt: skip
        for query, wanted in expected.items():
            assert keys(get(officer, "?" + query)) == wanted, query

    def test_chips_take_conditions_off(self, officer: Client, places: Any) -> None:
        Rows(places["mine"]).worker(migrant=True, wage_fen=600000)
        html = get(officer, "?migrant=yes&wage_fen_from=5000")
        assert "农民工：是" in html
        assert "月工资：5000 元 起" in html
        off = re.search(r'href="([^"]+)" aria-label="去掉条件 农民工：是"', html)
        assert off
        assert "migrant" not in off[1]
        assert "wage_fen_from=5000" in off[1]

    def test_remembered_until_cleared(self, officer: Client, places: Any) -> None:
        Rows(places["mine"]).worker(migrant=True)
        get(officer, "?migrant=no")
        answer = officer.get(LIST)
        assert answer.status_code == 302
        assert answer["Location"].endswith("?migrant=no")
        assert officer.get(LIST + "?clear=1").status_code == 302
        assert officer.get(LIST).status_code == 200

    def test_starts_with_the_defaults_until_something_else_is_chosen(
        self, officer: Client, places: Any
    ) -> None:
        Rows(places["mine"]).worker(name="许男", sex="1")
        Rows(places["mine"]).worker(name="许女", sex="2")
        html = get(officer, "/planted-persons/")
        assert ("许女" in html, "许男" in html) == (True, False)
        assert "性别：女" in html
        assert "sex=2" in export_address(html)
        officer.get("/planted-persons/?clear=1")
        html = get(officer, "/planted-persons/")
        assert ("许女" in html, "许男" in html, "性别：女" in html) == (True, True, False)

    def test_nothing_fits_says_what_to_do(self, officer: Client, places: Any) -> None:
        assert "没有符合这些条件" in get(officer, "?migrant=yes")
        officer.get(LIST + "?clear=1")
        assert "还没有记录" in get(officer)

    def test_partial_refresh(self, officer: Client, places: Any) -> None:
        Rows(places["mine"]).worker(migrant=True)
        answer = officer.get(
            LIST, {"migrant": "yes", "set": "1", "wage_fen_from": ""}, headers={"HX-Request": "true"}
        )
        html = answer.content.decode()
        assert "<html" not in html
        assert 'id="list"' in html
        assert answer["HX-Push-Url"] == f"{LIST}?migrant=yes"
        restored = officer.get(
            LIST + "?migrant=yes", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}
        )
        assert "<html" in restored.content.decode()

    def test_drop_down_is_within_reach(self, officer: Client, signed_in: Any, places: Any) -> None:
        def offered(client: Client, text: str) -> list[str]:
            found = client.post("/pick/parties.organisation/", {"text": text}).json()["options"]
            return [one["value"] for one in found]

        mine, near, far = (str(places[name].organisation.pk) for name in ("mine", "near", "far"))
        assert set(offered(officer, "纺织")) == {mine, near}
        clerk = signed_in(EMPLOYER_CLERK, organisation=places["mine"].organisation)
        assert offered(clerk, "纺织") == [mine]
        assert offered(officer, places["far"].organisation.name) == []
        assert far not in offered(officer, "")
        assert officer.get("/pick/parties.organisation/").status_code == 405
        for unknown in ("access.account", "vault.key", "nothing", "auth.permission", "parties.person.id"):
            assert officer.post(f"/pick/{unknown}/", {"text": ""}).status_code == 404

    def test_drop_down_of_records_is_for_roles_with_their_screen(self, signed_in: Any, places: Any) -> None:
        worker = Rows(places["mine"]).worker()
        officer, school = (
            signed_in(role, organisation=places["mine"].organisation)
            for role in (UNION_OFFICER, SCHOOL_CLERK)
        )
        others = [school, signed_in(SECURITY_ADMIN), signed_in(WORKER, person=worker.person)]
        for key in ("parties.organisation", "parties.person"):
            assert officer.post(f"/pick/{key}/", {"text": ""}).json()["options"]
            for client in others:
                assert client.post(f"/pick/{key}/", {"text": ""}).status_code == 404
        for client in others:
            assert client.post("/pick/places.region.all/", {"text": "咸安"}).json()["options"], (
                "a declared drop-down is for everybody who fills in a form"
            )


class TestDays:
    """The as-of date on lists."""

    def test_a_list_of_the_present_says_so(self, officer: Client, places: Any) -> None:
        Rows(places["mine"]).worker()
        assert "不随截至日期变化" in get(officer, "?as_of=2025-01-01")
        assert "不随截至日期变化" not in get(officer)

    def test_a_list_that_can_follow_does(self, officer: Client, places: Any) -> None:
        person = Rows(places["mine"]).person()
        before = (person.birth_date - timedelta(days=1)).isoformat()
        shown = officer.get(f"/planted-persons/?set=1&as_of={before}").content.decode()
        assert "不随截至日期变化" not in shown
        assert person.name not in shown
        assert person.name in officer.get("/planted-persons/?set=1").content.decode()


def test_columns_are_chosen_for_the_session(officer: Client, places: Any) -> None:
    worker = Rows(places["mine"]).worker()
    assert 'data-label="手机号"' not in get(officer)
    officer.post(f"{LIST}columns/", {"column": ["person__phone", "nonsense"]})
    html = get(officer)
    assert 'data-label="手机号"' in html
    assert 'data-label="岗位"' not in html
    assert worker.person.name in html
    assert worker.person.phone.reveal() not in html


class TestExport:
    """The workbook."""

    def read(self, client: Client, query: str = "") -> list[list[Any]]:
        answer = client.get(f"{LIST}export/{query}")
        assert answer.status_code == 200
        book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        return [[cell.value for cell in row] for row in book.active.iter_rows()]

    def test_what_is_filtered_masked_and_on_record(self, officer: Client, places: Any) -> None:
        rows = Rows(places["mine"])
        wanted = rows.worker(wage_fen=612345, migrant=True, employed_since=date(2021, 5, 1))
        rows.worker(migrant=False)
        head, row = self.read(officer, "?migrant=yes")
        assert head[4] == "月工资（元）"
        assert row[0] == wanted.person.name
        assert row[1] == str(wanted.person.id_number)
        assert "*" in row[1]
        assert row[4] == 6123.45
        assert row[5].date() == date(2021, 5, 1)
        entry = Entry.objects.get(action="screen.export")
        assert entry.after["条数"] == 1
        assert "农民工：是" in str(entry.after)
        assert wanted.person.name not in str(entry.after)

    @pytest.mark.parametrize(
        "bad", ["=1+1", "+1", "-1", "@x", '=HYPERLINK("http://x","y")', "http://x.example/"]
    )
    def test_nothing_in_a_cell_runs(self, bad: str, officer: Client, places: Any) -> None:
        Rows(places["mine"]).worker(post=bad)
        answer = officer.get(f"{LIST}export/")
        sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
        cell = sheet.cell(2, 4)
        assert (cell.data_type, cell.value, cell.hyperlink) == ("s", bad, None)

    def test_a_long_list_is_written_in_the_background(
        self, officer: Client, signed_in: Any, places: Any, monkeypatch: Any
    ) -> None:
        monkeypatch.setattr(exports, "MOST_ROWS", 1)
        monkeypatch.setattr(exporting, "ROWS_OF_SHEET", 2)
        rows = Rows(places["mine"])
        wanted = [rows.worker(migrant=True) for _ in range(3)]
        rows.worker(migrant=False)
        Rows(places["far"]).worker(migrant=True)
        officer.post(f"{LIST}columns/", {"column": ["person__phone"]})
        answer = officer.get(f"{LIST}export/?migrant=yes", follow=True)
        made = Job.objects.get(kind="screens.export")
        assert answer.redirect_chain[-1][0] == f"/jobs/{made.pk}/"
        page = answer.content.decode()
        assert "已写出 3 人" in page
        assert f'href="/exports/{made.pk}/"' in page
        book = load_workbook(io.BytesIO(b"".join(officer.get(f"/exports/{made.pk}/").streaming_content)))
        cells = [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]
        assert cells[0] == cells[3] == ["姓名", "手机号"]
        assert {row[0] for row in (*cells[1:3], cells[4])} == {one.person.name for one in wanted}
        assert all("*" in row[1] for row in (*cells[1:3], cells[4]))
        assert len(cells) == 5
        made_entry, fetched = (Entry.objects.get(action=f"screen.{what}") for what in ("export", "download"))
        assert (made_entry.after["条数"], fetched.after["条数"]) == (3, 3)
        assert made_entry.account_id == officer.post_held.account_id
        assert "农民工：是" in str(made_entry.after)

    def test_what_was_written_is_its_owner_s_for_a_week(
        self, officer: Client, signed_in: Any, places: Any, monkeypatch: Any
    ) -> None:
        monkeypatch.setattr(exports, "MOST_ROWS", 1)
        rows = Rows(places["mine"])
        name = rows.worker().person.name
        rows.worker()
        rows.worker()
        searched = officer.post(f"{LIST}search/", {"text": name[0]})
        officer.get(searched.url.replace(LIST, f"{LIST}export/"))
        made = Job.objects.get(kind="screens.export")
        assert made.result["rows"] == 3
        assert set(made.arguments) == {"screen", "query"}, "the search text is gone"
        assert officer.get(f"/exports/{made.pk}/").status_code == 200
        assert signed_in(UNION_OFFICER).get(f"/exports/{made.pk}/").status_code == 404
        path = exporting.kept(made.result["file"])
        assert path is not None
        assert path.stat().st_mode & 0o077 == 0
        Post.objects.create(
            account=officer.post_held.account, role_key="leader", region_id=XIANAN, since=date(2020, 1, 1)
        )
        Post.objects.filter(pk=officer.post_held.pk).update(until=date(2020, 2, 1))
        assert officer.get(f"/exports/{made.pk}/").status_code == 404, "the post that was asked for is over"
        Post.objects.filter(pk=officer.post_held.pk).update(until=None)
        os.utime(path, (0, 0))
        assert officer.get(f"/exports/{made.pk}/").status_code == 404
        exporting.sweep()
        assert not path.exists()


def test_markup_stays_text_in_search_and_chips(officer: Client, places: Any) -> None:
    Rows(places["mine"], markup=True).worker()
    html = officer.post(f"{LIST}search/", {"text": MARKUP}, follow=True).content.decode()
    assert MARKUP not in html
    check(html)
