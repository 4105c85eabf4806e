"""Figures: subjects, periods, quotes; classes, salutations and table cells."""

from datetime import date

from changai.engines.documents.figures import read_figures
from changai.engines.documents.reading import Figure
from changai.engines.documents.text import Paragraph, Text, identical


def figures(plain: str, anchor: date | None = None) -> list[Figure]:
    return read_figures(identical(plain), anchor)


def test_subject_period_and_quote() -> None:
    plain = "今年1-5月，全市新增贷款发放2.4亿元，扶持1925人创业。目前享受津贴3人、获得奖章2人。"
    found = figures(plain, date(2019, 7, 25))
    assert [(one.subject, one.period, one.quote) for one in found] == [
        ("全市新增贷款发放", "2019-01..2019-05", "全市新增贷款发放2.4亿元"),
        ("扶持创业", "2019-01..2019-05", "扶持1925人创业"),
        ("享受津贴", "目前", "目前享受津贴3人"),
        ("获得奖章", "目前", "获得奖章2人"),
    ]
    start, end = found[0].number_at or (0, 0)
    assert plain[start:end] == "2.4亿元"
    assert plain[slice(*found[0].at)] == found[0].quote


def test_a_distribution_names_its_classes() -> None:
    found = figures(
        "全区产业工人中月工资2000元以下占4%；2000~3000元占41%；5000元以上占55%。男性占62%，女性占38%。"
    )
    assert [(one.subject, str(one.value)) for one in found] == [
        ("全区产业工人中月工资2000元以下占比", "4"),
        ("全区产业工人中月工资2000~3000元占比", "41"),
        ("全区产业工人中月工资5000元以上占比", "55"),
        ("男性占比", "62"),
        ("女性占比", "38"),
    ]


def test_parts_are_named_by_their_whole() -> None:
    found = figures("全市新增高技能人才440人，其中技师、高级技师101人。")
    assert found[1].subject == "全市新增高技能人才中的技师、高级技师"


def test_amounts_in_a_list_belong_to_names_in_a_list() -> None:
    found = figures("对取得资格的技师、高级技师按照规定给予2000元和3000元补贴。")
    assert [(one.subject, one.unit) for one in found] == [("技师补贴", "元/人"), ("高级技师补贴", "元/人")]


def test_respectively() -> None:
    found = figures("新增就业1.14万人，困难人员再就业2006人，分别完成年计划的76.5%、80.2%。")
    assert [one.subject for one in found[2:]] == [
        "新增就业完成年计划的比例",
        "困难人员再就业完成年计划的比例",
    ]


def test_no_figures() -> None:
    assert (
        figures(
            "周晓岚、秦永固、白玉春3位代表：\n40岁以上人员占比过高，分三年实施，百人以上企业建会，每招用1人。"
        )
        == []
    )


def test_a_time_that_is_only_compared_with_is_no_period() -> None:
    found = figures("截至5月末，城镇新增就业9063人，较2019年同期增加348人。", date(2020, 6, 8))
    assert [(one.subject, one.period) for one in found] == [
        ("城镇新增就业", "2020-05"),
        ("城镇新增就业较2019年同期增加", "2020-05"),
    ]


def test_lists_of_names_in_the_clause_before_and_brackets() -> None:
    found = figures(
        "取得中级工（四级）、高级工（三级）证书的，分别按1000元、1500元标准补贴；办理提案62件（其中主办22件，会办40件）。"
    )
    assert [one.subject for one in found] == [
        "中级工（四级）标准补贴",
        "高级工（三级）标准补贴",
        "办理提案",
        "办理提案中的主办",
        "办理提案中的会办",
    ]
    assert found[3].quote == "其中主办22件"


def test_before_and_after_are_one_subject_with_their_years() -> None:
    found = figures("培训合格率由2018年的91.2%提高到2020年的96.8%，提高5.6个百分点。")
    assert [(one.subject, one.period) for one in found] == [
        ("培训合格率", "2018"),
        ("培训合格率", "2020"),
        ("培训合格率提高", "2020"),
    ]


def test_traditional_script_stays_as_printed() -> None:
    clean, plain = "累計幫扶800余人次，發放資金3億元。", "累计帮扶800余人次，发放资金3亿元。"
    text = Text(clean, clean, plain, range(len(plain)), [Paragraph(0, len(plain))])
    found = read_figures(text)
    assert [one.quote for one in found] == ["累計幫扶800余人次", "發放資金3億元"]
    assert [(one.subject, one.unit, one.raw_unit) for one in found] == [
        ("幫扶", "人次", "人次"),
        ("發放資金", "元", "億元"),
    ]


def test_table_cells_take_unit_and_subject_from_the_heads() -> None:
    lines = ["乡镇\t会员（万人）\t建会率（%）\t备注", "河口镇\t1.2\t93.5\t3", "石门乡\t0.8\t90\t"]
    plain, paragraphs = "\n".join(lines), []
    for line in lines:
        start = plain.index(line)
        paragraphs.append(Paragraph(start, start + len(line), "row"))
    found = read_figures(Text(plain, plain, plain, range(len(plain)), paragraphs))
    assert [(one.subject, str(one.value), one.unit) for one in found] == [
        ("会员（河口镇）", "12000", "人"),
        ("建会率（河口镇）", "93.5", "%"),
        ("会员（石门乡）", "8000", "人"),
        ("建会率（石门乡）", "90", "%"),
    ]
