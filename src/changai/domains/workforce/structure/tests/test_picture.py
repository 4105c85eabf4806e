"""The picture's pages through the browser's door: sums, lists behind bars, reach, addresses, the workbook."""

import io
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from changai.domains.workforce.employment.models import Employment
from changai.domains.workforce.people.models import Worker
from changai.domains.workforce.structure.facts import DIMENSIONS
from changai.domains.workforce.structure.tests.world import AS_OF, World
from changai.domains.workforce.structure.views import report as reports
from changai.kernel.access.roles import (
    AUDIT_ADMIN,
    EMPLOYER_CLERK,
    LEADER,
    SCHOOL_CLERK,
    SECURITY_ADMIN,
    SYSTEM_ADMIN,
    UNION_OFFICER,
    WORKER,
    Role,
)
from changai.kernel.facts import snapshot
from changai.kernel.facts.models import Figure, Snapshot
from changai.kernel.facts.tests.made import CITY, OTHER_COUNTY, snapshot_of
from tests.making import XIANAN, Rows, place
from tests.page_checks import asked, check

DAY = f"as_of={AS_OF}"
pytestmark = pytest.mark.django_db


class Blocks(HTMLParser):
    """The tables of a picture: block → rows of (label, address, count), and the totals at their feet."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: dict[str, list[tuple[str, str, int]]] = {}
        self.totals: dict[str, int] = {}
        self.report: dict[str, list[str]] = {}
        self._block, self._cells, self._to, self._in_cell = "", [], "", False  # type: ignore[var-annotated]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "section" and given.get("id", "").startswith("b-"):
            self._block = given["id"][2:]
        if tag == "tr":
            self._cells, self._to = [], given.get("data-to", "")
        if tag in ("td", "th"):
            self._cells.append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag not in ("td", "th")
        if tag == "tr" and self._block not in ("", "trend") and len(self._cells) > 1:
            head, count = self._cells[0], self._cells[1].replace(",", "")
            if head == "合计":
                self.totals[self._block] = int(count)
            elif count.isdigit():
                self.rows.setdefault(self._block, []).append((head, self._to, int(count)))
                self.report.setdefault(self._block, []).append(self._cells[-1])
        if tag == "section":
            self._block = ""

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self._cells[-1] += data.strip()


def shown(client: Client, query: str = DAY, **more: Any) -> Blocks:
    answer = client.get(f"/picture/?{query}", **more)
    assert answer.status_code == 200, answer.content.decode()[:400]
    return Blocks(answer.content.decode())


def total_of(client: Client, address: str) -> int:
    """The number in the heading of a list."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    found = re.search(r'class="total">([\d,]+) 人', answer.content.decode())
    assert found
    return int(found[1].replace(",", ""))


@pytest.fixture
def world(tmp_path: Path, region_tree: object) -> World:
    return World(tmp_path)


@pytest.fixture
def officer(world: World, signed_in: Callable[..., Client]) -> Client:
    return signed_in(UNION_OFFICER, region=CITY)


def test_every_block_sums_to_the_headcount(officer: Client) -> None:
    page = shown(officer)
    assert set(page.totals) == {*page.rows}
    assert {"sex", "age", "education", "wage", "skill", "migrant", "industry_group", "place"} <= set(
        page.rows
    )
    for block, rows in page.rows.items():
        assert page.totals[block] == sum(count for _, _, count in rows) == 15, block
    assert {label: count for label, _, count in page.rows["sex"]} == {"男": 12, "女": 3}
    html = officer.get(f"/picture/?{DAY}").content.decode()
    check(html)
    assert re.search(r'picture-card-value">15\b', html)


@pytest.mark.parametrize("query", ["", "&region=421202", "&skill=junior,senior", "&sex=1&union_member=no"])
def test_every_bar_opens_a_list_as_long_as_the_bar(officer: Client, query: str) -> None:
    page = shown(officer, DAY + query)
    crawled = 0
    for block, rows in page.rows.items():
        for label, address, count in rows:
            if block == "place":
                if address:
                    assert shown(officer, urlsplit(address).query).totals["sex"] == count, label
            else:
                assert total_of(officer, address) == count, (block, label)
            crawled += 1
    assert crawled > 20


