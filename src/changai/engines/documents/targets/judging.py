"""Whether a quantity sets something, and in which sense."""

import re

from changai.engines.documents.quantities import Quantity

MONEY = re.compile(r"^(?:元|美元|欧元|港元)")
TIME_UNITS = (
    "年",
    "个月",
    "月",
    "天",
    "日",
    "小时",
    "分钟",
    "个工作日",
    "工作日",
    "周",
    "学年",
    "学期",
    "秒",
    "岁",
)
NEVER = ("岁", "周岁", "级", "届", "代", "月", "日", "学年", "学期")
STATE = re.compile(r"目前|现有|已有|已达|已经|截至|截止|去年|上年|近年来|当前|以来|一直以来|过去")
WILL = re.compile(r"力争|争取|确保|努力|实现|到20\d\d年|要|将|计划|拟|达到")
NOUN = r"(?:企业|单位|用人单位|用工单位|公司|职工|人员|选手|劳动者|项目|工程|工作|非公|规模|行业|园区|村|社区|乡镇|机构|院校|用户|家庭|的)"
CONDITION = re.compile(rf"^(?:（[^（）]*）)?(?:以[上下])?(?:的)?{NOUN}")
INCLUDED = re.compile(r"^（含(?:本数)?）?以[上下]|^（含[^（）]*）以[上下]")
GRANT = re.compile(r"^的(?:一次性)?(?:奖|补|资|标准|经费|支持|津贴|贷款|额度|费用)")
DONE = re.compile(
    r"(?:培训|培养|新增|建成|建设|组织|评选|选树|发展|吸引|引进|覆盖|开展|打造|培育|设立?|扶持|支持|完成|达到?|帮扶|资助|慰问|征集|不少于|不低于)$"
)
WHOM = re.compile(r"(?:对|凡|符合|具备)")
GIVES = re.compile(r"给予|奖励|补助|补贴|资助|达到|实现|发放|不低于|不超过|不少于|每")
IF_CLAUSE = re.compile(r"的$")
IF_WORD = re.compile(
    r"(?:凡|具有|具备|从事|连续|工作|任职|缴费|注册|经营|参保|年龄|签订|累计工作|实际工作|在岗|服务|脱产|期限|满)[^，。；]{0,8}$"
)
LESS = re.compile(
    r"(?:控制|压缩|压减|缩短|降低|下降|降|减少|压降|缩减|精简)[^，。；]{0,4}(?:到|至|为|在)$|控制$"
    r"|不(?:得|应|能|宜)?(?:超过|高于|多于|大于|长于|突破)[^，。；]{0,14}$|最(?:高|多|长)[^，。；]{0,8}$|上限[^，。；]{0,6}$"
)
MORE = re.compile(
    r"(?:达到?(?:并(?:动态)?(?:保持|稳定)在)?|提高到|提升到|提高至|提升至|增加到|增长到|扩大到|上升到|突破|超过|保持在|稳定在|不低于|不少于|不小于|至少|以上|高于)[^，。；]{0,6}$"
)
RATE_EXACT = re.compile(
    r"(?:按|按照|补助|补贴|收取|提取|给予|报销|减免|资助|奖励|返还|支付|缴纳|让利|优惠|划拨|支持|发放|上浮|下浮|配套)[^，。；]{0,16}$"
)
AFTER_EXACT = re.compile(
    r"^(?:的)?(?:标准|比例|额度)?(?:给予|收取|提取|补助|补贴|奖励|资助|返还|减免|计提|缴纳|支付|发放|拨付|报销)"
)
DOWN_TO = re.compile(r"(?:控制|压缩|缩短|压减|下降|降低|减少|降)(?:到|至|在|为)$|控制$")
ABOUT = ("左右", "上下", "约", "大约", "近", "将近", "接近", "大概", "大致", "差不多", "约为", "达近")
SOFT = re.compile(r"原则上|力争|争取|努力|一般|鼓励|有条件|预期|逐步")
MEETING = re.compile(r"^(?:全会|全国|全体会议精神|党代会|人大|、[一二三四五六七八九十]+次|会议精神)")
BOUND = re.compile(r"不(?:低于|少于|高于|超过)|达到")
EVERY_ONE = re.compile(
    r"每(?:招收|培养|新增|增加|引进|培训|建成|吸纳|招用|认定|评定|取得|带动|输送|介绍|满)[^，。；]{0,6}$"
)
QUICK = re.compile(r"^(?:以?内|之内|可达|办结|完成|答复|反馈|审核|拨付|到账)|^[^，。；]{0,4}(?:办结|可达)")


def sets(plain: str, quantity: Quantity, clause: tuple[int, int]) -> bool:
    """Whether the quantity is set, rather than reported, named, or a condition of something else."""
    before, after = plain[clause[0] : quantity.start], plain[quantity.end : clause[1]]
    unit = quantity.unit.partition("/")[0]
    if not quantity.unit and not quantity.rank:
        return False
    if (
        (unit in NEVER and not (unit == "届" and re.search(r"(?:举办|召开|开展|评选)$", before)))
        or re.search(r"届[一二三四五六七八九十、]*$", before)
        or (unit == "次" and MEETING.match(after))
    ):
        return False
    if counts_list(before, quantity) or re.search(r"(?:后|末|倒数(?:第)?)$", before):
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


def unconditional(before: str, after: str, unit: str) -> bool:
    """100人以上企业, 5亿元以上企业 name whom it concerns; 培养500名以上技师, 100万元以下的奖励 set something."""
    if MONEY.match(unit):
        return not CONDITION.match(after) or bool(GRANT.match(after))
    if unit in ("人", "名", "家", "户") and CONDITION.match(after):
        return bool(DONE.search(before))
    return True


def counts_list(before: str, quantity: Quantity) -> bool:
    """管理、技术、技能三条通道: the number only counts the names before it."""
    count = (
        int(quantity.value) if quantity.han and quantity.value == quantity.value.to_integral_value() else 0
    )
    listed = re.split("[，。；：]", before)[-1]
    return 1 < count <= 10 and listed.count("、") == count - 1 and not listed.endswith("、")


def timely(before: str, after: str, quantity: Quantity, words: str) -> bool:
    """A duration sets something only as a limit (最长不超过2年, 5个工作日内办结), not as a condition or a name."""
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
