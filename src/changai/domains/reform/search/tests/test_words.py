"""Words, phrases, folding, and the places where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from changai.domains.reform.search.queries.asked import words
from changai.domains.reform.search.queries.snippets import snippets, spots
from changai.engines.documents.folding import fold, forms, places


def folded(typed: str) -> list[str]:
    return [one.folded for one in words(typed)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("技能 培训", ["技能", "培训"]),
        ("技能　培训  技能", ["技能", "培训"]),
        ("“技能 培训” 工会", ["技能培训", "工会"]),
        ('"技能培训', ["技能培训"]),
        ("勞動合同", ["劳动合同"]),
        ("２０１８年（Ａ）", ["2018年(a)"]),
        ("  ", []),
        ("“”", []),
    ],
)
def test_what_is_typed_becomes_words(typed: str, found: list[str]) -> None:
    assert folded(typed) == found


def test_texts_are_found_whatever_script_width_and_broken_lines() -> None:
    text = "產業工\n人隊伍　建設（２０２０年）"
    assert [text[start:end] for start, end, _ in spots(text, words("产业工人"))] == ["產業工\n人"]
    assert [text[start:end] for start, end, _ in spots(text, words("(2020年)"))] == ["（２０２０年）"]
    assert "產業工人" in forms("产业工人")
    assert "２０" in forms("20")


@given(st.text(alphabet="产業工 人　\nＡb，,（1１", max_size=60))
def test_every_folded_character_has_its_place(text: str) -> None:
    found = places(text)
    assert len(found) == len(fold(text))
    assert "".join(fold(text[at]) for at in found) == fold(text)
    assert list(found) == sorted(found)


def test_a_snippet_shows_where_the_words_stand_together_and_marks_them() -> None:
    text = "工会。" + "别的内容" * 60 + "各级工会组织技能竞赛，<b>奖励</b>优胜者。" + "别的内容" * 60
    (found,) = snippets(text, words("工会 竞赛"), 1)
    assert "各级<mark>工会</mark>组织技能<mark>竞赛</mark>" in found.html
    assert "&lt;b&gt;" in found.html
    assert text[found.start : found.end] == "工会"
    assert found.start > 100
    assert snippets(text, words("没有")) == []
