"""Bold text that was printed several times over; true repetitions stay."""

import pytest

from changai.engines.documents.cleaning.repeats import repeated
from changai.engines.documents.cleaning.tests.making import cleaned, shown


def times(count: int, *units: str) -> str:
    """Each unit printed so many times."""
    return "".join(unit * count for unit in units)


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize(
    ("units", "rest"),
    [
        (("（", "一", "）", "指导思想", "。"), "坚持以人民为中心的发展思想。"),
        (("关于印发", "《", "临河市技术工人培养行动方案", "》", "的通知"), ""),
        (("临河市技术工人培养行动方案",), ""),
        (("健全技术工人激励机制", "2025", "年目标任务"), "：如下。"),
    ],
)
def test_reduced(count: int, units: tuple[str, ...], rest: str) -> None:
    assert cleaned(times(count, *units) + rest).clean == "".join(units) + rest


def test_numbers_before_marks_that_were_not_printed_again() -> None:
    assert shown("4．．．．" + times(4, "畅通参政议政渠道", "。") + "增加比例。") == [
        "4.畅通参政议政渠道。增加比例。"
    ]
    assert shown("1111．．．．" + times(4, "畅通参政议政渠道", "。")) == ["1.畅通参政议政渠道。"]
    assert shown(
        "（（（（五五五五））））加快加快加快加快“ 互联网互联网互联网互联网++++” 平台建设平台建设平台建设平台建设"
    ) == ["（五）加快“互联网+”平台建设"]


def test_two_offices_with_a_gap_between() -> None:
    assert shown(times(4, "中共临河市委") + "    " + times(4, "临河市人民政府")) == [
        "中共临河市委 临河市人民政府"
    ]


def test_each_character_printed_twice() -> None:
    assert shown(times(2, *"关于加强技术工人队伍建设的意见")) == ["关于加强技术工人队伍建设的意见"]


def test_what_was_left_out_is_listed_and_bold_is_known() -> None:
    text = cleaned(times(4, "健全激励机制") + "\n各单位要抓好落实。")
    assert [text.kept[start:end] for start, end, _ in text.dropped] == ["健全激励机制" * 3]
    assert [one.bold for one in text.paragraphs] == [True, None]


@pytest.mark.parametrize(
    "true",
    [
        "家家户户高高兴兴，认认真真、踏踏实实做好每一件事。",
        "经讨论讨论、研究研究，一步一步推进，一件一件落实。",
        "奖金1111元，编号22222222，总额100000000元，占比33.33%。",
        "——————目录——————……………………",
        "电话：0999-8888888，邮编：444444。",
        "人人参与、人人尽力、人人享有，个个争先。",
        "坚持坚持再坚持，努力努力再努力。",
        "村村通、户户通工程；好的好的。",
        "临河市临河市场监管所",
        "＊＊＊＊ ×××× ○○○○",
    ],
)
def test_true_repetitions_stay(true: str) -> None:
    assert repeated(true) == []
