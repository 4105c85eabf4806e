"""The spreadsheets as their users see them: columns, other common names, explanations, choices."""

import re
from collections.abc import Callable
from functools import lru_cache

from changai.domains.workforce.employment.models import CONTRACT_KINDS, GROUPS
from changai.engines.codes import credit, identity, industries, occupations, phone, regions, skills, tables
from changai.engines.codes.errors import CodeError
from changai.kernel.imports.columns import MONEY, YES_NO, CellError, Column, Type, dates, lookup, text, whole

_OTHER_GROUPS = {
    "快递": "courier", "快递小哥": "courier", "快递投递员": "courier",
    "外卖": "rider", "外卖员": "rider", "骑手": "rider", "外卖骑手": "rider", "外卖配送员": "rider", "网约配送员": "rider",
    "货车": "trucker", "卡车司机": "trucker", "货运司机": "trucker", "货车驾驶员": "trucker",
    "网约车": "ridehail", "网约车驾驶员": "ridehail",
    "护工": "carer", "护理员": "carer", "家政": "domestic", "家政员": "domestic", "家政服务": "domestic",
    "商场信息": "sales", "房产中介": "broker", "中介": "broker", "保安": "guard", "其他": "other", "灵活就业": "other",
}  # fmt: skip


@lru_cache(maxsize=1)
def _region_names() -> dict[str, str]:
    """Full and shortened names → code in force; names that several regions share are left out."""
    found: dict[str, set[str]] = {}
    for code in regions.history():
        period = regions.latest(code)
        now = regions.current(code)
        if period is None or now is None or code == regions.NATION:
            continue
        line = [p.name for one in regions.path(code)[1:] if (p := regions.latest(one))]
        for at in range(len(line)):
            found.setdefault("".join(line[at:]), set()).add(now)
        if len(line) > 2:
            found.setdefault(line[0] + line[-1], set()).add(now)
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}


@lru_cache(maxsize=65536)
def region_code(text: str) -> str | None:
    """The region in force for a code or a name in full; None where it is not clear."""
    plain = re.sub(r"\s", "", text)
    if re.fullmatch(r"\d{6}(\d{3})?", plain):
        return regions.current(plain) if regions.known(plain) else None
    return _region_names().get(plain)


@lru_cache(maxsize=65536)
def household_code(text: str) -> str | None:
    """The smallest region that a household address begins with; None (not recorded) where none is clear."""
    found = region_code(text)
    if found:
        return found
    plain = re.sub(r"\s", "", text)
    names = _region_names()
    return next((names[plain[:end]] for end in range(len(plain), 1, -1) if plain[:end] in names), None)


@lru_cache(maxsize=65536)
def occupation_code(text: str) -> str | None:
    """The code of an occupation; None (not recorded) for what the classification does not know."""
    return occupations.find(text)


def skill_rank(text: str) -> str | None:
    """The rank as text."""
    if text in ("无", "-", "—", "/"):
        return "0"
    rank = skills.rank(text)
    return None if rank is None else str(rank)


def contract_kind(text: str) -> str | None:
    """fixed, open, task; an empty text where none was signed."""
    plain = re.sub(r"\s|劳动|合同|类型", "", text)
    if plain in ("无", "未签", "未签订", "没有", "-", "—", "/", "否"):
        return ""
    if "无固定" in plain or "长期" in plain:
        return "open"
    if "固定" in plain or "有期限" in plain:
        return "fixed"
    return "task" if "任务" in plain else None


def group_kind(text: str) -> str | None:
    """The key of a group."""
    plain = re.sub(r"[\s()（）]", "", text)
    return {title: key for key, title in GROUPS}.get(plain) or _OTHER_GROUPS.get(plain)


def sex_code(text: str) -> str | None:
    """GB/T 2261.1."""
    return {"男": "1", "女": "2", "男性": "1", "女性": "2", "1": "1", "2": "2"}.get(text)


