"""Targets through their pages: tied, reported, corrected, withdrawn; lights on the map; departments."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from changai.domains.reform.plans.models import Duty, PlanVersion
from changai.domains.reform.plans.tests.working import confirmed, do, draft
from changai.domains.reform.targets.models import ReportedValue, Tie
from changai.domains.reform.targets.tests.world import PLAN, YEAR, day, in_force, months, target
from changai.kernel.access.roles import DEPT_OFFICER, EMPLOYER_CLERK, LEADER, UNION_OFFICER
from changai.kernel.actions import ActionRefused, registry
from changai.kernel.audit.models import Entry
from tests.page_checks import check

pytestmark = pytest.mark.django_db
XIANAN = "421202"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def officer(signed_in: Any) -> Client:
    """The district's officer."""
    client: Client = signed_in(UNION_OFFICER)
    return client


def page(client: Client, address: str) -> str:
    """A page that opens and is sound."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    html: str = answer.content.decode()
    check(html)
    return html


def test_a_target_tied_to_an_indicator_shows_value_parts_trend_and_light(officer: Client) -> None:
    version = in_force(officer)
    one = target(version, "工会组织覆盖率")
    months("union-coverage", XIANAN, [(500, 1000), (600, 1000), (810, 1000)])
    html = page(officer, f"/progress/{one.pk}/")
    assert "无数据" in html
    assert "工会组织覆盖率（建会率）" in html  # suggested by its words
    form = page(officer, f"/progress/{one.pk}/do/target.tie/")
    assert form.index("union-coverage") < form.index("contract-rate")
    assert "headcount" not in form
    assert (
        officer.post(f"/progress/{one.pk}/do/target.tie/", {"indicator": "union-coverage"}).status_code == 302
    )
    html = page(officer, f"/progress/{one.pk}/")
    assert "已达到" in html
    assert "81%" in html
    assert "810 / 1,000" in html
    assert html.count("+") >= 2  # change against the period before
    assert "/picture/employers/?region=421202" in html
    assert Entry.objects.filter(action="target.tie").exists()
    assert officer.get(f"/progress/{one.pk}/do/target.report/").status_code == 404
    assert officer.post(f"/progress/{one.pk}/do/target.untie/").status_code == 302
    assert "无数据" in page(officer, f"/progress/{one.pk}/")
    assert Tie._base_manager.get(target=one).ended_at is not None
    assert Entry.objects.filter(action="target.untie").exists()


def test_an_indicator_of_another_unit_is_refused(officer: Client) -> None:
    one = target(in_force(officer), "建成基地")
    assert officer.post(f"/progress/{one.pk}/do/target.tie/", {"indicator": "union-rate"}).status_code == 422
    with pytest.raises(ActionRefused, match="单位"):
        registry["target.tie"](one, by=officer.post_held, indicator="union-rate")  # type: ignore[attr-defined]


def test_the_map_and_the_list_show_lights(officer: Client) -> None:
    version = in_force(officer)
    months("contract-rate", XIANAN, [(80, 100), (85, 100)])
    one = target(version, "劳动合同")
    officer.post(f"/progress/{one.pk}/do/target.tie/", {"indicator": "contract-rate"})
    html = page(officer, f"/plans/{version.plan_id}/")
    assert "1 个目标落后" in html
    assert "1 个目标无数据" in html
    html = page(officer, f"/plans/{version.plan_id}/?by=department")
    assert "light is-behind" in html
    html = page(officer, "/progress/?state=behind")
    assert "劳动合同签订率" in html
    assert "建成基地" not in html
    assert officer.get("/progress/?state=odd").status_code == 404


def values(period: Any, value: Any, **more: Any) -> dict[str, Any]:
    """What the form of a value holds."""
    return {"period": str(period), "value": value, "note": "年报", **more}


def test_values_are_reported_corrected_and_withdrawn_and_all_stay(officer: Client) -> None:
    one = target(in_force(officer), "建成基地")
    address = f"/progress/{one.pk}/do/target.report/"
    page(officer, address)
    file = SimpleUploadedFile("统计表.xlsx", "基地 20 个".encode())
    assert officer.post(address, values(day(YEAR - 1, 3), 20, file=file)).status_code == 302
    assert officer.post(address, values(day(YEAR - 1, 3), 30)).status_code == 422  # a second one for the day
    assert officer.post(address, values(day(YEAR + 1, 3), 30)).status_code == 422  # not yet
    row = ReportedValue._base_manager.get()
    assert row.file is not None
    assert officer.get(f"/progress/{one.pk}/file/{row.pk}/").content == "基地 20 个".encode()
    correcting = f"/progress/{one.pk}/do/value.correct/{row.pk}/"
    assert 'value="20.000000"' in page(officer, correcting)
    assert officer.post(correcting, values(day(YEAR - 1, 3), 25)).status_code == 302
    newer = ReportedValue._base_manager.get(replaces=row)
    assert newer.file == row.file
    assert officer.get(correcting).status_code == 404  # corrected once already
    html = page(officer, f"/progress/{one.pk}/")
    assert "已更正" in html
    assert "统计表.xlsx" in html
    withdrawing = f"/progress/{one.pk}/do/value.withdraw/{newer.pk}/"
    assert officer.post(withdrawing, {"reason": ""}).status_code == 422
    assert officer.post(withdrawing, {"reason": "口径不对"}).status_code == 302
    html = page(officer, f"/progress/{one.pk}/")
    assert "口径不对" in html
    assert "无数据" in html
    assert ReportedValue._base_manager.count() == 2
    done = set(Entry.objects.values_list("action", flat=True))
    assert {"target.report", "value.correct", "value.withdraw"} <= done


def test_a_share_agrees_with_its_parts(officer: Client) -> None:
    one = target(in_force(officer), "劳动合同")
    address = f"/progress/{one.pk}/do/target.report/"
    assert officer.post(address, values(day(YEAR - 1, 3), 90, part=80, whole=100)).status_code == 422
    assert officer.post(address, values(day(YEAR - 1, 3), 90, part=90)).status_code == 422
    assert officer.post(address, values(day(YEAR - 1, 3), 90, part=90, whole=0)).status_code == 422
    assert officer.post(address, values(day(YEAR - 1, 3), 90, part=90, whole=100)).status_code == 302


def test_departments_have_their_tasks_over_all_plans(officer: Client) -> None:
    version = in_force(officer)
    duty = Duty._base_manager.get(measure__version=version, name="市总工会", role="lead")
    html = page(officer, "/departments/")
    assert duty.department is not None
    assert duty.department.name in html
    html = page(officer, f"/departments/{duty.department_id}/")
    assert "扩大工会覆盖" in html
    assert "规范用工" in html
    assert "办好实训基地" not in html
    answer = officer.get(f"/departments/{duty.department_id}/ledger/")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert [row[3] for row in rows] == ["牵头", "责任"]
    assert officer.get("/departments/999999/").status_code == 404


def test_lists_take_a_fixed_number_of_queries(officer: Client, django_assert_max_num_queries: Any) -> None:
    in_force(officer)
    for address in ("/progress/", "/departments/"):
        with django_assert_max_num_queries(20):
            assert officer.get(address).status_code == 200


def test_who_may_see_and_report(officer: Client, signed_in: Any, places: Any) -> None:
    version = in_force(officer)
    one = target(version, "建成基地")
    department, leader = signed_in(DEPT_OFFICER), signed_in(LEADER)
    address = f"/progress/{one.pk}/do/target.report/"
    assert department.post(address, values(day(YEAR - 1, 3), 20)).status_code == 302
    assert department.get(f"/progress/{one.pk}/do/target.tie/").status_code == 404
    assert leader.get(f"/progress/{one.pk}/").status_code == 200
    assert leader.get(address).status_code == 404
    elsewhere = signed_in(UNION_OFFICER, region="421281")
    for path in (f"/progress/{one.pk}/", address):
        assert elsewhere.get(path).status_code == 404
    assert "建成基地" not in elsewhere.get("/progress/").content.decode()
    assert "总工会" not in elsewhere.get("/departments/").content.decode()
    clerk = signed_in(EMPLOYER_CLERK, organisation=places["mine"].organisation)
    for path in ("/progress/", "/departments/", f"/progress/{one.pk}/"):
        assert clerk.get(path).status_code == 404


def test_below_a_citys_plan_is_read_but_its_numbers_are_not(signed_in: Any) -> None:
    city = signed_in(UNION_OFFICER, region="421200")
    from_below = signed_in(UNION_OFFICER)
    version = confirmed(city, PLAN, region="421200")
    one = target(version, "劳动合同")
    months("contract-rate", "421200", [(80, 100), (85, 100)])
    city.post(f"/progress/{one.pk}/do/target.tie/", {"indicator": "contract-rate"})
    assert "85%" in page(city, f"/progress/{one.pk}/")
    html = page(from_below, f"/progress/{one.pk}/")
    assert "85%" not in html
    assert "不在本岗位的范围内" in html
    assert from_below.get(f"/progress/{one.pk}/do/target.untie/").status_code == 404


def test_an_amended_plan_offers_what_answered_the_target_before(officer: Client) -> None:
    version = in_force(officer)
    one = target(version, "劳动合同")
    # Not what the words say: an officer chose it.
    officer.post(f"/progress/{one.pk}/do/target.tie/", {"indicator": "migrants"})
    fresh = draft(officer, PLAN.replace("9号", "19号").replace("1月12日", "3月12日"), name="修订.txt")
    do(officer, "version.attach", fresh, plan=version.plan_id)
    amended = PlanVersion._base_manager.select_related("plan").get(plan=version.plan_id, state="draft")
    again = target(amended, "劳动合同")
    form = page(officer, f"/progress/{again.pk}/do/target.tie/")
    assert form.index("migrants") < form.index("contract-rate")
    assert "无数据" in page(officer, f"/progress/{again.pk}/")
