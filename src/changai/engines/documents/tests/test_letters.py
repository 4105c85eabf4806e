"""Replies in the forms that offices use; places and people are made up."""

from typing import Any

import pytest

from changai.engines.documents.cleaning import clean
from changai.engines.documents.containers import open_document
from changai.engines.documents.letters import Letter, read_letter
from changai.engines.documents.reading import plain

BODY = (
    "　　一、基本情况。近年来，我局认真落实上级部署，各项工作稳步推进，取得了一定成效，群众满意度有了提高。"
)


def letter(head: str, greeting: str, opening: str, tail: str) -> Letter:
    text = f"{head}\n\n{greeting}\n　　{opening}\n{BODY}\n　　感谢您对我们工作的关心和支持！\n\n{tail}\n"
    return read_letter(clean(open_document(text.encode(), "letter.txt")))


SIGNED = "江州市人力资源和社会保障局\n2019年7月5日"


def simple(
    title: str = "关于江州市七届人大三次会议第18号建议的答复",
    greeting: str = "王小满代表：",
    opening: str = "您提出的“关于稳定技术工人队伍的建议”收悉，现答复如下：",
    tail: str = SIGNED,
) -> Letter:
    return letter("江州市人力资源和社会保障局\n\n" + title, greeting, opening, tail)


@pytest.mark.parametrize(
    ("title", "number", "kind", "body", "session"),
    [
        ("对十三届全国人大四次会议第3456号建议的答复", "3456", "建议", "全国人民代表大会", "十三届四次会议"),
        ("关于政协第十三届全国委员会第四次会议第2345号（社会管理类210号）提案答复的函", "2345", "提案",
         "中国人民政治协商会议全国委员会", "十三届四次会议"),
        ("对市政协十二届二次会议第 0123 号提案的答复", "0123", "提案", "中国人民政治协商会议江州市委员会", "十二届二次会议"),
        ("关于江州市第七届人民代表大会第五次会议第20180123号建议的答复", "20180123", "建议", "江州市人民代表大会", "七届五次会议"),
        ("关于政协江州市第十届委员会第三次会议第45号提案的复函", "45", "提案", "中国人民政治协商会议江州市委员会", "十届三次会议"),
        ("对省十二届人大一次会议第B33号议案的答复", "B33", "议案", "省人民代表大会", "十二届一次会议"),
        ("关于市七届人大闭会期间第7号建议的答复", "7", "建议", "江州市人民代表大会", "七届闭会期间"),
        ("对市人大六届四次会议第六十二号建议的答复", "62", "建议", "江州市人民代表大会", "六届四次会议"),
        ("关于市政协四届五次全会第12、15号提案办理情况的答复", "12、15", "提案", "中国人民政治协商会议江州市委员会", "四届五次会议"),
        ("关于石泉湾县十八届人大三次会议第023号代表建议的答复", "023", "建议", "石泉湾县人民代表大会", "十八届三次会议"),
    ],
)  # fmt: skip
def test_proposals_are_known_by_number_kind_assembly_and_session(
    title: str, number: str, kind: str, body: str, session: str
) -> None:
    read = simple(title).proposal
    assert read is not None
    assert (read.number, read.type, read.session) == (number, kind, session)
    if body != "省人民代表大会":
        assert read.body == body


def test_an_assembly_whose_place_cannot_be_told_is_left_open() -> None:
    read = simple("对省十二届人大一次会议第33号建议的答复")
    assert read.proposal is not None
    assert read.proposal.body is None
    assert "proposal.body" in {doubt.where for doubt in read.doubts}


def test_a_district_of_a_city_has_its_own_assembly() -> None:
    read = letter(
        "江州市北湖区总工会文件\n北湖工函〔2020〕8号\n对区政协九届二次会议第45号提案的答复",
        "陈立秋委员：",
        "您提出的《关于加强职工服务的提案》收悉，现答复如下：",
        "江州市北湖区总工会\n2020年6月1日",
    )
    assert read.proposal is not None
    assert read.proposal.body == "中国人民政治协商会议江州市北湖区委员会"
    assert read.document_number == "北湖工函〔2020〕8号"
    assert read.issuer == ["江州市北湖区总工会"]


