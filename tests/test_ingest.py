"""`changai ingest`: several documents in one go, in Chinese and as JSON, kept on record when asked."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from changai.domains.reform.documents.models import Document
from changai.domains.reform.plans.models import Measure, PlanVersion
from changai.kernel.access.models import Post
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.audit.models import Entry
from changai.site.commands.cli import main
from tools.measure_reading import SHARED

GOLD = Path(__file__).parent / "gold"
PLAN, REPLY, REPORT = (
    GOLD / "plan-articles.txt",
    GOLD / "letter_2006_committee.txt",
    GOLD / "report-arithmetic.txt",
)
KEYS = {
    "file", "kind", "title", "notice_title", "issuer", "document_number", "date", "addressees", "basis", "chapters",
    "measures", "document_targets", "figures", "checks", "recipient", "recipient_role", "proposal", "handling_mark",
    "contacts", "postcode", "disclosure", "cc", "doubts",
}  # fmt: skip
MEASURE = {
    "number",
    "label",
    "title",
    "chapter",
    "group",
    "text",
    "lead",
    "responsible",
    "open_ended",
    "targets",
}
TARGET = {"text", "value", "unit", "op", "baseline", "due"}
FIGURE = {"subject", "value", "unit", "period", "approx", "quote"}


def told(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = main(["ingest", *map(str, arguments)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_json_has_one_object_for_each_file_in_the_order_given(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, REPLY, PLAN, REPORT, "--json")
    results = json.loads(out)
    assert (code, err) == (0, "")
    assert [(one["file"], one["kind"]) for one in results] == [
        (str(REPLY), "reply"),
        (str(PLAN), "plan"),
        (str(REPORT), "report"),
    ]
    for one in results:
        assert set(one) >= KEYS
    reply, plan, report = results
    assert set(reply["proposal"]) >= {"title", "number", "type", "body", "session"}
    assert set(reply["contacts"][0]) >= {"role", "name", "phone"}
    assert reply["date"] == "2006-05-09"
    assert plan["date"] is None
    for measure in plan["measures"]:
        assert set(measure) >= MEASURE
        for target in measure["targets"]:
            assert set(target) >= TARGET
    for figure in report["figures"]:
        assert set(figure) >= FIGURE
    assert plan["document_number"] is None
    assert {type(one["doubts"]) for one in results} == {list}


def test_a_file_that_cannot_be_read_keeps_none_of_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty, missing = tmp_path / "empty.txt", tmp_path / "missing.pdf"
    empty.write_bytes(b"")
    code, out, err = told(capsys, empty, PLAN, missing, tmp_path, "--json")
    results = json.loads(out)
    assert code == 1
    assert [set(one) == {"file", "error"} for one in results] == [True, False, True, True]
    assert results[1]["kind"] == "plan"
    for one in (empty, missing, tmp_path):
        assert f"{one}：" in err
    assert "找不到" in results[2]["error"]
    assert "Traceback" not in err


def test_people_are_told_what_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, PLAN, REPLY)
    assert (code, err) == (0, "")
    assert "plan-articles.txt：方案" in out
    assert "标题：东屏区关于支持企业培育高技能人才的若干措施" in out
    assert "任务 6 项" in out
    assert "答复对象：何秉文委员" in out
    assert "第62号提案" in out
    assert "文号：云劳社函〔2006〕31号" in out
    assert "None" not in out


def test_doubts_are_told_with_their_field_in_chinese(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(REPLY.read_text(encoding="utf-8").replace("二〇〇六年五月九日", ""), encoding="utf-8")
    _, out, _ = told(capsys, letter)
    assert "存疑" in out
    assert "日期：没有找到落款日期" in out


def test_changes_of_an_earlier_plan_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text(
        "关于调整《江州市产业工人队伍建设改革实施方案》有关任务分工的通知\n\n各有关单位：\n\n因机构改革，现作如下调整：\n\n"
        "一、第3项“改革创新工会工作”的责任单位由“市经信委”调整为“市经济和信息化局”。\n\n"
        "二、第7项“深化职业教育改革”的责任单位由“市国税局、市地税局”调整为“市税务局”。\n\n江州市总工会\n2019年6月3日\n",
        encoding="utf-8",
    )
    _, out, _ = told(capsys, notice)
    assert "修改以前的文件 2 处" in out
    assert "市经济和信息化局" in out


@pytest.mark.django_db
def test_saved_documents_are_on_record_and_plans_open_as_drafts(
    make_post: Callable[..., Post], capsys: pytest.CaptureFixture[str]
) -> None:
    make_post(UNION_OFFICER)
    before = Entry.objects.count()
    code, out, err = told(capsys, PLAN, REPLY, "--save", "--json")
    assert (code, err) == (0, "")
    plan, reply = (one["saved"] for one in json.loads(out))
    assert (plan["created"], reply["created"]) == (True, True)
    assert Document._base_manager.get(pk=plan["document"]).region_id == "421202"
    version = PlanVersion._base_manager.get(plan=plan["plan"])
    assert Measure._base_manager.filter(version=version).count() == 6
    assert reply["plan"] is None
    assert Entry.objects.count() > before
    again: list[dict[str, Any]] = json.loads(told(capsys, PLAN, "--save", "--json")[1])
    assert again[0]["saved"]["created"] is False
    assert again[0]["saved"]["document"] == plan["document"]
    assert Document._base_manager.count() == 2


@pytest.mark.django_db
def test_where_documents_belong_is_asked_when_it_cannot_be_told(
    region_tree: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = told(capsys, PLAN, "--save")
    assert code == 1
    assert "--region" in err
    assert told(capsys, PLAN, "--save", "--region", "000001")[0] == 1
    assert Document._base_manager.count() == 0
    assert told(capsys, PLAN, "--save", "--region", "421202")[0] == 0
    assert Document._base_manager.count() == 1


@pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="the folder with the seeds is not beside this one"
)
def test_the_seeds_come_out_whole(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, *sorted((SHARED / "seeds").glob("*.txt")), "--json")
    read = json.loads(out)
    assert (code, err) == (0, "")
    assert [one["kind"] for one in read] == ["reply", "reply", "plan", "report", "plan"]
    assert [len(one["measures"]) for one in read] == [0, 0, 30, 0, 25]
    assert read[1]["proposal"] == {
        "title": "关于化解企业招工难的建议",
        "number": "12",
        "type": "建议",
        "body": "随州市人民代表大会",
        "session": "五届一次会议",
    }
    assert read[1]["handling_mark"] == "A"
    assert (read[1]["recipient"], read[1]["recipient_role"]) == (["沈宝栋", "李芸"], "代表")
    assert (read[1]["postcode"], read[1]["date"], len(read[1]["contacts"])) == ("441300", None, 2)
    assert (read[4]["document_number"], read[4]["date"]) == ("攀委发〔2018〕21号", "2018-12-13")
    assert [one["number"] for one in read[4]["measures"]] == [str(number) for number in range(1, 26)]
