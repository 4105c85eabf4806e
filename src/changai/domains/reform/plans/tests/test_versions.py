"""Confirmed plans, amendments, who reads them, and what leaves as a file."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from docx import Document as Paper
from openpyxl import load_workbook

from changai.domains.reform.documents.models import Document
from changai.domains.reform.documents.tests.papers import AMENDED, NOTICE, PLAN, REPLY, header, offered
from changai.domains.reform.plans.models import Doubt, Duty, Measure, Plan, PlanVersion, Target
from changai.domains.reform.plans.tests.working import confirmed, do, draft, known, measures, titles
from changai.kernel.access.roles import DEPT_OFFICER, EMPLOYER_CLERK, LEADER, UNION_OFFICER
from changai.kernel.actions import ActionRefused, registry
from changai.kernel.audit.models import Entry
from changai.kernel.parties.models import Organisation
from tests.making import Place
from tests.page_checks import check

pytestmark = pytest.mark.django_db
CITY = "421200"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def officer(signed_in: Any) -> Client:
    """The district's officer."""
    client: Client = signed_in(UNION_OFFICER)
    return client


def test_confirming_puts_departments_on_record_and_closes_the_draft(officer: Client) -> None:
    version = confirmed(officer)
    assert str(version.since) == "2018-04-12"
    assert version.plan.published
    units = set(Organisation._base_manager.filter(kind="department").values_list("name", flat=True))
    assert any(name.endswith("市税务局") for name in units)
    assert not any("各县" in name for name in units)
    both = Duty._base_manager.filter(measure__version=version, name__in=["市国税局", "市地税局"])
    assert len({one.department_id for one in both}) == 1
    first = measures(version)[0]
    for key in ("measure.correct", "measure.remove", "duty.add", "target.add"):
        assert do(officer, key, first, **known(first)).status_code == 404
        with pytest.raises(ActionRefused):
            registry[key](first, by=officer.post_held, **known(first))  # type: ignore[attr-defined]
    assert Entry.objects.filter(action="plan.confirm").exists()
    assert Entry.objects.filter(action="doubt.clear_all").exists()


def test_the_map_shows_measures_by_chapter_and_by_department(officer: Client) -> None:
    version = confirmed(officer)
    html = officer.get(f"/plans/{version.plan_id}/").content.decode()
    check(html)
    assert all(title in html for title in titles(version))
    html = officer.get(f"/plans/{version.plan_id}/?by=department").content.decode()
    check(html)
    assert "市税务局" in html
    assert officer.get(f"/plans/{version.plan_id}/?by=nothing").status_code == 404
    framed = officer.get(f"/plans/{version.plan_id}/?as_of=2026-03-01").content.decode()
    first = measures(version)[0]
    assert f'href="/plans/{version.plan_id}/bench/?as_of=2026-03-01&amp;version=1#m{first.pk}"' in framed
    assert officer.get(f"/plans/{version.plan_id}/bench/?version=9").status_code == 404


def test_a_dropped_draft_frees_its_document(officer: Client) -> None:
    version = draft(officer)
    do(officer, "version.drop", version)
    version.refresh_from_db()
    assert version.state == "dropped"
    assert version.plan.title not in officer.get("/plans/").content.decode()
    document = version.document
    assert "拆解为任务" in officer.get(f"/documents/{document.pk}/").content.decode()
    officer.post(f"/plans/from/{document.pk}/")
    assert PlanVersion._base_manager.filter(document=document, state="draft").count() == 1


def test_a_document_is_taken_apart_once(officer: Client) -> None:
    version = draft(officer)
    assert officer.post(f"/plans/from/{version.document_id}/").status_code == 302
    assert PlanVersion._base_manager.count() == 1


def test_an_amendment_maps_old_measures_to_new(officer: Client) -> None:
    old = confirmed(officer)
    new = draft(officer, AMENDED)
    spare = new.plan_id
    assert "作为它的修订" in officer.get(f"/plans/{spare}/bench/").content.decode()
    do(officer, "version.attach", new, plan=old.plan_id)
    new.refresh_from_db()
    assert (new.plan_id, new.number) == (old.plan_id, 2)
    assert not Plan._base_manager.filter(pk=spare).exists()
    first, second, third = measures(new)
    old_first, old_second, old_third = measures(old)
    assert (first.previous, first.change) == (old_first, "changed")
    assert (third.previous, third.change) == (old_third, "kept")
    assert (second.previous, second.change) == (None, "added")
    html = officer.get(f"/plans/{new.plan_id}/bench/").content.decode()
    check(html)
    assert "不再列入的任务" in html
    assert str(old_second) in html
    do(officer, "measure.map", second, previous=old_second.pk)
    second.refresh_from_db()
    assert (second.previous, second.change) == (old_second, "changed")
    do(officer, "doubt.clear_all", new)
    do(officer, "plan.confirm", new)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, new.state) == ("superseded", "confirmed")
    assert officer.get(f"/plans/{new.plan_id}/bench/?version=1").status_code == 200
    listed = officer.get("/measures/").content.decode()
    assert second.title in listed
    assert f"/measures/{old_second.pk}/" not in listed


