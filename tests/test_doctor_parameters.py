"""The doctor tells of parameters that wait for a look, and is not alarmed by them."""

from datetime import date
from decimal import Decimal

import pytest

from changai.kernel.parameters import Parameter, Value
from changai.kernel.parameters.catalog import declared
from changai.site.commands import checks


def one(key: str, *, verified: bool, review_by: date) -> Parameter:
    value = Value("000000", date(2000, 1, 1), None, Decimal(1), "来源", verified)
    return Parameter(key, "试验", "试验用", "percent", "%", (value,), review_by)


def test_overdue_and_unverified_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    late, never = date(2001, 1, 1), date(9999, 12, 31)
    made = [
        one("a.b", verified=True, review_by=never),
        one("a.c", verified=False, review_by=never),
        one("a.d", verified=False, review_by=late),
    ]
    monkeypatch.setattr(checks, "declared", lambda: made)
    monkeypatch.setattr(checks, "overdue", lambda today: [each for each in made if each.overdue(today)])
    found = checks.parameters()
    assert (found.grade, found.mend) == ("ok", "")
    assert found.found == "共 3 项，该复核 1 项，未核实 2 项"


def test_it_counts_those_of_the_installation() -> None:
    assert f"共 {len(declared())} 项" in checks.CHECKS["参数"]().found
