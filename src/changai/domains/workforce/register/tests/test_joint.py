"""The register names the joint or regional union that covers a unit."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from changai.domains.workforce.memberships.models import Union, UnionCoverage
from changai.domains.workforce.roster.tests.making import OTHER_UNIT, UNIT, bring, reasons, xlsx
from changai.kernel import imports
from changai.kernel.access.scope import Scope, within
from changai.kernel.imports.models import Batch
from changai.kernel.parties.models import Organisation

pytestmark = pytest.mark.django_db
NAME = "永安街道联合工会"


@pytest.fixture(autouse=True)
def everything(region_tree: Any) -> Iterator[None]:
    with within(Scope(everything=True)):
        yield


@pytest.fixture
def wide() -> Union:
    return union_called(NAME)


def union_called(name: str) -> Union:
    body = Organisation.objects.create(
        name=name, kind="union", region_id="421202", founded_on=date(2015, 5, 1)
    )
    return Union.objects.create(organisation=body, kind="joint")


def sheet(path: Path, *cells: dict[str, Any]) -> Path:
    units = (UNIT, OTHER_UNIT)
    rows = [
        {"名称": name, "统一社会信用代码": code, **more}
        for (name, code), more in zip(units, cells, strict=False)
    ]
    return xlsx(path, rows, list(dict.fromkeys(key for one in rows for key in one)))


def test_units_are_covered_once_and_dates_follow(tmp_path: Path, wide: Union) -> None:
    bring(sheet(tmp_path / "a.xlsx", {"联合工会": NAME}, {}), kind="employers")
    one = UnionCoverage.objects.get()
    assert (one.union, one.employer.name, one.since) == (wide, UNIT[0], None)
    dated = sheet(tmp_path / "b.xlsx", {"联合工会": NAME, "纳入日期": "2018-03-01"})
    assert bring(dated, kind="employers").updated == 1
    assert UnionCoverage.objects.get().since == date(2018, 3, 1)
    assert bring(dated, kind="employers").unchanged == 1


def test_an_undone_register_covers_nobody(tmp_path: Path, wide: Union) -> None:
    outcome = bring(sheet(tmp_path / "a.xlsx", {"联合工会": NAME}), kind="employers")
    imports.undo(Batch.objects.get(pk=outcome.batch), by=None)
    assert UnionCoverage.objects.count() == 0
    assert Union.objects.get() == wide


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"联合工会": "没有登记的工会"}, "请先在“工会组织”登记"),
        ({"联合工会": NAME, "纳入日期": "2015-04-30"}, "早于该工会的成立日期"),
        ({"联合工会": None, "纳入日期": "2018-03-01"}, "没有填联合或区域工会的名称"),
    ],
)
def test_what_cannot_be_is_sent_back(tmp_path: Path, wide: Union, cells: dict[str, Any], why: str) -> None:
    outcome = bring(sheet(tmp_path / "a.xlsx", cells), kind="employers")
    assert outcome.rejected == 1
    assert why in reasons(outcome)[0]


def test_a_name_that_two_unions_share_is_sent_back(tmp_path: Path, wide: Union) -> None:
    union_called(NAME)
    outcome = bring(sheet(tmp_path / "a.xlsx", {"联合工会": NAME}), kind="employers")
    assert "有几个同名的" in reasons(outcome)[0]
