"""The search through its page, the top bar, and the reader that opens at the place."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from changai.domains.reform.documents.tests.papers import PLAN, REPLY, saved
from changai.kernel.access.roles import EMPLOYER_CLERK, LEADER, UNION_OFFICER
from tests.page_checks import check

pytestmark = pytest.mark.django_db
OLD = PLAN.replace("枫政发〔2018〕9号", "枫政发〔2016〕2号").replace("技能工人培养", "匠人培養").replace(
    "办好实训基地", "办好實訓\n基地"
)  # fmt: skip


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def officer(signed_in: Any) -> Client:
    """The district's officer."""
    client: Client = signed_in(UNION_OFFICER)
    return client


def look(client: Client, typed: str, address: str = "/texts/", **more: str) -> str:
    """The page of what was found; what was typed stands in no address."""
    answer = client.post(address, {"text": typed})
    assert answer.status_code == 302
    assert typed not in answer["Location"]
    more_ = "".join(f"&{name}={value}" for name, value in more.items())
    html: str = client.get(answer["Location"] + more_).content.decode()
    check(html)
    return html


def tabs(html: str) -> dict[str, int]:
    """How many of each kind."""
    return {name: int(count) for name, count in re.findall(r">(全部|文件|任务|数字) (\d+)</a>", html)}


def test_documents_measures_and_figures_are_found_in_their_places(officer: Client) -> None:
    plan = saved(officer)
    saved(officer, REPLY, name="答复.txt")
    html = look(officer, "实训基地")
    assert tabs(html) == {"全部": 3 + tabs(html)["数字"], "文件": 2, "任务": 1, "数字": tabs(html)["数字"]}
    assert "<mark>实训基地</mark>" in html
    assert "/bench/?version=1#m" in html
    place = re.search(rf"/documents/{plan.pk}/\?at=(\d+)-(\d+)#hit", html)
    assert place
    assert plan.text[int(place[1]) : int(place[2])] == "实训基地"
    reader = officer.get(unescape(place[0]).split("#")[0]).content.decode()
    assert re.search(r'<span class="[^"]*is-hit[^"]*" data-piece="[^"]*hit[^"]*">实训基地', reader)
    html = look(officer, "职工 1200")
    assert tabs(html)["数字"] >= 1
    assert "#f" in html


def test_all_words_must_occur_and_phrases_word_for_word(officer: Client) -> None:
    saved(officer)
    saved(officer, REPLY, name="答复.txt")
    assert tabs(look(officer, "实训 补贴"))["文件"] == 1
    assert tabs(look(officer, "实训 首席"))["文件"] == 0
    assert tabs(look(officer, "“公共实训”"))["文件"] == 1
    assert tabs(look(officer, "“实训公共”"))["文件"] == 0
    assert "没有找到" in look(officer, "从来没有的词")
    assert "输入要找的词" in look(officer, "“”")


def test_script_width_and_broken_lines_do_not_matter(officer: Client) -> None:
    saved(officer, OLD, name="旧方案.txt")
    for typed in ("实训基地", "實訓基地", "〔２０１６〕", "匠人培养"):
        assert tabs(look(officer, typed))["文件"] == 1, typed
    assert "實訓 <" not in look(officer, "实训基地")


def test_titles_come_first_then_who_says_it_more_often(officer: Client) -> None:
    first = saved(officer, REPLY, name="答复.txt")
    often = REPLY.replace("第18号", "第19号").replace(
        "发放补贴36.5万元。", "安全，安全，安全，安全，安全生产。"
    )
    second = saved(officer, often.replace("苏望舒", "林望舒"), name="答复二.txt")
    third = saved(officer, PLAN.replace("技能工人培养方案", "安全工作方案"))
    html = look(officer, "安全", kind="documents")
    order = [int(pk) for pk in re.findall(r'class="texts-title" href="/documents/(\d+)/', html)]
    assert order == [third.pk, second.pk]
    assert first.pk not in order


def test_the_top_bar_finds_texts_as_well(officer: Client) -> None:
    saved(officer)
    html = look(officer, "公共实训", "/search/")
    assert "文件全文" in html.split("<main")[1]
    assert "<mark>公共实训</mark>" in html
    assert "/texts/?found=" in html


def test_a_number_of_a_person_is_not_looked_for_in_texts(officer: Client) -> None:
    saved(officer)
    assert "号码" in look(officer, "13800001111")
    assert "不在了" in officer.get("/texts/?found=elsewhere").content.decode()
    assert officer.get("/texts/?kind=odd").status_code == 404
    assert officer.get("/texts/?page=0").status_code == 404


def test_markup_stays_text(officer: Client) -> None:
    saved(officer, PLAN.replace("建设公共实训基地", "建设<i>公共实训基地"))
    html = look(officer, "公共实训")
    assert "<i>" not in html
    assert "&lt;i&gt;<mark>公共实训</mark>" in html


def test_who_finds_what(officer: Client, signed_in: Any, places: Any) -> None:
    own = saved(officer)
    assert tabs(look(signed_in(LEADER), "实训基地"))["文件"] == 1
    elsewhere = signed_in(UNION_OFFICER, region="421281")
    assert "没有找到" in look(elsewhere, "实训基地")
    assert "文件全文" not in look(elsewhere, "实训基地", "/search/").split("<main")[1]
    clerk = signed_in(EMPLOYER_CLERK, organisation=places["mine"].organisation)
    assert clerk.get("/texts/").status_code == 404
    assert "文件全文" not in look(clerk, "实训基地", "/search/").split("<main")[1]
    city = signed_in(UNION_OFFICER, region="421200")
    above = saved(city, PLAN.replace("枫政发〔2018〕9号", "枫政发〔2015〕9号"), region="421200")
    html = look(officer, "实训基地", kind="documents")
    assert f"/documents/{above.pk}/" in html
    assert f"/documents/{own.pk}/" in html
    assert f"/documents/{own.pk}/" in look(city, "实训基地", kind="documents")
