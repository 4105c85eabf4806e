"""Plans of many forms come apart into measures with their units."""

import pytest

from changai.engines.documents.header import read_header
from changai.engines.documents.outline import outline
from changai.engines.documents.plans import read_amendments, read_measures
from changai.engines.documents.quantities import find
from changai.engines.documents.text import Paragraph, identical


def plan(body, title="云澜市技工培养方案"):
    text = identical(f"{title}\n为培养技工，制定本方案。\n{body}")
    return read_measures(text, outline(text), find(text))


def duties(body):
    return [(one.number, one.title, one.lead, one.responsible) for one in plan(body)[0]]


def test_numbers_that_run_through_chapters_and_aims_that_are_no_measures():
    measures, _, chapters, doubts = plan(
        "一、总体要求\n（一）指导思想。坚持领导。\n（二）目标任务。更进一步。\n二、主要举措\n（一）引领\n1.甲。做甲的事。（牵头单位：市甲局，责任单位：市乙局）\n"
        "2.乙。做乙的事。（牵头单位：市总工会）\n（二）培养\n3.丙。做丙的事。（责任单位：市甲局等）\n三、组织实施\n（一）领导。各县要重视。"
    )
    assert [one.number for one in measures] == ["1", "2", "3"]
    assert [one.group for one in measures] == ["（一）引领", "（一）引领", "（二）培养"]
    assert {one.chapter for one in measures} == {"二、主要举措"}
    assert measures[0].text == "做甲的事。"
    assert measures[0].marks == ["（牵头单位：市甲局，责任单位：市乙局）"]
    assert measures[2].open_ended
    assert chapters == ["一、总体要求", "二、主要举措", "三、组织实施"]
    assert doubts == []


def test_numbers_that_restart_keep_their_chapter():
    found, *_ = plan(
        "一、引领\n1.甲。文字。（市甲局）\n2.乙。文字。（市乙局）\n二、培养\n1.丙。文字。（市甲局、市丙局）"
    )
    assert [(one.chapter, one.number, one.responsible) for one in found] == [
        ("一、引领", "1", ["市甲局"]), ("一、引领", "2", ["市乙局"]), ("二、培养", "1", ["市甲局", "市丙局"]),
    ]  # fmt: skip


def test_numbers_that_run_through_all_chapters_with_and_without_marks():
    body = "一、总体要求\n（一）思想。文字。\n二、任务\n（二）甲。文字。{0}\n（三）乙。文字。{0}\n三、保障措施\n（四）领导。文字。{1}\n（五）资金。文字。"
    assert [one[0] for one in duties(body.format("（水利部、财政部负责）", "（水利部负责）"))] == [
        "2",
        "3",
        "4",
        "5",
    ]
    assert [one[0] for one in duties(body.format("（水利部、财政部负责）", ""))] == ["2", "3"]
    assert [one[0] for one in duties(body.format("", ""))] == ["2", "3"]


def test_lines_of_their_own_for_units():
    found = duties(
        "一、任务\n1.甲。做甲的事。\n牵头单位：市甲局\n责任单位：市乙局、各县、区人民政府\n完成时限：2022年底\n2.乙。做乙的事。\n（责任单位：市丙局）"
    )
    assert found == [("1", "甲", ["市甲局"], ["市乙局", "各县、区人民政府"]), ("2", "乙", [], ["市丙局"])]


@pytest.mark.parametrize(
    ("sentence", "lead", "responsible"),
    [
        ("市甲局牵头，市乙局参与。", ["市甲局"], ["市乙局"]),
        ("牵头单位：市甲局。责任单位：市乙局。", ["市甲局"], ["市乙局"]),
        ("由市甲局牵头，市乙局、市丙局等部门配合，落实工资保证金制度。", ["市甲局"], ["市乙局", "市丙局"]),
        ("市甲局、市乙局按职责分工负责，各县（市、区）人民政府落实。", [], ["市甲局", "市乙局", "各县（市、区）人民政府"]),
        ("建立由专人负责的窗口，落实工作责任。", [], []),
        ("工会、行业协会充分发挥作用。", [], []),
        ("各县（市、区）要加强领导。", [], []),
    ],
)  # fmt: skip
def test_units_in_running_text(sentence, lead, responsible):
    (first, *_) = duties(f"一、任务\n（一）甲。做甲的事。{sentence}\n（二）乙。做乙的事。")
    assert first[2:] == (lead, responsible)


def test_several_marks_in_one_measure():
    (first, *_), *_ = plan(
        "一、任务\n1.甲。做甲的事（责任单位：市甲局）。做乙的事（责任单位：市甲局、市乙局）。\n2.乙。做乙的事。（市乙局）"
    )
    assert first.responsible == ["市甲局", "市乙局"]
    assert len(first.marks) == len(first.marks_at) == 2
    assert first.text == "做甲的事。做乙的事。"


