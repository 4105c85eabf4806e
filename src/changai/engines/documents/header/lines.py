"""How the lines of a head look."""

import re

_KIND = (
    "方案|计划|规划|纲要|措施|意见|要点|办法|细则|规定|清单|分工|分工表|任务表|安排|举措|政策|决定|条例|制度|行动|若干条|任务|办法（试行）|一览表|台账|部署|通知"
    "|通报|报告|总结|汇报|综述|情况|实录|公告|决议|倡议|指南|标准|规程|规则|章程|责任书|项目书|建议|说明"
)
TITLE = re.compile(rf"^[^。；：，！？]{{4,80}}(?:{_KIND})(?:（[^（）]{{1,30}}）)*$")
NOTICE = re.compile(
    r"(?:印发|转发|批转|关于|公布|发布|修改|调整).{2,120}的?(?:通知|通告|公告|函|决定|批复)(?:（[^（）]{1,12}）)?$|[办厅委府部]印发《[^《》]+》$"
)
ISSUES = re.compile(r"(?:关于)?(?:印发|转发|批转|公布|发布|下发)")
SENT = re.compile(r"现将?(?=[^。]{0,12}《[^《》]{4,80}》[^。]{0,30}(?:印发|下发|转发))")
ORGAN = re.compile(
    r"^[^，。；：！？《》“”\d〔〕]{1,60}(?:委员会|人民政府|政府|工商联|妇联|残联|文联|侨联|企联|科协|团中央|团[省市区县州]委|市委|省委|区委|县委|州委|地委|党委|党组|局|厅|部|办公室|办公厅|总工会|工会|委|办|会|院|署|总局"
    r"|领导小组|指挥部|课题组|调研组|编写组|工作组|中心|公司|集团|学院|大学|银行|中央|国务院|小组|法院|检察院)(?:文件)?$"
)
SALUTE = re.compile(r"^[^。！？]{2,400}：$")
PEOPLE = re.compile(
    r"各|有关|市直|省直|县直|区直|中央|国务院|人民政府|委员会|党委|局|厅|单位|部门|公司|企业|学校|办事处|工会"
)
SKIP = re.compile(r"如下|现将|要求|下列|以下|附件|主题词|抄送|抄报|联系|电话|分工|原则|目标|如后")
HEAVY = re.compile(
    r"签发人|索引号|发布机构|主题分类|成文日期|发布日期|文号|来源|浏览|点击|字号|打印|分享|首页|当前位置|秘密|特急|加急|平急|有效性"
)
APART = re.compile(r"附件?\s?\d{0,2}[：:]?$|.*文件$|.*号$")
PRINTED = re.compile(r"印发$|印发（?$|公开发布|此件")


def running(line: str) -> bool:
    """A sentence of the body: neither a title nor a salutation."""
    line = line.strip()
    return (
        line.endswith(("。", "；"))
        or (len(line) > 60 and "。" in line)
        or (len(line) > 80 and "，" in line and not line.endswith("："))
        or bool(
            re.match(
                r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+[章条节]|1[.、])",
                line,
            )
            and not NOTICE.search(line)
        )
    )


def organs_only(line: str) -> bool:
    """A line of nothing but organs' names, and no red head (…文件)."""
    words = line.strip().split()
    return bool(words) and not line.strip().endswith("文件") and all(ORGAN.match(word) for word in words)


def plain_title(line: str) -> bool:
    """A line without any mark of a sentence, a date, a number or an organ: the title of a news item or a report."""
    line = line.strip()
    marked = re.search(r"[。；，：！？]|\d{4}年|〔|[:>|@]", line)
    return 6 <= len(line) <= 60 and not marked and not organs_only(line) and not HEAVY.search(line)
