"""Rows about persons whom others keep: what a clerk's or a district's file may do, and what it may not."""

from pathlib import Path
from typing import Any

import pytest

from changai.domains.workforce.employment.models import Contract, Employment, Wage
from changai.domains.workforce.memberships.models import UnionMembership
from changai.domains.workforce.people.models import Background
from changai.domains.workforce.qualifications.models import Certificate, Education
from changai.domains.workforce.roster.tests.making import OTHER_UNIT, TODAY, bring, reasons, row, xlsx
from changai.kernel import imports
from changai.kernel.access.roles import EMPLOYER_CLERK, UNION_OFFICER
from changai.kernel.access.scope import Scope, within
from changai.kernel.imports.models import Batch
from changai.kernel.imports.outcome import Outcome
from changai.kernel.parties.models import Organisation, Person

pytestmark = pytest.mark.django_db
NEW = {
    "单位名称": OTHER_UNIT[0],
    "统一社会信用代码": OTHER_UNIT[1],
    "入职日期": "2026-01-05",
    "合同起始日期": "2026-01-05",
    "手机号": "13900000001",
    "民族": "土家族",
    "文化程度": "大学本科",
    "政治面貌": "中共党员",
    "技能等级": "二级/技师",
    "证书编号": "T000000001",
}
THEIRS = (Person, Background, Education, Certificate, UnionMembership)


@pytest.fixture
def clerk_post(make_post: Any) -> Any:
    """The clerk of the other unit."""
    unit = Organisation._base_manager.create(
        name=OTHER_UNIT[0], kind="employer", credit_code=OTHER_UNIT[1], region_id="421202"
    )
    return make_post(EMPLOYER_CLERK, organisation=unit)


def before(tmp_path: Path, *rows: dict[str, Any]) -> None:
    with within(Scope(everything=True)):
        bring(xlsx(tmp_path / "before.xlsx", rows))


def facts() -> list[Any]:
    """All that is known of persons themselves, sealed values by their index."""
    sealed = {"id_number", "phone"}
    return [
        sorted(
            str({k: bytes(v) if isinstance(v, memoryview) else v for k, v in one.items() if k not in sealed})
            for one in model._base_manager.values()
        )
        for model in THEIRS
    ]


def bring_as(post: Any, path: Path, region: str = "421202", kind: str = "roster") -> Outcome:
    with within(post.scope):
        return imports.run(kind, path, region=region, post=post, today=TODAY)


def test_whoever_works_elsewhere_is_taken_in_not_imported(tmp_path: Path, clerk_post: Any) -> None:
    before(tmp_path, row(1))
    known = facts()
    outcome = bring_as(
        clerk_post, xlsx(tmp_path / "a.xlsx", [row(1, **NEW), row(3, **{**NEW, "证书编号": "T3"})])
    )
    assert (outcome.created, outcome.rejected) == (1, 1)
    assert "办理“调入”" in reasons(outcome)[0]
    assert Employment._base_manager.filter(employer_id=clerk_post.organisation_id).count() == 1
    assert [rows for rows, old in zip(facts(), known, strict=True) if not set(old) <= set(rows)] == []


def test_after_leaving_only_the_employment_is_written(tmp_path: Path, clerk_post: Any) -> None:
    before(tmp_path, row(1, 离职日期="2025-12-31"))
    known = facts()
    outcome = bring_as(clerk_post, xlsx(tmp_path / "a.xlsx", [row(1, **NEW)]))
    assert (outcome.updated, outcome.rejected) == (1, 0)
    assert any("本人的电话、文化程度" in one for one in outcome.notices)
    assert facts() == known
    here = Employment._base_manager.get(employer_id=clerk_post.organisation_id)
    assert Contract._base_manager.filter(employment=here).count() == 1
    assert Wage._base_manager.filter(employment=here).count() == 1


def test_work_that_is_over_may_be_told_of_someone_who_works_elsewhere(
    tmp_path: Path, clerk_post: Any
) -> None:
    before(tmp_path, row(1))
    known = facts()
    past = {"入职日期": "2015-03-01", "离职日期": "2017-02-28", "合同起始日期": None, "合同终止日期": None}
    outcome = bring_as(clerk_post, xlsx(tmp_path / "a.xlsx", [row(1, **{**NEW, **past})]))
    assert (outcome.updated, outcome.rejected) == (1, 0)
    assert facts() == known


def test_who_is_employed_here_too_stays_importable(tmp_path: Path, clerk_post: Any) -> None:
    """The card names the later of two jobs; the other unit's roster still holds the person."""
    before(tmp_path, row(1, **{**NEW, "入职日期": "2019-05-05"}))
    before(tmp_path, row(1, 岗位="装配"))
    known = facts()
    outcome = bring_as(
        clerk_post, xlsx(tmp_path / "a.xlsx", [row(1, **{**NEW, "入职日期": "2019-05-05", "岗位": "挡车"})])
    )
    assert (outcome.updated, outcome.rejected) == (1, 0)
    assert facts() == known
    assert Employment._base_manager.get(employer_id=clerk_post.organisation_id).post == "挡车"


def test_a_district_s_file_leaves_those_of_another_district_alone(tmp_path: Path, make_post: Any) -> None:
    before(tmp_path, row(1), row(2, 离职日期="2025-12-31"))
    known = facts()
    chibi = make_post(UNION_OFFICER, region="421281")
    there = {**NEW, "单位名称": "赤壁长城机械有限公司", "所在地区": "421281"}
    rows = [row(1, **there), row(2, **{**there, "证书编号": "T2"})]
    outcome = bring_as(chibi, xlsx(tmp_path / "a.xlsx", rows), region="421281")
    assert (outcome.updated, outcome.rejected) == (1, 1)
    assert facts() == known


def test_a_sheet_of_groups_leaves_those_of_another_district_alone(tmp_path: Path, make_post: Any) -> None:
    before(tmp_path, row(1), row(2, 离职日期="2025-12-31"))
    known = facts()
    chibi = make_post(UNION_OFFICER, region="421281")
    names = ("姓名", "公民身份号码", "群体", "服务地区", "起始日期", "手机号", "民族", "文化程度")
    ours = {**NEW, "群体": "网约送餐员", "服务地区": "421281", "起始日期": "2026-02-01"}
    rows = [{name: {**row(order), **ours}[name] for name in names} for order in (1, 2)]
    path = xlsx(tmp_path / "a.xlsx", rows, names)
    outcome = bring_as(chibi, path, region="421281", kind="groups")
    assert (outcome.updated, outcome.rejected) == (1, 1)
    assert "办理“调入”" in reasons(outcome)[0]
    assert facts() == known
    assert Employment._base_manager.filter(group="rider", region_id="421281").count() == 1


def test_the_preview_says_what_is_not_changed(tmp_path: Path, clerk_post: Any, signed_in: Any) -> None:
    before(tmp_path, row(1, 离职日期="2025-12-31"))
    clerk = signed_in(EMPLOYER_CLERK, organisation=clerk_post.organisation)
    path = xlsx(tmp_path / "a.xlsx", [row(1, **NEW)])
    with path.open("rb") as stream:
        clerk.post(
            "/imports/new/", {"kind": "roster", "region": "421202", "month": "2026-10", "file": stream}
        )
    batch = Batch._base_manager.order_by("-pk")[0]
    page = clerk.get(f"/imports/{batch.pk}/", {"tab": "updated"}).content.decode()
    assert "本人信息" in page
    assert "不改动" in page
    assert "土家族" not in page
    assert "本人的电话、文化程度、技能、会籍等不改动" in page
