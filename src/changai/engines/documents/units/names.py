"""How names of units look."""

import re

_KIND = (
    "局|委|办|部|厅|院|会|署|社|台|站|所|处|队|行|校|科|室|司|组|专班|中心|公司|集团|政府|党组|联|协|协会|商会|政协|人大|法院|检察院"
    "|公安|军分区|大学|学院|银行|单位|部门|企业|机构|街道|乡镇|镇|乡|县|区|市|州|盟|旗|省|园区|组织|团体|院校|学校|党校|总队"
    "|支队|支行|分行|报社|传媒|供电|铁塔|电信|移动|联通|团中央|共青团中央|社科联|基地|平台|馆|村|地区|自治区|直辖市|地方|股|库|厂|店|矿"
)
WHOLE = re.compile(rf"(?:{_KIND})(?:（[^（）]*）|〔[^〔〕]*〕)?$")
LEVEL = re.compile(
    r"(?:市|省|县|区|州|盟|旗|镇|乡|国家|全国|中国|中央|中共|中华|国务院|各|有关|相关|其他|团|驻|自治区|自治州|高新|经开|开发区|园区|共青团"
    r"|人民银行|基层|行业|属地|国网|工会|工商联|妇联|党委|最高|[\u4e00-\u9fff]{2,4}(?:市|县|区|省|州|镇|乡|盟|旗)(?!场|政|委))"
)
OTHERS = re.compile(
    r"(?<![高初中平均同])等(?P<count>\d{1,2}|[一二三四五六七八九十]{1,2})?(?:个|家)?"
    r"(?:市直|区直|县直|省直|州直|中央|行业|主管|有关|相关|各|责任|成员|职能|其他|配合|级)*"
    r"(?:部门和单位|单位和部门|部门（单位）|部门、单位|部门及单位|部门单位|部门|单位|部委|委办局|机构|企业|地方)?$"
)


def whole(name: str) -> bool:
    """Ends as a unit's name can end."""
    return bool(WHOLE.search(name) or OTHERS.search(name)) and len(name) > 1


def fit(left: str, right: str) -> bool:
    """Whether what follows 和 is a unit of its own rather than the rest of the name before it."""
    if not whole(right):
        return False
    if OTHERS.search(left) or LEVEL.match(right) or re.match(r"(?:人民)?检察院", right):
        return not re.fullmatch(r"(?:人民)?政府|工会组织|党委|(?:有关|相关)?单位", right) or bool(
            OTHERS.search(left)
        )
    same = left[-1] == right[-1] and left[-1] in "局委办部厅署院会"
    return same and not left.startswith("各")


def unit_like(name: str) -> bool:
    """Looks like a unit's name without anything saying so: a level or a known beginning, and a unit's end."""
    return bool(
        2 < len(name) <= 36
        and WHOLE.search(name)
        and (LEVEL.match(name) or KNOWN.match(name))
        and not re.search(r"[。；：！？]|\d{3}", name)
    )


KNOWN = re.compile(
    r"(?:外交|国防|发展改革|教育|科技|科学技术|工业和信息化|公安|民政|司法|财政|人力资源|自然资源|生态环境|住房|交通运输|水利|农业农村|商务"
    r"|文化|卫生健康|退役军人|应急管理|审计|统计|税务|海关|市场监管|广电|体育|医保|医疗保障|能源|铁路|邮政|民航|证监|银保监|金融|人民银行"
    r"|人社|民委|国资|组织部|宣传部|统战部|政法委|网信|党校|团委|科协|残联|侨联|文联|法院|检察院|大数据|乡村振兴|林业|粮食|扶贫|机关事务)"
)
