"""Importing again: nothing twice, changes as dated records, undo of the whole."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.forms.models import model_to_dict

from changai.domains.workforce.employment.models import Contract, Employment, Wage
from changai.domains.workforce.memberships.models import Union, UnionMembership
from changai.domains.workforce.people.actions import refresh
from changai.domains.workforce.people.models import Background, Worker
from changai.domains.workforce.qualifications.models import Certificate, Education
from changai.domains.workforce.roster.tests.making import (
    OTHER_UNIT,
    TODAY,
    UNIT,
    bring,
    number,
    reasons,
    row,
    xlsx,
)
from changai.engines.codes import credit
from changai.kernel import imports
from changai.kernel.access.roles import EMPLOYER_CLERK, LEADER, UNION_OFFICER
from changai.kernel.access.scope import Scope, within
from changai.kernel.audit import record, record_read
from changai.kernel.imports.kinds import ImportRefused
from changai.kernel.imports.models import Batch, RowChange
from changai.kernel.imports.undoing import effect
from changai.kernel.parties.models import Organisation, Person
from changai.kernel.vault.cipher import blind
from changai.kernel.vault.rotation import rotate

pytestmark = pytest.mark.django_db
TABLES = (
    Person,
    Organisation,
    Employment,
    Contract,
    Wage,
    Education,
    Certificate,
    UnionMembership,
    Background,
    Worker,
)


@pytest.fixture(autouse=True)
def _everywhere(region_tree: Any) -> Any:
    with within(Scope(everything=True)):
        yield


def everything() -> dict[str, list[dict[str, Any]]]:
    """All records, to compare before and after. Sealed values by their bytes."""
    found = {}
    for model in TABLES:
        rows = model._base_manager.order_by("pk")
        found[model.__name__] = [
            {key: getattr(value, "blob", value) for key, value in model_to_dict(one).items()} for one in rows
        ]
    return found


def many() -> list[dict[str, Any]]:
    return [
        row(at, 文化程度=["大专", "高中", "初中"][at % 3], 技能等级=[None, "三级"][at % 2])
        for at in range(1, 21)
    ]


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", many())
    bring(path)
    before = everything()
    again = bring(path)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 20)
    assert everything() == before
    assert not RowChange.objects.exists()


def test_the_same_file_a_month_later_is_still_the_same(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", many())
    bring(path)
    later = imports.run("roster", path, region="421202", today=TODAY + timedelta(days=40))
    assert (later.updated, later.unchanged) == (0, 20)
    assert Wage.objects.count() == 20


def test_a_dry_run_tells_the_same_and_writes_nothing(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [*many(), row(30, 姓名=None)])
    dry = bring(path, dry_run=True)
    assert not Person.objects.exists()
    assert not Batch.objects.exists()
    real = bring(path)
    assert dry.counts() == real.counts()
    assert reasons(dry) == reasons(real)


def test_cards_are_what_a_refresh_makes(tmp_path: Path) -> None:
    gone = row(31, 离职日期="2024-05-01", 工会会员="否", 入会日期=None)
    future = row(33, 入职日期="2027-01-01", 合同起始日期="2027-01-01", 月工资=None)
    bare = {key: row(35)[key] for key in ("姓名", "公民身份号码", "单位名称", "统一社会信用代码", "入职日期")}
    earlier = row(37, 离职日期="2021-12-31", 证书编号=None)
    later = row(37, 单位名称=OTHER_UNIT[0], 统一社会信用代码=OTHER_UNIT[1], 入职日期="2022-01-01")
    bring(xlsx(tmp_path / "a.xlsx", [*many(), gone, future, bare, earlier, later]))
    made = everything()["Worker"]
    assert len(made) == 24
    refresh(on=TODAY)
    assert everything()["Worker"] == made


def test_changes_become_updates_with_what_was_before(tmp_path: Path) -> None:
    bring(xlsx(tmp_path / "a.xlsx", [row(1)]))
    outcome = bring(
        xlsx(
            tmp_path / "b.xlsx",
            [row(1, 岗位="焊接", 手机号="13911112222", **{"月工资(元)": "6000"}, 合同终止日期="2030-01-01")],
        )
    )
    assert (outcome.updated, outcome.created) == (1, 0)
    work = Employment.objects.get()
    assert (work.post, Wage.objects.get().amount_fen, Contract.objects.get().until) == (
        "焊接",
        600000,
        date(2030, 1, 1),
    )
    assert Person.objects.get().phone.reveal() == "13911112222"
    card = Worker.objects.get()
    assert (card.post, card.wage_fen, card.contract_until) == ("焊接", 600000, date(2030, 1, 1))
    changes = {one.table: (one.before, one.after) for one in RowChange.objects.all()}
    assert changes["employment_employment"] == ({"post": "装配"}, {"post": "焊接"})
    assert changes["employment_wage"] == ({"amount_fen": 520050}, {"amount_fen": 600000})
    assert "13911112222" not in str(changes)
    assert "13800000001" not in str(changes)


def test_a_blank_cell_erases_nothing(tmp_path: Path) -> None:
    bring(xlsx(tmp_path / "a.xlsx", [row(1)]))
    before = everything()
    bare = {key: row(1)[key] for key in ("姓名", "公民身份号码", "单位名称", "统一社会信用代码", "入职日期")}
    assert bring(xlsx(tmp_path / "b.xlsx", [bare])).unchanged == 1
    assert everything() == before


def test_another_unit_adds_work_and_says_so(tmp_path: Path) -> None:
    bring(xlsx(tmp_path / "a.xlsx", [row(1)]))
    moved = row(1, 单位名称=OTHER_UNIT[0], 统一社会信用代码=OTHER_UNIT[1], 入职日期="2025-01-01")
    outcome = bring(xlsx(tmp_path / "b.xlsx", [moved]))
    assert (outcome.updated, Employment.objects.count()) == (1, 2)
    assert any("其他单位" in one for one in outcome.notices)
    assert Employment.objects.filter(until=None).count() == 2
    assert Worker.objects.get().employer.name == OTHER_UNIT[0]


def test_work_that_ended_before_another_began_is_no_second_job(tmp_path: Path) -> None:
    bring(xlsx(tmp_path / "a.xlsx", [row(1)]))
    past = row(
        1,
        单位名称=OTHER_UNIT[0],
        统一社会信用代码=OTHER_UNIT[1],
        入职日期="2015-01-01",
        离职日期="2019-12-31",
        合同类型=None,
        合同起始日期=None,
        合同终止日期=None,
    )
    outcome = bring(xlsx(tmp_path / "b.xlsx", [past]))
    assert Employment.objects.count() == 2
    assert not any("其他单位" in one for one in outcome.notices)


def test_a_leaving_day_closes_the_work(tmp_path: Path) -> None:
    bring(xlsx(tmp_path / "a.xlsx", [row(1)]))
    bring(xlsx(tmp_path / "b.xlsx", [row(1, 离职日期="2026-10-31")]))
    assert Employment.objects.get().until == date(2026, 10, 31)
    assert Worker.objects.get().working is False


def test_what_differs_of_the_background_begins_a_new_spell(tmp_path: Path) -> None:
    bring(xlsx(tmp_path / "a.xlsx", [row(1, 政治面貌=None)]))
    bring(xlsx(tmp_path / "b.xlsx", [row(1, 政治面貌="中共党员")]))
    assert Background.objects.get().political_status == "01"
    bring(xlsx(tmp_path / "c.xlsx", [row(1, 政治面貌=None, 农民工="否")]))
    old, new = Background.objects.order_by("pk")
    assert (old.migrant, old.until, new.since, new.until) == (True, TODAY, TODAY, None)
    assert (new.migrant, new.political_status, new.household_region) == (False, "01", "421202")
    assert Worker.objects.get().migrant is False


def test_schooling_rises_by_a_record_and_falls_by_correction(tmp_path: Path) -> None:
    bring(xlsx(tmp_path / "a.xlsx", [row(1, 文化程度="高中")]))
    bring(xlsx(tmp_path / "b.xlsx", [row(1, 文化程度="本科")]))
    assert Education.objects.count() == 2
    bring(xlsx(tmp_path / "c.xlsx", [row(2, 文化程度="本科")]))
    bring(xlsx(tmp_path / "d.xlsx", [row(2, 文化程度="初中")]))
    assert Education.objects.filter(person__name=row(2)["姓名"]).get().level.startswith("7")


def test_certificates_are_told_apart_by_number_then_level(tmp_path: Path) -> None:
    bring(xlsx(tmp_path / "a.xlsx", [row(1, 证书编号=None, 取证日期=None)]))
    bring(xlsx(tmp_path / "b.xlsx", [row(1)]))
    assert Certificate.objects.get().number == "S000000001"
    bring(xlsx(tmp_path / "c.xlsx", [row(1, 技能等级="三级/高级工", 证书编号="T1", 取证日期="2024-01-01")]))
    assert Certificate.objects.count() == 2
    assert Worker.objects.get().skill_rank == 4


def test_members_join_the_union_of_their_unit(tmp_path: Path) -> None:
    register = [
        {
            "名称": UNIT[0],
            "统一社会信用代码": UNIT[1],
            "建会日期": "2015-05-01",
            "行业": "3311",
            "从业人员": 350,
            "营业收入": 5000,
        }
    ]
    outcome = bring(xlsx(tmp_path / "u.xlsx", register, list(register[0])), kind="employers")
    assert outcome.created == 1
    bring(xlsx(tmp_path / "a.xlsx", [row(1)]))
    assert UnionMembership.objects.get().union == Union.objects.get()
    no = bring(xlsx(tmp_path / "b.xlsx", [row(1, 工会会员="否", 入会日期=None)]))
    assert (no.unchanged, UnionMembership.objects.filter(until=None).count()) == (1, 1)
    assert any("会籍" in one for one in no.notices)


def test_a_merged_person_is_found_under_either_number(tmp_path: Path) -> None:
    bring(xlsx(tmp_path / "a.xlsx", [row(1), row(3)]))
    keep, lose = Person.objects.order_by("pk")
    Person._base_manager.filter(pk=lose.pk).update(merged_into=keep)
    outcome = bring(
        xlsx(
            tmp_path / "b.xlsx",
            [
                row(
                    3,
                    单位名称=OTHER_UNIT[0],
                    统一社会信用代码=OTHER_UNIT[1],
                    入职日期="2024-01-01",
                    证书编号=None,
                )
            ],
        )
    )
    assert (outcome.updated, outcome.created) == (1, 0)
    assert Employment.objects.filter(person=keep).count() == 2


# Undo


def test_undo_leaves_everything_as_it_was(tmp_path: Path) -> None:
    bring(xlsx(tmp_path / "a.xlsx", many()))
    before = everything()
    change = [
        row(1, 岗位="焊接", 手机号="13911112222", 农民工="否"),
        row(2, 离职日期="2026-01-31"),
        row(40),
        row(41, 单位名称=OTHER_UNIT[0], 统一社会信用代码=OTHER_UNIT[1]),
    ]
    outcome = bring(xlsx(tmp_path / "b.xlsx", change))
    assert (outcome.created, outcome.updated) == (2, 2)
    imports.undo(Batch.objects.get(pk=outcome.batch), by=None)
    refresh(on=TODAY)
    assert everything() == before
    assert Batch.objects.get(pk=outcome.batch).state == "undone"
    with pytest.raises(ImportRefused, match="已撤销"):
        imports.undo(Batch.objects.get(pk=outcome.batch), by=None)


def test_undo_is_refused_while_something_hangs_on_it(tmp_path: Path) -> None:
    first = bring(xlsx(tmp_path / "a.xlsx", [row(1)]))
    second = bring(xlsx(tmp_path / "b.xlsx", [row(1, 岗位="焊接")]))
    batch = Batch.objects.get(pk=first.batch)
    with pytest.raises(ImportRefused, match="又改动了"):
        imports.undo(batch, by=None)
    imports.undo(Batch.objects.get(pk=second.batch), by=None)
    wage = Wage.objects.create(employment=Employment.objects.get(), month=date(2026, 1, 1), amount_fen=1)
    with pytest.raises(ImportRefused, match="1 条月工资"):
        imports.undo(batch, by=None)
    wage.delete()
    record("worker.correct", "更正信息", target=Person.objects.get())
    with pytest.raises(ImportRefused, match="办理过事项"):
        imports.undo(batch, by=None)
    assert Person.objects.exists()


def test_undo_sees_acts_on_cards_and_minds_no_reader(tmp_path: Path) -> None:
    outcome = bring(xlsx(tmp_path / "a.xlsx", [row(1)]))
    batch = Batch.objects.get(pk=outcome.batch)
    record_read("查看从业经历", target=Employment.objects.get())
    assert effect(batch).obstacles == []
    record("worker.correct", "更正信息", target=Worker.objects.get())
    with pytest.raises(ImportRefused, match="1 条工人在导入之后又办理过事项"):
        imports.undo(batch, by=None)


def test_undo_is_for_a_post_that_reaches_all_of_it(tmp_path: Path, make_post: Any) -> None:
    far = {"单位名称": "赤壁砖茶有限公司", "统一社会信用代码": credit.make("421281", 7), "所属地区": "421281"}
    outcome = bring(
        xlsx(tmp_path / "a.xlsx", [row(1), row(2, **far)]), post=make_post(UNION_OFFICER, "421200")
    )
    assert Employment.objects.filter(region="421281").count() == 1
    batch = Batch.objects.get(pk=outcome.batch)
    with pytest.raises(ImportRefused, match="管理范围内，请由管辖全部记录的岗位撤销"):
        imports.undo(batch, by=make_post(UNION_OFFICER))
    imports.undo(batch, by=make_post(UNION_OFFICER, "421200"))
    assert not Person.objects.exists()


def test_undo_after_a_new_index_key_leaves_the_number_to_be_found(tmp_path: Path) -> None:
    bring(xlsx(tmp_path / "a.xlsx", [row(1)]))
    outcome = bring(xlsx(tmp_path / "b.xlsx", [row(1, 手机号="13911112222")]))
    rotate(index=True)
    imports.undo(Batch.objects.get(pk=outcome.batch), by=None)
    assert Person.objects.filter(phone_index=blind("13800000001", "phone")).exists()


def test_who_may_import_and_where(tmp_path: Path, make_post: Any) -> None:
    path = xlsx(tmp_path / "a.xlsx", [row(1)])
    with pytest.raises(ImportRefused, match="不能导入"):
        bring(path, post=make_post(LEADER))
    with pytest.raises(ImportRefused, match="管辖范围"):
        bring(path, post=make_post(UNION_OFFICER, region="421281"))
    with pytest.raises(ImportRefused, match="行政区划"):
        imports.run("roster", path, region="999999")
    assert bring(path, post=make_post(UNION_OFFICER)).created == 1


def test_rows_of_units_elsewhere_are_rejected_for_a_regional_officer(tmp_path: Path, make_post: Any) -> None:
    Organisation.objects.create(name=UNIT[0], kind="employer", credit_code=UNIT[1], region_id="421281")
    outcome = bring(
        xlsx(
            tmp_path / "a.xlsx",
            [row(1), row(2, 所在地区="421281", 单位名称=OTHER_UNIT[0], 统一社会信用代码=OTHER_UNIT[1])],
        ),
        post=make_post(UNION_OFFICER),
    )
    assert outcome.rejected == 2
    assert all("管辖范围" in one for one in reasons(outcome))
    everywhere = bring(xlsx(tmp_path / "b.xlsx", [row(1)]))
    assert everywhere.created == 1
    assert Employment.objects.get().region_id == "421281"


def test_a_clerk_imports_own_workers_only(tmp_path: Path, make_post: Any) -> None:
    mine = Organisation.objects.create(name=UNIT[0], kind="employer", credit_code=UNIT[1], region_id="421202")
    rows = [row(1), row(2, 单位名称=OTHER_UNIT[0], 统一社会信用代码=OTHER_UNIT[1])]
    outcome = bring(xlsx(tmp_path / "a.xlsx", rows), post=make_post(EMPLOYER_CLERK, organisation=mine))
    assert (outcome.created, outcome.rejected) == (1, 1)
    assert "不是本单位" in reasons(outcome)[0]
    assert Organisation.objects.count() == 1
    assert Person.objects.get().id_number.reveal() == number(1)
    assert Batch.objects.get().organisation == mine


def test_groups_without_an_employer(tmp_path: Path) -> None:
    rider = {
        "姓名": "赵一",
        "公民身份号码": number(51),
        "手机号": "13800009999",
        "群体": "外卖骑手",
        "平台": "某某外卖",
        "服务地区": "咸宁市咸安区",
        "起始日期": "2023-05-01",
        "工会会员": "是",
    }
    path = xlsx(
        tmp_path / "g.xlsx",
        [rider, rider | {"公民身份号码": number(53), "姓名": "赵二", "群体": "飞行员"}],
        list(rider),
    )
    outcome = bring(path, kind="groups")
    assert (outcome.created, outcome.rejected) == (1, 1)
    work = Employment.objects.get()
    assert (work.employer, work.group, work.platform, work.region_id) == (None, "rider", "某某外卖", "421202")
    assert Worker.objects.get().group == "rider"
    assert bring(path, kind="groups").unchanged == 1
    moved = xlsx(tmp_path / "h.xlsx", [rider | {"终止日期": "2026-01-01"}], [*rider, "终止日期"])
    assert bring(moved, kind="groups").updated == 1


def test_a_register_changes_what_differs_and_can_be_undone(tmp_path: Path) -> None:
    unit = {
        "名称": UNIT[0],
        "统一社会信用代码": UNIT[1],
        "行业": "3311",
        "登记注册类型": "私营有限责任公司",
        "从业人员": 350,
        "营业收入(万元)": 5000,
        "园区": "高新区",
    }
    path = xlsx(tmp_path / "a.xlsx", [unit], list(unit))
    bring(path, kind="employers")
    employer = Organisation.objects.get().employer
    assert (employer.industry, employer.headcount, employer.revenue_wan, employer.size) == (
        "3311",
        350,
        5000,
        "2",
    )
    assert bring(path, kind="employers").unchanged == 1
    outcome = bring(xlsx(tmp_path / "b.xlsx", [unit | {"从业人员": 10}], list(unit)), kind="employers")
    employer.refresh_from_db()
    assert (outcome.updated, employer.headcount, employer.size) == (1, 10, "4")
    imports.undo(Batch.objects.get(pk=outcome.batch), by=None)
    employer.refresh_from_db()
    assert (employer.headcount, employer.size) == (350, "2")
    twice = bring(xlsx(tmp_path / "c.xlsx", [unit, unit | {"园区": "别处"}], list(unit)), kind="employers")
    assert twice.rejected == 2
