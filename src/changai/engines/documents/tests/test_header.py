"""Heads of plans and notices, whole and damaged."""

from datetime import date

import pytest

from changai.engines.documents.header import read_header
from changai.engines.documents.text import identical

NOTICE = """中共云澜市委 云澜市人民政府
关于印发《云澜市技工培养方案》的通知
云发〔2018〕7号
各县（市、区）委、人民政府，市直各部门：
现将《云澜市技工培养方案》印发给你们，请认真贯彻执行。
中共云澜市委 云澜市人民政府
2018年5月26日
云澜市技工培养方案
根据《中共云岭省委关于印发〈云岭省技工培养方案〉的通知》（岭发〔2017〕14号，以下简称《方案》）和《中华人民共和国职业教育法》，制定本方案。
一、目标
到2020年有所提高。
二、措施
1.甲。文字。
附件：任务清单
"""


def test_a_notice_with_its_plan():
    text = identical(NOTICE)
    head = read_header(text)
    assert head.title == "云澜市技工培养方案"
    assert head.notice_title == "中共云澜市委 云澜市人民政府关于印发《云澜市技工培养方案》的通知"
    assert head.issuer == ["中共云澜市委", "云澜市人民政府"]
    assert (head.document_number, head.document_number_raw) == ("云发〔2018〕7号", None)
    assert head.date == date(2018, 5, 26)
    assert head.addressees == "各县（市、区）委、人民政府，市直各部门"
    assert [(one.name, one.number) for one in head.basis] == [
        ("中共云岭省委关于印发〈云岭省技工培养方案〉的通知", "岭发〔2017〕14号"),
        ("中华人民共和国职业教育法", None),
    ]
    assert head.doubts == []
    assert text.plain[slice(*head.main)].strip().startswith("根据")
    assert "附件" not in text.plain[slice(*head.main)]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("云发〔20187", "云发〔2018〕7号"),
        ("云发〔201714）", "云发〔2017〕14号"),
        ("云发〔2018〕21", "云发〔2018〕21号"),
        ("云发2018〕3号", "云发〔2018〕3号"),
        ("云发20187号", "云发〔2018〕7号"),
    ],
)
def test_a_damaged_number_is_repaired_and_told(printed, value):
    head = read_header(identical(NOTICE.replace("云发〔2018〕7号", printed, 1)))
    assert head.document_number == value
    assert head.document_number_raw.startswith("云发")
    assert [doubt.where for doubt in head.doubts] == ["document_number"]


def test_a_number_without_its_own_number_is_not_invented():
    head = read_header(identical(NOTICE.replace("云发〔2018〕7号", "云发〔2018〕号", 1)))
    assert head.document_number is None
    assert "缺少字符" in head.doubts[0].what


@pytest.mark.parametrize(
    ("printed", "value", "told"),
    [
        ("二〇一八年五月二十六日", date(2018, 5, 26), False),
        ("2018526", date(2018, 5, 26), True),
        ("2018111", None, True),
        ("2018.5.26", date(2018, 5, 26), False),
    ],
)
def test_dates(printed, value, told):
    head = read_header(identical(NOTICE.replace("2018年5月26日", printed)))
    assert head.date == value
    assert any(doubt.where == "date" for doubt in head.doubts) == told


def test_a_plan_alone():
    head = read_header(
        identical("云澜市技工行动计划\n云府〔2025〕8号\n为培养技工，制定本计划。\n一、甲\n文。\n二、乙\n文。")
    )
    assert (head.title, head.notice_title) == ("云澜市技工行动计划", None)
    assert head.document_number == "云府〔2025〕8号"
    assert (head.issuer, head.date, head.addressees, head.basis) == ([], None, None, [])


def test_the_title_that_only_the_notice_names():
    text = NOTICE.replace("云澜市技工培养方案\n根据", "根据", 1)
    head = read_header(identical(text))
    assert head.title == "云澜市技工培养方案"
    assert head.notice_title.endswith("的通知")


def test_a_notice_without_a_title_line():
    text = NOTICE.split("\n", 2)[2]
    head = read_header(identical(text))
    assert (head.title, head.notice_title) == ("云澜市技工培养方案", None)
    assert head.issuer == ["中共云澜市委", "云澜市人民政府"]


