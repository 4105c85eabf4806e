"""Quantities that are conditions, durations or mere counts."""

import re

from changai.engines.documents.quantities import Quantity
from changai.engines.documents.targets.measures import MONEY

NOUN = r"(?:企业|单位|用人单位|用工单位|公司|职工|人员|选手|劳动者|项目|工程|工作|非公|规模|行业|园区|村|社区|乡镇|机构|院校|用户|家庭|的)"
CONDITION = re.compile(rf"^(?:（[^（）]*）)?(?:以[上下])?(?:的)?{NOUN}")
GRANT = re.compile(
    r"^的(?:(?!企业|单位|公司|项目|个人|人员|职工|选手|给予|按|可)[^，。；]){0,10}?(?:奖|补贴|补助|资助|资金|标准|经费|支持|津贴|贷款|额度|费用)"
)
#: Whose number it is, before what is set for them (50人以上已建会企业…签订率达到90%).
SIZED = re.compile(
    r"^(?:（[^（）]*）)?(?:以[上下])?(?:的)?(?:规模)?[^，。；、的]{0,8}(?:企业|单位|公司|园区|机构)[^，。；]*\d"
)
DONE = re.compile(
    r"(?:培训|培养|新增|建成|建设|组织|评选|选树|发展|吸引|引进|覆盖|开展|打造|培育|设立?|扶持|支持|完成|达到?|帮扶|资助|慰问|征集|不少于|不低于)$"
)
IF_WORD = re.compile(
    r"(?:凡|具有|具备|从事|连续|工作|任职|缴费|注册|经营|参保|年龄|签订|累计工作|实际工作|在岗|服务|脱产|期限|满)[^，。；]{0,8}$"
)
QUICK = re.compile(r"^(?:以?内|之内|可达|办结|完成|答复|反馈|审核|拨付|到账)|^[^，。；]{0,4}(?:办结|可达)")


def unconditional(before: str, after: str, unit: str) -> bool:
    """100人以上企业, 5亿元以上企业 name whom it concerns; 培养500名以上技师, 100万元以下的奖励 set something."""
    if MONEY.match(unit):
        return not CONDITION.match(after) or bool(GRANT.match(after))
    if unit in ("人", "名", "家", "户") and (CONDITION.match(after) or SIZED.match(after)):
        return bool(DONE.search(before))
    return True


def counts_list(before: str, quantity: Quantity) -> bool:
    """管理、技术、技能三条通道: the number only counts the names before it."""
    count = (
        int(quantity.value) if quantity.han and quantity.value == quantity.value.to_integral_value() else 0
    )
    listed = re.split("[，。；：]", before)[-1]
    return 1 < count <= 10 and listed.count("、") == count - 1 and not listed.endswith("、")


#: Lengths that are to grow.
LENGTH = re.compile(r"(?:年限|寿命|学时|时长)[^，。；]{0,6}(?:达到?|提高到|提升到|增加到|延长[到至]|提高至)$")


EACH_TIME = re.compile(
    r"每(?:日|天|周|月|年|次|季度|学期)[^，。；]{0,8}(?:安排|保证|休息|培训|学习|授课|开放|服务)[^，。；]{0,4}$"
)


def timely(before: str, after: str, quantity: Quantity, words: str) -> bool:
    """A duration sets something only as a limit (最长不超过2年, 5个工作日内办结), not as a condition or a name."""
    if LENGTH.search(before) or (len(quantity.values) == 2 and EACH_TIME.search(before)):
        return True
    if words.startswith("满"):
        return False
    if IF_WORD.search(before) and not re.search(r"最长|最多|不超过|控制|压缩|缩短|不得|压减", before + words):
        return False
    if re.match(r"^(?:行动|计划|规划|任期|期|制|以上|工作经|的)", after):
        return False
    unit = quantity.unit.partition("/")[0]
    quick = unit in ("个工作日", "工作日", "小时", "分钟", "天")
    limited = bool(quantity.bound) or bool(
        re.search(r"(?:不超过|不少于|不低于|至少|最长|最多|缩短|压缩|控制)", before + words)
    )
    return limited or (quick and bool(QUICK.match(after) or words.endswith("内")))
