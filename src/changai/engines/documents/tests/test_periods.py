"""Times of figures: carried over a full stop, compared with, paid out, planned; figures said again without words."""

import time
from datetime import date

import pytest

from changai.engines.documents.checks import check
from changai.engines.documents.cleaning import clean
from changai.engines.documents.containers import open_document
from changai.engines.documents.figures import read_figures
from changai.engines.documents.text import Text, identical

DAY = date(2023, 8, 15)


def made(plain: str) -> Text:
    """The text of a file."""
    return clean(open_document(plain.encode(), "text.txt"))


@pytest.mark.parametrize(
    ("said", "periods"),
    [
        ("高技能人才由2020年的6.2万人增加到8.9万人，年均增长12.8%。", ["2020", "目前", None]),
        ("2022年举办竞赛53场。组队参加省赛，获得一等奖6人。", ["2022", "2022"]),
        ("2022年举办竞赛53场。二是开办培训班20期。", ["2022", None]),
        ("2022年举办竞赛53场。对获奖选手给予5000元奖励。", ["2022", None]),
        ("截至2023年6月底，会员52万人。女会员21万人。选拔工匠28人。", ["2023-06", "2023-06", None]),
        (
            "今年推行学徒制，标准提高到6000元。目前已有5家企业开班，支付补贴104万元。",
            ["2023", "目前", "2023"],
        ),
        ("处理线索127条，比去年同期的203条减少37.4%。", [None, "2022", None]),
        ("另有7家企业正在准备材料，拟于近期开班。", ["近期"]),
        ("分三年给予12000元津贴。", ["分三年"]),
        ("当期审结案件1093件。涉案金额3451.8万元。", ["当期", "当期"]),
    ],
)
def test_times(said: str, periods: list[str | None]) -> None:
    assert [one.period for one in read_figures(made(said), DAY)] == periods


def test_a_communique_is_of_its_year_though_dated_in_the_next() -> None:
    text = made(
        "2022年临川市事业发展统计公报\n全年新增就业5万人，增长7.2%。年末参保98万人，比上年末的95万人增加3万人。"
    )
    found = read_figures(text, date(2023, 6, 9))
    assert [one.period for one in found] == ["2022", "2022", "2022-12", "2021-12", "2022-12"]
    assert [one.ok for one in check(found, text) if one.kind == "growth"] == [True]


def test_headings_set_the_year_of_what_follows() -> None:
    text = made("一、2022年工作完成情况\n新建工会86家。\n二、2023年工作计划\n新建工会60家。")
    assert [one.period for one in read_figures(text)] == ["2022", "2023"]


def test_figures_said_again_keep_their_subject_and_add_up() -> None:
    text = made(
        "累计发放补贴1.24万人次、2037.6万元，其中2022年8712人次、1421.3万元，2023年1-9月3688人次、616.3万元。"
    )
    found = read_figures(text, DAY)
    assert {one.subject for one in found} == {"发放补贴"}
    assert [one.ok for one in check(found, text) if one.kind == "sum"] == [True, True]


def test_a_bare_level_is_of_the_things_before_it() -> None:
    found = read_figures(made("建成国家级技能大师工作室3个、省级12个、市级45个。"))
    assert [one.subject for one in found][1:] == ["省级技能大师工作室", "市级技能大师工作室"]


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("低于两地6.1个和4.8个百分点。", [("6.1", "个百分点"), ("4.8", "个百分点")]),
        ("每月发放租房补贴600元和1000元。", [("600", "元/月"), ("1000", "元/月")]),
        ("拖欠8个班组236人工资587万元。", [("8", "个"), ("236", "人"), ("5870000", "元")]),
        ("我市位于北纬33度，报告一式2份，十件民生实事全部完成，超过法定40小时的占63%。", [("63", "%")]),
        ("会员总量较2020年底翻了一番。", [("1", "番")]),
        ("选手获8金5银，奖金总额8万元。", [("8", "金"), ("5", "银"), ("80000", "元")]),
    ],
)
def test_numbers_and_what_are_none(said: str, read: list[tuple[str, str]]) -> None:
    assert [(str(one.value), one.unit) for one in read_figures(made(said))] == read


def test_when_a_thing_began_is_no_time_of_its_figures() -> None:
    assert [one.period for one in read_figures(made("集团成立于1958年，在岗职工9640人。"))] == [None]


def test_counties_that_did_different_shares_of_their_tasks_do_not_contradict() -> None:
    text = made("（一）北河县。完成年度目标的94.7%。\n（二）南屏区。完成年度目标的81.6%。")
    assert [one for one in check(read_figures(text), text) if one.kind == "same"] == []


def test_wholes_named_by_what_stands_among_them() -> None:
    text = made(
        "46项重点任务中，已完成31项，达到进度11项，滞后4项。52个项目中，47个落实实名制，44个开设专户。"
    )
    assert [one.ok for one in check(read_figures(text), text) if one.kind == "sum"] == [True]


def test_a_title_that_names_a_quarter_sets_the_time_but_for_what_lies_ahead() -> None:
    text = made("全市2024年第一季度工作简报\n举办招聘会28场。\n二、下一步打算\n举办招聘会30场。")
    assert [one.period for one in read_figures(text)] == ["2024-01..2024-03", None]


def test_places_along_a_road_are_no_figures() -> None:
    assert read_figures(made("国道K1120+500处物流园区已经建成。")) == []


def test_from_a_year_to_a_month_and_a_task_that_was_done() -> None:
    text = made(
        "2019年至2021年6月，全市开展培训27.6万人次，完成三年任务25万人次。按年度分，2019年9.1万人次，2020年11.3万人次。"
    )
    assert [(one.subject, one.period) for one in read_figures(text)] == [
        ("全市开展培训", "2019..2021-06"),
        ("完成三年任务", "2019..2021-06"),
        ("全市开展培训", "2019"),
        ("全市开展培训", "2020"),
    ]


def test_what_each_gets_is_named_by_what_gets_it() -> None:
    found = read_figures(made("支持建设实训基地15个，每个补助500万元。"))
    assert [one.subject for one in found] == ["支持建设实训基地", "支持建设实训基地每个补助"]


def test_a_paragraph_of_many_pages_is_read_in_time_that_grows_with_it() -> None:
    text = identical("2022年举办竞赛53场，参赛2000人。获得一等奖6人，比2021年增加2人。" * 1500)
    began = time.perf_counter()
    assert len(read_figures(text)) == 6000
    assert time.perf_counter() - began < 5
