"""Which quantities are figures: not those that only name a class (2000元以下的占4%), an age or a span of time."""

import re

from changai.engines.documents.quantities import Quantity
from changai.engines.documents.text import Text

_LABELS = frozenset(["级", "代", "届", "折", "日", "步", "层", "步骤", "单", "字", "页", "档"])
_TIMES = frozenset(["年", "天", "周", "日", "小时", "分钟", "学期", "学年", "秒"])
_CLASS = re.compile(
    r"^\s?(?:之间)?(?:的)?(?:职工|工人|人员|者|从业者|员工|劳动者|企业|单位|人数)?(?:的)?(?:人数)?\s?(?:约|仅|只|已|共|各)?(?:接近)?占"
)
_SIZE = re.compile(
    r"^\s?的?(?:自然村|村|非公|国有|民营|规模|大中|工业|建筑|已建|未建|建会|[一-鿿]{0,4}?企业|[一-鿿]{0,3}?用人单位|单位|在建|工程项目|建设项目|项目|工程)"
)
_SIZE_UNITS = frozenset(["人", "户", "元", "平方米", "名", "亩", "吨"])
_TERM = re.compile(
    r"期限|年限|时限|时间|周期|为期|[^学]期|平均|[日周月]均|缩短|历时|压缩|延长|工龄|满|超过|不足|少于|多于|低于|工期|每[天日周]|步行|车程|用时|耗时"
)
_EVERY = re.compile(r"每(?!年|月|季|周|天|日|半|学|个月)\s?[^，。；：、\d每]{0,4}$")
_AVERAGE = re.compile(r"平均年龄|年龄中位数|平均寿命")


def figures(text: Text, quantities: list[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """The quantities that report something, and those that only name a class of them, both in order."""
    reported, classes = [], []
    for quantity in quantities:
        before = text.plain[max(0, quantity.start - 24) : quantity.start].rpartition("\n")[2]
        after = text.plain[quantity.end : quantity.end + 24].partition("\n")[0]
        if _is_class(quantity, before, after):
            classes.append(quantity)
        elif not _is_time(quantity, before, after) and not (quantity.value == 1 and _EVERY.search(before)):
            reported.append(quantity)
    return reported, classes


def _is_class(quantity: Quantity, before: str, after: str) -> bool:
    if quantity.unit == "岁":
        return not _AVERAGE.search(before)
    if quantity.unit in _LABELS or re.search(r"法定(?:的|标准)?\s?$", before):
        return True
    if _CLASS.match(after) and (quantity.bound or len(quantity.values) > 1) and quantity.unit != "%":
        return True
    sized = (
        quantity.bound in ("min", "max")
        and quantity.unit in _SIZE_UNITS
        and quantity.end > quantity.number[1]
    )
    return bool(sized and _SIZE.match(after))


def _is_time(quantity: Quantity, before: str, after: str) -> bool:
    """Spans of time that aren't counted for their own sake (三年 累计); 连续2年 counts where it says of what."""
    if quantity.unit not in _TIMES:
        return False
    if before.endswith("连续"):
        return not re.match(r"[^，。；、：]{2}", after)
    return not (quantity.bound or _TERM.search(re.split(r"[，。；：]", before)[-1]))
