"""Which value holds where and when; what-if; what a page shows."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from changai.engines.codes import catalog as files
from changai.engines.codes import regions
from changai.kernel import parameters
from changai.kernel.parameters import Parameter, ParameterError, ParameterMissing, Value
from changai.kernel.parameters.catalog import Catalog, default
from changai.kernel.parameters.overview import overdue, overview, show, unverified

TODAY = date(2026, 11, 20)
LINE = ["000000", "420000", "421200", "421202"]
days = st.dates(date(2000, 1, 1), date(2030, 12, 31))


def one(*values: Value) -> Catalog:
    parameter = Parameter(
        "t.one", "试验", "试验用", "whole", "人", values, date(2027, 1, 1), declared={"kind": "whole"}
    )
    return Catalog({"t.one": parameter})


@given(st.sets(st.sampled_from(LINE)), st.sampled_from(LINE), days)
def test_the_nearest_region_above_decides(holders, asked, day):
    catalog = one(*(Value(code, date(2000, 1, 1), None, int(code), "来源", True) for code in sorted(holders)))
    above = [code for code in LINE[: LINE.index(asked) + 1] if code in holders]
    if above:
        assert catalog.value("t.one", day, asked) == int(above[-1])
    else:
        with pytest.raises(ParameterMissing):
            catalog.value("t.one", day, asked)


@given(st.lists(days, min_size=2, max_size=5, unique=True), days)
def test_each_day_has_the_value_that_then_held_both_ends_included(starts, asked):
    starts = sorted(starts)
    ends = [start - timedelta(days=1) for start in starts[1:]] + [None]
    values = [
        Value("000000", a, b, n, "来源", True) for n, (a, b) in enumerate(zip(starts, ends, strict=True))
    ]
    found = one(*values).find("t.one", asked, "421202")
    expected = max((n for n, start in enumerate(starts) if start <= asked), default=None)
    assert (found.value if found else None) == expected
    for value in values:
        assert value.covers(value.since)
        assert value.until is None or value.covers(value.until)


def test_a_value_that_ended_is_not_used_any_more():
    with pytest.raises(ParameterMissing, match="攀枝花市没有取值"):
        parameters.value("targets.high_skilled_share", date(2021, 1, 1), "510400")
    assert parameters.value("targets.high_skilled_share", date(2020, 12, 31), "510402") == Decimal("31.6")
    assert parameters.find("targets.high_skilled_share", date(2021, 1, 1), "510400") is None


def test_a_county_that_ended_a_local_value_falls_back_to_the_province():
    catalog = one(
        Value("421202", date(2020, 1, 1), date(2020, 12, 31), 1, "来源", True),
        Value("420000", date(2000, 1, 1), None, 2, "来源", True),
    )
    assert catalog.value("t.one", date(2020, 12, 31), "421202") == 1
    assert catalog.value("t.one", date(2021, 1, 1), "421202") == 2


def test_other_branches_of_the_tree_do_not_matter():
    signing = "targets.contract_signing"
    assert parameters.value(signing, TODAY, "420502") == 90
    assert parameters.find(signing, TODAY, "421202") is None


def test_unknown_keys_and_regions_are_named():
    with pytest.raises(ParameterMissing, match=r"相近的有 workforce\.age_bands"):
        parameters.get("workforce.age_band")
    with pytest.raises(ParameterMissing, match="999999"):
        parameters.value("union.members_must", TODAY, "999999")


def test_every_parameter_of_the_picture_holds_in_every_county_on_any_day():
    keys = ["age_bands", "wage_bands", "education_bands", "skill_bands", "industry_groups", "skilled_from"]
    keys += ["high_skilled_from", "migrant_local", "union_staff"]
    counties = [code for code in regions.history() if regions.in_force(code) and len(code) == 6]
    for key in keys:
        for county in counties:
            for day in (date(1990, 1, 1), TODAY):
                assert parameters.value(f"workforce.{key}", day, county)


def test_band_bounds_are_lower_and_included():
    bands = parameters.value("workforce.age_bands", TODAY, "421202")
    assert [band["from"] for band in bands] == [0, 30, 40, 50]
    assert bands[-1]["title"] == "50岁以上"


def test_xianan_has_its_own_industries_and_every_class_falls_into_one():
    groups = parameters.value("workforce.industry_groups", TODAY, "421202")
    assert [group["title"] for group in groups[:-1]] == [
        "机电制造", "森工", "建材", "模具制造", "印刷", "生物医药", "电子信息", "纺织", "服装", "物流", "建筑",
        "非煤矿山", "农场", "交通运输",
    ]  # fmt: skip
    assert not parameters.find("workforce.industry_groups", TODAY, "421202").verified
    assert len(parameters.value("workforce.industry_groups", TODAY, "420502")) == 20


def test_what_if_lies_over_the_declared_values_and_saves_nothing(tmp_path):
    file = tmp_path / "what-if.yaml"
    file.write_text(
        "union.members_must: 10\n"
        "facts.small_cell:\n"
        "  - {value: 5, region: '421200', from: 2026-01-01, to: 2026-12-31}\n",
        encoding="utf-8",
    )
    tried = default().overlay(file)
    assert tried.value("union.members_must", TODAY, "421202") == 10
    assert tried.find("union.members_must", TODAY, "421202").source == "假设（试算）"
    assert tried.value("facts.small_cell", TODAY, "421202") == 5
    assert tried.value("facts.small_cell", date(2027, 1, 1), "421202") == 3
    assert tried.value("facts.small_cell", TODAY, "420502") == 3
    assert parameters.value("union.members_must", TODAY, "421202") == 25


def test_the_example_of_the_catalogs_readme_works(tmp_path):
    text = (files.root() / "parameters" / "README.md").read_text(encoding="utf-8")
    file = tmp_path / "example.yaml"
    file.write_text(text.split("```yaml")[1].split("```")[0], encoding="utf-8")
    tried = default().overlay(file)
    assert tried.value("workforce.union_staff", TODAY, "510402") == 50
    assert tried.value("workforce.high_skilled_from", TODAY, "421202") == 5
    assert tried.value("workforce.high_skilled_from", TODAY, "420502") == 4


def test_what_if_of_bands_is_one_value(tmp_path):
    file = tmp_path / "bands.yaml"
    file.write_text(
        "workforce.age_bands:\n  - {code: young, title: 青年, from: 0}\n  - {code: old, title: 其他, from: 35}\n",
        encoding="utf-8",
    )
    bands = default().overlay(file).value("workforce.age_bands", TODAY, "421202")
    assert [band["code"] for band in bands] == ["young", "old"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("union.member_must: 5", "相近的有 union.members_must"),
        ("union.members_must: 很多", "应为整数"),
        ("union.members_must: [{value: 5, region: '999999'}]", "没有代码为“999999”的地区"),
        ("- 1", "参数名: 取值"),
        ("a: [", "YAML"),
    ],
)
def test_a_wrong_what_if_file_is_refused_with_reasons(tmp_path, text, says):
    file = tmp_path / "wrong.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ParameterError, match=says):
        default().overlay(file)
    with pytest.raises(ParameterError, match="文件不存在"):
        default().overlay(tmp_path / "missing.yaml")


def test_the_overview_lists_every_parameter_with_source_and_mark():
    rows = {row.key: row for row in overview(TODAY, "421202")}
    assert list(rows) == [parameter.key for parameter in parameters.all()]
    assert rows["union.members_must"].shown == "25 人"
    assert rows["union.members_must"].region_name == "全国"
    assert "第十一条" in rows["union.members_must"].source
    assert rows["workforce.industry_groups"].region_name == "咸安区"
    assert rows["workforce.migrant_local"].shown == "同一县（市、区）"
    assert "2,000 元起" in rows["workforce.wage_bands"].shown
    assert rows["targets.contract_signing"].value is None
    marked = {row.key for row in unverified(TODAY, "421202")}
    assert "security.lock_failures" in marked
    assert "union.members_must" not in marked
    assert "targets.contract_signing" not in marked


def test_a_passed_day_of_review_is_flagged():
    catalog = one(Value("000000", date(2000, 1, 1), None, 1, "来源", True))
    for today, late in ((date(2027, 1, 1), False), (date(2027, 1, 2), True)):
        assert [row.overdue for row in overview(TODAY, "421202", today=today, catalog=catalog)] == [late]
        assert bool(overdue(today, catalog)) is late


def test_money_is_shown_in_yuan():
    parameter = Parameter("t.money", "钱", "钱", "money", "分", (), TODAY)
    assert [show(parameter, fen) for fen in (200000, 123456, 5)] == ["2,000 元", "1,234.56 元", "0.05 元"]
