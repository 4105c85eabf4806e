"""Quantities that set something, their sense, baseline and time; and those that set nothing."""

from datetime import date
from decimal import Decimal

import pytest

from changai.engines.documents.quantities import find
from changai.engines.documents.targets import Scope, read_targets
from changai.engines.documents.text import identical

ISSUED = date(2018, 5, 26)


def targets(plain, due=None):
    text = identical(plain)
    (found,), _, _ = read_targets(text, find(text), [Scope(((0, len(plain)),), due)], Scope(()), ISSUED)
    return found


def said(plain):
    return [
        (
            str(one.value) if not isinstance(one.value, tuple) else "~".join(map(str, one.value)),
            one.unit,
            one.op,
        )
        for one in targets(plain)
    ]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("覆盖率达到80%以上。", [("80", "%", ">=")]),
        ("比例不低于20%。", [("20", "%", ">=")]),
        ("不合格率控制在3%以内。", [("3", "%", "<=")]),
        ("事故死亡率下降10%。", [("10", "%", ">=")]),
        ("租金不高于市场价的80%。", [("80", "%", "<=")]),
        ("每人补助学费的50%。", [("50", "%", "=")]),
        ("就读比例稳定在90%左右。", [("90", "%", "~")]),
        ("给予最高100万元补贴。", [("1000000", "元", "<=")]),
        ("给予50万元奖励。", [("500000", "元", "=")]),
        ("每月给予2000~3000元津贴。", [("2000~3000", "元/月", "range")]),
        ("分别给予20万元、50万元资助。", [("200000", "元", "="), ("500000", "元", "=")]),
        ("每月分别不低于300元、500元。", [("300", "元/月", ">="), ("500", "元/月", ">=")]),
        ("建成3个公共实训基地。", [("3", "个", ">=")]),
        ("评选“云澜工匠”不超过20名。", [("20", "名", "<=")]),
        ("对各工种前2名和各工种第1名的选手予以表彰。", [("2", "名次", "<="), ("1", "名次", "<=")]),
        ("每半年开展1次考核。", [("1", "次", "=")]),
        ("每年至少召开1次全体会议。", [("1", "次", ">=")]),
        ("补贴期限最长不超过2年。", [("2", "年", "<=")]),
        ("5个工作日内办结。", [("5", "个工作日", "<=")]),
        ("投诉办结时间压缩至3个工作日以内。", [("3", "个工作日", "<=")]),
        ("报酬不得低于每小时19.5元。", [("19.5", "元/小时", ">=")]),
        ("实施“一户一产业工人”工程。", [("1", "人/户", "=")]),
        ("全市90%以上的企业建立协商机制。", [("90", "%", ">=")]),
        ("培训不少于8000人次、1200万元。", [("8000", "人次", ">="), ("1200000" + "0", "元", ">=")]),
    ],
)
def test_what_is_set(clause, expected):
    assert said(clause) == expected


@pytest.mark.parametrize(
    "clause",
    [
        "推动百人以上企业建立工会。",
        "支持年营业收入5亿元以上企业建设培训中心。",
        "职工总数30人（含）以下的企业免征保障金。",
        "对连续工作满3年的，优先推荐。",
        "正常经营6个月以上的，按规定补助。",
        "打通管理、技术、技能三条通道。",
        "考核排名后3位的站点限期整改。",
        "目前全市技能人才总量为86万人。",
        "落实省委十一届三次、四次全会精神。",
        "实施三年行动计划，推行“1+3”模式。",
        "增强“四个意识”，成立三方委员会，推行“双证书”制度。",
    ],
)
def test_what_sets_nothing(clause):
    assert said(clause) == []


def test_from_and_to():
    (one,) = targets("到2020年，高技能人才占比从28.9%提高到31.6%。")
    assert (one.value, one.baseline, one.op) == (Decimal("31.6"), Decimal("28.9"), ">=")
    assert one.text == "到2020年，高技能人才占比从28.9%提高到31.6%"
    (down,) = targets("事故起数由20起下降到12起。")
    assert (down.value, down.baseline, down.op) == (12, 20, "<=")


@pytest.mark.parametrize(
    ("clause", "due", "day"),
    [
        ("到2020年，总量达12万人。", "2020", "2020-12-31"),
        ("到2020年，总量达12万人，其中高级工5万人。", "2020", "2020-12-31"),
        ("2022年6月底前，覆盖率达到85%。", "2022年6月底", "2022-06-30"),
        ("到“十四五”末，总量达到55万人。", "“十四五”末", "2025-12-31"),
        ("三年内覆盖率达到80%以上。", "三年内", "2021-05-26"),
        ("18个月内建成3个基地。", "18个月内", "2019-11-26"),
        ("每年培养60万人以上。", "每年", None),
        ("年内完成培训3500人次。", "年内", "2018-12-31"),
        ("比2017年增长10%以上。", None, None),
        ("自2019年起每年投入500万元。", "每年", None),
        ("覆盖率达到85%。", None, None),
    ],
)
def test_by_when(clause, due, day):
    one = targets(clause)[-1]
    assert (one.due, one.due_date) == (due, day)


def test_a_later_time_takes_over_in_a_sentence():
    found = targets("到2020年，新增100人；到2025年，新增300人。")
    assert [one.due for one in found] == ["2020", "2025"]


def test_the_marks_time_is_the_last_resort():
    (one,) = targets("建成3个基地。", "2022年9月底前")
    assert (one.due, one.due_date) == ("2022年9月底前", "2022-09-30")


def test_a_time_that_is_past_sets_nothing():
    assert targets("2016年新增100人。") == []


def test_softening_words():
    assert targets("原则上不少于专项资金的20%。")[0].soft == "原则上"
    assert targets("到2020年，力争建成3个基地。")[0].soft == "力争"
    assert targets("建成3个基地。")[0].soft is None


def test_places_and_subjects():
    plain = "深化改革。对获得大奖的单位，给予最高30万元奖励，覆盖率达到80%。"
    money, rate = targets(plain)
    assert plain[slice(*money.at)] == money.text == "给予最高30万元奖励"
    assert money.subject == "获得大奖的单位"
    assert rate.subject == "覆盖率"


def test_a_titles_target_counts_unless_the_text_repeats_it():
    text = identical("建设3个基地。建设3个基地，培训500人。")
    scope = Scope(((7, len(text.plain)),), title=(0, 6))
    (found,), _, _ = read_targets(text, find(text), [scope], Scope(()), ISSUED)
    assert [(one.value, one.unit) for one in found] == [(3, "个"), (500, "人")]


def test_a_time_holds_for_the_aims_told_after_it():
    plain = "到2025年，实现以下目标：\n——规模扩大。新增30万人。\n——质量提升。取证率不低于70%。"
    text = identical(plain)
    ranges = tuple((one.start, one.end) for one in text.paragraphs)
    _, found, _ = read_targets(text, find(text), [], Scope(ranges, carries=True), ISSUED)
    assert [(one.value, one.due) for one in found] == [(300000, "2025"), (70, "2025")]
    _, alone, _ = read_targets(text, find(text), [], Scope(ranges), ISSUED)
    assert [one.due for one in alone] == [None, None]
