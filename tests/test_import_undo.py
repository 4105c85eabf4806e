"""Undoing an import beside what other slices made of its records."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from changai.domains.workforce.duplicates.models import Duplicate
from changai.domains.workforce.roster.tests.making import bring, row, xlsx
from changai.kernel import imports
from changai.kernel.access.scope import Scope, within
from changai.kernel.imports.kinds import ImportRefused
from changai.kernel.imports.models import Batch
from changai.kernel.parties.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def everything(region_tree: Any) -> Iterator[None]:
    with within(Scope(everything=True)):
        yield


def test_a_pair_that_nobody_judged_goes_with_the_import(tmp_path: Path) -> None:
    bring(xlsx(tmp_path / "a.xlsx", [row(1)]))
    batch = Batch.objects.get(pk=bring(xlsx(tmp_path / "b.xlsx", [row(2)])).batch)
    _pair("open")
    imports.undo(batch, by=None)
    assert (Duplicate._base_manager.count(), Person._base_manager.count()) == (0, 1)


def test_a_judged_pair_keeps_the_import(tmp_path: Path) -> None:
    bring(xlsx(tmp_path / "a.xlsx", [row(1)]))
    batch = Batch.objects.get(pk=bring(xlsx(tmp_path / "b.xlsx", [row(2)])).batch)
    _pair("different")
    with pytest.raises(ImportRefused, match="疑似重复"):
        imports.undo(batch, by=None)
    assert Person._base_manager.count() == 2


def _pair(state: str) -> None:
    first, second = Person._base_manager.order_by("pk")
    Duplicate._base_manager.create(first=first, second=second, score=990, state=state)
