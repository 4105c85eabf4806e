"""Figure checks: what agrees, what doesn't, and what is left alone."""

import pytest

from changai.engines.documents.checks import Source, check, compare
from changai.engines.documents.figures import read_figures
from changai.engines.documents.reading import Check
from changai.engines.documents.text import Paragraph, Text, identical

GOOD = [
    ("sum", "接收子女9379人就读，其中小学7235人，初中2144人。", "7235人 + 2144人 = 9379人"),
    ("sum", "共备案机构30家，其中企业13家，社评组织16家，技工院校1家。", "= 30家"),
    ("sum", "一等奖6名、二等奖12名、三等奖18名，共36名。", "= 36名"),
    ("sum", "全市工人48.6万人，占62.3%。按产业分，第二产业31.2万人，第三产业17.4万人。", "= 48.6万人"),
    ("share", "男性占62%，女性占38%。", "= 100%"),
    ("share", "高中占33.3%，大专占33.3%，本科占33.3%。", "四舍五入"),
    ("ratio", "受理案件1180件，审结案件1093件，结案率为92.62%。", "截尾"),
    ("ratio", "新增就业18420人，完成目标任务18000人的102.3%。", "102.33"),
    ("ratio", "慰问职工430户，发放慰问金64.5万元，户均1500元。", "1500元"),
    ("product", "每招用1人补贴1500元，惠及425人，共63.75万元。", "63.75万元"),
    ("growth", "比例由28.9％提高到31.6%。", "2.7个百分点"),
    ("ratio", "下岗三万二千人，再就业二万七千五百人，再就业率百分之八十五点九。", "相符"),
    ("growth", "总数由11家增加到14家，增加3家。", "相符"),
    ("growth", "收入从200万元增长到250万元，增长25%。", "相符"),
    ("growth", "总量29251万人，比上年增加691万人，增长2.4%。", "相符"),
    ("count", "进行了镶贴工、精细木工、油漆工、水电工四个工种的展示。", "列出4个"),
    ("count", "做到三个注重，即注重培养、注重竞争、注重标准。", "列出3个"),
]
BAD = [
    ("sum", "培训9860人次，其中企业6120人次、农民工2350人次、其他1490人次。", "多100人次"),
    ("share", "初中占32%，高中占51%，大专占15%，本科占4%。", "相差2个百分点"),
    ("ratio", "受理案件1180件，审结案件1093件，结案率为93.62%。", "相差0.99个百分点"),
    ("product", "每招用1人补贴1500元，惠及425人，共65万元。", "不符"),
    ("growth", "比例由29.8%提高到32.1%，提高2.4个百分点。", "相差0.1个百分点"),
    ("growth", "失业率由3.1%下降到3.5%。", "相反"),
    ("growth", "总量29251万人，比上年增加691万人，增长4.2%。", "不符"),
    ("count", "在6个比赛项目数控铣、数控车、钳工、焊工、电工中取得佳绩。", "少1个"),
    ("same", "2020年发放就业补贴资金2673万元。\n2020年发放就业补贴资金2763万元。", "相差90万元"),
    ("dates", "自2019年5月至2018年3月。", "晚于"),
    ("dates", "2019年2月30日召开会议。", "没有"),
]
ALONE = """
新增高技能人才440人，其中技师101人、高级技师35人。
受访者中参加过培训的占33.5%，签订合同的占88%，缴纳社保的占76%。
企业80余家参加，其中民营企业60家、国有企业30家。
走访县、乡、村及5个部门，慰问清洁工、建筑工、快递员等7个点。
教育、科技、卫生系统5个单位参加。
2019年培训3000人。2020年培训3500人。
2020年，全省新增就业35万人。2020年，全市新增就业32万人。
2020年发放补贴300万元。2020年发放补贴12万元。
签订率90%以上，入会率85%以上。
自2019年9月至2020年3月。
总量由86万人增加到100万人，其中高技能人才占比提高到38%。
人均可支配收入28560元，其中城镇35620元，农村18430元。
建议17件，其中主办12件，协办5件；提案13件，其中主办10件，协办3件。
城镇新增就业285万人，完成全年目标的26%，失业率5.5%。
""".strip().splitlines()


def checks(plain: str) -> list[Check]:
    text = identical(plain)
    return check(read_figures(text), text)


@pytest.mark.parametrize(("kind", "plain", "said"), GOOD)
def test_what_agrees(kind: str, plain: str, said: str) -> None:
    (found,) = [one for one in checks(plain) if one.kind == kind]
    assert found.ok
    assert said in found.detail


@pytest.mark.parametrize(("kind", "plain", "said"), BAD)
def test_what_does_not(kind: str, plain: str, said: str) -> None:
    (found,) = [one for one in checks(plain) if not one.ok]
    assert found.kind == kind
    assert said in found.detail


@pytest.mark.parametrize("plain", ALONE)
def test_what_is_not_related_is_left_alone(plain: str) -> None:
    assert [one for one in checks(plain) if not one.ok] == []


def test_a_sum_that_holds_in_one_year_is_tried_in_the_other() -> None:
    plain = (
        "2019年争取就业资金1932万元，设立专账资金801万元，安排配套资金500万元；2020年争取就业资金2173万元，安排配套资金500万元。\n"
        "2019年发放补贴资金2452万元；2020年发放补贴资金2673万元。"
    )
    found = {one.ok: one.detail for one in checks(plain) if one.kind == "sum"}
    assert "2173万元 + 500万元 = 2673万元" in found[True]
    assert "1932万元 + 500万元 = 2432万元" in found[False]
    assert "差20万元" in found[False]


def test_quotes_and_places() -> None:
    plain = "共30家，其中企业13家，院校17家。"
    (found,) = checks(plain)
    assert [plain[slice(*place)] for place in found.places] == found.quotes


def test_columns_of_a_table() -> None:
    lines = ["乡镇\t企业数（家）\t建会率（%）", "河口镇\t412\t93", "石门乡\t74\t90", "合计\t496\t91"]
    plain, paragraphs = "\n".join(lines), []
    for line in lines:
        start = plain.index(line)
        paragraphs.append(Paragraph(start, start + len(line), "row"))
    text = Text(plain, plain, plain, range(len(plain)), paragraphs)
    (found,) = check(read_figures(text), text)
    assert (found.kind, found.ok) == ("sum", False)
    assert "少10" in found.detail


def test_between_documents() -> None:
    one = read_figures(identical("2020年，全市建成职工创新工作室8家，培训职工2680人次。"))
    other = read_figures(identical("2020年建成职工创新工作室9家，培训职工2680人次。"))
    found = compare([Source("甲", one, "某市"), Source("乙", other, "某市"), Source("丙", other, "另一市")])
    assert [(check.ok, check.quotes) for check in found] == [
        (False, ["全市建成职工创新工作室8家", "2020年建成职工创新工作室9家"]),
        (True, ["培训职工2680人次", "培训职工2680人次"]),
    ]
