"""A plan's draft: what it starts with, every correction, and taking each of them back."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from changai.domains.reform.plans.actions.tracking import state
from changai.domains.reform.plans.models import Change, DepartmentAlias, Doubt, Duty, Target
from changai.domains.reform.plans.tests.working import do, draft, known, measures, titles
from changai.kernel.access.roles import DEPT_OFFICER, LEADER, UNION_OFFICER
from changai.kernel.audit.models import Entry
from tests.page_checks import check

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def officer(signed_in: Any) -> Client:
    """The district's officer."""
    client: Client = signed_in(UNION_OFFICER)
    return client


def names(measure: Any, role: str) -> list[str]:
    """Printed names of a role."""
    return [one.name for one in Duty._base_manager.filter(measure=measure, role=role).order_by("order")]


def test_a_document_opens_as_measures_with_departments_of_today(officer: Client) -> None:
    version = draft(officer)
    first, second, third = measures(version)
    assert titles(version) == ["办好实训基地", "推行师带徒", "开展安全培训"]
    assert names(first, "lead") == ["市人社局"]
    assert names(first, "responsible") == ["市国税局", "市地税局", "市财政局"]
    called = {one.name: one.present for one in Duty._base_manager.filter(measure__version=version)}
    assert called["市国税局"] == called["市地税局"] == "市税务局"
    assert called["市安监局"] == "市应急管理局"
    assert called["各县（市、区）人民政府"] == "各县（市、区）人民政府"
    assert third.chapter.endswith("抓保障")
    target = Target._base_manager.get(measure=third)
    assert (target.op, int(target.value), target.unit) == (">=", 95, "%")
    text = version.document.text
    for duty in Duty._base_manager.filter(measure__version=version):
        assert duty.start is not None
        assert text[duty.start : duty.end] == duty.name
    assert second.start is not None
    assert Entry.objects.filter(action="plan.open").exists()


def test_both_panes_show_each_piece_with_its_place(officer: Client) -> None:
    version = draft(officer)
    html = officer.get(f"/plans/{version.plan_id}/bench/").content.decode()
    check(html)
    for one in measures(version):
        assert f'data-light="m{one.pk}"' in html
        assert f"m{one.pk}" in html.split('class="reader-side')[0]
    for one in Duty._base_manager.filter(measure__version=version):
        assert f'data-light="u{one.pk}"' in html
        assert f'data-piece="m{one.measure_id} u{one.pk}"' in html


def test_words_are_put_right_and_taken_back(officer: Client) -> None:
    version = draft(officer)
    first = measures(version)[0]
    before = state(version)
    answer = do(officer, "measure.correct", first, **known(first, title="办好公共实训基地", number="一"))
    assert answer.headers["HX-Retarget"] == "#breakdown"
    assert "办好公共实训基地" in answer.content.decode()
    entry = Entry.objects.get(action="measure.correct")
    assert (entry.before["title"], entry.after["title"]) == ("办好实训基地", "办好公共实训基地")
    change = Change._base_manager.get()
    do(officer, "change.revert", change)
    assert state(version) == before
    assert Entry.objects.filter(action="change.revert").exists()
    change.refresh_from_db()
    assert change.reverted_at is not None


@pytest.mark.parametrize(
    ("key", "data"),
    [
        ("measure.remove", {}),
        (
            "measure.split",
            {"title": "甲", "text": "甲文", "new_title": "乙", "new_text": "乙文", "new_number": "1-2"},
        ),
        ("measure.move", {"after": ""}),
        ("duty.add", {"role": "lead", "name": "市科技局"}),
        ("target.add", {"text": "每年10场", "op": ">=", "value": "10", "unit": "场"}),
    ],
)
def test_each_correction_of_a_measure_can_be_taken_back(
    officer: Client, key: str, data: dict[str, str]
) -> None:
    version = draft(officer)
    before = state(version)
    do(officer, key, measures(version)[1], **data)
    assert state(version) != before, f"{key} did nothing"
    assert Entry.objects.filter(action=key).exists()
    do(officer, "change.revert", Change._base_manager.get())
    assert state(version) == before


def test_one_measure_becomes_two(officer: Client) -> None:
    version = draft(officer)
    first = measures(version)[0]
    data = {
        "title": "建基地",
        "text": "建设公共实训基地。",
        "new_title": "管基地",
        "new_text": f"{first.text}管好。",
    }
    do(officer, "measure.split", first, **data)
    assert titles(version) == ["建基地", "管基地", "推行师带徒", "开展安全培训"]
    new = measures(version)[1]
    assert names(new, "responsible") == names(first, "responsible")
    assert Target._base_manager.get(version=version, text__contains="基地6个").measure == new


