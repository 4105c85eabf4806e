"""Which lines become one paragraph."""

import pytest

from changai.engines.documents.cleaning.tests.making import PLAN, cleaned, em, shown, wrapped

TITLES = (0, 1, 2, 7)
LINES = [
    [" " * int(26 - em(text)) + text]
    if at in TITLES
    else ["\u3000" * 9 + text]
    if at in (5, 6)
    else wrapped(text, first=0 if at == 3 else 2)
    for at, text in enumerate(PLAN)
]
ROWS = [row for rows in LINES for row in rows]
EXPECTED = [text.replace("．", ".").replace("～", "~") for text in PLAN]


def test_a_text_that_was_never_broken() -> None:
    assert shown("\n".join(PLAN)) == EXPECTED
    assert shown("\n\n".join(PLAN)) == EXPECTED


def test_broken_at_a_width_with_indents() -> None:
    assert shown("\n".join(ROWS)) == EXPECTED


@pytest.mark.parametrize("between", ["\n", "\n\n", " \n\n \n"])
def test_broken_at_a_width_without_indents(between: str) -> None:
    assert shown(between.join(row.strip() for row in ROWS)) == EXPECTED


@pytest.mark.parametrize("number", ["— {} —", "- {} -", "－{}－", "第 {} 页 共 5 页", "{}", "· {} ·"])
def test_pages_with_numbers(number: str) -> None:
    pages = [ROWS[at : at + 9] for at in range(0, len(ROWS), 9)]
    text = "\n".join("\n".join(page) + f"\n\n{number.format(at)}\n\n" for at, page in enumerate(pages, 1))
    assert shown(text) == EXPECTED
    assert {reason for _, _, reason in cleaned(text).dropped} == {"页码"}


def test_paragraphs_broken_only_by_a_pages_end() -> None:
    text = "\n\n".join(PLAN)
    for place in ("工业和信息化", "能力素质和业绩贡献的工资", "细化工作措施，每季度末", "技能人才的比例"):
        assert place in text
        text = text.replace(place, f"{place}\n\n")
    assert shown(text) == EXPECTED


def test_a_word_that_the_page_broke() -> None:
    text = (
        "一、工作情况\n\n市人社局始终把技能人才奖励激励作为推进队伍建\n\n设的重要抓手，积极推荐领军人才。\n\n"
        "各级工会参与队伍建设。队伍建设的经验得到推广。加强队伍建设的领导。"
    )
    assert shown(text)[1] == "市人社局始终把技能人才奖励激励作为推进队伍建设的重要抓手，积极推荐领军人才。"


def test_headings_without_numbers_stay_by_themselves() -> None:
    lines = [
        "新时期技术工人队伍现状",
        "全区技术工人总数22165人，主要分布在机电、建材、物流等行业，近年来结构不断改善。",
        "搭建建功立业新平台",
        "区总工会: 团结引领搭平台 队伍建设出实招",
        "各级工会主动服务发展，共举办竞赛568场次。",
    ]
    assert shown("\n".join(lines))[:3] == lines[:3]
    assert shown("\n".join(lines))[3] == "区总工会：团结引领搭平台 队伍建设出实招"


def test_units_on_their_own_lines() -> None:
    lines = [
        "1、落实工资支付保障制度。每年至少开展2次专项检查，报酬不得低于每小时19.5元，及时公布结果。",
        "牵头单位：市人力资源和社会保障局",
        "责任单位：市交通运输局、市邮政管理局、市市场监督管理局，各县、区人民政府",
        "完成时限：2022年9月底前",
    ]
    assert shown("\n".join(lines)) == lines


def test_the_end_of_a_letter() -> None:
    lines = [
        "感谢您对劳动保障工作的关心，欢迎继续提出意见",
        "云岭市人力资源和社会保障局",
        "二〇〇六年五月九日",
        "联系人：安小平 联系电话：0999-8123306",
        "抄送：市政协提案委员会（三份），市政府办公室",
        "云岭市人力资源和社会保障局办公室 2006年5月10日印发",
    ]
    assert shown("\n\n".join(lines)) == lines


def test_a_title_on_two_lines() -> None:
    assert shown("关于印发《临河市技术工人培养\n行动方案》的通知\n各单位：") == [
        "关于印发《临河市技术工人培养行动方案》的通知",
        "各单位：",
    ]
    assert shown("关于加强技术工人队伍建设的\n实施意见\n各单位：")[0] == "关于加强技术工人队伍建设的实施意见"


def test_a_line_can_not_begin_with_a_comma() -> None:
    assert shown("加强领导\n，压实责任。") == ["加强领导，压实责任。"]


def test_words_of_latin_letters_keep_their_space() -> None:
    text = "推广使用Open Document格式和GB/T 9704标准，支持各单位在线报送材料，并按要求做好归档和统计工作，定期公布进展情况。"
    apart = text.replace("Open", " Open").replace("GB", " GB ").replace(" /T", "/T").replace("9704", "9704 ")
    assert shown("\n".join(wrapped(apart, first=0))) == [text]


def test_a_table_in_a_text() -> None:
    text = cleaned(
        "任务如下：\n序号\t任务\t责任单位\n1\t建设 基地\t市人社局\n\t开展评价\t市总工会\n完成后报告。"
    )
    assert [(text.of(one), one.kind) for one in text.paragraphs] == [
        ("任务如下：", "body"),
        ("序号\t任务\t责任单位", "row"),
        ("1\t建设 基地\t市人社局", "row"),
        ("\t开展评价\t市总工会", "row"),
        ("完成后报告。", "body"),
    ]


def test_a_table_parted_by_wide_gaps() -> None:
    text = cleaned(
        "地区    人数    会员\n东区      125     109\n西区       98      83\n合计      223     192"
    )
    assert [one.kind for one in text.paragraphs] == ["row"] * 4
    assert text.of(text.paragraphs[1]) == "东区\t125\t109"


def test_contacts_are_no_table() -> None:
    assert shown("联系人：安小平\t电话：8123306\n经办人：白小安\t电话：8123307") == [
        "联系人：安小平 电话：8123306",
        "经办人：白小安 电话：8123307",
    ]
