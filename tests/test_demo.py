"""The demo district shows what the report prints, whatever the seed and the size, and is made the same way twice."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from changai.engines.codes import credit, identity, industries, occupations, phone
from changai.site.demo import dirt, files
from changai.site.demo.district import Block, blocks
from changai.site.demo.people import Worker, years_before
from changai.site.demo.shares import apportion, printed, report
from changai.site.demo.trades import TRADES

AS_OF = date(2026, 11, 20)
HEADCOUNT = 22165


@pytest.fixture(scope="module")
def district() -> Block:
    return next(blocks(HEADCOUNT, AS_OF))


def percent(part: int, whole: int) -> int:
    """As the report rounds: to whole per cent, half up."""
    return int(part * 100 / whole + 0.5)


def shares(people: Sequence[Worker], attribute: str) -> dict[Any, int]:
    counts = Counter(getattr(one, attribute) for one in people)
    return {member: percent(count, len(people)) for member, count in counts.items() if member != ""}


@pytest.mark.parametrize("seed", [1, 2, 20261120])
@pytest.mark.parametrize("day", [AS_OF, date(2024, 2, 29)])
def test_every_printed_share_is_met_when_rounded_as_printed(seed: int, day: date) -> None:
    block = next(blocks(HEADCOUNT, day, seed))
    people = block.workers
    assert len(people) == report()["headcount"]["value"] == HEADCOUNT
    for attribute, dimension in (("sex", "sex"), ("school_band", "education"), ("wage_band", "wage"), ("age_band", "age"),
                                 ("skill_band", "skill")):  # fmt: skip
        assert shares(people, attribute) == printed(dimension), dimension
    migrants = [one for one in people if one.migrant]
    outside = [one for one in migrants if not one.household.startswith("4212")]
    assert percent(len(migrants), len(people)) == printed("migrant")["yes"]
    assert percent(len(outside), len(migrants)) == printed("migrant_origin")["outside"]
    assert percent(sum(one.member for one in people), len(people)) == printed("union_member")["yes"]
    assert sum(one.politics == "中共党员" for one in people) == report()["counts"][0]["value"] == 1663
    units = block.employers
    assert (
        percent(sum(one.union_since is not None for one in units), len(units))
        == printed("union_coverage")["yes"]
    )
    assert (
        percent(sum(one.party_since is not None for one in units), len(units))
        == printed("party_coverage")["yes"]
    )


def test_bands_agree_with_the_facts_written(district: Block) -> None:
    """The band is what was drawn; the facts in the sheet must say the same by themselves."""
    for one in district.workers:
        age = AS_OF.year - one.born.year - ((AS_OF.month, AS_OF.day) < (one.born.month, one.born.day))
        band = next(
            band
            for band, low in (("from_50", 50), ("40_50", 40), ("30_40", 30), ("below_30", 0))
            if age >= low
        )
        assert band == one.age_band
        assert 18 <= age <= 61
        if one.employer:
            yuan = one.wage_fen / 100
            low = {"below_2000": 0, "2000_3000": 2000, "3000_5000": 3000, "from_5000": 5000}[one.wage_band]
            high = {"below_2000": 2000, "2000_3000": 3000, "3000_5000": 5000, "from_5000": 50000}[
                one.wage_band
            ]
            assert low <= yuan < high


def test_the_fourteen_trades_are_those_of_the_report(district: Block) -> None:
    assert [trade.name for trade in TRADES] == report()["industries"]
    assert {one.trade.name for one in district.employers} == set(report()["industries"])
    for trade in TRADES:
        assert [code for code in trade.codes if not industries.name(code)] == []
        assert [job for _, job in trade.jobs if not occupations.find(job)] == []


def test_numbers_are_valid_in_form_and_given_once(district: Block) -> None:
    people = [*district.workers, *district.leavers]
    for one in people:
        told = identity.check(one.number)
        assert (told.sex, told.birth_date) == (one.sex, one.born)
    assert all(phone.check(one.phone) == one.phone for one in people[::50])
    assert all(credit.check(one.credit_code) == one.credit_code for one in district.employers)
    for numbers in ([one.number for one in people], [one.phone for one in people],
                    [one.certificate for one in people if one.certificate],
                    [one.credit_code for one in district.employers], [one.name for one in district.employers]):  # fmt: skip
        assert len(numbers) == len(set(numbers))


def test_lives_hang_together(district: Block) -> None:
    for one in [*district.workers, *district.leavers]:
        assert years_before(one.born, -16) <= one.since <= (one.until or AS_OF)
        assert one.until is None or one.until < AS_OF
        if one.contract_since:
            assert one.since <= one.contract_since <= (one.until or AS_OF)
            assert one.contract_until is None or one.contract_until >= one.contract_since
        for _, _, since, until in one.past:
            assert since < until < one.since
        assert not one.member or (one.joined_on is not None and one.joined_on >= one.since)
        assert one.skill == "" or (one.certified_on is not None and one.certified_on < AS_OF)


def test_facts_lean_as_one_expects(district: Block) -> None:
    """The young are better schooled, the skilled better paid, builders mostly men, sewers mostly women."""

    def share(attribute: str, value: str, among: list[Worker]) -> float:
        return sum(getattr(one, attribute) == value for one in among) / len(among)

    young = [one for one in district.workers if one.age_band == "below_30"]
    old = [one for one in district.workers if one.age_band == "from_50"]
    assert share("school_band", "college", young) > 2 * share("school_band", "college", old)
    senior = [one for one in district.workers if one.skill_band == "senior"]
    general = [one for one in district.workers if one.skill_band == "general"]
    assert share("wage_band", "from_5000", senior) > 2 * share("wage_band", "from_5000", general)
    men = {
        name: share(
            "sex", "1", [one for one in district.workers if one.employer and one.employer.trade.name == name]
        )
        for name in ("建筑", "服装")
    }
    assert men["建筑"] > 0.8
    assert men["服装"] < 0.4


def test_a_trend_has_people_coming_and_going(district: Block) -> None:
    year_ago = years_before(AS_OF, 1)
    then = sum(one.since <= year_ago for one in district.workers)
    then += sum(one.since <= year_ago <= (one.until or AS_OF) for one in district.leavers)
    assert 0.93 < then / HEADCOUNT < 1.0


def test_the_same_wish_makes_the_same_district() -> None:
    first, second = (next(blocks(2000, AS_OF, 5)) for _ in range(2))
    other = next(blocks(2000, AS_OF, 6))
    assert [one.number for one in first.workers] == [one.number for one in second.workers]
    assert [one.name for one in first.workers] != [one.name for one in other.workers]


def test_more_workers_come_in_blocks_with_the_same_shares() -> None:
    found = list(blocks(3 * HEADCOUNT + 10, AS_OF, 3))
    people = [one for block in found for one in block.workers]
    assert [len(block.workers) for block in found] == [22169, 22168, 22168]
    assert shares(people, "school_band") == printed("education")
    assert len({one.number for one in people}) == len(people)
    assert len({one.name for block in found for one in block.employers}) == sum(
        len(block.employers) for block in found
    )


def test_apportion_is_exact() -> None:
    assert apportion(22165, [62, 38]) == [13742, 8423]
    assert sum(apportion(7, [1, 1, 1])) == 7
    assert apportion(0, [3, 1]) == [0, 0]


def test_sheets_carry_the_roster_columns(tmp_path: Path) -> None:
    """The promised column names, and the same files for the same wish."""
    made = files.write(tmp_path / "a", 300, AS_OF, 1)
    assert [one.kind for one in made[:3]] == ["employers", "roster", "groups"]
    assert {one.month for one in made if one.path.name.startswith("wages")} == {
        date(2025, 10, 1), date(2026, 4, 1)
    }  # fmt: skip
    promised = "姓名 公民身份号码 手机号 民族 文化程度 政治面貌 户籍所在地 单位名称 统一社会信用代码 岗位 职业 入职日期 离职日期 合同类型 "
    promised += "合同起始日期 合同终止日期 月工资(元) 技能等级 证书编号 取证日期 工会会员 入会日期 农民工"
    assert " ".join(files.ROSTER) == promised
    assert dirt.write(tmp_path / "a", 300, AS_OF, 1).exists()


def test_large_districts_are_csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("changai.site.demo.sheets.LARGEST_XLSX", 100)
    made = files.write(tmp_path, 300, AS_OF, 1)
    roster = next(one.path for one in made if one.path.stem == "roster")
    assert roster.suffix == ".csv"
    assert roster.read_text("utf-8").splitlines()[0].startswith("姓名,公民身份号码")


def test_faulty_rows_each_break_one_thing() -> None:
    assert len(dirt.FAULTS) >= 10
    assert all(set(fault) <= set(files.ROSTER) for fault in dirt.FAULTS)


def test_people_recorded_again_left_before_the_trend_begins() -> None:
    block = next(blocks(1000, AS_OF, 1))
    one = block.workers[0]
    twin = dirt.again(random.Random(1), one, AS_OF)
    assert twin.number != one.number
    assert (twin.name, twin.phone, twin.born) == (one.name, one.phone, one.born)
    assert identity.check(twin.number).sex == one.sex
    assert twin.until is not None
    assert (AS_OF - twin.until).days > 400
