"""Quantities that belong together: from one to another, items of a list."""

import re
from datetime import date

from changai.engines.documents.quantities import Quantity
from changai.engines.documents.targets.making import Range
from changai.engines.documents.text import Text

FROM = re.compile(r"(?:从|由|自)[^，。；]{0,30}$")
#: What a bracket behind a target says of the present (（2022年底为31.2%）); the number and the closing bracket follow.
NOW = re.compile(
    r"（(?:(?:截至|截止|到|至|在)?(?P<year>20\d\d)年?(?:\d{1,2}月)?(?:底|末)?|目前|现状?|当前|上年|去年)(?:已经?)?(?:为|是|仅|达到?|：)?[^（），；。\d]{0,6}"
)
RISE = re.compile(
    r"^[^，。；\d]{0,12}?(?P<down>下降|降低|降|减少|压缩|压减|缩短|缩减|下调)?(?P<up>提高|提升|增加|增长|上升|扩大|发展|增|上调|调整|升|突破)?(?:到|至|为)[^，。；\d]{0,6}$"
)


def rises(text: Text, first: Quantity, second: Quantity, span: Range) -> bool:
    """从A提高到B: the first is where it starts from."""
    between = text.plain[first.end : second.start]
    return bool(
        (FROM.search(text.plain[span[0] : first.start]) and RISE.match(between))
        or re.match(r"^(?:提高|提升|增加|上调|调整)(?:到|至|为)$", between)
    )


def stands(text: Text, target: Quantity, one: Quantity, issued: date | None) -> bool:
    """The second is in a bracket right behind the first that says where things stand (达到35%以上（2022年底为31.2%）)."""
    said = NOW.fullmatch(text.plain[target.end : one.start])
    if not said or one.unit != target.unit or not text.plain.startswith("）", one.end):
        return False
    return said["year"] is None or (issued is not None and int(said["year"]) <= issued.year)


def falls(text: Text, first: Quantity, second: Quantity) -> str | None:
    """<= where the way from A to B goes down."""
    found = RISE.match(text.plain[first.end : second.start])
    down = found and found["down"] and not found["up"]
    return "<=" if down and second.values[-1] <= first.values[0] else None


def listed(text: Text, first: Quantity, second: Quantity) -> bool:
    """Items of one list: 20万元、50万元、100万元; 不少于8000人次、1200万元."""
    between = text.plain[first.end : second.start]
    if first.unit.partition("/")[0] == second.unit.partition("/")[0]:
        return between in ("、", "和", "或", "及")
    bounded = first.bound is not None and not text.plain[first.start : first.end].endswith(("上", "下", "内"))
    return between == "、" and bounded
