"""Pages of imports as officers and clerks use them."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from changai.domains.workforce.employment.models import Employment
from changai.domains.workforce.roster.tests.making import OTHER_UNIT, UNIT, bring, number, row, xlsx
from changai.kernel.access.roles import EMPLOYER_CLERK, LEADER, SYSTEM_ADMIN, UNION_OFFICER
from changai.kernel.access.scope import Scope, within
from changai.kernel.audit.models import Entry
from changai.kernel.imports import folders
from changai.kernel.imports.models import Batch
from changai.kernel.jobs.models import Job
from changai.kernel.parties.models import Organisation, Person

pytestmark = pytest.mark.django_db


def upload(client: Any, path: Path, **fields: Any) -> Any:
    """Upload a file by the form and follow to where it leads."""
    data = {"kind": "roster", "region": "421202", "month": "2026-10", **fields}
    data["file"] = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post("/imports/new/", data, follow=True)


def people() -> int:
    return Person._base_manager.count()


def test_upload_preview_confirm_result_undo(tmp_path: Path, signed_in: Any) -> None:
    client = signed_in(UNION_OFFICER)
    with within(Scope(everything=True)):
        bring(xlsx(tmp_path / "before.xlsx", [row(2), row(3)]))
    rows = [
        row(1),
        row(2, 岗位="焊接", **{"月工资(元)": "6000"}),
        row(3),
        row(3),
        row(5, 文化程度="家传手艺"),
    ]
    page = upload(client, xlsx(tmp_path / "花名册.xlsx", rows))
    assert page.status_code == 200
    batch = Batch._base_manager.order_by("-pk")[0]
    where = f"/imports/{batch.pk}/"
    assert page.redirect_chain[-1][0] == where
    assert batch.state == "checked"
    assert {key: batch.counts[key] for key in ("created", "updated", "unchanged", "rejected", "duplicates")} == {
        "created": 1, "updated": 1, "unchanged": 1, "rejected": 1, "duplicates": 1,
    }  # fmt: skip
    assert people() == 2
    changed = client.get(where, {"tab": "updated"}).content.decode()
    assert "装配" in changed
    assert "焊接" in changed
    assert "6,000.00 元" in changed
    rejected = client.get(where, {"tab": "rejected"}).content.decode()
    assert "文化程度：“家传手艺”不是可以识别的文化程度" in rejected
    for tab in ("created", "updated", "unchanged", "rejected", "duplicates"):
        body = client.get(where, {"tab": tab}).content.decode()
        assert not any(number(order) in body for order in (1, 2, 3, 5))
    client.post(f"{where}confirm/")
    batch.refresh_from_db()
    assert (batch.state, people()) == ("done", 3)
    kept = folders.folder_of(batch.folder)
    assert kept is not None
    assert [one.suffix for one in kept.iterdir()] == [".xlsx"]
    report = client.get(f"{where}report/")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(report.streaming_content))).active
    assert [cell.value for cell in sheet[2]][:2] == [row(5)["姓名"], number(5)]
    assert Entry.objects.get(action="import.report").after == {"条数": 1}
    looked = Entry.objects.filter(action="personal.read", object_id=str(batch.pk))
    assert [one.after["条数"] for one in looked] == [1] * looked.count()
    assert looked.count() == 8, "each tab that was looked at, with how many people it showed"
    assert not any(number(order) in str(one.after) for one in looked for order in (1, 2, 3, 5))
    assert "删除本批新增的人员 1 条" in client.get(where).content.decode()
    client.post(f"{where}undo/")
    batch.refresh_from_db()
    assert (batch.state, people()) == ("undone", 2)
    assert Employment._base_manager.filter(post="焊接").count() == 0


def test_confirming_twice_imports_once(tmp_path: Path, signed_in: Any) -> None:
    client = signed_in(UNION_OFFICER)
    upload(client, xlsx(tmp_path / "a.xlsx", [row(1)]))
    batch = Batch._base_manager.get()
    client.post(f"/imports/{batch.pk}/confirm/")
    page = client.post(f"/imports/{batch.pk}/confirm/", follow=True)
    assert "导入职工花名册" in client.get("/").content.decode(), (
        "what is new since yesterday, on the home page"
    )
    assert "没有导入" in page.content.decode()
    assert (people(), Entry.objects.filter(action="import.run").count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_refused_file_says_why_and_leaves_nothing(tmp_path: Path, signed_in: Any) -> None:
    client = signed_in(UNION_OFFICER)
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"%PDF-1.7")
    page = upload(client, path).content.decode()
    assert "这个文件不是表格" in page
    assert "重新上传" in page
    batch = Batch._base_manager.get()
    assert (batch.state, folders.folder_of(batch.folder)) == ("failed", None)
    client.post(f"/imports/{batch.pk}/drop/")
    assert not Batch._base_manager.exists()


def test_an_offer_can_be_dropped_with_its_file(tmp_path: Path, signed_in: Any) -> None:
    client = signed_in(UNION_OFFICER)
    upload(client, xlsx(tmp_path / "a.xlsx", [row(1)]))
    batch = Batch._base_manager.get()
    assert folders.folder_of(batch.folder) is not None
    client.post(f"/imports/{batch.pk}/drop/")
    assert folders.folder_of(batch.folder) is None
    assert people() == 0


def test_a_clerk_imports_the_own_unit_s_workers(tmp_path: Path, signed_in: Any) -> None:
    unit = Organisation._base_manager.create(
        name=UNIT[0], kind="employer", credit_code=UNIT[1], region_id="421202"
    )
    client = signed_in(EMPLOYER_CLERK, organisation=unit)
    rows = [row(1), row(2, 单位名称=OTHER_UNIT[0], 统一社会信用代码=OTHER_UNIT[1])]
    upload(client, xlsx(tmp_path / "a.xlsx", rows))
    batch = Batch._base_manager.get()
    assert (batch.counts["created"], batch.counts["rejected"], batch.organisation) == (1, 1, unit)
    assert "不是本单位" in client.get(f"/imports/{batch.pk}/?tab=rejected").content.decode()
    assert 'value="groups"' not in client.get("/imports/new/").content.decode()
    assert upload(client, xlsx(tmp_path / "b.xlsx", [row(3)]), region="421281").status_code == 422


def test_a_wider_post_s_offer_is_not_there_for_those_below(tmp_path: Path, signed_in: Any) -> None:
    city = signed_in(UNION_OFFICER, region="421200")
    upload(city, xlsx(tmp_path / "全市花名册.xlsx", [row(1), row(2, 姓名=None)]))
    batch = Batch._base_manager.get()
    assert batch.region_id == "421202"
    district = signed_in(UNION_OFFICER)
    for path in ("", "report/"):
        assert district.get(f"/imports/{batch.pk}/{path}").status_code == 404
    for verb in ("confirm", "drop", "undo"):
        assert district.post(f"/imports/{batch.pk}/{verb}/").status_code == 404
    assert "全市花名册" not in district.get("/imports/").content.decode()
    assert "导入待确认" not in district.get("/").content.decode()
    assert city.get(f"/imports/{batch.pk}/").status_code == 200


def test_what_the_installation_imported_is_not_there_for_posts_with_bounds(
    tmp_path: Path, signed_in: Any
) -> None:
    """Its file knew no bounds, so it may be about people whom no post of the district may see."""
    with within(Scope(everything=True)):
        bring(xlsx(tmp_path / "服务器导入.xlsx", [row(1), row(2, 姓名=None)]))
    batch = Batch._base_manager.get()
    unit = Organisation._base_manager.get(name=UNIT[0])
    for client in (signed_in(UNION_OFFICER), signed_in(EMPLOYER_CLERK, organisation=unit)):
        assert "服务器导入" not in client.get("/imports/").content.decode()
        assert client.get(f"/imports/{batch.pk}/report/").status_code == 404
        assert client.post(f"/imports/{batch.pk}/undo/").status_code == 404
    nation = signed_in(UNION_OFFICER, region="000000")
    assert "服务器导入" in nation.get("/imports/").content.decode()


def test_a_unit_s_batch_is_there_for_the_officer_and_the_unit_alone(tmp_path: Path, signed_in: Any) -> None:
    unit = Organisation._base_manager.create(
        name=UNIT[0], kind="employer", credit_code=UNIT[1], region_id="421202"
    )
    upload(signed_in(EMPLOYER_CLERK, organisation=unit), xlsx(tmp_path / "本单位.xlsx", [row(1)]))
    batch = Batch._base_manager.get()
    colleague, officer = signed_in(EMPLOYER_CLERK, organisation=unit), signed_in(UNION_OFFICER)
    assert colleague.get(f"/imports/{batch.pk}/").status_code == 200
    assert officer.get(f"/imports/{batch.pk}/").status_code == 200
    officer.post(f"/imports/{batch.pk}/confirm/")
    assert colleague.get(f"/imports/{batch.pk}/").status_code == 200


def test_an_offer_under_way_is_not_dropped(tmp_path: Path, signed_in: Any) -> None:
    client = signed_in(UNION_OFFICER)
    upload(client, xlsx(tmp_path / "a.xlsx", [row(1)]))
    batch = Batch._base_manager.get()
    Job.objects.filter(pk=batch.job_id).update(state="running")
    page = client.post(f"/imports/{batch.pk}/drop/", follow=True).content.decode()
    assert "请等它结束" in page
    assert Batch._base_manager.exists()
    assert folders.folder_of(batch.folder) is not None


def test_a_preview_tells_nothing_of_people_out_of_reach(tmp_path: Path, signed_in: Any) -> None:
    with within(Scope(everything=True)):
        bring(
            xlsx(
                tmp_path / "before.xlsx",
                [row(1, 政治面貌="中共党员", 民族="土家族", 离职日期="2025-12-31"), row(2, 民族="苗族")],
            )
        )
    unit = Organisation._base_manager.create(
        name=OTHER_UNIT[0], kind="employer", credit_code=OTHER_UNIT[1], region_id="421202"
    )
    own = {"单位名称": OTHER_UNIT[0], "统一社会信用代码": OTHER_UNIT[1], "入职日期": "2026-01-05"}
    clerk = signed_in(EMPLOYER_CLERK, organisation=unit)
    rows = [row(1, 证书编号=None, 技能等级=None, 合同类型=None, **{**own, "月工资(元)": None})]
    upload(clerk, xlsx(tmp_path / "a.xlsx", rows))
    batch = Batch._base_manager.order_by("-pk")[0]
    page = clerk.get(f"/imports/{batch.pk}/", {"tab": "updated"}).content.decode()
    assert "不在您的管理范围内，不显示" in page
    assert "土家族" not in page
    assert "中共党员" not in page
    officer = signed_in(UNION_OFFICER)
    upload(officer, xlsx(tmp_path / "b.xlsx", [row(2)]))
    batch = Batch._base_manager.order_by("-pk")[0]
    assert "苗族" in officer.get(f"/imports/{batch.pk}/", {"tab": "updated"}).content.decode()


def test_foreign_batches_are_not_there(tmp_path: Path, signed_in: Any) -> None:
    officer = signed_in(UNION_OFFICER)
    upload(officer, xlsx(tmp_path / "a.xlsx", [row(1, 姓名=None), row(2)]))
    batch = Batch._base_manager.get()
    unit = Organisation._base_manager.create(name="别家", kind="employer", region_id="421202")
    foreign = [signed_in(UNION_OFFICER, region="421281"), signed_in(EMPLOYER_CLERK, organisation=unit)]
    foreign += [signed_in(LEADER), signed_in(SYSTEM_ADMIN, region=None)]
    for client in foreign:
        assert client.get(f"/imports/{batch.pk}/").status_code == 404
        assert client.get(f"/imports/{batch.pk}/report/").status_code == 404
        for verb in ("confirm", "drop", "undo"):
            assert client.post(f"/imports/{batch.pk}/{verb}/").status_code == 404
    for client in foreign[:2]:
        assert batch.file_name not in client.get("/imports/").content.decode()
    for client in foreign[2:]:
        assert client.get("/imports/").status_code == 404
        assert client.get("/imports/new/").status_code == 404
        assert client.get("/imports/template/roster/").status_code == 404
    batch.refresh_from_db()
    assert (batch.state, people()) == ("checked", 0)


def test_the_upload_form_says_what_is_wrong(signed_in: Any) -> None:
    client = signed_in(UNION_OFFICER)
    page = client.post("/imports/new/", {"kind": "nonsense", "region": "110000", "month": "上月"})
    assert page.status_code == 422
    body = page.content.decode()
    assert "工资月份请写成" in body
    assert Batch._base_manager.count() == 0


def test_the_list_of_batches_and_templates(
    tmp_path: Path, signed_in: Any, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(UNION_OFFICER)
    assert "还没有导入过名册" in client.get("/imports/").content.decode()
    for at in range(4):
        upload(client, xlsx(tmp_path / f"名册{at}.xlsx", [row(at + 1)]))
    with django_assert_max_num_queries(12):
        body = client.get("/imports/").content.decode()
    assert all(f"名册{at}.xlsx" in body for at in range(4))
    found = client.get("/imports/template/roster/")
    assert found.content[:2] == b"PK"
    assert "attachment" in found["Content-Disposition"]
    assert client.get("/imports/template/nothing/").status_code == 404


@pytest.mark.parametrize(("wage", "named"), [("5200", True), (None, False)])
def test_the_heading_names_a_month_of_wages_only_where_there_are_wages(
    wage: str | None, named: bool, tmp_path: Path, signed_in: Any
) -> None:
    officer = signed_in(UNION_OFFICER)
    path = xlsx(tmp_path / "a.xlsx", [row(1, **{"月工资(元)": wage})])
    upload(officer, path, month="2026-10")
    batch = Batch._base_manager.get()
    checked = officer.get(f"/imports/{batch.pk}/").content.decode()
    officer.post(f"/imports/{batch.pk}/confirm/")
    done = officer.get(f"/imports/{batch.pk}/").content.decode()
    assert [("2026-10 工资" in html) for html in (checked, done)] == [named, named]