def test_a_declaration_holds_for_the_whole_text():
    found = duties(
        "一、任务\n1.甲。文字。（市甲局、市乙局负责，列第一位者为牵头单位，下同）\n2.乙。文字。（市丙局、市乙局）"
    )
    assert [(one[2], one[3]) for one in found] == [(["市甲局"], ["市乙局"]), (["市丙局"], ["市乙局"])]


def test_a_chapters_mark_holds_for_its_measures():
    found = duties(
        "一、引领（牵头单位：市甲局；责任单位：市乙局）\n1.甲。做甲的事。\n2.乙。做乙的事。（市丙局、市丁局）\n二、培养（牵头单位：市丙局）\n1.丙。做丙的事。"
    )
    assert [(one[2], one[3]) for one in found] == [
        (["市甲局"], ["市乙局"]), ([], ["市丙局", "市丁局"]), (["市丙局"], []),
    ]  # fmt: skip


def test_items_below_a_marked_measure_belong_to_it():
    measures, *_ = plan(
        "一、任务\n（一）引领行动\n主要任务：\n1.开展教育；\n2.选树典型。\n责任部门：宣教部\n配合部门：组织部\n（二）立功行动\n1.开展竞赛；\n2.建工作室。\n责任部门：经济部"
    )
    assert [(one.title, one.lead, one.responsible) for one in measures] == [
        ("引领行动", ["宣教部"], ["组织部"]), ("立功行动", [], ["经济部"]),
    ]  # fmt: skip
    assert "开展教育" in measures[0].text


def test_articles_and_what_closes_them():
    found, _, chapters, _ = plan(
        "第一条 支持培养。给予补贴。（区甲局负责，区乙局配合）\n第二条 支持评价。给予补助。\n第三条 本措施自印发之日起施行，由区甲局负责解释。"
    )
    assert [(one.number, one.label.strip(), one.title) for one in found] == [
        ("1", "第一条", "支持培养"), ("2", "第二条", "支持评价"),
    ]  # fmt: skip
    assert chapters == []


def test_single_sentences_without_a_title():
    found, *_ = plan("一、任务\n1.开展宣讲200场以上。（市总工会）\n2.新增高技能人才4000人。（市甲局）")
    assert [(one.title, one.text) for one in found] == [
        ("", "开展宣讲200场以上。"),
        ("", "新增高技能人才4000人。"),
    ]


def test_measures_without_numbers_are_counted_and_told():
    found, _, _, doubts = plan(
        "加强引领。做引领的事。（责任单位：市甲局）\n加强培养。做培养的事。（责任单位：市乙局）"
    )
    assert [(one.number, one.label, one.title) for one in found] == [
        ("1", "", "加强引领"),
        ("2", "", "加强培养"),
    ]
    assert "没有编号" in doubts[0].what


def table(*rows, before="云澜市技工培养任务分工表\n为培养技工，制定本表。\n一、分工"):
    text = identical("\n".join([before, *rows]))
    paragraphs = [
        Paragraph(one.start, one.end, "row") if "\t" in text.of(one) else one for one in text.paragraphs
    ]
    return type(text)(text.kept, text.clean, text.plain, text.origin, paragraphs)


def test_a_table_of_tasks():
    text = table(
        "序号\t重点任务\t具体内容\t牵头单位\t责任单位\t完成时限",
        "1\t办好大赛\t举办赛事3项。\t市甲局、市总工会\t市乙局等\t10月底",
        "2\t推进评价\t新增机构5家。\t市甲局\t\t2024年底",
        "3\t关爱职工\t新建驿站12个。\t市总工会\t各区、县级市\t",
        "4\t慰问职工\t走访500人。\t\t\t",
    )
    found, _, chapters, doubts = read_measures(text, outline(text), find(text))
    assert [(one.number, one.title, one.lead, one.responsible, one.open_ended) for one in found] == [
        ("1", "办好大赛", ["市甲局", "市总工会"], ["市乙局"], True),
        ("2", "推进评价", ["市甲局"], [], False),
        ("3", "关爱职工", ["市总工会"], ["各区、县级市"], False),
        ("4", "慰问职工", ["市总工会"], ["各区、县级市"], False),
    ]
    assert [doubt.where for doubt in doubts] == ["第4条"]
    assert found[1].targets[0].due_date == "2024-12-31"
    assert chapters == ["一、分工"]


def test_a_table_beside_the_measures_names_their_units():
    text = table(
        "任务\t责任单位",
        "办好大赛\t市甲局（牵头），市乙局",
        "推进评价\t市丙局",
        before="云澜市技工培养方案\n为培养技工，制定本方案。\n一、任务\n1.办好大赛。举办赛事。\n2.推进评价。新增机构。\n二、要求\n文字。",
    )
    found, *_ = read_measures(text, outline(text), find(text))
    assert [(one.title, one.lead, one.responsible) for one in found] == [
        ("办好大赛", ["市甲局"], ["市乙局"]), ("推进评价", [], ["市丙局"]),
    ]  # fmt: skip