def test_the_plan_to_amend_is_the_one_of_that_name_or_has_to_be_chosen(officer: Client) -> None:
    old = confirmed(officer)
    another = PLAN.replace("技能工人培养方案", "养老服务发展规划").replace("〔2018〕9号", "〔2019〕1号")
    other = confirmed(officer, another)
    new = draft(officer, AMENDED)
    address = f"/plans/{new.plan_id}/change/version.attach/{new.pk}/"
    html = officer.get(address).content.decode()
    assert f'<option value="{old.plan_id}" selected>' in html, (
        "not the newest, but the one of nearly the same name"
    )
    stranger = draft(officer, another.replace("养老服务发展规划", "水库除险办法").replace("1号", "2号"))
    address = f"/plans/{stranger.plan_id}/change/version.attach/{stranger.pk}/"
    html = officer.get(address).content.decode()
    assert f'<option value="{other.plan_id}"' in html
    assert f'<option value="{other.plan_id}" selected>' not in html
    assert "请选择一个方案" in officer.post(address, {"plan": ""}).content.decode()


def test_a_city_plan_is_read_in_its_counties_once_confirmed(signed_in: Any, places: dict[str, Place]) -> None:
    city = signed_in(UNION_OFFICER, region=CITY)
    version = draft(city, region=CITY)
    county = signed_in(DEPT_OFFICER)
    assert county.get(f"/plans/{version.plan_id}/").status_code == 404
    assert f"/plans/{version.plan_id}/" not in county.get("/plans/").content.decode()
    do(city, "doubt.clear_all", version)
    do(city, "plan.confirm", version)
    for role in (DEPT_OFFICER, LEADER, UNION_OFFICER):
        client = signed_in(role)
        assert client.get(f"/plans/{version.plan_id}/").status_code == 200
        assert client.get(f"/plans/{version.plan_id}/ledger/").status_code == 200
        assert titles(version)[0] in client.get("/measures/").content.decode()
    assert signed_in(LEADER, region="420500").get(f"/plans/{version.plan_id}/").status_code == 404
    clerk = signed_in(EMPLOYER_CLERK, organisation=places["mine"].organisation)
    assert clerk.get(f"/plans/{version.plan_id}/").status_code == 404


def test_the_ledger_is_drawn_as_offices_draw_it(officer: Client) -> None:
    version = confirmed(officer)
    answer = officer.get(f"/plans/{version.plan_id}/ledger/")
    assert answer["Content-Disposition"].startswith("attachment")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    head = ("序号", "章节", "任务", "具体内容", "牵头单位", "责任单位", "目标", "完成时限", "备注")
    assert rows[0] == head
    assert [row[2] for row in rows[1:]] == titles(version)
    first = rows[1]
    assert (first[4], first[5]) == ("市人社局", "市税务局、市财政局")
    assert first[7] == "2020"
    assert "原文为市国税局、市地税局" in str(first[8])
    assert "B4:B5" in {str(one) for one in sheet.merged_cells.ranges}
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet["A1"].font.name == "方正小标宋简体"
    assert sheet["D4"].font.name == "仿宋_GB2312"
    assert sheet["D4"].border.left.style == "thin"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_text_like_a_formula_stays_text(officer: Client) -> None:
    version = draft(officer)
    first = measures(version)[0]
    do(officer, "measure.correct", first, **known(first, title="=1+1"))
    sheet = load_workbook(io.BytesIO(officer.get(f"/plans/{version.plan_id}/ledger/").content)).active
    assert sheet is not None
    assert (sheet["C4"].value, sheet["C4"].data_type) == ("=1+1", "s")


def test_the_paper_has_the_official_layout(officer: Client) -> None:
    version = confirmed(officer)
    paper = Paper(io.BytesIO(officer.get(f"/plans/{version.plan_id}/paper/").content))
    shown = {one.text: one for one in paper.paragraphs}
    title = shown["枫林市技能工人培养方案"]
    assert (title.runs[0].font.name, title.runs[0].font.size.pt) == ("方正小标宋简体", 22)
    assert shown["一、抓培训"].runs[0].font.name == "黑体"
    body = next(one for text, one in shown.items() if text.startswith("1.办好实训基地"))
    assert (body.runs[0].font.name, body.runs[0].font.size.pt) == ("仿宋_GB2312", 16)
    assert body.paragraph_format.line_spacing.pt == 28
    section = paper.sections[0]
    assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (37, 28)