def checked(check: Callable[[str], str]) -> Callable[[str], str | None]:
    """A code check as a cell reader."""

    def slow(cell: str) -> str | None:
        try:
            return check(cell)
        except CodeError as error:
            raise CellError(str(error).rstrip("。")) from error

    return slow


_WEIGHTED = " + ".join(
    f"{weight} * (ascii(substr({{c}}, {at}, 1)) - 48)" for at, weight in enumerate(identity.WEIGHTS, 1)
)
_BIRTH = "substr({c}, 7, 4) || '-' || substr({c}, 11, 2) || '-' || substr({c}, 13, 2)"
_PROVINCES = ", ".join(f"'{one}'" for one in sorted(identity.PROVINCES))
IDENTITY = Type(
    "VARCHAR",
    "CASE WHEN {c} ~ '^[0-9]{{17}}[0-9X]$' AND substr({c}, 1, 2) IN (" + _PROVINCES + ") "
    f"AND TRY_CAST({_BIRTH} AS DATE) BETWEEN DATE '1900-01-01' AND current_date "
    f"AND substr('{identity.CHECKS}', 1 + CAST(({_WEIGHTED}) % 11 AS INTEGER), 1) = substr({{c}}, 18, 1) THEN {{c}} END",
    checked(lambda cell: identity.check(cell).number),
    personal=True,
    width=21,
)
CREDIT = Type("VARCHAR", "", checked(credit.check), width=21)
PHONE = Type(
    "VARCHAR",
    "CASE WHEN {c} ~ '^1[3-9][0-9]{{9}}$' THEN {c} END",
    checked(phone.check),
    personal=True,
    width=14,
)
DAY = dates()
ETHNICITY = lookup(lambda cell: tables.find("ethnicity", cell), "民族")
EDUCATION = lookup(lambda cell: tables.find("education", cell), "文化程度")
POLITICS = lookup(lambda cell: tables.find("political_status", cell), "政治面貌")
REGION = lookup(region_code, "行政区划（请写到县级，如“咸宁市咸安区”，或填六位代码）", width=16)
HOUSEHOLD = lookup(household_code, "地区", width=20, lenient=True)
OCCUPATION = lookup(occupation_code, "职业", lenient=True)
EDUCATION_CHOICES = ("研究生", "大学本科", "大学专科", "中专", "技工学校", "高中", "初中", "小学")
POLITICS_CHOICES = ("中共党员", "中共预备党员", "共青团员", "群众")
SKILL_CHOICES = (
    "无等级",
    "学徒工",
    "五级/初级工",
    "四级/中级工",
    "三级/高级工",
    "二级/技师",
    "一级/高级技师",
    "特级技师",
    "首席技师",
)

PERSON = (
    Column("name", "姓名", text(60), ("职工姓名", "员工姓名", "工人姓名", "名字"), True, True,
           "与身份证一致", example="示例：张三"),
    Column("id_number", "公民身份号码", IDENTITY,
           ("身份证号", "身份证号码", "身份证", "身份号码", "居民身份证号码", "证件号码", "公民身份证号", "身份证件号码"),
           True, True, "18 位；15 位旧号码自动转为 18 位。请把该列设为文本", example="110101199003078515"),
    Column("phone", "手机号", PHONE, ("手机", "电话", "手机号码", "联系电话", "移动电话", "联系方式", "电话号码"),
           help="11 位手机号码", example="13800000000"),
    Column("ethnicity", "民族", ETHNICITY, help="如 汉族、土家族", choices=("汉族", "土家族", "苗族", "回族"), example="汉族"),
)  # fmt: skip

