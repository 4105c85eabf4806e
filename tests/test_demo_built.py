"""The demo district from end to end: spreadsheets, the product's own import, snapshot, rules, figures."""

from datetime import date

import pytest

from changai.kernel.access.models import Post
from changai.kernel.access.scope import Scope, within
from changai.kernel.audit.models import Entry
from changai.kernel.facts import derive
from changai.kernel.facts.models import Figure
from changai.kernel.imports.models import Batch
from changai.kernel.parties.models import Person
from changai.site.demo import accounts, build, dirt, files
from changai.site.demo.shares import printed, report

AS_OF = date(2026, 11, 20)
DISTRICT = report()["region"]
# A printed share that is a rate of its own, not a member of a distribution: dimension → the indicator.
RATES = {
    "migrant": "migrants",
    "migrant_origin": "outside-migrants",
    "union_member": "union-rate",
    "union_coverage": "union-coverage",
    "party_coverage": "party-coverage",
}


def percent(figure: Figure) -> int:
    """As the report rounds."""
    return int(figure.part * 100 / figure.whole + 0.5)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_figures_of_the_built_district_are_the_printed_ones(
    region_tree: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Wages of past months and earlier months' figures make no difference to those of the day.
    monkeypatch.setattr(files, "HANDED_IN", ())
    monkeypatch.setattr(derive, "backfill", lambda months, as_of: derive.run(snapshot=None, as_of=as_of))
    said: list[str] = []
    build.build(build.Wish(as_of=AS_OF), said.append)
    here = Figure.objects.filter(region=DISTRICT, period="2026-11")

    total = here.get(key="headcount", dimension="")
    assert total.part == report()["headcount"]["value"]
    for dimension in ("sex", "education", "wage", "age", "skill"):
        shown = {one.member: percent(one) for one in here.filter(key="structure", dimension=dimension)}
        assert {member: share for member, share in shown.items() if member != "unknown"} == printed(dimension)
    for dimension, key in RATES.items():
        assert [percent(here.get(key=key, dimension=""))] == list(printed(dimension).values()), key
    assert here.get(key="party-members", dimension="").part == report()["counts"][0]["value"]
    groups = {one.member for one in here.filter(key="structure", dimension="industry_group")}
    assert len(groups - {"unknown", "other"}) == len(report()["industries"])

    supplement = Batch._base_manager.get(file_name__startswith="supplement")
    assert supplement.counts["rejected"] == len(dirt.FAULTS)
    assert supplement.counts["created"] == dirt.DUPLICATES
    assert Batch._base_manager.exclude(pk=supplement.pk).filter(counts__rejected__gt=0).count() == 0
    with within(Scope(prefix=DISTRICT)):
        assert Person.objects.count() > total.part, "those who left are kept"
    assert {post.role_key for post in Post.objects.all()} == {seat.role.key for seat in accounts.SEATS}
    assert Entry.objects.filter(position=None).count() == 0
    standing = build.standing()
    assert standing is not None
    assert standing["workers"] == total.part
