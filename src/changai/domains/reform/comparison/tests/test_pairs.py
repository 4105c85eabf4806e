"""Pairing by likeness: on made-up measures, and on two cities' plans where they are at hand."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from changai.domains.reform.comparison.queries import compare
from changai.engines.documents.read import read

ROOT = Path(__file__).resolve().parents[6]
SHARED = Path(os.environ.get("CHANGAI_SHARED") or ROOT.parent / "shared") / "seeds"


@dataclass
class Made:
    """A measure's words."""

    number: str
    title: str
    text: str = ""


def pairs(left: list[Made], right: list[Made]) -> dict[str, str]:
    return {one.left.number: one.right.number for one in compare(left, right).shared}


def test_the_same_aim_in_other_words_is_paired_and_what_one_has_alone_is_not() -> None:
    left = [
        Made("1", "加强职业技能培训", "企业按照职工工资总额提取培训经费，开展岗位练兵。"),
        Made("2", "改善产业园区交通条件", "开通通勤公交，方便职工上下班。"),
        Made("3", "畅通诉求渠道", "设立热线，受理职工来信来访。"),
    ]
    right = [
        Made("1", "畅通职工诉求渠道", "开设热线，办理职工来信。"),
        Made("2", "大力开展职业技能培训", "用好培训经费，组织岗位练兵和比武。"),
    ]
    found = compare(left, right)
    assert pairs(left, right) == {"1": "2", "3": "1"}
    assert [one.left.number for one in found.only_left] == ["2"]
    assert found.only_right == []
    assert all(0 < one.likeness <= 1.0001 for one in found.shared)


def test_each_measure_is_paired_once_with_the_likest() -> None:
    left = [Made("1", "畅通参政议政渠道"), Made("2", "畅通参政渠道")]
    assert pairs(left, [Made("9", "畅通参政议政渠道")]) == {"1": "9"}


def test_empty_plans_and_empty_words() -> None:
    assert compare([], []).shared == []
    one = [Made("1", "")]
    assert len(compare(one, []).only_left) == 1
    assert len(compare([], one).only_right) == 1
    assert compare(one, one).shared == []


def test_two_cities_plans() -> None:
    if not SHARED.is_dir():
        pytest.skip("the texts of the two cities are not at hand")
    plans = []
    for path in sorted(SHARED.glob("*.txt")):
        reading = read(path.read_bytes(), path.name).reading
        if reading.kind == "plan":
            plans.append([Made(one.number, one.title, one.text) for one in reading.measures])
    left, right = plans
    found = compare(left, right)
    titled = {one.left.title: one.right.title for one in found.shared}
    assert titled["改进思想政治工作"] == "不断改进思想政治工作"
    assert titled["畅通参政议政渠道"] == "畅通参政议政渠道"
    assert titled["完善促进农民工就业政策"] == "完善促进农民工就业政策"
    assert titled["建立网上学习机制"] == "搭建网络学习平台"
    assert titled["健全法治保障机制"] == "完善法治保障机制"
    alone = {one.left.title for one in found.only_left}
    assert {"改善产业园区交通条件", "加快农民工融入城市"} <= alone
    assert "落实技能导向激励机制" in {one.right.title for one in found.only_right}
    assert len(found.shared) + len(found.only_left) == 30
    assert len(found.shared) + len(found.only_right) == 25