def test_two_measures_become_one(officer: Client) -> None:
    version = draft(officer)
    first, second, _ = measures(version)
    before = state(version)
    do(officer, "measure.join", second, other=first.pk)
    assert titles(version) == ["办好实训基地", "开展安全培训"]
    first.refresh_from_db()
    assert "推行师带徒" in first.text
    assert "市总工会" in names(first, "lead")
    assert Target._base_manager.filter(measure=first).count() == 2
    do(officer, "change.revert", Change._base_manager.get())
    assert state(version) == before


def test_a_measure_is_added_to_its_chapter_and_moved(officer: Client) -> None:
    version = draft(officer)
    first, _, third = measures(version)
    data = {"title": "补上的任务", "chapter": first.chapter}
    do(officer, "measure.add", version, **data)
    assert titles(version) == ["办好实训基地", "推行师带徒", "补上的任务", "开展安全培训"]
    do(officer, "measure.move", measures(version)[2], after=third.pk)
    assert titles(version)[-1] == "补上的任务"
    assert measures(version)[-1].chapter == third.chapter


def test_units_and_targets_are_corrected(officer: Client) -> None:
    version = draft(officer)
    third = measures(version)[2]
    do(officer, "duty.remove", Duty._base_manager.get(measure=third, role="lead"))
    assert names(third, "lead") == []
    target = Target._base_manager.get(measure=third)
    data = {"text": target.text, "op": "range", "value": "95", "value_to": "90", "unit": "%"}
    wrong = do(officer, "target.correct", target, **data)
    assert "区间上限小于目标值" in wrong.content.decode()
    do(officer, "target.correct", target, **{**data, "value_to": "99"})
    target.refresh_from_db()
    assert target.shown == "95～99%"
    do(officer, "target.remove", target)
    assert not Target._base_manager.filter(measure=third).exists()
    assert officer.get(f"/plans/{version.plan_id}/bench/").status_code == 200


def test_a_unit_that_leads_shares_in_instead(officer: Client) -> None:
    version = draft(officer)
    first = measures(version)[0]
    before = state(version)
    do(officer, "duty.switch", Duty._base_manager.get(measure=first, role="lead"))
    assert names(first, "lead") == []
    do(officer, "change.revert", Change._base_manager.get())
    assert state(version) == before


def test_a_target_of_the_whole_plan_is_added(officer: Client) -> None:
    version = draft(officer)
    data = {"text": "到2020年培养技师800人", "op": ">=", "value": "800", "unit": "人", "due": "2020"}
    answer = do(officer, "target.add_whole", version, **data)
    assert "总目标" in answer.content.decode()
    assert Target._base_manager.get(version=version, measure=None).shown == "≥ 800 人"


def test_the_same_unit_twice_is_refused(officer: Client) -> None:
    version = draft(officer)
    first = measures(version)[0]
    for role in ("lead", "responsible"):
        answer = do(officer, "duty.add", first, role=role, name="市人社局")
        assert "已经有“市人社局”，是牵头单位" in answer.content.decode()
    asked = officer.get(f"/plans/{version.plan_id}/change/duty.add/{first.pk}/").content.decode()
    assert '<option value="responsible" selected>' in asked, "most units of a list are"


def test_a_printed_name_is_given_a_department_for_all_plans(officer: Client) -> None:
    version = draft(officer)
    duty = Duty._base_manager.get(measure__version=version, name="市经信委")
    assert duty.present == "市经济和信息化局"
    do(officer, "duty.department", duty, present="枫林市工业和信息化局", since="2019-01-15")
    duty.refresh_from_db()
    assert duty.department is not None
    assert (duty.present, duty.department.kind, duty.name) == (
        "枫林市工业和信息化局",
        "department",
        "市经信委",
    )
    alias = DepartmentAlias._base_manager.get()
    assert (alias.printed, str(alias.since)) == ("市经信委", "2019-01-15")
    do(officer, "duty.add", measures(version)[0], role="responsible", name="市经信委")
    added = Duty._base_manager.get(measure=measures(version)[0], name="市经信委")
    assert added.department == duty.department
    late = do(officer, "duty.department", duty, present="枫林市数据局", since="2999-01-01")
    assert "还没有到" in late.content.decode()