def test_every_card_opens_the_list_of_its_numerator(officer: Client) -> None:
    html = officer.get(f"/picture/?{DAY}").content.decode()
    cards = re.findall(
        r'<a class="card picture-card[^"]*" href="([^"]+)">.*?value">([\d,.]+)(.*?)</a>', html, re.S
    )
    assert len(cards) >= 8
    for address, value, rest in cards:
        address = address.replace("&amp;", "&")
        assert officer.get(address).status_code == 200
        if not address.startswith("/picture/people/"):
            continue
        part = re.search(r"([\d,]+) / [\d,]+ 人", rest)
        assert total_of(officer, address) == int((part[1] if part else value).replace(",", ""))


def test_lists_are_masked_escaped_and_paged(
    officer: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = officer.get(f"/picture/people/?{DAY}").content.decode()
    check(html)
    assert "<b x=1>" not in html
    assert "&lt;b x=1&gt;织布" in html
    assert officer.get("/workers/").status_code == 200
    monkeypatch.setattr(import_module("changai.domains.workforce.structure.views.people"), "PAGE", 6)
    seen: list[str] = []
    address = f"/picture/people/?{DAY}"
    for _ in range(3):
        text = officer.get(address).content.decode()
        seen += re.findall(r'<a href="(/workers/\d+/)', text)
        following = re.findall(r'href="([^"]*after=\d+)"', text)
        address = following[0].replace("&amp;", "&") if following else ""
    assert address == ""
    assert len(seen) == len(set(seen)) == 15


def test_who_has_left_our_reach_is_counted_but_not_shown(
    world: World, signed_in: Callable[..., Client]
) -> None:
    from_here = world.workers["near"][0]
    Worker._base_manager.filter(pk=from_here).update(region_id=OTHER_COUNTY)
    html = signed_in(UNION_OFFICER).get(f"/picture/people/?{DAY}").content.decode()
    assert f"/workers/{from_here}/" not in html
    assert html.count("现已转出您的岗位范围") == 1


def test_a_worker_without_an_employer_is_shown_with_the_group(officer: Client, world: World) -> None:
    Worker._base_manager.filter(pk=world.workers["near"][0]).update(employer=None, group="rider")
    assert "网约送餐员" in officer.get(f"/picture/people/?{DAY}").content.decode()


def test_the_state_is_in_the_address(officer: Client) -> None:
    query = f"region=421202&{DAY}&sex=1&skill=junior%2Csenior&compare_region=421221&compare_as_of=2025-01-31"
    html = officer.get(f"/picture/?{query}").content.decode()
    links = [a.replace("&amp;", "&") for a in re.findall(r'href="(/picture/[^"]*)"', html)]
    exported = next(a for a in links if a.startswith("/picture/export/"))
    assert urlsplit(exported).query == query
    lists = [a for a in links if a.startswith("/picture/people/")]
    wanted = {name: values for name, values in parse_qs(query).items() if name not in ("sex", "skill")}
    assert lists
    for address in lists:
        carried = parse_qs(urlsplit(address).query)
        assert wanted.items() <= carried.items()
        assert f"/picture/?{query}" in officer.get(address).content.decode().replace("&amp;", "&")


def test_what_a_form_sends_becomes_one_short_address(officer: Client) -> None:
    sent = f"/picture/?region=421202&{DAY}&sex=2&sex=1&age=&compare_region=&compare_as_of=&trend=headcount"
    answer = officer.get(sent)
    assert answer.status_code == 302
    assert answer["Location"] == f"/picture/?region=421202&{DAY}&sex=1%2C2&trend=headcount"
    html = officer.get(answer["Location"]).content.decode()
    assert html.count(' name="sex" value="1" checked') == html.count(' name="sex" value="2" checked') == 1
    assert "性别：男、女" in html


def test_regions_out_of_reach_are_not_found(world: World, signed_in: Callable[..., Client]) -> None:
    client = signed_in(UNION_OFFICER, region=XIANAN)
    assert shown(client).totals["sex"] == 11
    for page in ("", "people/", "export/"):
        for query in (f"region={OTHER_COUNTY}", f"region={CITY}", f"compare_region={OTHER_COUNTY}"):
            assert client.get(f"/picture/{page}?{DAY}&{query}").status_code == 404, (page, query)
    offered = re.search(
        r'name="compare_region">(.*?)</select>', client.get("/picture/").content.decode(), re.S
    )
    assert offered
    assert OTHER_COUNTY not in offered[1]


def test_a_city_holds_one_county_against_another(officer: Client) -> None:
    html = officer.get(f"/picture/?{DAY}&region={OTHER_COUNTY}&compare_region={XIANAN}").content.decode()
    sex = re.search(r'<section[^>]*id="b-sex".*?</section>', html, re.S)
    assert sex
    assert 'data-compare="1"' in sex[0]
    cells = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>.*?</td>", sex[0])]
    assert cells == [
        "4", "100.00%", "72.73%", "+27.27", "0", "0.00%", "27.27%", "-27.27", "4", "100%", "11", "",
    ]  # fmt: skip
    assert "对比：咸安区 2025-06-30" in html


def test_two_days_stand_side_by_side(officer: Client) -> None:
    html = officer.get(f"/picture/?{DAY}&compare_as_of=2019-12-31").content.decode()
    assert "对比：咸宁市 2019-12-31" in html
    assert Blocks(html).totals["sex"] == 15
    assert 'title="对比的人数">0<' in html


@pytest.mark.parametrize("role", [EMPLOYER_CLERK])
def test_a_clerk_sees_the_own_employers_people_wherever_they_work(
    role: Role, world: World, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(role, organisation=world.mine.organisation)
    page = shown(client)
    assert page.totals["sex"] == 8
    assert "place" not in page.rows
    html = client.get(f"/picture/?{DAY}").content.decode()
    assert world.mine.organisation.name in html
    assert ">报告<" not in html
    assert 'name="region"' not in re.sub(r"<header.*?</header>", "", html, flags=re.S)
    for block, rows in page.rows.items():
        for label, address, count in rows:
            assert total_of(client, address) == count, (block, label)
    listed = client.get(f"/picture/people/?{DAY}").content.decode()
    assert set(map(int, re.findall(r'<a href="/workers/(\d+)/', listed))) == set(world.workers["mine"])
    for query in (f"region={XIANAN}", f"region={OTHER_COUNTY}", f"compare_region={OTHER_COUNTY}"):
        assert client.get(f"/picture/?{DAY}&{query}").status_code == 404


@pytest.mark.parametrize("role", [SYSTEM_ADMIN, SECURITY_ADMIN, AUDIT_ADMIN, WORKER, SCHOOL_CLERK])
def test_others_have_no_picture(role: Role, world: World, signed_in: Callable[..., Client]) -> None:
    card = Rows(world.mine).worker()
    client = signed_in(role, organisation=world.mine.organisation, person=card.person)
    session = client.session
    session["two_factor"] = True
    session.save()
    for page in ("", "people/", "export/"):
        assert client.get(f"/picture/{page}?{DAY}").status_code == 404


def test_without_a_snapshot_the_page_says_what_to_do(signed_in: Callable[..., Client]) -> None:
    client = signed_in(LEADER)
    answer = client.get("/picture/")
    html = answer.content.decode()
    assert answer.status_code == 200
    check(re.sub("changai derive", "", html))
    assert "还没有可以展示的数字" in html
    assert "请先运行" in html
    assert "<canvas" not in html
    assert "echarts" not in html
    assert client.get("/picture/people/").status_code == client.get("/picture/export/").status_code == 404


def test_a_later_day_shows_the_snapshots_and_says_so(officer: Client) -> None:
    html = officer.get("/picture/?as_of=2025-12-31").content.decode()
    assert "数据只到 2025-06-30" in html
    assert "咸宁市 2025-06-30" in html
    assert Blocks(html).totals["sex"] == 15
    assert "数据只到" not in officer.get(f"/picture/?{DAY}").content.decode()


def test_a_past_day_says_which_facts_of_employers_are_of_now(officer: Client) -> None:
    said = "按单位现在的登记，不是 2025-01-31 当天的"
    html = officer.get("/picture/?as_of=2025-01-31").content.decode()
    blocks = re.findall(r'id="b-(\w+)".*?class="picture-source">(.*?)</p>', html, re.S)
    assert {"industry_group"} <= {key for key, source in blocks if said in source}
    assert not {key for key, source in blocks if said in source} & {"sex", "age", "skill", "contract"}
    assert "单位后来改过登记的" not in html
    assert "单位后来改过登记的" in officer.get("/picture/?as_of=2025-01-31&industry=C").content.decode()
    assert "按单位现在的登记" not in officer.get(f"/picture/?{DAY}&industry=C").content.decode()
    book = load_workbook(io.BytesIO(officer.get("/picture/export/?as_of=2025-01-31").content))
    assert said in dict(line[:2] for line in book["指标和口径"].iter_rows(values_only=True))["说明"]


@pytest.mark.parametrize(
    "query",
    [
        "as_of=2025-02-30", "as_of=x", "as_of=0001-01-01", "as_of=9999-12-31", "as_of=1600-02-29",
        "compare_as_of=2025-13-01", "compare_as_of=0001-01-01", "compare_region=000",
        "compare_region=421202%27--", "region=999999", "region=%00", "sex=%27%20OR%201=1", "sex=1;2", "age=%F0%9F%98%80",
        "sex=" + ",".join("1" * 60), "sex=" + ",".join(f"m{n}" for n in range(60)), "sex=zzz", "trend=%3Cb%3E",
        "dimension=worker_id&member=1", "dimension=sex&member=%27", "dimension=sex", "dimension=sex&member=zzz", "dimension=sex&member=,", "dimension=x&member=1,2",
        "after=-1", "after=x", "after=99999999999999999999", "after=999999999999", "after=%C2%B2", "after=%D9%A1",
    ],
)  # fmt: skip
def test_a_wrong_address_is_answered_not_broken(officer: Client, query: str) -> None:
    for page in ("", "people/", "export/"):
        address = f"/picture/{page}?{query}" if "as_of" in query else f"/picture/{page}?{DAY}&{query}"
        answer = officer.get(address)
        assert answer.status_code in (200, 302, 400, 404), (page, query)
        if answer.status_code in (400, 404):
            assert "Traceback" not in answer.content.decode()
    assert officer.post("/picture/").status_code == 405


@pytest.mark.parametrize("page", ["", "people/"])
def test_markup_in_addresses_is_escaped(officer: Client, page: str) -> None:
    marked = "%22%3E%3Cscript%3Ex(1)%3C/script%3E"
    for name in ("sex", "trend", "member", "compare_as_of", "compare_region", "dimension", "other"):
        html = officer.get(f"/picture/{page}?{DAY}&{name}={marked}").content.decode()
        assert "<script>x(1)" not in html


def test_the_workbook_holds_the_pages_numbers(officer: Client) -> None:
    query = f"{DAY}&region={XIANAN}&compare_region={CITY}"
    page = shown(officer, query)
    answer = officer.get(f"/picture/export/?{query}")
    assert "attachment" in answer["Content-Disposition"]
    book = load_workbook(io.BytesIO(answer.content))
    sheet = book["结构"]
    head, *lines = sheet.iter_rows(values_only=True)
    assert head == ("维度", "分组", "人数", "合计", "占比", "对比人数", "对比合计", "对比占比", "报告")
    titles = {**DIMENSIONS, "place": "地区分布"}
    expected = [
        (titles[block], label, count, page.totals[block])
        for block, rows in page.rows.items()
        for label, _, count in rows
    ]
    lines = lines[: len(expected)]
    shown_lines = [(line[:4], one) for line, one in zip(lines, expected, strict=True) if line[2] != "*"]
    assert shown_lines
    assert all(line == one for line, one in shown_lines)
    assert all(abs(line[4] - line[2] / line[3]) < 1e-9 for line in lines if line[2] != "*")
    told = [tuple(line) for line in book["指标和口径"].iter_rows(values_only=True)]
    assert told[0][:2] == ("范围", "咸安区 2025-06-30")
    assert ("对比", "咸宁市 2025-06-30") in [line[:2] for line in told]


def test_the_report_stands_beside_its_own_region_only(world: World, signed_in: Callable[..., Client]) -> None:
    client = signed_in(UNION_OFFICER, region=CITY)
    page = shown(client, f"{DAY}&region={XIANAN}")
    assert dict(zip((row[0] for row in page.rows["sex"]), page.report["sex"], strict=True)) == {
        "男": "62%，不一致",
        "女": "38%，不一致",
    }
    html = client.get(f"/picture/?{DAY}&region={XIANAN}").content.decode()
    assert "报告 22,165，不一致" in html
    for query in ("", "&region=421221", f"&region={XIANAN}&sex=1"):
        assert ">报告<" not in client.get(f"/picture/?{DAY}{query}").content.decode()


def test_agreement_is_by_the_reports_own_rounding() -> None:
    printed = reports.Printed(62, 1)
    assert printed.agrees(615, 1000)
    assert printed.agrees(6249, 10000)
    assert not printed.agrees(625, 1000)
    assert not printed.agrees(6149, 10000)
    assert not printed.agrees(0, 0)


def test_a_single_month_has_a_table_and_no_line(officer: Client, world: World) -> None:
    def months(*periods: str) -> str:
        Figure.objects.all().delete()
        held = Snapshot.objects.get()
        for period in periods:
            Figure.objects.create(
                key="headcount", region=CITY, level="city", period=period, part=15, whole=15, version="1", snapshot=held,
            )  # fmt: skip
        return officer.get(f"/picture/?{DAY}").content.decode()

    assert 'id="b-trend"' not in months()
    one = months("2025-06")
    assert "只有一个月的数字" in one
    assert 'id="c-trend"' not in one
    two = months("2025-05", "2025-06")
    assert 'id="c-trend"' in two
    assert two.count("data-period=") == 2
    assert "与上月持平" in two


def test_the_number_of_queries_does_not_grow_with_the_workers(officer: Client, world: World) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert officer.get(address).status_code == 200
        return asked(found)

    addresses = [
        f"/picture/?{DAY}",
        f"/picture/people/?{DAY}",
        f"/picture/?{DAY}&sex=1",
        f"/picture/export/?{DAY}",
    ]
    few = [queries(address) for address in addresses]
    for _ in range(12):
        world.worker(world.near)
    manifest = snapshot_of(Path(Snapshot.objects.get().path).parent / "second", AS_OF, world.city.facts)
    Snapshot.objects.create(as_of=AS_OF, path=str(manifest.directory), digest=manifest.digest)
    for address in addresses:
        officer.get(address)
    many = [queries(address) for address in addresses]
    assert shown(officer).totals["sex"] == 27
    assert all(after <= before for after, before in zip(many, few, strict=True)), (few, many)
    assert max(many) <= 25


@pytest.mark.django_db(transaction=True)
def test_records_become_a_snapshot_and_the_snapshot_a_picture(
    tmp_path: Path, signed_in: Callable[..., Client]
) -> None:
    """From the tables of the office to the page, without a hand-made fact."""
    mine, far = place(XIANAN), place(OTHER_COUNTY)
    for at, number in ((mine, 5), (far, 2)):
        for _ in range(number):
            card = Rows(at).worker()
            Employment._base_manager.create(
                person=card.person, employer=at.organisation, region_id=at.region, since=date(2020, 1, 1)
            )
    snapshot.write(tmp_path / "snapshot", AS_OF)
    assert shown(signed_in(UNION_OFFICER, region=CITY)).totals["sex"] == 7
    client = signed_in(UNION_OFFICER, region=XIANAN)
    page = shown(client)
    assert page.totals["sex"] == 5
    for label, address, count in page.rows["sex"]:
        assert total_of(client, address) == count, label
