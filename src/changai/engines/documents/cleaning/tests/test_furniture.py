"""What stands around a text and is no part of it."""

import pytest

from changai.engines.documents.cleaning.tests.making import PLAN, cleaned

BODY = "\n".join(PLAN)


def dropped(text: str) -> dict[str, str]:
    """What was left out, with the reason."""
    result = cleaned(text)
    return {result.kept[start:end].strip(): reason for start, end, reason in result.dropped}


@pytest.mark.parametrize(
    "head",
    [
        "instrument",
        "首页 > 政务公开 > 政策文件",
        "您现在的位置：首页 > 公告",
        "发布时间：2022-07-01 09:12  来源：办公室  浏览次数：218",
        "字体：[大 中 小]",
    ],
)
def test_above(head: str) -> None:
    assert dropped(f"{head}\n{BODY}") == {head: "网页导航"}


def test_a_bullet_of_the_navigation_goes_with_it() -> None:
    text = cleaned(f"instrument\n  • {BODY}")
    assert text.clean.startswith(PLAN[0])


@pytest.mark.parametrize(
    "foot",
    [
        ["编辑:hefan", "上一篇:", "下一篇:", "记者报道,我市建筑工人逐渐老龄化,八十年代以后从业的人很少..."],
        ["临河市总工会  2007-2016  版权所有  某ICP备00000000号", "技术支持:某广告有限公司"],
        ["【打印本页】 【关闭窗口】", "相关链接", "关于某事的通知"],
        ["扫一扫在手机打开当前页", "主办：临河市人民政府  网站标识码：0000000001"],
    ],
)
def test_below(foot: list[str]) -> None:
    assert dropped("\n".join([BODY, "", *foot])) == dict.fromkeys(foot, "网页导航")


@pytest.mark.parametrize(
    "line",
    [
        "（一）加强网站建设，落实版权保护和技术支持措施。",
        "2．设立编辑部。由市委宣传部负责编辑、审核和校对工作，上一篇稿件经审核后方可发布下一篇。",
        "责任编辑：安小平",
        "主办单位：临河市总工会",
    ],
)
def test_the_texts_own_words_stay(line: str) -> None:
    text = "\n".join([*PLAN[:10], line, *PLAN[10:]])
    assert cleaned(text).dropped == []


def test_numbers_that_are_no_page_numbers() -> None:
    text = "得分\n95\n87\n92\n各单位要对照整改。"
    assert cleaned(text).dropped == []


def test_a_form_above_a_letter_is_no_foot() -> None:
    text = "提案办理答复\n提案编号：156\n主办单位：临河市总工会\n答复内容：\n安小平委员：\n您提出的建议收悉。现答复如下：\n我会已建成驿站23个。"
    assert cleaned(text).dropped == []


@pytest.mark.parametrize(
    "title", ["关于推进企业注册登录便利化的意见", "关于无障碍环境建设的实施意见", "ZLHS-2022-0001", "(A)"]
)
def test_titles_that_sound_like_navigation(title: str) -> None:
    assert cleaned(f"{title}\n{BODY}").dropped == []
