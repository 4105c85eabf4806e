"""Times: forms, values, and what is doubtful."""

from datetime import date

import pytest

from changai.engines.documents.dates import find_dates
from changai.engines.documents.text import identical

FORMS = """
2018年4月市委出台 = 2018年4月 2018-04 month
二〇〇六年五月九日 = 二〇〇六年五月九日 2006-05-09 day
二OO六年十二月二十五日 = 二OO六年十二月二十五日 2006-12-25 day
2018 年 12 月 13 日 = 2018 年 12 月 13 日 2018-12-13 day
2019-07-25 = 2019-07-25 2019-07-25 day
2016—2020年 = 2016—2020年 2016..2020 range
2018年9月-2019年3月 = 2018年9月-2019年3月 2018-09..2019-03 range
2019年1月至5月 = 2019年1月至5月 2019-01..2019-05 range
2021年一季度 = 2021年一季度 2021-01..2021-03 part
2020年底前 = 2020年底 2020-12 part
“十四五”期间 = “十四五”期间 2021..2025 plan
到“十三五”末 = “十三五”末 2020 plan
近三年来 = 近三年来 None span
三年内达到 = 三年内 None within
目前全市 = 目前 None now
每年安排 = 每年 None each
八十年代以后 = 八十年代以后 None decade
""".strip().splitlines()


@pytest.mark.parametrize("line", FORMS)
def test_forms(line: str) -> None:
    text, _, expected = line.partition(" = ")
    assert [f"{one.printed} {one.value} {one.kind}" for one in find_dates(identical(text))] == [expected]


@pytest.mark.parametrize(
    "text", ["对取得项目前3名的选手", "正常经营6个月以上", "2236重点产业", "建成3个站点", "共2018人"]
)
def test_no_times(text: str) -> None:
    assert find_dates(identical(text)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("2018526", "2018-05-26"), ("20181213", "2018-12-13"), ("2018112", None), ("2018992", None)],
)
def test_days_that_lost_their_characters_are_doubtful(text: str, value: str | None) -> None:
    (moment,) = find_dates(identical(text))
    assert (moment.value, moment.sure) == (value, False)


def test_relative_times_need_the_day_of_writing() -> None:
    text = identical("今年1-5月，新增3人；去年新增2人。")
    assert [one.value for one in find_dates(text)] == [None, None]
    dated = find_dates(text, anchor=date(2019, 7, 25))
    assert [(one.value, one.sure) for one in dated] == [("2019-01..2019-05", False), ("2018", False)]


def test_a_month_takes_the_year_named_before_it() -> None:
    moments = find_dates(identical("2018年4月启动，9月完成。"), anchor=date(2021, 1, 1))
    assert [(one.value, one.sure) for one in moments] == [("2018-04", True), ("2018-09", False)]
