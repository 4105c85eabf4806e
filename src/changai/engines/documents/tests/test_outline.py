"""Headings of every style, their nesting, titles and odd numbers."""

import pytest

from changai.engines.documents.outline import outline
from changai.engines.documents.text import identical


def headings(plain):
    return [(node.level, node.label, node.number, node.title) for node in outline(identical(plain))]


def test_chapters_groups_and_items():
    text = "一、甲\n（一）乙\n1.丙。做丙的事。\n2.丁。做丁的事。\n（二）戊\n3.己。做己的事。\n二、庚\n4.辛。做辛的事。"
    assert headings(text) == [
        (1, "一、", "1", "甲"), (2, "（一）", "1", "乙"), (3, "1.", "1", "丙"), (3, "2.", "2", "丁"), (2, "（二）", "2", "戊"),
        (3, "3.", "3", "己"), (1, "二、", "2", "庚"), (2, "4.", "4", "辛"),
    ]  # fmt: skip


def test_chapters_sections_and_numbers_that_run_on():
    text = "第一章 总则\n第二章 任务\n第一节 培养\n一、甲事。文。\n二、乙事。文。\n第二节 使用\n三、丙事。文。\n四、丁事。文。"
    found = headings(text)
    assert [one[0] for one in found] == [1, 1, 2, 3, 3, 2, 3, 3]
    assert found[-1][1:] == ("四、", "4", "丁事")
    assert all(node.doubt is None for node in outline(identical(text)))


def test_articles_below_chapters_in_han_numerals():
    text = "一、目标\n文字。\n二、措施\n第一条 甲。文。\n第二条 乙。文。\n三、要求\n文字。"
    assert [(level, label) for level, label, _, _ in headings(text)] == [
        (1, "一、"), (1, "二、"), (2, "第一条"), (2, "第二条"), (1, "三、"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "三、四级技工可以报名。",
        "2018年完成改造。",
        "1.58万条信息。",
        "第三条规定的情形除外。",
        "（2）班的学员。",
        "3个月内办结。",
    ],
)
def test_text_that_only_begins_like_a_heading(line):
    found = headings(f"一、甲\n文字。\n{line}\n二、乙\n文字。")
    assert [one[1] for one in found] == ["一、", "二、"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("1.改进工作。制定意见，加强引领。", "改进工作"),
        ("1.党建引领：把优秀工人吸收到组织中来。", "党建引领"),
        ("1.加强领导", "加强领导"),
        ("1.加强领导（责任单位：市甲局）", "加强领导"),
        ("1.推进“互联网+”行动，提升水平。建设平台。", "推进“互联网+”行动，提升水平"),
        ("1.开展宣讲200场以上。（市总工会）", ""),
        ("1.对首次创业的，给予1万元资助。每年培训2000人次。", ""),
        (
            "1.按照统一部署，平稳有序实施养老保险缴费比例和缴费基数统一政策，保持缴费成本的预期长期稳定，不断减轻负担。执行到年底。",
            "",
        ),
    ],
)
def test_titles(line, title):
    assert headings(f"{line}\n2.乙。文。")[0][3] == title


def test_a_printed_gap_parts_the_title():
    kept = "（一）强化思想引领　　大力弘扬劳模精神，开展主题教育活动，不断增强产业工人队伍的先进性。"
    clean = kept.replace("　　", "")
    origin = [index + (2 if index >= 9 else 0) for index in range(len(clean))]
    text = identical(clean)
    gapped = type(text)(kept, clean, clean, origin, text.paragraphs)
    assert outline(gapped)[0].title == "强化思想引领"


def test_numbers_printed_run_in():
    text = "一、甲\n（一）乙。做乙的事。（二）丙。做丙的事。\n（三）丁。做丁的事。\n二、戊\n文字。"
    assert [one[1] for one in headings(text)] == ["一、", "（一）", "（二）", "（三）", "二、"]


def test_a_lost_number_is_told():
    nodes = outline(identical("一、甲\n1.乙。文。\n2.丙。文。\n4.丁。文。\n5.戊。文。"))
    assert [node.number for node in nodes] == ["1", "1", "2", "4", "5"]
    assert "2跳到4" in next(node.doubt for node in nodes if node.doubt)


def test_dashes_are_items_of_what_is_above():
    nodes = outline(
        identical(
            "一、目标\n（一）任务。文。\n——素质提高。到2020年提高。\n——制度健全。更加健全。\n二、措施\n文。"
        )
    )
    assert [(node.level, node.title) for node in nodes if node.style == "——"] == [
        (3, "素质提高"),
        (3, "制度健全"),
    ]


def test_unnumbered_headings():
    body = "这里是一段很长的正文，讲的是全区产业工人队伍建设改革的基本情况和主要做法，内容很多，足够写满一行又一行的纸。"
    found = headings(f"{body}\n队伍现状\n{body}\n主要做法\n{body}")
    assert found == [(1, "", "", "队伍现状"), (1, "", "", "主要做法")]


def test_ranges_cover_the_text():
    text = identical("一、甲\n（一）乙。做乙的事。\n（二）丙。做丙的事。\n附件：名单\n抄送：市委。")
    first, second, third = outline(text)
    assert text.plain[slice(*second.span)] == "（一）乙。做乙的事。\n"
    assert text.plain[slice(*second.title_at)] == "乙"
    assert first.children == [second, third]
    assert text.plain[slice(*third.span)] == "（二）丙。做丙的事。\n"


def test_decimal_numbers_stand_below_their_heading():
    found = headings(
        "1目标\n2任务\n2.1甲。做甲的事。\n2.2支持乙。做乙的事。\n2.3亿元用于补助。\n3保障\n3.1丙。做丙的事。"
    )
    assert [(number, title) for _, _, number, title in found] == [
        ("1", "目标"),
        ("2", "任务"),
        ("2.1", "甲"),
        ("2.2", "支持乙"),
        ("3", "保障"),
        ("3.1", "丙"),
    ]


def test_a_title_in_brackets_stands_without_them():
    assert headings("第一条 【支持培训】 给予补助。\n第二条 【支持评价】 给予奖励。") == [
        (1, "第一条", "1", "支持培训"),
        (1, "第二条", "2", "支持评价"),
    ]


def test_tasks_that_are_numbered_in_words_and_titles_that_close_with_units():
    found = headings(
        "一、任务\n任务一：摸清底数\n做甲的事。\n任务二：搭建平台\n做乙的事。\n二、行动\n（一）丙行动（市甲局牵头，市乙局配合）。做丙的事。"
    )
    assert [(level, number, title) for level, _, number, title in found] == [
        (1, "1", "任务"),
        (2, "1", "摸清底数"),
        (2, "2", "搭建平台"),
        (1, "2", "行动"),
        (2, "1", "丙行动"),
    ]