def test_a_title_without_quotes_and_a_red_head():
    text = NOTICE.replace("印发《云澜市技工培养方案》的通知", "印发云澜市技工培养方案的通知")
    head = read_header(identical("中共云澜市委文件\n" + text))
    assert head.title == "云澜市技工培养方案"
    assert head.issuer == ["中共云澜市委", "云澜市人民政府"]


def test_a_notice_that_is_the_document():
    text = "云澜市人民政府关于做好技工培养工作的通知\n云府〔2020〕3号\n各县人民政府：\n现通知如下。\n一、甲\n文。\n云澜市人民政府\n2020年1月2日"
    head = read_header(identical(text))
    assert head.title == "云澜市人民政府关于做好技工培养工作的通知"
    assert head.notice_title is None
    assert head.issuer == ["云澜市人民政府"]


def test_several_ministries_on_several_lines():
    text = "水利部 教育部\n财政部\n关于印发《水利技工行动方案》的通知\n水发〔2023〕1号\n各省水利厅：\n现印发给你们。\n水利部 教育部\n财政部\n2023年9月4日\n水利技工行动方案\n为培养技工，制定本方案。\n一、甲\n文。"
    assert read_header(identical(text)).issuer == ["水利部", "教育部", "财政部"]


def test_names_run_together():
    text = NOTICE.replace("中共云澜市委 云澜市人民政府\n关于", "中共云澜市委云澜市人民政府关于", 1)
    assert read_header(identical(text)).issuer == ["中共云澜市委", "云澜市人民政府"]


def test_the_printers_date_is_the_last_resort():
    text = NOTICE.replace("2018年5月26日\n", "") + "云澜市委办公室 2018年6月1日印发\n"
    head = read_header(identical(text))
    assert head.date == date(2018, 6, 1)
    assert "印发日期" in next(doubt.what for doubt in head.doubts if doubt.where == "date")


BODY = "为贯彻落实《岭国关于推行技能培训制度的意见》（岭发〔2018〕11号），制定本方案。\n一、总体要求\n文。\n二、措施\n文。\n"


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("附件\n云澜市技工队伍建设\n改革实施方案\n", "云澜市技工队伍建设改革实施方案"),
        ("云澜市全力打响品牌\n加快建设\n三年行动计划\n（2018—2020年）\n", "云澜市全力打响品牌加快建设三年行动计划（2018—2020年）"),
        ("关于推进技工队伍建设的\n实施意见\n（2018年5月26日）\n", "关于推进技工队伍建设的实施意见"),
        ("云澜市技工培养方案\n（征求意见稿）\n", "云澜市技工培养方案"),
    ],
)  # fmt: skip
def test_titles_on_several_lines(front, title):
    head = read_header(identical(front + BODY))
    assert head.title == title
    assert [one.number for one in head.basis] == ["岭发〔2018〕11号"]


def test_a_forwarded_plan_of_other_departments():
    text = "云澜市人民政府办公室关于转发市甲局等部门云澜市技工培养方案的通知\n各县人民政府：\n现转发给你们。\n云澜市人民政府办公室\n2019年3月4日\n云澜市技工培养方案\n"
    assert read_header(identical(text + BODY)).title == "云澜市技工培养方案"


def test_issuers_that_the_title_only_counts_are_those_that_sign():
    text = "水利部等三部门关于印发《水利技工方案》的通知\n各省水利厅：\n现印发给你们。\n水利部\n教育部\n财政部\n2023年1月5日\n水利技工方案\n"
    assert read_header(identical(text + BODY)).issuer == ["水利部", "教育部", "财政部"]


def test_particulars_of_a_web_page():
    text = "索引号：000014349/2020-00089\n发文字号：云政发〔2020〕27号\n云澜市人民政府关于加强技工工作的意见\n各县人民政府：\n"
    head = read_header(identical(text + BODY))
    assert (head.title, head.document_number) == (
        "云澜市人民政府关于加强技工工作的意见",
        "云政发〔2020〕27号",
    )


def test_a_signature_that_was_broken_over_two_lines():
    text = NOTICE.replace(
        "中共云澜市委 云澜市人民政府\n2018年",
        "云澜市推进技工队伍建设改革协调小组\n办公室\n（云澜市总工会代章）\n2018年",
    )
    text = text.split("\n", 1)[1]
    assert read_header(identical(text)).issuer == ["云澜市推进技工队伍建设改革协调小组办公室"]
