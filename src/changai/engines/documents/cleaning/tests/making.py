"""Texts for the tests."""

import unicodedata

from changai.engines.documents.cleaning import clean
from changai.engines.documents.containers.plaintext import of_text
from changai.engines.documents.text import Text

#: A made-up plan, one paragraph a line.
PLAN = [
    "临河市人民政府办公室",
    "关于印发《临河市技术工人培养行动方案》的通知",
    "临政办发〔2022〕15号",
    "各县（市、区）人民政府，市政府各部门：",
    "《临河市技术工人培养行动方案》已经市政府第9次常务会议研究同意，现印发给你们，请结合实际，认真抓好落实。",
    "临河市人民政府办公室",
    "2022年6月30日",
    "临河市技术工人培养行动方案",
    "为贯彻落实省委、省政府关于加强技术工人队伍建设的部署要求，培养更多高素质劳动者，结合我市实际，制定本方案。",
    "一、总体要求",
    "到2025年，全市技能人才总量达到12.5万人，高技能人才占技能人才的比例由28.6%提高到32%以上；企业培训中心、公共实训基地布局更加合理。",
    "二、主要任务",
    "（一）完善培养制度",
    "1．推行新型学徒制。支持规模以上企业与技工院校联合招生、联合培养，每年培养学徒2000人以上，对承担任务的企业按每人4000～6000元给予补贴。"
    "（牵头单位：市人力资源和社会保障局；责任单位：市教育局、市财政局、市工业和信息化局、市总工会）",
    "2．建设公共实训基地。依托骨干企业和职业院校，三年内建成市级公共实训基地5个，面向社会开放。（责任单位：市发展改革委、市人力资源和社会保障局）",
    "（二）健全激励机制",
    "3．提高技术工人待遇。引导企业建立基于岗位价值、能力素质和业绩贡献的工资分配机制，国有企业工资总额分配向技术工人倾斜。（牵头单位：市国资委）",
    "三、组织实施",
    "各县（市、区）、各部门要加强组织领导，细化工作措施，每季度末向市人力资源和社会保障局报送进展情况，重大事项及时报告。",
    "联系人：安小平",
    "联系电话：0999-8123306",
]  # fmt: skip


def cleaned(text: str) -> Text:
    """A text as a file of it is cleaned."""
    return clean(of_text(text))


def shown(text: str) -> list[str]:
    """Its paragraphs."""
    result = cleaned(text)
    return [result.of(paragraph) for paragraph in result.paragraphs]


def em(text: str) -> float:
    """The printed width."""
    return sum(1 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in text)


def wrapped(text: str, width: int = 26, first: int = 2) -> list[str]:
    """A paragraph's lines as a printer breaks them; a mark that may not begin a line hangs over."""
    rows, row = [], "\u3000" * first
    for character in text:
        if em(row + character) > width and character not in "，。、；：）》”":
            rows.append(row)
            row = ""
        row += character
    return [*rows, row]