@pytest.mark.parametrize(
    ("greeting", "names", "role"),
    [
        ("王小满代表：", ["王小满"], "代表"),
        ("尊敬的陈立秋委员：", ["陈立秋"], "委员"),
        ("王小满、李 强、欧阳春生等代表：", ["王小满", "李强", "欧阳春生"], "代表"),
        ("王小满、李强等12名代表：", ["王小满", "李强"], "代表"),
        ("王小满代表、李强代表：", ["王小满", "李强"], "代表"),
        ("王小满和李强代表：", ["王小满", "李强"], "代表"),
        ("周晓岚、秦永固 2位委员：", ["周晓岚", "秦永固"], "委员"),
        ("致公党江州市委员会：", ["致公党江州市委员会"], None),
        ("农工党江州市委会、民进江州市委：", ["农工党江州市委会", "民进江州市委"], None),
        ("九三学社江州市委：", ["九三学社江州市委"], None),
        ("江州市工商联：", ["江州市工商联"], None),
        ("阿依古丽·买买提委员：", ["阿依古丽·买买提"], "委员"),
        ("第三代表团：", ["第三代表团"], None),
        ("民盟江州市委、王小满委员：", ["民盟江州市委", "王小满"], "委员"),
    ],
)
def test_recipients(greeting: str, names: list[str], role: str | None) -> None:
    read = simple(greeting=greeting)
    assert (read.recipient, read.recipient_role) == (names, role)


@pytest.mark.parametrize(
    ("opening", "title", "doubtful"),
    [
        ("您提出的“关于稳定技术工人队伍的建议”收悉，现答复如下：", "关于稳定技术工人队伍的建议", False),
        ("您提出的关于“稳定技术工人队伍”的建议收悉，现答复如下：", "稳定技术工人队伍", False),
        ("您领衔提出的《关于推进“互联网+”技能培训的建议》（第18号）收悉。", "关于推进“互联网+”技能培训的建议", False),
        ("您提出的“关于稳定技术工人队伍的建议（第18号）收悉，现答复如下：", "关于稳定技术工人队伍的建议", True),
        ("您提出的关于稳定技术工人队伍”的建议收悉，现答复如下：", "稳定技术工人队伍", True),
        ("您提出的关于稳定技术工人队伍的建议（第18号）收悉，现答复如下：", "关于稳定技术工人队伍的建议", False),
        ("您在市七届人大三次会议上提出的“关于稳定技术工人队伍的建议”的建议案（第18号）收悉，经会商有关单位，现答复如下：",
         "关于稳定技术工人队伍的建议", False),
    ],
)  # fmt: skip
def test_titles_of_proposals_with_whole_damaged_and_no_quotes(
    opening: str, title: str, doubtful: bool
) -> None:
    read = simple(opening=opening)
    assert read.proposal is not None
    assert read.proposal.title == title
    assert ("proposal.title" in {doubt.where for doubt in read.doubts}) is doubtful


