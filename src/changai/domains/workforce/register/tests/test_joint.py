"""The register names the joint or regional union that covers a unit."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from changai.domains.workforce.memberships.models import Union, UnionCoverage, UnionMembership
from changai.domains.workforce.roster.tests.making import OTHER_UNIT, UNIT, bring, reasons, row, xlsx
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


def unions_of(path: Path) -> list[Union | None]:
    """The union of each member that a roster of one member a unit brings."""
    members = [
        row(order, 单位名称=name, 统一社会信用代码=code)
        for order, (name, code) in enumerate((UNIT, OTHER_UNIT), 1)
    ]
    assert bring(xlsx(path, members)).created == 2
    joined = UnionMembership.objects.select_related("union").order_by("person")
    return [one.union for one in joined]


def test_a_roster_puts_members_into_the_joint_union_that_covers_their_unit(
    tmp_path: Path, wide: Union
) -> None:
    units = sheet(tmp_path / "a.xlsx", {"联合工会": NAME}, {"建会日期": "2016-01-01"})
    bring(units, kind="employers")
    own = Union.objects.get(employer__name=OTHER_UNIT[0])
    UnionCoverage.objects.create(union=wide, employer=own.employer)
    assert unions_of(tmp_path / "b.xlsx") == [wide, own]


def test_which_of_two_joint_unions_is_not_guessed_and_ended_coverage_is_none(
    tmp_path: Path, wide: Union
) -> None:
    bring(sheet(tmp_path / "a.xlsx", {"联合工会": NAME}, {}), kind="employers")
    two, ended = Organisation.objects.filter(kind="employer").order_by("pk")
    UnionCoverage.objects.create(union=union_called("永安街道行业工会"), employer=two)
    UnionCoverage.objects.create(union=wide, employer=ended, until=date(2026, 1, 1))
    assert unions_of(tmp_path / "b.xlsx") == [None, None]
