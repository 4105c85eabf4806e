"""What becomes of single rows: taken whole, or sent back with the reason at the cell."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from changai.domains.workforce.employment.models import Contract, Employment, Wage
from changai.domains.workforce.memberships.models import UnionMembership
from changai.domains.workforce.people.models import Background, Worker
from changai.domains.workforce.qualifications.models import Certificate, Education
from changai.domains.workforce.roster.tests.making import (
    HEADER,
    OTHER_UNIT,
    UNIT,
    bring,
    number,
    reasons,
    row,
    text,
    xlsx,
)
from changai.engines.codes import credit
from changai.kernel.access.scope import Scope, within
from changai.kernel.audit.models import Entry
from changai.kernel.imports.models import Batch
from changai.kernel.parties.models import Organisation, Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _everywhere(region_tree: Any) -> Any:
    with within(Scope(everything=True)):
        yield


def test_a_good_row_becomes_every_record(tmp_path: Path) -> None:
    outcome = bring(xlsx(tmp_path / "a.xlsx", [row(1)]))
    assert (outcome.rows, outcome.created, outcome.extra["new_employers"]) == (1, 1, 1)
    person = Person.objects.get()
    assert (person.name, person.sex, person.birth_date, person.ethnicity) == (
        "张二伟",
        "1",
        date(1990, 3, 7),
        "01",
    )
    assert person.id_number.reveal() == number(1)
    assert person.phone.reveal() == "13800000001"
    assert str(person.id_number) != number(1)
    unit = Organisation.objects.get()
    assert (unit.name, unit.credit_code, unit.region_id, unit.employer.pk) == (*UNIT, "421202", unit.pk)
    work = Employment.objects.get()
    assert (work.employer, work.post, work.since, work.until, work.group) == (
        unit,
        "装配",
        date(2020, 1, 2),
        None,
        "",
    )
    contract = Contract.objects.get()
    assert (contract.kind, contract.since, contract.until) == ("fixed", date(2020, 1, 2), date(2028, 1, 1))
    assert (Wage.objects.get().amount_fen, Wage.objects.get().month) == (520050, date(2026, 10, 1))
    assert Education.objects.get().level.startswith("3")
    held = Certificate.objects.get()
    assert (held.rank, held.number, held.issued_on) == (3, "S000000001", date(2019, 5, 6))
    assert UnionMembership.objects.get().since == date(2020, 2, 1)
    spell = Background.objects.get()
    assert (spell.household_region, spell.migrant, spell.political_status) == ("421202", True, "13")
    card = Worker.objects.get()
    assert (card.employer, card.wage_fen, card.skill_rank, card.working, card.union_member) == (
        unit,
        520050,
        3,
        True,
        True,
    )


def test_an_import_leaves_one_batch_and_one_audit_entry_without_personal_data(tmp_path: Path) -> None:
    bring(xlsx(tmp_path / "a.xlsx", [row(1), row(2)]))
    batch = Batch.objects.get()
    assert (batch.state, batch.counts["created"], batch.region_id) == ("done", 2, "421202")
    first, last = batch.ranges["parties_person"][0]
    assert last - first == 1
    entry = Entry.objects.get(action="import.run")
    assert entry.after["file"] == batch.file_hash
    assert number(1) not in str(entry.after) + str(batch.counts) + str(batch.notices)


BAD = {
    "wrong check digit": ({"公民身份号码": number(1)[:17] + ("1" if number(1)[17] != "1" else "2")}, "公民身份号码：", "校验码"),
    "impossible birth date": ({"公民身份号码": "421202199002300011"}, "公民身份号码：", "不存在"),
    "too short": ({"公民身份号码": "4212021990"}, "公民身份号码：", "18 位"),
    "digits lost as a number": ({"公民身份号码": 421202199003070011}, "公民身份号码：", "丢失"),
    "no number": ({"公民身份号码": None}, "公民身份号码：", "没有填写"),
    "no name": ({"姓名": None}, "姓名：", "没有填写"),
    "sex disagrees": ({"性别": "女"}, "性别：", "不一致"),
    "birth disagrees": ({"出生日期": "1991-03-07"}, "出生日期：", "不一致"),
    "unknown unit without code": ({"统一社会信用代码": None}, "统一社会信用代码：", "补上"),
    "wrong credit code": ({"统一社会信用代码": UNIT[1][:17] + ("A" if UNIT[1][17] != "A" else "B")}, "统一社会信用代码：", ""),
    "impossible day": ({"入职日期": "2023年2月30日"}, "入职日期：", "没有 2023 年 2 月 30 日"),
    "no date at all": ({"入职日期": "去年春天"}, "入职日期：", "2020-01-02"),
    "half a date": ({"入职日期": "2023年2月"}, "入职日期：", "不完整"),
    "left before coming": ({"离职日期": "2019-01-01"}, "离职日期：", "早于"),
    "came before birth": ({"入职日期": "1980-01-01"}, "入职日期：", "早于出生"),
    "contract ends before it begins": ({"合同终止日期": "2019-01-01"}, "合同终止日期：", "早于"),
    "open contract that ends": ({"合同类型": "无固定期限"}, "合同终止日期：", "无固定期限"),
    "negative wage": ({"月工资(元)": "-5"}, "月工资(元)：", "负数"),
    "wage in words": ({"月工资(元)": "面议"}, "月工资(元)：", "不是数字"),
    "unknown education": ({"文化程度": "家传手艺"}, "文化程度：", "家传手艺"),
    "unknown skill": ({"技能等级": "大神"}, "技能等级：", "大神"),
    "member or not": ({"工会会员": "也许"}, "工会会员：", "是"),
    "certificate from the future": ({"取证日期": "2099-01-01"}, "取证日期：", "晚于今天"),
    "phone": ({"手机号": "12345"}, "手机号：", "11 位"),
    "unknown region": ({"所在地区": "桃花源"}, "所在地区：", "行政区划"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD, ids=list(BAD))
def test_a_bad_row_comes_back_with_the_reason_at_its_cell(case: str, tmp_path: Path) -> None:
    cells, column, words = BAD[case]
    outcome = bring(xlsx(tmp_path / "a.xlsx", [row(1, **cells), row(3)]))
    assert (outcome.rejected, outcome.created) == (1, 1)
    [reason] = reasons(outcome)
    assert column in reason
    assert words in reason
    assert number(1) not in reason
    assert Person.objects.get().name == row(3)["姓名"]


GOOD = {
    "fifteen digits": {"公民身份号码": number(1)[:6] + number(1)[8:17]},
    "lower x and spaces": {"公民身份号码": f" {number(1).lower()} "},
    "full-width digits": {"公民身份号码": number(1).translate({ord(a): ord(a) + 0xFEE0 for a in "0123456789X"})},
    "date with slashes": {"入职日期": "2020/1/2"},
    "date with points": {"入职日期": "2020.01.02"},
    "date in characters": {"入职日期": "2020年1月2日"},
    "date in eight digits": {"入职日期": "20200102"},
    "date with time": {"入职日期": "2020-01-02 00:00:00"},
    "date cell": {"入职日期": date(2020, 1, 2)},
    "serial number": {"入职日期": 43832},
    "wage with comma and unit": {"月工资(元)": "¥5,200.5元"},
    "wage in ten thousands": {"月工资(元)": "0.52005万"},
    "still at work in words": {"离职日期": "至今"},
    "level without certificate": {"证书编号": None, "取证日期": None},
}  # fmt: skip


@pytest.mark.parametrize("case", GOOD, ids=list(GOOD))
def test_other_ways_of_writing_are_read(case: str, tmp_path: Path) -> None:
    outcome = bring(xlsx(tmp_path / "a.xlsx", [row(1, **GOOD[case])]))
    assert reasons(outcome) == []
    assert Person.objects.get().id_number.reveal() == number(1)
    work = Employment.objects.get()
    assert (work.since, work.until) == (date(2020, 1, 2), None)
    assert Wage.objects.get().amount_fen == 520050


def test_fifteen_digits_are_told(tmp_path: Path) -> None:
    outcome = bring(xlsx(tmp_path / "a.xlsx", [row(1, **GOOD["fifteen digits"])]))
    assert any("15 位" in one for one in outcome.notices)


def test_the_1904_system_is_followed(tmp_path: Path) -> None:
    bring(xlsx(tmp_path / "a.xlsx", [row(1, 入职日期=date(2020, 1, 2))], date_1904=True))
    assert Employment.objects.get().since == date(2020, 1, 2)


def test_rows_that_repeat_are_counted_and_rows_that_contradict_come_back(tmp_path: Path) -> None:
    rows = [row(1), row(1), row(3), row(3, 岗位="焊接")]
    outcome = bring(xlsx(tmp_path / "a.xlsx", rows))
    assert (outcome.created, outcome.duplicates, outcome.rejected) == (1, 1, 2)
    assert all("同一人" in one for one in reasons(outcome))


def test_two_employments_one_after_the_other_stand(tmp_path: Path) -> None:
    first = row(1, 离职日期="2021-12-31", 合同类型=None, 合同起始日期=None, 合同终止日期=None, 证书编号=None)
    then = row(1, 单位名称=OTHER_UNIT[0], 统一社会信用代码=OTHER_UNIT[1], 入职日期="2022-01-01")
    outcome = bring(xlsx(tmp_path / "a.xlsx", [first, then]))
    assert (outcome.created, outcome.rejected) == (2, 0)
    assert Person.objects.count() == 1
    assert Worker.objects.get().employer.name == OTHER_UNIT[0]


def test_a_number_under_another_name_comes_back_without_telling_it(tmp_path: Path) -> None:
    bring(xlsx(tmp_path / "a.xlsx", [row(1)]))
    outcome = bring(xlsx(tmp_path / "b.xlsx", [row(1, 姓名="李四海")]))
    [reason] = reasons(outcome)
    assert "另一姓名" in reason
    assert row(1)["姓名"] not in reason
    assert Person.objects.get().name == row(1)["姓名"]


def test_a_known_unit_needs_no_code_and_keeps_its_name(tmp_path: Path) -> None:
    bring(xlsx(tmp_path / "a.xlsx", [row(1)]))
    rows = [
        row(2, 统一社会信用代码=None),
        row(3, 单位名称="咸安红星机械公司"),
        row(4, 统一社会信用代码=credit.make("421202", 9)),
    ]
    outcome = bring(xlsx(tmp_path / "b.xlsx", rows))
    assert (outcome.created, outcome.rejected, outcome.extra["new_employers"]) == (1, 2, 0)
    assert {one.split("：")[0] for one in reasons(outcome)} == {"单位名称", "统一社会信用代码"}
    assert Organisation.objects.count() == 1


def test_one_new_code_under_two_names(tmp_path: Path) -> None:
    rows = [row(1), row(2), row(3, 单位名称="别的名字")]
    outcome = bring(xlsx(tmp_path / "a.xlsx", rows))
    assert (outcome.created, outcome.rejected) == (2, 1)
    assert "不同的单位名称" in reasons(outcome)[0]


def test_a_certificate_of_somebody_else_comes_back(tmp_path: Path) -> None:
    bring(xlsx(tmp_path / "a.xlsx", [row(1)]))
    outcome = bring(xlsx(tmp_path / "b.xlsx", [row(2, 证书编号="S000000001")]))
    assert "他人名下" in reasons(outcome)[0]
    outcome = bring(xlsx(tmp_path / "c.xlsx", [row(5, 证书编号="X1"), row(6, 证书编号="X1")]))
    assert outcome.rejected == 2


def test_overlapping_work_at_one_unit_comes_back(tmp_path: Path) -> None:
    bring(xlsx(tmp_path / "a.xlsx", [row(1)]))
    outcome = bring(xlsx(tmp_path / "b.xlsx", [row(1, 入职日期="2021-05-01")]))
    assert "重叠" in reasons(outcome)[0]


def test_formulas_and_injection_stay_text(tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://evil.example","点我")'
    outcome = bring(
        xlsx(tmp_path / "a.xlsx", [row(1, 岗位=evil, 月工资=None), row(2, 岗位="+cmd", 入职日期=evil)])
    )
    assert Employment.objects.get().post == evil
    assert outcome.rejected == 1
    import_back = (outcome.report or Path()).read_bytes()
    assert import_back[:2] == b"PK"
    [reason] = reasons(outcome)
    assert "入职日期：" in reason


def test_what_comes_back_can_be_mended_and_imported(tmp_path: Path) -> None:
    outcome = bring(xlsx(tmp_path / "a.xlsx", [row(1, 文化程度="家传手艺", 入职日期=43832)]))
    book = openpyxl.load_workbook(outcome.report)
    sheet = book.active
    titles = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, titles.index("入职日期") + 1).value == "2020-01-02"
    sheet.cell(2, titles.index("文化程度") + 1).value = "高中"
    book.save(tmp_path / "mended.xlsx")
    assert bring(tmp_path / "mended.xlsx").created == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_tables(encoding: str, separator: str, tmp_path: Path) -> None:
    outcome = bring(
        text(tmp_path / "a.csv", [row(1), row(2, 岗位='带"引号",和逗号\n换行')], encoding, separator)
    )
    assert (outcome.created, outcome.rejected) == (2, 0)
    assert Employment.objects.order_by("-pk")[0].post == '带"引号",和逗号\n换行'


def test_three_hundred_columns_are_read_and_named(tmp_path: Path) -> None:
    wide = row(1) | {f"附加{at}": at for at in range(280)}
    outcome = bring(xlsx(tmp_path / "a.xlsx", [wide], [*(f"附加{at}" for at in range(280)), *HEADER]))
    assert outcome.created == 1
    assert any("没有用到" in one and one.endswith("等 280 列") for one in outcome.notices)
