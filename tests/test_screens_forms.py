"""Record pages, forms of verbs and the read API."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core import signing
from django.db import connection
from django.test import Client

from changai.domains.workforce.people.models import Worker
from changai.kernel.access.roles import EMPLOYER_CLERK, LEADER, UNION_OFFICER
from changai.kernel.audit.models import Entry
from changai.kernel.screens import api
from changai.kernel.screens.models import Submission
from tests.making import Place, Rows
from tests.page_checks import check
from tests.planting import People, planted

pytestmark = pytest.mark.django_db
LIST = "/planted-people/"


@pytest.fixture(autouse=True)
def _screens() -> Iterator[None]:
    with planted(People):
        yield


@pytest.fixture
def officer(signed_in: Any) -> Client:
    return signed_in(UNION_OFFICER)


@pytest.fixture
def worker(places: dict[str, Place]) -> Worker:
    return Rows(places["mine"]).worker(post="车工", wage_fen=456700)


def form_of(client: Client, worker: Worker, verb: str = "planted.move") -> tuple[str, dict[str, str]]:
    """The address of a form and its hidden fields."""
    address = f"{LIST}{worker.pk}/do/{verb}/"
    html = client.get(address).content.decode()
    mark = re.search(r'name="mark" value="([^"]+)"', html)
    assert mark
    return address, {"mark": mark[1]}


class TestRecord:
    """The page of a record."""

    def test_facts_are_written_for_people(self, officer: Client, worker: Worker) -> None:
        html = officer.get(f"{LIST}{worker.pk}/").content.decode()
        check(html)
        assert "4,567.00 元" in html
        assert str(worker.person.id_number) in html
        assert worker.person.id_number.reveal() not in html
        assert "data-unmask=" in html

    def test_opening_it_is_on_record(self, officer: Client, worker: Worker) -> None:
        officer.get(f"{LIST}{worker.pk}/")
        entry = Entry.objects.get(action="personal.read")
        assert entry.object_id == str(worker.pk)
        assert worker.person.name not in f"{entry.before}{entry.after}{entry.title}"

    def test_one_filled_button_and_danger_in_the_menu(self, officer: Client, worker: Worker) -> None:
        html = officer.get(f"{LIST}{worker.pk}/").content.decode()
        actions = html[html.index('class="page-actions') : html.index('id="messages"')]
        assert actions.count("btn-primary") == 1
        assert re.search(r"btn-primary[^>]*>换岗", actions)
        assert "注销后不再计入在职人数" in actions[actions.index("drop-body") :]

    def test_a_verb_that_makes_no_sense_now_is_gone(self, officer: Client, worker: Worker) -> None:
        Worker._base_manager.filter(pk=worker.pk).update(working=False)
        assert "注销" not in officer.get(f"{LIST}{worker.pk}/").content.decode()
        assert officer.get(f"{LIST}{worker.pk}/do/planted.close/").status_code == 404

    def test_related_rows_are_limited_and_say_so(self, officer: Client, worker: Worker, places: Any) -> None:
        rows = Rows(places["mine"])
        from_model = worker.person.employments.model
        for year in (2018, 2019, 2020):
            rows.make(from_model, person=worker.person, since=f"{year}-01-01")
        html = officer.get(f"{LIST}{worker.pk}/").content.decode()
        assert "只列出前 2 条" in html
        assert "2018-01-01" not in html


class TestForm:
    """Filled in, checked while typing, handed in once, nothing lost."""

    def test_known_facts_are_filled_in_but_no_sealed_ones(self, officer: Client, worker: Worker) -> None:
        html = officer.get(f"{LIST}{worker.pk}/do/planted.move/").content.decode()
        check(html)
        assert 'value="车工"' in html
        assert worker.employer.name in html
        phone = re.search(r'<input[^>]*name="phone"[^>]*>', html)
        assert phone
        assert "data-no-draft" in phone[0]
        assert "value=" not in phone[0]

    def test_done_once(self, officer: Client, worker: Worker) -> None:
        address, data = form_of(officer, worker)
        data = {**data, "post": "焊工"}
        answer = officer.post(address, data)
        assert answer["Location"] == f"{LIST}{worker.pk}/"
        assert "已办理" in officer.get(answer["Location"]).content.decode()
        again = officer.post(address, {**data, "post": "钳工"}, follow=True)
        assert "没有重复办理" in again.content.decode()
        assert Worker._base_manager.get(pk=worker.pk).post == "焊工"
        assert Entry.objects.filter(action="planted.move").count() == 1

    def test_errors_keep_what_was_typed(self, officer: Client, worker: Worker) -> None:
        address, data = form_of(officer, worker)
        answer = officer.post(
            address, {**data, "post": "车工", "reason": "原话不能丢", "since": "2026-02-30"}
        )
        html = answer.content.decode()
        assert answer.status_code == 422
        check(html)
        assert "有 2 处需要修改" in html
        assert "岗位没有变化" in html
        assert "原话不能丢" in html
        assert "2026-02-30" in html
        assert officer.post(address, {**data, "post": "焊工"}).status_code == 302

    def test_required_is_named(self, officer: Client, worker: Worker) -> None:
        address, data = form_of(officer, worker)
        assert "请填写新岗位" in officer.post(address, data).content.decode()
        html = officer.post(address, {**data, "post": "焊" * 21}).content.decode()
        assert "请最多写 20 个字，现在是 21 个" in html

    def test_refusal_is_told_and_the_form_stays_usable(self, officer: Client, worker: Worker) -> None:
        address, data = form_of(officer, worker)
        answer = officer.post(address, {**data, "post": "不办", "reason": "原话不能丢"})
        assert answer.status_code == 409
        assert "这个岗位已经撤销" in answer.content.decode()
        assert "原话不能丢" in answer.content.decode()
        assert not Submission.objects.exists()
        assert officer.post(address, {**data, "post": "焊工"}).status_code == 302

    def test_a_forged_or_missing_mark_does_nothing(self, officer: Client, worker: Worker) -> None:
        address, _ = form_of(officer, worker)
        for mark in ("", "x", signing.dumps("mine", salt="other")):
            answer = officer.post(address, {"mark": mark, "post": "焊工"})
            assert answer.status_code == 422
            assert "请核对后再提交" in answer.content.decode()
        assert Worker._base_manager.get(pk=worker.pk).post == "车工"

    def test_one_field_is_checked_without_doing_anything(self, officer: Client, worker: Worker) -> None:
        address, data = form_of(officer, worker)
        said = officer.post(address, {**data, "post": "车工", "check_field": "post"}).content.decode()
        assert "岗位没有变化" in said
        assert "<html" not in said
        assert officer.post(address, {**data, "check_field": "nonsense"}).status_code == 404
        assert officer.post(address, {**data, "post": "焊工", "check_field": "post"}).content.strip() == b""
        assert not Submission.objects.exists()

    def test_a_unit_out_of_reach_is_no_option(self, officer: Client, worker: Worker, places: Any) -> None:
        address, data = form_of(officer, worker)
        far = places["far"].organisation
        html = officer.post(address, {**data, "post": "焊工", "employer": far.pk}).content.decode()
        assert "没有这个选项" in html
        assert far.name not in html

    def test_danger_is_said_before(self, officer: Client, worker: Worker) -> None:
        address, data = form_of(officer, worker, "planted.close")
        html = officer.get(address).content.decode()
        assert "注销后不再计入在职人数" in html
        assert "确认注销" in html
        assert Worker._base_manager.get(pk=worker.pk).working
        assert officer.post(address, data).status_code == 302
        assert not Worker._base_manager.get(pk=worker.pk).working

    def test_without_a_target(self, officer: Client, worker: Worker) -> None:
        html = officer.get(f"{LIST}do/planted.rename/").content.decode()
        mark = re.search(r'name="mark" value="([^"]+)"', html)
        assert mark
        answer = officer.post(f"{LIST}do/planted.rename/", {"mark": mark[1], "post": "普工"})
        assert answer["Location"] == LIST
        assert Worker._base_manager.get(pk=worker.pk).post == "普工"

    def test_who_may_not_learns_nothing(self, signed_in: Any, worker: Worker, places: Any) -> None:
        clerk = signed_in(EMPLOYER_CLERK, organisation=places["mine"].organisation)
        assert clerk.get(f"{LIST}{worker.pk}/").status_code == 200
        assert clerk.get(f"{LIST}{worker.pk}/do/planted.move/").status_code == 404
        assert signed_in(LEADER).get(LIST).status_code == 404


class TestBulk:
    """Ticked rows are acted on together or not at all."""

    def test_all_or_none(self, officer: Client, places: Any) -> None:
        rows = Rows(places["mine"])
        first, second = rows.worker(post="车工"), rows.worker(post="钳工")
        address = f"{LIST}do/planted.move/"
        html = officer.post(address, {"rows": [first.pk, second.pk]}).content.decode()
        assert "对选中的 2 人一起办理" in html
        mark = re.search(r'name="mark" value="([^"]+)"', html)
        assert mark
        data = {"mark": mark[1], "rows": [first.pk, second.pk], "post": "焊工"}
        refused = officer.post(address, {**data, "post": "不办"})
        assert refused.status_code == 409
        assert officer.post(address, data)["Location"] == LIST
        assert set(Worker._base_manager.values_list("post", flat=True)) == {"焊工"}
        assert Entry.objects.filter(action="planted.move").count() == 2

    @pytest.mark.parametrize("rows", [[], ["甲"], ["0"], ["far"]])
    def test_senseless_or_foreign_rows(self, rows: list[str], officer: Client, places: Any) -> None:
        far = Rows(places["far"]).worker()
        mine = Rows(places["mine"]).worker()
        picked = [str(mine.pk), *(str(far.pk) if one == "far" else one for one in rows)] if rows else []
        assert officer.post(f"{LIST}do/planted.move/", {"rows": picked}).status_code == 404

    def test_a_record_that_no_longer_fits(self, officer: Client, places: Any) -> None:
        assert officer.get(f"{LIST}do/planted.close/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_one(worker: Worker, officer: Client) -> None:
    """The same form sent twice at the same moment is done once."""
    if connection.vendor == "sqlite":
        pytest.skip("threads share one connection in memory; PostgreSQL runs this")
    address, data = form_of(officer, worker)

    def send(_: int) -> int:
        try:
            return officer.post(address, {**data, "post": "焊工"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(send, range(2))) == [302, 302]
    assert Entry.objects.filter(action="planted.move").count() == 1


class TestApi:
    """The read API."""

    def test_described(self, officer: Client) -> None:
        description = officer.get("/api/v1/openapi.json").json()
        assert description["openapi"].startswith("3.")

    def test_refusals_are_in_words(self, officer: Client, signed_in: Any, worker: Worker) -> None:
        anonymous = Client().get("/api/v1/workers/")
        assert anonymous.status_code == 401
        assert "登录" in anonymous.json()["detail"]
        gone = officer.get("/api/v1/workers/0/")
        assert gone.status_code == 404
        assert "没有找到" in gone.json()["detail"]

    def test_pages_by_key(self, officer: Client, places: Any) -> None:
        made = {str(Rows(places["mine"]).worker().pk) for _ in range(5)}
        seen: list[str] = []
        after = ""
        while after is not None:
            part = officer.get("/api/v1/workers/", {"limit": 2, "after": after}).json()
            assert part["total"] == 5
            seen += [row["id"] for row in part["rows"]]
            after = part["after"]
        assert len(seen) == 5
        assert set(seen) == made

    def test_reading_a_person_is_on_record(self, officer: Client, worker: Worker) -> None:
        assert officer.get(f"/api/v1/workers/{worker.pk}/").status_code == 200
        assert Entry.objects.filter(action="personal.read", object_id=str(worker.pk)).exists()

    def test_reading_a_list_of_people_is_on_record(self, officer: Client, places: Any) -> None:
        wanted = [Rows(places["mine"]).worker(migrant=True) for _ in range(3)]
        Rows(places["mine"]).worker(migrant=False)
        officer.get("/api/v1/workers/", {"limit": 2, "migrant": "yes"})
        entry = Entry.objects.get(action="personal.read")
        assert entry.after["条数"] == 2
        assert "公民身份号码" in entry.after["内容"]
        assert entry.after["条件"] == "农民工：是"
        assert not any(one.person.name in str(entry.after) for one in wanted)
        officer.get("/api/v1/employers/")
        assert Entry.objects.filter(action="personal.read").count() == 1, "units are no persons"

    def test_search_is_the_screen_s(self, officer: Client, places: Any) -> None:
        wanted, other = (Rows(places["mine"]).worker() for _ in range(2))
        far = Rows(places["far"]).worker()

        def found(client: Client, q: str) -> list[str]:
            return [row["id"] for row in client.get("/api/v1/workers/", {"q": q}).json()["rows"]]

        assert found(officer, wanted.person.name) == [str(wanted.pk)]
        assert found(officer, far.person.name) == []
        assert set(found(officer, "")) == {str(wanted.pk), str(other.pk)}
        entry = Entry.objects.filter(action="personal.read").earliest("pk")
        assert entry.after["条件"] == "搜索", "what was searched for is a name"

    def test_numbers_are_searched_for_in_the_body_only(self, officer: Client, places: Any) -> None:
        wanted = Rows(places["mine"]).worker()
        Rows(places["mine"]).worker()
        number = wanted.person.id_number.reveal()
        refused = officer.get("/api/v1/workers/", {"q": number})
        assert refused.status_code == 400
        assert "请求体" in refused.json()["detail"]
        answer = officer.post("/api/v1/workers/search/", {"q": number}, content_type="application/json")
        assert [row["id"] for row in answer.json()["rows"]] == [str(wanted.pk)]
        assert number not in answer.content.decode()
        wrong = officer.post("/api/v1/workers/search/", {}, content_type="application/json")
        assert wrong.status_code == 422
        assert "请对照接口说明" in wrong.json()["detail"]
        assert Client().post("/api/v1/workers/search/", {"q": "x"}).status_code == 401

    def test_only_reads(self, officer: Client, worker: Worker) -> None:
        for method in (officer.post, officer.put, officer.delete, officer.patch):
            assert method(f"/api/v1/workers/{worker.pk}/").status_code == 405

    def test_values_are_for_machines_and_masked(self, officer: Client, worker: Worker) -> None:
        from_screen = api.row_data(worker, api.resolve(Worker, People.columns))
        assert from_screen["wage_fen"] == 456700
        assert from_screen["person__id_number"] == str(worker.person.id_number)
        assert from_screen["employer"] == {"id": str(worker.employer_id), "name": worker.employer.name}