def test_a_correction_under_a_later_one_is_not_taken_back(officer: Client) -> None:
    version = draft(officer)
    first = measures(version)[0]
    do(officer, "measure.correct", first, **known(first, title="第一次"))
    do(officer, "measure.correct", first, **known(first, title="第二次"))
    answer = do(officer, "change.revert", Change._base_manager.order_by("pk")[0])
    assert "先收回后面的更正" in answer.content.decode()
    assert titles(version)[0] == "第二次"


def test_doubts_stand_at_their_piece_until_cleared(officer: Client) -> None:
    version = draft(officer)
    second = measures(version)[1]
    doubt = Doubt._base_manager.create(
        version=version, measure=second, where="单位", what="看不清", start=second.start, end=second.end
    )
    html = officer.get(f"/plans/{version.plan_id}/bench/").content.decode()
    assert f'data-light="d{doubt.pk}"' in html
    refused = do(officer, "plan.confirm", version)
    assert "处疑点没有核对" in refused.content.decode()
    do(officer, "doubt.clear", doubt)
    html = officer.get(f"/plans/{version.plan_id}/bench/").content.decode()
    assert f'data-light="d{doubt.pk}"' not in html


def test_without_a_script_each_correction_is_a_page(officer: Client) -> None:
    version = draft(officer)
    first = measures(version)[0]
    address = f"/plans/{version.plan_id}/change/measure.correct/{first.pk}/"
    check(officer.get(address).content.decode())
    assert officer.post(address, known(first, title="")).status_code == 422
    done = officer.post(address, known(first, title="改好"))
    assert done["Location"] == f"/plans/{version.plan_id}/bench/"
    remove = f"/plans/{version.plan_id}/change/measure.remove/{first.pk}/"
    check(officer.get(remove).content.decode())
    assert titles(version)[0] == "改好", "asking does nothing"


def test_who_comes_second_learns_of_the_first_and_decides(officer: Client) -> None:
    version = draft(officer)
    first = measures(version)[0]
    address = f"/plans/{version.plan_id}/change/measure.correct/{first.pk}/"
    html = officer.get(address).content.decode()
    seen = html.split('name="seen" value="')[1].split('"')[0]
    do(officer, "measure.correct", first, **known(first, title="先改的"), seen=seen)
    answer = do(officer, "measure.correct", first, **known(first, title="后改的"), seen=seen).content.decode()
    assert "别人改过这一处，现在是“1. 先改的”" in answer
    assert "后改的" in answer
    assert titles(version)[0] == "先改的"
    again = answer.split('name="seen" value="')[1].split('"')[0]
    do(officer, "measure.correct", first, **known(first, title="后改的"), seen=again)
    assert titles(version)[0] == "后改的"


def test_back_to_a_step_that_is_done_leads_to_the_plan(officer: Client) -> None:
    version = draft(officer)
    do(officer, "doubt.clear_all", version)
    do(officer, "plan.confirm", version)
    back = officer.get(f"/plans/{version.plan_id}/change/plan.confirm/{version.pk}/", follow=True)
    assert back.redirect_chain == [(f"/plans/{version.plan_id}/", 302)]
    assert "“确认方案”现在不能办理" in back.content.decode()


def test_others_look_and_do_not_touch(officer: Client, signed_in: Any) -> None:
    version = draft(officer)
    first = measures(version)[0]
    for role in (LEADER, DEPT_OFFICER):
        client = signed_in(role)
        html = client.get(f"/plans/{version.plan_id}/bench/").content.decode()
        assert "measure.correct" not in html
        assert do(client, "measure.correct", first, **known(first, title="不行")).status_code == 404
    far = signed_in(UNION_OFFICER, region="420500")
    assert far.get(f"/plans/{version.plan_id}/bench/").status_code == 404
    assert do(far, "measure.correct", first, **known(first, title="不行")).status_code == 404
    assert titles(version)[0] == "办好实训基地"


def test_a_piece_of_another_plan_is_not_found(officer: Client) -> None:
    one, other = draft(officer), draft(officer, text=OTHER)
    address = f"/plans/{one.plan_id}/change/measure.remove/{measures(other)[0].pk}/"
    assert officer.post(address).status_code == 404


OTHER = "关于另一件事的方案\n\n一、任务\n1.做一件事。办好一件事。（牵头单位：市总工会）\n2.做两件事。办好两件事。（牵头单位：市总工会）\n"
