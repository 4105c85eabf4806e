"""What official texts look like after cleaning, and that each character knows its place."""

from hypothesis import given, settings
from hypothesis import strategies as st

from changai.engines.documents.cleaning import clean
from changai.engines.documents.cleaning.widths import alike
from changai.engines.documents.containers.plaintext import of_text
from changai.engines.documents.text import Text

WORDS = st.sampled_from(
    ["加强产业工人队伍建设", "市总工会", "推進產業工人隊伍", "。", "，", ",", "(", ")", "《", "》", "“", '"', "12", "2018", " ", "\u3000", "\n", "\n\n",
    "一、", "（一）", "1.", "１．", "——", "-", "％", "3-5个", "〔2018〕7号", "[2018]7号", "—14—", "abc", "IT", "\t", "\ufeff", "\x00", "\f", "：", "二○一八年",
    "（（（（一一一一））））", "指导思想指导思想指导思想指导思想", "高高兴兴", "讨论讨论", "1111", "联系电话：", "版权所有", "编辑：某某", "上一篇："]
)  # fmt: skip


def cleaned(text: str) -> Text:
    """A text as a file of it is cleaned."""
    return clean(of_text(text))


def shown(text: str) -> list[str]:
    """Its paragraphs."""
    result = cleaned(text)
    return [result.of(paragraph) for paragraph in result.paragraphs]


@settings(max_examples=300, deadline=None)
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