def test_the_data_has_the_stable_shape_with_corrections(officer: Client) -> None:
    version = draft(officer)
    first = measures(version)[0]
    do(officer, "measure.correct", first, **known(first, title="改过的任务"))
    found = json.loads(officer.get(f"/plans/{version.plan_id}/json/").content)
    assert (found["kind"], found["document_number"], found["date"]) == (
        "plan",
        "枫政发〔2018〕9号",
        "2018-04-12",
    )
    one = found["measures"][0]
    assert (one["title"], one["lead"]) == ("改过的任务", ["市人社局"])
    assert one["departments"]["市国税局"] == "市税务局"
    assert one["targets"][0]["value"] == 6


def test_a_plan_in_which_nothing_is_found_is_told(officer: Client) -> None:
    version = draft(officer)
    document = Document._base_manager.get(pk=version.document_id)
    do(officer, "version.drop", version)
    document.reading = {**document.reading, "measures": []}
    document.save()
    answer = officer.post(f"/plans/from/{document.pk}/", follow=True)
    assert "没有读出任务" in answer.content.decode()


def test_an_empty_plan_is_not_confirmed(officer: Client) -> None:
    version = draft(officer)
    do(officer, "doubt.clear_all", version)
    for one in measures(version):
        do(officer, "measure.remove", one)
    assert not Measure._base_manager.filter(version=version).exists()
    assert "没有任务" in do(officer, "plan.confirm", version).content.decode()


def test_home_tells_of_what_waits(officer: Client) -> None:
    version = draft(officer)
    offered(officer, REPLY)
    home = officer.get("/").content.decode()
    assert f"/plans/{version.plan_id}/bench/" in home
    assert "上传的文件待保存" in home
    listed = officer.get("/documents/new/").content.decode()
    check(listed.replace("方案.txt", ""))
    assert "还没有保存的上传" in listed


def test_a_notice_of_changes_is_applied_to_the_plan_it_names(officer: Client) -> None:
    old = confirmed(officer)
    other = confirmed(officer, PLAN.replace("枫林市", "梧桐市").replace("办好", "建好"))
    notice = offered(officer, NOTICE, name="通知.txt")
    answer = officer.post(f"/plans/save/{notice.pk}/", header(notice))
    assert answer["Location"] == f"/plans/amend/{notice.pk}/"
    html = officer.get(answer["Location"]).content.decode()
    check(html)
    assert f'<option value="{old.plan_id}" selected>' in html
    assert f'<option value="{other.plan_id}">' in html
    done = officer.post(f"/plans/amend/{notice.pk}/", {"plan": old.plan_id})
    assert done["Location"] == f"/plans/{old.plan_id}/bench/"
    new = PlanVersion._base_manager.get(document=notice)
    assert (new.plan_id, new.number, new.state) == (old.plan_id, 2, "draft")
    rows = measures(new)
    assert [(one.number, one.change) for one in rows] == [("1", "changed"), ("3", "changed"), ("4", "added")]
    target = Target._base_manager.get(measure=rows[0])
    assert (int(target.value), target.due) == (12, "2023")
    assert Duty._base_manager.filter(measure=rows[1], name="市应急管理局", role="lead").exists()
    assert rows[2].title == "评选首席工人"
    assert Duty._base_manager.get(measure=rows[2]).name == "市总工会"
    assert int(Target._base_manager.get(measure=rows[2]).value) == 30
    doubts = list(Doubt._base_manager.filter(version=new).values_list("what", flat=True))
    assert len(doubts) == 1
    assert "没有找到要改的是哪一项" in doubts[0]
    html = officer.get(f"/plans/{new.plan_id}/bench/").content.decode()
    check(html)
    assert "推行师带徒" in html, "what is dropped is told"
    assert titles(old) == ["办好实训基地", "推行师带徒", "开展安全培训"], "the version in force stays"
    page = officer.get(f"/plans/{old.plan_id}/").content.decode()
    assert "核对修订草稿" in page
    assert "推行师带徒" in page, "the page shows what is in force"
    do(officer, "doubt.clear_all", new)
    do(officer, "plan.confirm", new)
    new.refresh_from_db()
    assert (new.state, new.plan.title) == ("confirmed", "枫林市技能工人培养方案")
    assert Entry.objects.filter(action="plan.amend").exists()
    assert officer.get(f"/plans/amend/{notice.pk}/").status_code == 404, "applied once"


def test_an_added_measure_stands_where_its_number_belongs(officer: Client) -> None:
    old = confirmed(officer)
    notice = offered(officer, NOTICE.replace("作为第4项", "作为第2项"))
    officer.post(f"/plans/save/{notice.pk}/", header(notice))
    officer.post(f"/plans/amend/{notice.pk}/", {"plan": old.plan_id})
    rows = measures(PlanVersion._base_manager.get(document=notice))
    assert [(one.number, one.title) for one in rows] == [
        ("1", "办好实训基地"),
        ("2", "评选首席工人"),
        ("3", "开展安全培训"),
    ]
    assert [one.chapter for one in rows] == ["一、抓培训", "一、抓培训", "二、抓保障"]
    assert [one.order for one in rows] == [1, 2, 3]