def test_amendments():
    text = identical(
        "云澜市人民政府关于修改《云澜市技工培养方案》的通知\n一、第7条责任单位中的“市甲局、市乙局”修改为“市丙局”。\n"
        "二、将第十二条修改为：“12.加强培训。每年培训职工不少于3000人次。”。\n三、删去第15条。\n四、增加一条，作为第三十一条：“31.建平台。”\n五、文中“市丁局”统一改为“市戊局”。"
    )
    found = read_amendments(text, read_header(text).title)
    assert {one.document for one in found} == {"云澜市技工培养方案"}
    assert [(one.measure, one.what, one.old, one.new) for one in found] == [
        ("7", "修改", "市甲局、市乙局", "市丙局"),
        ("12", "修改", None, "12.加强培训。每年培训职工不少于3000人次。"),
        ("15", "删除", None, None),
        ("31", "增加", None, None),
        (None, "修改", "市丁局", "市戊局"),
    ]
    assert read_amendments(text, "云澜市技工培养方案") == []


def test_paragraphs_with_titles_where_nothing_is_numbered_and_no_unit_is_named():
    found, _, chapters, doubts = plan(
        "一、工作目标\n到2026年有所提高。\n二、主要内容\n加强政治建设。把党员队伍建设的重心向班组下移，提高比例。\n"
        "搭建成长平台。打通三条通道，设立首席技师岗位，提高津贴。\n三、组织保障\n各单位要重视。"
    )
    assert [(one.number, one.title, one.chapter) for one in found] == [
        ("1", "加强政治建设", "二、主要内容"), ("2", "搭建成长平台", "二、主要内容"),
    ]  # fmt: skip
    assert chapters == ["一、工作目标", "二、主要内容", "三、组织保障"]
    assert "没有编号" in doubts[0].what


def test_marks_whose_stop_or_bracket_is_lost():
    found = duties(
        "一、任务\n1.甲。推动政策进企业牵头单位：市总工会；责任单位：市乙局\n2.乙。各牵头单位要切实负责。（责任单位：市丙局\n"
        "3.丙。落实经费。责任单位：市丁局。各县要安排资金。\n二、组织实施\n（一）领导。由市总工会牵头负责，各责任单位要密切配合。"
    )
    assert [(one[0], one[2], one[3]) for one in found] == [
        ("1", ["市总工会"], ["市乙局"]), ("2", [], ["市丙局"]), ("3", [], ["市丁局"]),
    ]  # fmt: skip


def test_measures_without_a_leading_unit_are_told_where_others_have_one():
    line = "{0}.甲{0}。文字文字。（牵头单位：市甲局；责任单位：市乙局）\n"
    body = "一、任务\n" + "".join(line.format(number) for number in (1, 2, 3))
    _, _, _, doubts = plan(body + "4.丁。文字文字。（责任单位：市乙局）\n5.戊。文字文字。")
    assert [(one.where, "牵头单位" in one.what) for one in doubts] == [("第5条", False), ("第4条", True)]


def test_numbers_left_out_of_an_excerpt_are_doubted_and_the_chapters_stay_chapters():
    measures, _, chapters, doubts = plan(
        "一、总体要求\n（一）思路。坚持领导。\n二、扩大供给\n（四）甲。做甲的事。（市甲局负责）\n三、激励\n（九）乙。做乙的事。（市乙局负责）\n"
        "（十二）丙。做丙的事。（市丙局负责）"
    )
    assert [(one.number, one.chapter) for one in measures] == [
        ("4", "二、扩大供给"),
        ("9", "三、激励"),
        ("12", "三、激励"),
    ]
    assert chapters == ["一、总体要求", "二、扩大供给", "三、激励"]
    assert [(one.where, "可能有缺失" in one.what) for one in doubts] == [
        ("第4条", True),
        ("第9条", True),
        ("第12条", True),
    ]


def test_a_mark_below_a_group_holds_for_the_group_where_numbers_run_on():
    assert duties(
        "一、任务\n（一）培训\n1.甲。做甲的事。\n2.乙。做乙的事。\n责任单位：市甲局\n（二）评价\n3.丙。做丙的事。\n4.丁。做丁的事。\n责任单位：市乙局"
    ) == [
        ("1", "甲", [], ["市甲局"]),
        ("2", "乙", [], ["市甲局"]),
        ("3", "丙", [], ["市乙局"]),
        ("4", "丁", [], ["市乙局"]),
    ]


def test_who_has_to_do_all_that_follows_is_added_to_it():
    assert duties(
        "一、甲。做甲的事。〔责任单位：市甲局。以下均需各县党委落实，不再列出〕\n二、乙。做乙的事。（责任单位：市乙局）"
    ) == [("1", "甲", [], ["市甲局", "各县党委"]), ("2", "乙", [], ["市乙局", "各县党委"])]
