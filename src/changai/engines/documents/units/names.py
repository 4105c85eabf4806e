"""Lists of unit names: separators part only whole units, never a unit's own name."""

import re

Span = tuple[int, int]
OPEN, CLOSE = "（【〔《“([", "）】〕》”)]"

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
PLACE = r"(?:县级市|自治区|自治县|直辖市|街道|乡镇|团场|市辖区|开发区|[县市区乡镇州盟旗师])"
BARE = re.compile(
    rf"^(?:中央|省级?|市级?|州|县级?|区级?|乡|镇|自治区|地|部)$|^各?{PLACE}(?:（[^（）]*）|〔[^〔〕]*〕)?$"
)
NEXT_PLACE = re.compile(
    rf"^{PLACE}(?:$|[（〔]|人民政府|政府|党委|管委会|办事处|党工委|(?<!市)总工会|(?<!市)工会|各|和|及|两级|三级|分管|有关|相关)"
)
AND = re.compile(r"以及|及其他|及(?!其|时)|和(?!平|田|县|顺|政|硕|林|龙)|与|暨")
OTHERS = re.compile(
    r"(?<![高初中平均同])等(?P<count>\d{1,2}|[一二三四五六七八九十]{1,2})?(?:个|家)?"
    r"(?:市直|区直|县直|省直|州直|中央|行业|主管|有关|相关|各|责任|成员|职能|其他|配合|级)*"
    r"(?:部门和单位|单位和部门|部门（单位）|部门、单位|部门及单位|部门单位|部门|单位|部委|委办局|机构|企业|地方)?$"
)


def parts(text: str, start: int, end: int, marks: str = "、，；。 \t\n") -> list[Span]:
    """Pieces between separators that stand in no bracket, trimmed; empty ones left out."""
    found: list[Span] = []
    depth, begin = 0, start
    for place in range(start, end):
        char = text[place]
        depth = max(0, depth + (char in OPEN) - (char in CLOSE))
        if char in marks and not depth:
            found.append((begin, place))
            begin = place + 1
    found.append((begin, end))
    return [piece for piece in (trim(text, *one) for one in found) if piece[1] > piece[0]]


def trim(text: str, start: int, end: int, marks: str = " \t\n、，；。：") -> Span:
    """Without separators at the ends."""
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return start, end


def joined(text: str, spans: list[Span]) -> list[Span]:
    """Pieces that 、 parted although they are one name (各区、县级市; 市、县两级工会; 各县党委、政府)."""
    result: list[Span] = []
    for span in spans:
        if result and belongs(text, result[-1], span):
            result[-1] = (result[-1][0], span[1])
        else:
            result.append(span)
    return result


def belongs(text: str, before: Span, after: Span) -> bool:
    """Whether the second piece goes on with the name that the first begins."""
    if text[before[1] : after[0]].strip() != "、":
        return False
    first, second = text[before[0] : before[1]], text[after[0] : after[1]]
    last = re.split("、|和|以及|及", first)[-1]
    if re.match(
        r"(?:人民)?政府(?:（[^（）]*）)?(?:$|和有关单位|(?:分别|具体|按|依)?(?:负责|牵头|落实|配合|职责))",
        second,
    ):
        return bool(re.search(r"(?:党委|党工委|县委|区委|市委|^各[^、]*委)$", last)) and last.startswith(
            ("各", "县", "乡")
        )
    if not BARE.match(last):
        return False
    if last.startswith("各") or first.startswith("各") or len(last) <= 2:
        return bool(NEXT_PLACE.match(second)) and not re.match(r"市(?:总)?工会", second)
    return False


def divided(text: str, start: int, end: int) -> list[Span]:
    """A piece at its 和, 及, 以及, 与, where these stand between whole units."""
    depth = 0
    for place in range(start, end):
        char = text[place]
        depth = max(0, depth + (char in OPEN) - (char in CLOSE))
        found = None if depth else AND.match(text, place, end)
        if not found or place == start:
            continue
        left, right = text[start:place], text[found.end() : end]
        if whole(left) and fit(left, right):
            return [(start, place), *divided(text, found.end(), end)]
    return [(start, end)]


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


def without_others(text: str, start: int, end: int) -> tuple[Span, bool, int | None]:
    """The piece without 等部门 at its end, whether there was one, and the number it names (等5部门)."""
    found = OTHERS.search(text, start, end)
    if not found:
        return (start, end), False, None
    from_words = {char: value for value, char in enumerate("一二三四五六七八九十", 1)}
    printed = found["count"]
    count = int(printed) if printed and printed.isdigit() else from_words.get(printed or "")
    return trim(text, start, found.start()), True, count


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