ROSTER = (
    *PERSON,
    Column("education", "文化程度", EDUCATION, ("学历", "最高学历", "教育程度", "文化水平", "受教育程度"),
           choices=EDUCATION_CHOICES, help="已取得的最高学历", example="大学专科"),
    Column("politics", "政治面貌", POLITICS, ("党派", "政治身份", "政治状况"), choices=POLITICS_CHOICES, example="群众"),
    Column("household", "户籍所在地", HOUSEHOLD,
           ("户籍", "户籍地", "户口所在地", "户籍地址", "籍贯地", "户籍所在地区"), help="写到县级，或填六位行政区划代码", example="湖北省咸宁市咸安区"),
    Column("employer", "单位名称", text(120), ("单位", "企业名称", "用人单位", "公司名称", "所在单位", "工作单位", "公司", "企业", "用人单位名称"),
           True, True, "与营业执照一致", example="咸安某某机械有限公司"),
    Column("credit", "统一社会信用代码", CREDIT, ("信用代码", "社会信用代码", "统一信用代码", "单位信用代码", "企业信用代码", "单位统一社会信用代码"),
           True, help="18 位；已登记的单位可以不填", example="91421202MA00000018"),
    Column("post", "岗位", text(60), ("岗位名称", "工作岗位", "职务", "工种岗位"), example="钳工"),
    Column("occupation", "职业", OCCUPATION, ("职业名称", "工种", "职业工种", "从事职业"), help="职业分类大典的名称或代码；认不出的不记录", example="钳工"),
    Column("since", "入职日期", DAY, ("入职时间", "入厂日期", "进厂日期", "参加工作日期", "到岗日期", "入职", "用工日期", "进厂时间"),
           True, True, "如 2020-01-02", example="2020-01-02"),
    Column("until", "离职日期", DAY, ("离职时间", "离厂日期", "终止用工日期", "离职"), help="在职的不填"),
    Column("contract", "合同类型", lookup(contract_kind, "合同类型"), ("劳动合同类型", "合同期限类型", "合同种类", "劳动合同期限类型"),
           choices=tuple(title for _, title in CONTRACT_KINDS), help="没有签订的不填", example="固定期限"),
    Column("contract_since", "合同起始日期", DAY, ("合同开始日期", "劳动合同起始日期", "合同签订日期", "合同起始时间", "合同起", "劳动合同开始日期"), example="2020-01-02"),
    Column("contract_until", "合同终止日期", DAY, ("合同结束日期", "合同到期日期", "劳动合同终止日期", "合同到期日", "合同终止时间", "合同止"), example="2028-01-01"),
    Column("wage", "月工资(元)", MONEY, ("月工资", "工资", "月收入", "工资收入", "月薪", "应发工资", "月平均工资", "工资(元)", "月均工资"),
           help="税前应发，单位元", example="5200"),
    Column("wage_month", "工资月份", DAY, ("工资所属月份", "发薪月份"), help="不填时按导入时选择的月份"),
    Column("skill", "技能等级", lookup(skill_rank, "技能等级", "INTEGER"), ("职业技能等级", "技能水平", "职业资格等级", "技能级别", "等级"),
           choices=SKILL_CHOICES, example="四级/中级工"),
    Column("cert_number", "证书编号", text(40), ("证书号", "证书号码", "技能证书编号", "职业资格证书编号", "职业技能等级证书编号"), help="没有证书的不填"),
    Column("cert_on", "取证日期", DAY, ("发证日期", "取得证书日期", "取证时间", "发证时间", "证书日期")),
    Column("member", "工会会员", YES_NO, ("是否工会会员", "是否会员", "是否入会", "会员", "是否加入工会"), choices=("是", "否"), example="是"),
    Column("member_since", "入会日期", DAY, ("入会时间", "加入工会日期", "加入工会时间")),
    Column("migrant", "农民工", YES_NO, ("是否农民工", "农民工标识", "是否为农民工"), choices=("是", "否"), example="是"),
    Column("region", "所在地区", REGION, ("地区", "所属地区", "行政区划", "所在区县"), help="不填时按导入时选择的地区；已登记单位按其登记地区"),
    Column("sex", "性别", lookup(sex_code, "性别"), help="只用来与身份号码核对", choices=("男", "女")),
    Column("birth", "出生日期", DAY, ("出生年月日", "生日"), help="只用来与身份号码核对"),
)  # fmt: skip

