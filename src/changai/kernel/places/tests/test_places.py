"""Regions: the table follows the catalog, the tree hangs together, codes lead to what is in force."""

import pytest
from django.apps import apps
from django.core.management import call_command

from changai.engines.codes import CodeError, regions
from changai.kernel.access.scope import region_condition
from changai.kernel.places import sync, tree
from changai.kernel.places.models import Region

pytestmark = pytest.mark.django_db


def test_the_whole_catalog_is_loaded_after_migrate():
    counts = {
        level: Region.objects.filter(level=level, valid_to=None).count()
        for level in ("nation", "province", "city", "county", "town")
    }
    assert counts == {"nation": 1, "province": 34, "city": 333, "county": 2847, "town": 431}
    assert Region.objects.count() == len(regions.history())


def test_a_second_sync_writes_nothing_and_asks_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert sync.sync(Region) == 0


def test_a_damaged_row_is_mended_and_strange_rows_are_left():
    Region.objects.filter(pk="421202").update(name="别的名字", parent_id="420500")
    Region.objects.create(code="999901", name="测试区", level="county", parent_id="000000", valid_from=2026)
    Region.objects.filter(pk="421202001").delete()
    assert sync.sync(Region) == 2
    assert Region.objects.get(pk="421202").name == "咸安区"
    assert Region.objects.get(pk="421202").parent_id == "421200"
    assert Region.objects.filter(pk="999901").exists()


def test_migrate_brings_regions_back(capsys):
    Region.objects.filter(level="town").delete()
    call_command("migrate", verbosity=0)
    assert Region.objects.filter(level="town").count() == 431
    assert apps.get_app_config("places").verbose_name == "行政区划"


def test_every_region_in_force_has_its_whole_path_in_force():
    present = {r.code: r for r in Region.objects.filter(valid_to=None)}
    order = ["nation", "province", "city", "county", "town"]
    for region in present.values():
        if region.code == "000000":
            assert region.parent_id is None
            continue
        parent = present[region.parent_id]
        assert order.index(parent.level) < order.index(region.level)


def test_the_prefix_condition_and_the_tree_agree_for_every_region_in_force():
    rows = list(Region.objects.filter(valid_to=None).values_list("code", "parent_id"))
    parent = dict(rows)
    below: dict[str, set[str]] = {code: set() for code in parent}
    for code in parent:
        above = code
        while above:
            below[above].add(code)
            above = parent[above]
    codes = sorted(parent)
    prefix = {region.code: region.prefix for region in Region.objects.filter(valid_to=None)}
    for code, expected in below.items():
        lower, upper = prefix[code], prefix[code] + ":"
        assert {c for c in codes if lower <= c < upper or not lower} == expected, code


@pytest.mark.parametrize("code", ["000000", "420000", "421200", "421202", "429004", "421202001"])
def test_the_condition_in_the_database_selects_the_subtree(code):
    region = Region.objects.get(pk=code)
    found = set(Region.objects.filter(region_condition("code", region.prefix)).values_list("code", flat=True))
    assert code in found or code == "000000"
    assert all(code in regions.path(each) or code == "000000" for each in found if regions.in_force(each))


def test_province_run_counties_hang_on_the_province():
    assert Region.objects.get(pk="429004").parent_id == "420000"
    assert "429004" in set(tree.children("420000").values_list("code", flat=True))
    assert [r.name for r in tree.path("429004")] == ["全国", "湖北省", "仙桃市"]


def test_children_leave_out_what_was_abolished():
    names = set(tree.children("421200").values_list("name", flat=True))
    assert "咸安区" in names
    assert len(names) == 6
    assert tree.children("110000", abolished=True).filter(pk="110103").exists()
    assert not tree.children("110000").filter(pk="110103").exists()


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("110103", "110101"),
        ("500105", "500157"),
        ("422301", "421202"),
        ("422300", "421200"),
        ("421202", "421202"),
        ("421202001", "421202001"),
        ("421202999", "421202"),
        ("139002", "130000"),
    ],
)
def test_an_abolished_code_leads_to_its_successor(old, now):
    assert tree.resolve(old).code == now


def test_an_area_shared_by_several_leads_to_the_region_that_holds_them():
    assert regions.successors("500112") == ("500109", "500157")
    assert tree.resolve("500112").code == "500000"


def test_every_code_that_ever_was_resolves_to_a_region_in_force():
    present = set(Region.objects.filter(valid_to=None).values_list("code", flat=True))
    assert {regions.current(code) for code in regions.history()} <= present


@pytest.mark.parametrize("code", ["999999", "", "abc"])
def test_an_unknown_code_is_refused_in_plain_words(code):
    with pytest.raises(CodeError, match="没有代码"):
        tree.resolve(code)
    with pytest.raises(CodeError, match="没有代码"):
        tree.path(code)