@pytest.mark.parametrize(
    ("tail", "people"),
    [
        ("责任领导：赵明\n联系电话：6056419\n承办人：钱多\n联系电话：6056792", [("责任领导", "赵明", "6056419"), ("承办人", "钱多", "6056792")]),
        ("主管领导姓名：赵明华 联系电话：13900001111\n经办人姓名：钱多 联系电话：19900002222",
         [("主管领导", "赵明华", "13900001111"), ("经办人", "钱多", "19900002222")]),
        ("联系人及电话：钱多 0717-6051234", [("联系人", "钱多", "0717-6051234")]),
        ("联系人及联系电话：钱多，0717－6051234", [("联系人", "钱多", "0717－6051234")]),
        ("（联系人：钱多，联系电话：6051234）", [("联系人", "钱多", "6051234")]),
        ("联 系 人：钱 多    联系电话：（0717）6051234", [("联系人", "钱多", "（0717）6051234")]),
        ("承办单位：就业科\n承办人：钱多\n电话：6051234", [("承办人", "钱多", "6051234")]),
        ("单位领导：赵明（副局长）  电话：6051111\n联系人：钱多  电话：6051234",
         [("单位领导", "赵明", "6051111"), ("联系人", "钱多", "6051234")]),
        ("联系人：钱多、孙小小  电话：6051234、6051235", [("联系人", "钱多", "6051234"), ("联系人", "孙小小", "6051235")]),
        ("联系人：钱多", [("联系人", "钱多", None)]),
        ("（联系单位：市发展改革委，联系电话：6051234）", [("联系单位", "市发展改革委", "6051234")]),
        ("联系单位及电话：江州市人社局就业科 6051234", [("联系单位", "江州市人社局就业科", "6051234")]),
        ("分管领导：赵明 6051111\n具体承办人：钱多 6051234", [("分管领导", "赵明", "6051111"), ("具体承办人", "钱多", "6051234")]),
    ],
)  # fmt: skip
def test_contacts(tail: str, people: list[tuple[str, str, str | None]]) -> None:
    read = simple(tail=SIGNED + "\n\n" + tail + "\n邮政编码：443000")
    assert [(one.role, one.name, one.phone) for one in read.contacts] == people
    assert read.postcode == "443000"


@pytest.mark.parametrize(
    ("head", "mark"),
    [
        ("(A)", "A"),
        ("（A1）", "A1"),
        ("B类", "B"),
        ("类别：C", "C"),
        ("办理结果：B1", "B1"),
        ("Ａ", "A"),
        ("【C】", "C"),
        ("江人社函〔2019〕5号      B", "B"),
        ("", None),
    ],
)
def test_handling_marks(head: str, mark: str | None) -> None:
    read = letter(
        f"江州市人力资源和社会保障局\n\n{head}\n\n关于江州市七届人大三次会议第18号建议的答复",
        "王小满代表：",
        "您提出的“关于稳定技术工人队伍的建议”收悉，现答复如下：",
        SIGNED,
    )
    assert read.handling_mark == mark


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("公开情况：公开", "公开"),
        ("公开属性：主动公开", "主动公开"),
        ("是否公开：是", "公开"),
        ("信息公开选项：不予公开", "不予公开"),
        ("（此件依申请公开）", "依申请公开"),
        ("（此件公开发布）", "公开发布"),
        ("政务公开方式: 依申请公开", "依申请公开"),
        ("", None),
    ],
)
def test_disclosure(line: str, said: str | None) -> None:
    assert simple(tail=f"{SIGNED}\n\n{line}\n联系人：钱多").disclosure == said


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("抄送：市人大常委会选任工委（2份）、市政府督查室（2份）", ["市人大常委会选任工委", "市政府督查室"]),
        ("抄 送：市政协提案委员会，市政府督查室。", ["市政协提案委员会", "市政府督查室"]),
        ("抄送：各县、区人民政府，市总工会 市财政局", ["各县、区人民政府", "市总工会", "市财政局"]),
        ("抄送：市政府督查室。\n江州市人力资源和社会保障局办公室  2019年7月5日印发", ["市政府督查室"]),
    ],
)
def test_copies(line: str, units: list[str]) -> None:
    assert simple(tail=f"{SIGNED}\n\n{line}\n").cc == units


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("二○一○年七月五日", "2010-07-05"),
        ("２０１２年６月８日", "2012-06-08"),
        ("2019526", "2019-05-26"),
        ("二〇〇六年十二月三十一日", "2006-12-31"),
    ],
)
def test_dates_of_signature(printed: str, day: str) -> None:
    read = simple(tail=f"江州市人力资源和社会保障局\n{printed}")
    assert str(read.date) == day


