"""In which sense a quantity is set: at least, at most, exactly, about."""

import re

from changai.engines.documents.quantities import Quantity
from changai.engines.documents.targets.conditions import LENGTH
from changai.engines.documents.targets.measures import MONEY, TIME_UNITS

LESS = re.compile(
    r"(?:控制|压缩|压减|缩短|降低|下降|降|减少|压降|缩减|精简)[^，。；]{0,4}(?:到|至|为|在)$|控制$"
    r"|不(?:得|应|能|宜)?(?:超过|高于|多于|大于|长于|突破)[^，。；]{0,14}$|最(?:高|多|长)[^，。；]{0,8}$|上限[^，。；]{0,6}$"
)
MORE = re.compile(
    r"(?:达(?!标)到?(?:并(?:动态)?(?:保持|稳定)在)?|提高到|提升到|提高至|提升至|增加到|增长到|扩大到|上升到|突破|超过|保持(?:在)?|稳定在|不低于|不少于|不小于|至少|以上|高于)[^，。；]{0,6}$"
)
RATE_EXACT = re.compile(
    r"(?:按(?!时|期|质|量)|按照|补助|补贴|收取|提取|给予|报销|减免|资助|奖励|返还|支付|缴纳|让利|优惠|划拨|支持|发放|上浮|下浮|配套)[^，。；]{0,16}$"
)
AFTER_EXACT = re.compile(
    r"^(?:的)?(?:标准|比例|额度)?(?:给予|收取|提取|补助|补贴|奖励|资助|返还|减免|计提|缴纳|支付|发放|拨付|报销)"
)
DOWN_TO = re.compile(r"(?:控制|压缩|缩短|压减|下降|降低|减少|降)(?:到|至|在|为)$|控制$")
ABOUT = ("左右", "上下", "约", "大约", "近", "将近", "接近", "大概", "大致", "差不多", "约为", "达近")


def sense(plain: str, quantity: Quantity, clause: tuple[int, int]) -> str:
    """The comparator: range, ~, <=, >= or =."""
    if len(quantity.values) == 2:
        return "range"
    if (quantity.approx or "") in ABOUT:
        return "~"
    lead = plain[clause[0] : quantity.start] + plain[quantity.start : quantity.number[0]]
    if quantity.rank or quantity.bound == "max" or DOWN_TO.search(lead):
        return "<="
    if quantity.bound == "min":
        return ">="
    unit = quantity.unit.partition("/")[0]
    if unit in TIME_UNITS and LENGTH.search(lead):
        return ">="
    if LESS.search(lead) or unit in TIME_UNITS:
        return "<="
    if MORE.search(lead):
        return ">="
    return "=" if exact(unit, lead, plain[quantity.end : clause[1]]) else ">="


def exact(unit: str, lead: str, after: str) -> bool:
    """Set exactly: money, shares of costs, how often something is done. Totals and rates are to be reached at least."""
    if MONEY.match(unit) or unit == "番":
        return True
    if unit == "%":
        return bool(RATE_EXACT.search(lead) or AFTER_EXACT.match(after))
    return unit in ("次", "轮", "期", "届") and bool(re.search(r"每|一年|全年", lead))
