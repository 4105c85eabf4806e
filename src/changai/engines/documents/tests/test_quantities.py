"""Quantities: what is found, and what is not taken for one."""

import pytest

from changai.engines.documents.quantities import find
from changai.engines.documents.text import identical

FOUND = [
    ("推介招工信息1.58万条", [("15800", "条", None, None)]),
    ("发放担保贷款2.385亿元", [("238500000", "元", None, None)]),
    ("服务3千多人", [("3000", "人", "多", None)]),
    ("吸引一百余名能工巧匠报名", [("100", "名", "余", None)]),
    ("建成三十个示范点", [("30", "个", None, None)]),
    ("签订率达到百分之九十以上", [("90", "%", None, "min")]),
    ("对项目前3名的选手", [("3", "名次", None, "max")]),
    ("每家给予10万元奖励", [("100000", "元/家", None, None)]),
    ("给予2000元和3000元补贴", [("2000", "元", None, None), ("3000", "元", None, None)]),
    ("标准上限提高到6000元/人·年", [("6000", "元/人·年", None, "max")]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found(text: str, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    assert [(str(q.value), q.unit, q.approx, q.bound) for q in find(identical(text))] == expected