def test_a_date_that_can_mean_two_days_is_left_open() -> None:
    read = simple(tail="江州市人力资源和社会保障局\n2018111")
    assert read.date is None
    assert read.date_raw == "2018111"
    assert "date" in {doubt.where for doubt in read.doubts}


def test_a_letter_of_several_units_and_a_broken_title() -> None:
    read = letter(
        "江州市教育局\n江教函〔2021〕12号\nB\n关于江州市七届人大三次会议\n第18号建议的答复",
        "王小满代表：",
        "您提出的“关于稳定技术工人队伍的建议”收悉，现答复如下：",
        "江州市教育局    江州市总工会\n2021年8月9日",
    )
    assert read.title == "关于江州市七届人大三次会议第18号建议的答复"
    assert read.issuer == ["江州市教育局", "江州市总工会"]
    assert read.handling_mark == "B"


@pytest.mark.parametrize(
    ("line", "title", "number"),
    [
        ("民政部对“关于加强社区服务的建议”的答复（民函〔2019〕700号）", "对“关于加强社区服务的建议”的答复", "民函〔2019〕700号"),
        ("对十二届全国人大五次会议第4510号建议的答复 教建议〔2017〕第345号", "对十二届全国人大五次会议第4510号建议的答复",
         "教建议〔2017〕第345号"),
        ("对十二届全国人大五次会议第4510号建议的答复（A类）", "对十二届全国人大五次会议第4510号建议的答复", None),
    ],
)  # fmt: skip
def test_a_number_behind_the_title_is_no_part_of_it(line: str, title: str, number: str | None) -> None:
    read = letter(
        line, "王小满代表：", "您提出的“关于加强社区服务的建议”收悉，现答复如下：", "民政部\n2019年8月26日"
    )
    assert (read.title, read.document_number, read.issuer) == (title, number, ["民政部"])


def test_what_is_not_printed_is_not_invented() -> None:
    read: dict[str, Any] = plain(
        simple(title="关于代表建议的答复", opening="您的来信收悉，现答复如下：", tail="")
    )
    assert read["proposal"]["number"] is None
    assert read["proposal"]["session"] is None
    assert read["proposal"]["body"] is None
    assert read["date"] is None
    assert (read["contacts"], read["postcode"], read["disclosure"], read["cc"]) == ([], None, None, [])
    assert {"proposal.number", "date"} <= {one["where"] for one in read["doubts"]}


def test_a_view_for_the_unit_that_answers() -> None:
    """One unit's name holds 和; the greeted unit is the recipient, without a role."""
    text = (
        "关于省十二届人大五次会议第0316号建议的会办意见\n省人力资源和社会保障厅：\n"
        "    现就第0316号建议提出会办意见如下：2016年安排资金1亿元。\n云陵省财政厅\n2017年4月18日\n（联系人：钟声 0288-6610073）\n"
    )
    read = read_letter(clean(open_document(text.encode(), "letter.txt")))
    assert read.recipient == ["省人力资源和社会保障厅"]
    assert read.recipient_role is None
    assert read.title == "关于省十二届人大五次会议第0316号建议的会办意见"


def test_an_autonomous_region_is_named_by_the_answering_unit() -> None:
    read = letter("雪原自治区总工会\n\n关于自治区政协八届四次会议第412号提案的答复", "王小满委员：",
                  "您提出的《关于维护农民工权益的提案》收悉，现答复如下：", "雪原自治区总工会\n2006年8月11日")  # fmt: skip
    assert read.proposal
    assert read.proposal.body == "中国人民政治协商会议雪原自治区委员会"


@pytest.mark.parametrize("said", ["同意公开", "（此件可公开发布）", "此件主动公开"])
def test_disclosure_stated_alone(said: str) -> None:
    assert simple(tail=SIGNED + "\n" + said).disclosure in ("同意公开", "公开发布", "主动公开")