EMPLOYERS = (
    Column("employer", "名称", text(120), ("单位名称", "企业名称", "单位", "公司名称", "用人单位"), True, True, "与营业执照一致", example="示例：咸安某某机械有限公司"),
    Column("credit", "统一社会信用代码", CREDIT, ("信用代码", "社会信用代码", "统一信用代码"), True, True, "18 位", example="91421202MA00000018"),
    Column("industry", "行业", lookup(industries.find, "行业"), ("行业代码", "所属行业", "行业类别", "国民经济行业"), help="国民经济行业分类（GB/T 4754）的名称或代码，至少到大类", example="机械和设备修理业"),
    Column("ownership", "登记注册类型", lookup(lambda cell: tables.find("registration_type_2023", cell) or tables.find("registration_type_2011", cell), "登记注册类型"), ("注册类型", "企业类型", "登记注册统计类别", "所有制"), help="登记注册统计类别的名称或代码", example="私营有限责任公司"),
    Column("headcount", "从业人员", whole(10_000_000), ("从业人数", "职工人数", "从业人员(人)", "员工人数", "人数"), help="人", example="120"),
    Column("revenue", "营业收入", whole(10_000_000_000), ("营业收入(万元)", "年营业收入", "主营业务收入"), help="万元", example="3500"),
    Column("park", "园区", text(60), ("所在园区", "所属园区", "开发区")),
    Column("address", "地址", text(200), ("单位地址", "注册地址", "住所", "经营地址"), help="目前只核对，不记录"),
    Column("union_since", "建会日期", DAY, ("工会成立日期", "建会时间", "工会成立时间"), help="已建立工会的填写"),
    Column("joint", "联合或区域工会", text(120), ("联合工会", "区域工会", "行业工会", "所属联合工会", "所属区域工会"), help="由联合、区域或行业工会覆盖的填工会全称，须已登记"),
    Column("joint_since", "纳入联合工会日期", DAY, ("纳入日期", "加入联合工会日期"), help="由联合、区域工会覆盖的第一天"),
    Column("party_since", "党组织建立日期", DAY, ("党组织成立日期", "党支部成立日期", "党组织建立时间")),
    Column("region", "所在地区", REGION, ("地区", "所属地区", "行政区划", "所在区县"), help="不填时按导入时选择的地区"),
)  # fmt: skip

GROUPS_SHEET = (
    *PERSON,
    Column("group_key", "群体", lookup(group_kind, "群体"), ("新就业形态群体", "从业群体", "类别", "职业类别", "从业类型"), True, True, choices=tuple(title for _, title in GROUPS), example="网约送餐员"),
    Column("platform", "平台", text(60), ("平台名称", "平台企业", "所属平台", "服务平台"), example="某某外卖"),
    Column("region", "服务地区", REGION, ("地区", "所在地区", "从业地区", "所属地区"), help="不填时按导入时选择的地区"),
    Column("since", "起始日期", DAY, ("从业起始日期", "开始日期", "从业日期", "入职日期", "开始时间"), True, True, example="2023-05-01"),
    Column("until", "终止日期", DAY, ("结束日期", "离职日期", "退出日期"), help="仍在从业的不填"),
    Column("education", "文化程度", EDUCATION, ("学历", "最高学历"), choices=EDUCATION_CHOICES),
    Column("politics", "政治面貌", POLITICS, ("党派",), choices=POLITICS_CHOICES),
    Column("household", "户籍所在地", HOUSEHOLD, ("户籍", "户籍地", "户口所在地")),
    Column("member", "工会会员", YES_NO, ("是否工会会员", "是否会员", "是否入会"), choices=("是", "否"), example="是"),
    Column("member_since", "入会日期", DAY, ("入会时间",)),
    Column("migrant", "农民工", YES_NO, ("是否农民工",), choices=("是", "否")),
    Column("sex", "性别", lookup(sex_code, "性别"), choices=("男", "女"), help="只用来与身份号码核对"),
    Column("birth", "出生日期", DAY, ("出生年月日", "生日"), help="只用来与身份号码核对"),
)  # fmt: skip
