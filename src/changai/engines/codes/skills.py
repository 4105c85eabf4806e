"""Skill levels of workers by rank (人社部发〔2022〕14号, the eight levels).

The document numbers levels downward (五级 is below 一级), so codes must never be compared as numbers;
`rank` turns any of their names into a number that grows with skill.
"""

from collections.abc import Mapping
from types import MappingProxyType

from changai.engines.codes import tables
from changai.engines.codes.errors import CodeError
from changai.engines.codes.text import plain

LEVELS: Mapping[int, str] = MappingProxyType(
    {
        0: "无等级",
        1: "学徒工",
        2: "五级/初级工",
        3: "四级/中级工",
        4: "三级/高级工",
        5: "二级/技师",
        6: "一级/高级技师",
        7: "特级技师",
        8: "首席技师",
    }
)
RANK_OF_CODE = {"学徒工": 1, "5": 2, "4": 3, "3": 4, "2": 5, "1": 6, "特级技师": 7, "首席技师": 8}
CODE_OF_RANK = {rank: code for code, rank in RANK_OF_CODE.items()}
NONE = frozenset(
    plain(word) for word in ("无", "无等级", "无技能等级", "没有", "普工", "普通工", "未定级", "未评级")
)


def rank(text: str) -> int | None:
    """0 (none) to 8 (首席技师) for a typed level; None when empty or not clear. "五级", "初级工", "5" give 2."""
    key = plain(text)
    if key in NONE:
        return 0
    code = tables.find("skill_level", key)
    return None if code is None else RANK_OF_CODE[code]


def title(rank: int) -> str:
    """The level's name by rank. CodeError outside 0 to 8."""
    try:
        return LEVELS[rank]
    except KeyError:
        raise CodeError(f"技能等级序号应在 0 至 8 之间，这里是 {rank}。") from None
