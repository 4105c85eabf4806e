"""What official texts look like after cleaning, and that each character knows its place."""

from hypothesis import given, settings
from hypothesis import strategies as st

from changai.engines.documents.cleaning import clean
from changai.engines.documents.cleaning.tests.making import PLAN, cleaned
from changai.engines.documents.cleaning.widths import alike
from changai.engines.documents.containers.plaintext import of_text

WORDS = st.sampled_from(
    ["加强产业工人队伍建设", "市总工会", "推進產業工人隊伍", "。", "，", ",", "(", ")", "《", "》", "“", '"', "12", "2018", " ", "\u3000", "\n", "\n\n",
    "一、", "（一）", "1.", "１．", "——", "-", "％", "3-5个", "〔2018〕7号", "[2018]7号", "—14—", "abc", "IT", "\t", "\ufeff", "\x00", "\f", "：", "二○一八年",
    "（（（（一一一一））））", "指导思想指导思想指导思想指导思想", "高高兴兴", "讨论讨论", "1111", "联系电话：", "版权所有", "编辑：某某", "上一篇："]
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(WORDS, max_size=60).map("".join))
def test_every_character_knows_its_place(text: str) -> None:
    result = cleaned(text)
    assert len(result.clean) == len(result.plain) == len(result.origin)
    inside = set()
    before = 0
    for paragraph in result.paragraphs:
        assert before <= paragraph.start < paragraph.end <= len(result.plain)
        before = paragraph.end
        inside.update(range(paragraph.start, paragraph.end))
    last = -1
    for at, (printed, plain, place) in enumerate(zip(result.clean, result.plain, result.origin, strict=True)):
        if at not in inside:
            assert printed == plain == "\n"
            continue
        assert place > last
        last = place
        source = result.kept[place]
        assert printed == source or (printed in " \t" and source.isspace())
        assert alike(printed, plain)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=60).map("".join))
def test_what_is_dropped_is_not_in_the_text(text: str) -> None:
    result = cleaned(text)
    gone = {at for start, end, _ in result.dropped for at in range(start, end)}
    body = {
        place for paragraph in result.paragraphs for place in result.origin[paragraph.start : paragraph.end]
    }
    assert not gone & body


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PLAN), min_size=1, max_size=40), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_a_clean_text_comes_out_as_it_went_in(paragraphs: list[str], between: str) -> None:
    result = clean(of_text(between.join(paragraphs)))
    assert result.clean.split("\n") == paragraphs
    assert cleaned(result.plain).plain == result.plain


def test_places_and_cuts() -> None:
    text = cleaned("關於加強技術工人\n隊伍建設的意見\n到 2020年，工會組織覆蓋率達到 80％。")
    at = text.plain.index("工会组织覆盖率达到80%")
    assert text.cut(at, at + 12) == "工會組織覆蓋率達到80％"
    start, end = text.place(at, at + 12)
    assert text.kept[start:end] == "工會組織覆蓋率達到 80％"
