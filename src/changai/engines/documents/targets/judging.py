"""Whether a quantity sets something."""

import re

from changai.engines.documents.quantities import Quantity
from changai.engines.documents.targets.conditions import counts_list, timely, unconditional
from changai.engines.documents.targets.measures import TIME_UNITS

NEVER = ("岁", "周岁", "级", "届", "代", "月", "日", "学年", "学期")
STATE = re.compile(
    r"目前|现有|已有|已达|已经|截至|截止|去年|(?<![比较于])上年(?!度[^，。；]{0,8}的)|近年来|当前|以来|一直以来|过去"
)
WILL = re.compile(r"力争|争取|确保|努力|实现|到20\d\d年|要|将|计划|拟|达到")
INCLUDED = re.compile(r"^（含(?:本数)?）?以[上下]|^（含[^（）]*）以[上下]")
WHOM = re.compile(r"(?:对|凡|符合|具备)")
GIVES = re.compile(r"给予|返还|减免|减按|奖励|补助|补贴|资助|达到|实现|发放|不低于|不超过|不少于|每")
#: What is done for them stands in the same clause (对200家企业开展监测，…).
DOES = re.compile(r"(?:开展|进行|提供|实施|完成|落实)[^，。；的]+$")
IF_CLAUSE = re.compile(r"的$")
SOFT = re.compile(r"原则上|力争|争取|努力|一般|鼓励|有条件|预期|逐步")
MEETING = re.compile(r"^(?:全会|全国|全体会议精神|党代会|人大|、[一二三四五六七八九十]+次|会议精神)")
BOUND = re.compile(r"不(?:低于|少于|高于|超过)|达到")
TELLING = re.compile(r"(?:通报|调度|报送|报告|汇报|听取|会商|研究)[^，。；]{0,6}$")
EVERY_ONE = re.compile(
    r"每(?:招收|培养|新增|增加|引进|培训|建成|吸纳|招用|认定|评定|取得|带动|输送|介绍|满)[^，。；]{0,6}$"
)


def sets(plain: str, quantity: Quantity, clause: tuple[int, int]) -> bool:
    """Whether the quantity is set, rather than reported, named, or a condition of something else."""
    before, after = plain[clause[0] : quantity.start], plain[quantity.end : clause[1]]
    unit = quantity.unit.partition("/")[0]
    if not quantity.unit and not quantity.rank:
        return False
    if named(before, after, unit) or counts_list(before, quantity):
        return False
    if before.count("“") > before.count("”") or before.count("《") > before.count("》"):
        return False
    if (
        IF_CLAUSE.search(after.rstrip("，"))
        and not quantity.rank
        and plain[clause[1] : clause[1] + 1] == "，"
    ):
        return False
    if quantity.value == 1 and EVERY_ONE.search(before):
        return False
    if STATE.search(before) and not WILL.search(before) and not (quantity.bound or BOUND.search(before)):
        return False
    if (
        WHOM.match(before)
        and plain[clause[1] : clause[1] + 1] == "，"
        and not quantity.rank
        and not GIVES.search(before + after)
        and not DOES.search(after)
    ):
        return False
    if INCLUDED.match(after):
        return False
    if unit in TIME_UNITS:
        return timely(before, after, quantity, plain[quantity.start : quantity.end])
    if unit in ("%", "个百分点", "倍"):
        people = re.match(r"的(?:企业|单位|人员|职工)[，。；]", after)
        return not people and not re.search(r"(?<!不)(?:低于|高于|少于)$", before)
    return not quantity.bound or unconditional(before, after, unit)


def named(before: str, after: str, unit: str) -> bool:
    """The number belongs to a name, a place in an order, a manner (分三批) or a report on progress (每季度通报1次)."""
    held = unit == "届" and re.search(r"(?:举办|召开|开展|评选)[^，。；第]{0,16}$", before)
    if unit in NEVER and not held:
        return True
    if unit == "次" and (MEETING.match(after) or TELLING.search(before)):
        return True
    if unit in ("批", "批次", "次", "期", "步", "个阶段") and re.search(r"分[^，。；\d]{0,2}$", before):
        return True
    return bool(re.search(r"届[一二三四五六七八九十、]*$|(?:后|末|倒数(?:第)?)$", before))
