"""Wrong parameter files stop the start, every problem named with file and place."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from changai.kernel.parameters import ParameterError
from changai.kernel.parameters.catalog import default
from changai.kernel.parameters.reading import read_all

RIGHT = """
title: 试验
meaning: 试验用的
  参数
kind: whole
unit: 人
review_by: 2027-01-01
values:
  - region: "000000"
    from: 2020-01-01
    to: 2020-12-31
    value: 1
    source: 某法第一条
    verified: yes
  - region: "000000"
    from: 2021-01-01
    value: 2
    source: 某法第二条
    verified: no
"""


def refused(tmp_path, text):
    (tmp_path / "wing").mkdir(exist_ok=True)
    (tmp_path / "wing" / "one.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ParameterError) as caught:
        read_all(tmp_path)
    assert all("one.yaml" in problem for problem in caught.value.problems)
    return "\n".join(caught.value.problems)


def test_a_right_file_becomes_a_parameter_named_by_its_place(tmp_path):
    (tmp_path / "wing").mkdir()
    (tmp_path / "wing" / "one.yaml").write_text(RIGHT, encoding="utf-8")
    found = read_all(tmp_path)["wing.one"]
    assert found.meaning == "试验用的 参数"
    assert [value.value for value in found.values] == [1, 2]
    assert [value.verified for value in found.values] == [True, False]
    assert found.values[1].until is None
    assert found.review_by == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("unit: 人", "unit: 人\nunitt: 人", "不认识的名称 unitt"),
        ("unit: 人", "unit: 人\nunit: 户", "“unit”写了两次"),
        ("unit: 人\n", "", "缺少 unit"),
        ("kind: whole", "kind: hole", "kind 应为"),
        ("review_by: 2027-01-01", "review_by: 明年", "review_by 应为日期"),
        ("    source: 某法第一条\n", "", "第 1 个取值：缺少 source"),
        ("source: 某法第二条", "source: ' '", "没有写来源"),
        ("    verified: no\n", "", "缺少 verified"),
        ("verified: no", "verified: 大概", "verified 应为"),
        ('region: "000000"', 'region: "999999"', "没有代码为“999999”的地区"),
        ('region: "000000"', "region: 000000", "要加引号"),
        ("to: 2020-12-31", "to: 2021-01-01", "时间重叠"),
        ("    to: 2020-12-31\n", "", "时间重叠"),
        ("to: 2020-12-31", "to: 2019-12-31", "早于起日"),
        ("from: 2021-01-01", "from: 2021年", "from 应为日期"),
        ("value: 2", "value: 2.5", "应为整数"),
        ("value: 2", "value: 二", "应为整数"),
        ("value: 2", "value: yes", "应为整数"),
        ("value: 2", "value: -1", "超出允许范围"),
        ("value: 2", "value: 2\n    until: 2022-01-01", "不认识的名称 until"),
        ("values:", "values: []\nother:", "values 应列出"),
        ("title: 试验", "title: [", "YAML"),
    ],
)
def test_each_mistake_is_named(tmp_path, old, new, says):
    assert old in RIGHT
    assert says in refused(tmp_path, RIGHT.replace(old, new, 1))


@pytest.mark.parametrize(
    ("kind", "value", "says"),
    [
        ("bands", "[{code: a, title: 甲, from: 0}, {code: b, title: 乙, from: 0}]", "从小到大"),
        ("bands", "[{code: a, title: 甲, from: 5}]", "第一组应从 0 起"),
        ("bands", "[{code: 30_40, title: 甲, from: 0}]", "要加引号"),
        ("bands", "[{code: a, title: 甲, from: 0}, {code: a, title: 乙, from: 3}]", "code 有重复"),
        ("bands", "[{code: a, title: 甲, since: 0}]", "只能写 code、title、from"),
        ("bands", "[{code: a, title: 甲, from: 0.5}]", "应为整数"),
        ("groups", "[{code: a, title: 甲, codes: ['7']}, {code: b, title: 乙, codes: ['7']}]", "同时列在"),
        ("groups", "[{code: a, title: 甲, codes: ['55']}]", "不存在"),
        ("groups", "[{code: a, title: 甲, codes: [07]}]", "要加引号"),
        ("groups", "[{code: a, title: 甲, codes: []}]", "没有列出代码"),
        ("percent", "101", "0 至 100"),
        ("percent", "90%", "不写百分号"),
        ("choice", "d", "可选项"),
        ("money", "12.5", "应为整数"),
        ("bands", "[]", "至少一组"),
    ],
)
def test_each_kind_is_checked(tmp_path, kind, value, says):
    text = RIGHT.replace("kind: whole", f"kind: {kind}\ncodes_of: education\nchoices: {{a: 甲}}")
    text = text.replace("value: 1", f"value: {value}").replace("value: 2", f"value: {value}")
    if kind not in ("groups",):
        text = text.replace("codes_of: education\n", "")
    assert says in refused(tmp_path, text)


def test_groups_without_a_table_and_choices_without_a_list(tmp_path):
    groups = RIGHT.replace("kind: whole", "kind: groups").replace(
        "value: 1", "value: [{code: a, title: 甲, codes: ['7']}]"
    )
    assert "codes_of" in refused(tmp_path, groups)
    assert "choices" in refused(tmp_path, RIGHT.replace("kind: whole", "kind: choice"))


def test_all_problems_of_all_files_come_at_once(tmp_path):
    (tmp_path / "a.yaml").write_text(
        RIGHT.replace("unit: 人\n", "").replace("kind: whole", "kind: x"), encoding="utf-8"
    )
    (tmp_path / "b.yaml").write_bytes("title: 试验".encode("gb18030"))
    (tmp_path / "c.yaml").write_text("只有一句话", encoding="utf-8")
    with pytest.raises(ParameterError) as caught:
        read_all(tmp_path)
    problems = "\n".join(caught.value.problems)
    assert problems.count("a.yaml") == 2
    assert "b.yaml：不是 UTF-8" in problems
    assert "c.yaml：整个文件应由" in problems


def test_a_missing_directory_is_said_to_be_missing(tmp_path):
    with pytest.raises(ParameterError, match="找不到参数目录"):
        read_all(tmp_path / "nothing")


def test_a_wrong_file_stops_the_start(tmp_path, monkeypatch):
    (tmp_path / "parameters").mkdir()
    (tmp_path / "parameters" / "one.yaml").write_text(
        RIGHT.replace("value: 2", "value: 二"), encoding="utf-8"
    )
    monkeypatch.setenv("CHANGAI_CATALOG", str(tmp_path))
    default.cache_clear()
    try:
        with pytest.raises(ImproperlyConfigured, match=r"one\.yaml：第 2 个取值：取值应为整数"):
            apps.get_app_config("parameters").ready()
    finally:
        default.cache_clear()
