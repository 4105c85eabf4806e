"""Small tables, industries, occupations, skills, sizes: official names find their own code, others find it forgivingly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from changai.engines.codes import CodeError, industries, occupations, sizes, skills, tables

EVERY = [(name, code, official) for name in tables.names() for code, official in tables.table(name).items()]
padding = st.text(alphabet=" \u3000\t", max_size=2)


def test_every_official_name_and_code_finds_its_own_code():
    for name, code, official in EVERY:
        assert tables.find(name, official) == code
        assert tables.find(name, code) == code


@given(st.sampled_from(EVERY), padding, padding)
def test_blanks_and_brackets_never_lead_elsewhere(entry, before, after):
    name, code, official = entry
    text = official.replace("（", "(").replace("）", ")")
    assert tables.find(name, before + text + after) == code


@given(st.sampled_from(EVERY), st.text(min_size=1, max_size=4))
def test_a_name_with_something_added_is_never_another_official_code_by_accident(entry, more):
    name, code, official = entry
    found = tables.find(name, official + more)
    assert found in (None, code) or tables.plain(tables.table(name)[found]) == tables.plain(official + more)


def test_aliases_lead_to_codes_that_exist_and_repeat_no_official_name():
    for name in tables.names():
        official = {tables.plain(text): code for code, text in tables.table(name).items()}
        for alias, code in tables.aliases(name):
            assert code in tables.table(name), alias
            assert official.get(tables.plain(alias), code) == code, alias


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("education", "大专", "30"),
        ("education", "本科", "20"),
        ("education", "大学本科毕业", "21"),
        ("education", "高中", "60"),
        ("education", "中专", "41"),
        ("education", "初中", "70"),
        ("education", "小学", "80"),
        ("education", "技校", "47"),
        ("education", "硕士", "14"),
        ("political_status", "党员", "01"),
        ("political_status", "中共党员", "01"),
        ("political_status", "预备党员", "02"),
        ("political_status", "团员", "03"),
        ("political_status", "群众", "13"),
        ("ethnicity", "汉", "01"),
        ("ethnicity", "土家", "15"),
        ("ethnicity", "土", "30"),
        ("sex", "男", "1"),
        ("sex", "女", "2"),
        ("skill_level", "三级/高级工", "3"),
        ("registration_type_2023", "国有企业", "131"),
        ("registration_type_2023", "个体户", "500"),
        ("education", "读过书", None),
        ("education", "", None),
        ("registration_type_2023", "私营企业", None),
    ],
)
def test_common_names(name, text, code):
    assert tables.find(name, text) == code


def test_an_unknown_table_is_named_with_those_that_exist():
    with pytest.raises(CodeError, match="education"):
        tables.table("文化")


def test_tables_cannot_be_changed_by_a_reader():
    with pytest.raises(TypeError):
        tables.table("sex")["1"] = "x"


def test_every_industry_and_occupation_finds_itself_or_its_only_line():
    for engine in (industries, occupations):
        tree = engine.tree()
        for code, name in tree.names.items():
            assert engine.find(code) == code
            found = engine.find(name)
            assert found == code or code in tree.above(found), name


@pytest.mark.parametrize(
    ("text", "code"),
    [("2612", "2612"), ("C2612", "2612"), ("c26", "26"), ("制造业", "C"), ("模具制造", "3525"), ("3525 模具制造", "3525"),
     ("E2612", None), ("2612模具制造", None), ("教育", "83"), ("不存在的行业", None), ("", None)],
)  # fmt: skip
def test_industries_as_people_write_them(text, code):
    assert industries.find(text) == code


def test_sections_and_divisions():
    assert industries.section("3525") == "C"
    assert industries.section("E") == "E"
    assert industries.divisions("E") == ["47", "48", "49", "50"]
    assert sum(len(industries.divisions(letter)) for letter in "ABCDEFGHIJKLMNOPQRST") == 97
    for wrong in (industries.section, industries.name, industries.divisions):
        with pytest.raises(CodeError, match="9999"):
            wrong("9999")


@pytest.mark.parametrize(
    ("text", "code"),
    [("焊工", "6-18-02-04"), ("电焊工", "6-18-02-04"), ("6-18-02-04焊工", "6-18-02-04"), ("外卖骑手", "4-10-08-01"),
     ("2-02-32-01", "2-02-32-00"), ("6-18-02-04 车工", None), ("随便", None)],
)  # fmt: skip
def test_occupations_as_people_write_them(text, code):
    assert occupations.find(text) == code
    if code:
        assert occupations.name(code)


def test_skill_ranks_rise_with_skill_though_the_numbers_fall():
    order = ["无等级", "学徒工", "五级", "四级", "三级", "二级", "一级", "特级技师", "首席技师"]
    assert [skills.rank(text) for text in order] == list(range(9))
    assert skills.rank("五级") < skills.rank("一级")
    assert [skills.rank(text) for text in ("初级工", "中级工", "高级工", "技师", "高级技师")] == [
        2,
        3,
        4,
        5,
        6,
    ]
    for rank, title in skills.LEVELS.items():
        assert skills.rank(title) == rank
        assert skills.title(rank) == title
    assert skills.rank("") is None
    assert skills.rank("看情况") is None
    with pytest.raises(CodeError):
        skills.title(9)


@pytest.mark.parametrize(
    ("industry", "people", "revenue", "assets", "size"),
    [
        ("2612", 1000, 40000, None, "1"),
        ("26", 1000, 39999, None, "2"),
        ("26", 1000, 300, None, "3"),
        ("26", 19, None, None, "4"),
        ("26", None, 299, None, "4"),
        ("26", 500, None, None, None),
        ("47", 3, 80000, 80000, "1"),
        ("47", 3, 6000, 4999, "3"),
        ("5920", 99, 2000, None, "3"),
        ("5910", 1000, 30000, None, "1"),
        ("72", 300, None, 120000, "1"),
        ("66", 5000, 900000, 900000, None),
        ("53", 5000, 900000, None, None),
        ("85", 300, None, None, "1"),
        ("", 10, 10, 10, None),
    ],
)  # fmt: skip
def test_sizes_by_the_2017_rule(industry, people, revenue, assets, size):
    assert sizes.size(industry, people, revenue, assets) == size
