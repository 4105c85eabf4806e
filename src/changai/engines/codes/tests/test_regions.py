"""Regions through the years: names, successors, paths."""

import pytest

from changai.engines.codes import regions


@pytest.mark.parametrize(
    ("code", "year", "name"),
    [
        ("422301", 1990, "咸宁市"),
        ("421202", 2020, "咸安区"),
        ("421202", 1985, "咸安区"),
        ("110103", 2025, "崇文区"),
        ("110201", 1981, "昌平县"),
        ("139002", 1992, "霸州市"),
        ("000000", 2026, "全国"),
        ("421202001", 2026, "温泉街道"),
        ("999999", 2026, None),
    ],
)
def test_what_a_code_meant(code, year, name):
    assert regions.name_on(code, year) == name


def test_a_code_with_several_meanings_means_the_present_one_today_and_each_in_its_time():
    several = {code: periods for code, periods in regions.history().items() if len(periods) > 1}
    assert len(several) == 359
    for code, periods in several.items():
        assert regions.latest(code) == periods[-1]
        for period in periods:
            assert regions.name_on(code, period.valid_from) == period.name
            assert period.covers(period.valid_from)


def test_successors_are_in_force_and_every_old_code_has_some():
    for code in regions.history():
        found = regions.successors(code)
        assert found, code
        assert all(regions.in_force(each) for each in found)
        assert regions.in_force(regions.current(code))


def test_paths_start_at_the_nation_and_climb_one_level_at_a_time():
    for code in regions.history():
        path = regions.path(code)
        assert path[0] == "000000"
        assert path[-1] == code
    assert regions.path("429004") == ["000000", "420000", "429004"]
    assert regions.path("nowhere") == []


def test_old_card_prefixes_are_known_but_not_in_force():
    for code in regions.old_prefixes():
        assert regions.known(code)
        assert not regions.in_force(code)
    assert not regions.known("990000")
    assert regions.current("830000") is None
