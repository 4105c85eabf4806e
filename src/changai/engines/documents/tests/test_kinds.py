"""Kinds of documents, by title where one tells and by what is said where none does."""

import pytest

from changai.engines.documents.kinds import kind
from changai.engines.documents.text import identical

STEPS = "\n".join(
    f"{label}、{words}"
    for label, words in zip("一二三四", ["总体要求", "主要任务", "保障措施", "组织实施"], strict=True)
)
TOLD = "各单位要高度重视，认真组织实施，确保各项工作落到实处，取得实际成效，并按要求报送有关情况。" * 3
DONE = "今年以来，全市已开展培训12场，累计培训3400人，取得证书2100人，发放补贴35万元，同比增长8%。" * 6


def document(title: str, body: str = TOLD) -> str:
    return kind(identical(f"{title}\n{body}\n{STEPS}\n{TOLD}"))


@pytest.mark.parametrize(
    "title",
    [
        "江州市人民政府关于印发《江州市技能人才行动方案（2024—2026年）》的通知",
        "关于印发江州市2024年产业工人队伍建设改革工作要点的通知",
        "中共江州市委关于加强新时代职工队伍建设的实施意见",
        "江州市职业技能提升三年行动计划",
        "江州市关于支持企业稳岗的若干措施（试行）",
        "江州市“十四五”就业促进规划",
        "江州市产改任务分解表",
        "江州市总工会关于转发《全省工会改革实施方案》的通知",
        "江州市人民政府办公室关于推进技能强市工作的若干意见",
        "关于调整《江州市产业工人队伍建设改革实施方案》有关任务分工的通知",
    ],
)
def test_plans(title: str) -> None:
    assert document(title) == "plan"


@pytest.mark.parametrize(
    "title",
    [
        "关于江州市产业工人队伍建设改革实施方案落实情况的报告",
        "江州市总工会2023年工作总结",
        "关于全市根治欠薪工作进展情况的通报",
        "江州市产业工人队伍状况调研报告",
        "江州市2022年人力资源和社会保障事业发展统计公报",
        "江州市推进产业工人队伍建设改革情况汇报",
        "关于代表建议办理工作总体情况的报告",
        "江州市总工会关于2023年度工作要点完成情况的自查报告",
        "关于市七届人大三次会议代表建议、批评和意见办理情况的报告",
        "江州市2024年政府工作报告",
        "关于江州市2023年国民经济和社会发展计划执行情况与2024年计划草案的报告",
    ],
)
def test_reports(title: str) -> None:
    assert document(title, DONE) == "report"


@pytest.mark.parametrize(
    "title",
    [
        "关于召开全市产业工人队伍建设改革推进会的通知",
        "江州市职工权益保障条例",
        "江州市就业补助资金管理办法",
        "关于印发《江州市专项资金管理办法》的通知",
        "《江州市技能人才行动方案》政策解读",
        "江州市人民政府常务会议纪要",
        "关于公布2023年江州工匠名单的通知",
        "江州市人力资源和社会保障局公告",
        "在全市产改工作推进会上的讲话",
        "关于公开征求《江州市技能人才行动方案（征求意见稿）》意见的公告",
        "关于印发《江州市建议提案办理工作办法》的通知",
        "关于成立产业工人队伍建设改革领导小组的通知",
    ],
)
def test_others(title: str) -> None:
    assert document(title) == "other"


@pytest.mark.parametrize(
    "title",
    [
        "对市七届人大三次会议第18号建议的答复",
        "关于市政协五届二次会议第2014087号提案的复函",
        "关于市十三届人大四次会议第20180123号建议办理意见的函",
        "江州市总工会关于政协第33号提案办理情况的函",
        "关于《关于稳定技术工人队伍的建议》的回复",
    ],
)
def test_replies_by_title(title: str) -> None:
    assert document(title) == "reply"


def test_a_reply_whose_title_does_not_say_so() -> None:
    text = (
        "江州市总工会\n江工函〔2020〕3号\n王小满代表：\n您提出的关于职工书屋的建议收悉，办理情况如下。\n"
        + TOLD
    )
    assert kind(identical(text)) == "reply"


def test_news_is_other_and_an_untitled_account_of_work_is_a_report() -> None:
    assert (
        kind(identical("江州工会举办技能大赛\n本报讯（记者 李某）昨日，大赛开幕。\n" + DONE * 3)) == "other"
    )
    assert kind(identical("近年来，我区扎实推进产业工人队伍建设。\n" + DONE * 3)) == "report"


def test_a_notice_that_sets_measures_itself_is_a_plan() -> None:
    goals = "到2025年，新增高技能人才2万人以上，企业建会率达到90%，经费不低于上年水平。（责任单位：市总工会、市财政局）"
    assert document("江州市总工会关于实施职工素质提升工程的通知", goals + TOLD) == "plan"
    assert document("江州市总工会关于实施职工素质提升工程的通知") == "other"


@pytest.mark.parametrize("text", ["", "  ", "你好", "1 2 3"])
def test_next_to_nothing_is_other(text: str) -> None:
    assert kind(identical(text)) == "other"
