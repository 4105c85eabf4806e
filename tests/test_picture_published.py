"""What leaves the house: the workbook withholds small cells and what would give them away; the page does not."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from changai.domains.workforce.structure.tests.world import AS_OF, World
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.facts.models import Snapshot
from changai.kernel.facts.tests.made import CITY, snapshot_of

DAY = f"as_of={AS_OF}"
pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(tmp_path: Path, region_tree: object, signed_in: Callable[..., Client]) -> Client:
    """Fifteen workers: three women, five members; one is a party member, twelve are not, of two it is not known."""
    world = World(tmp_path / "first")
    everyone = [pk for group in world.workers.values() for pk in group]
    for at, pk in enumerate(everyone[:13]):
        status = "01" if at == 0 else "13"
        world.city.add("background", background_id=pk, worker_id=pk, political_status=status)
    manifest = snapshot_of(tmp_path / "second", AS_OF, world.city.facts)
    Snapshot.objects.create(as_of=AS_OF, path=str(manifest.directory), digest=manifest.digest)
    return signed_in(UNION_OFFICER, region=CITY)


def workbook(client: Client, query: str = "") -> tuple[dict[str, dict[str, Any]], dict[str, Any], str]:
    """Table → member → number, the second sheet's lines, and all text of the first sheet."""
    book = load_workbook(io.BytesIO(client.get(f"/picture/export/?{DAY}{query}").content))
    lines = list(book["结构"].iter_rows(min_row=2, values_only=True))
    tables: dict[str, dict[str, Any]] = {}
    for line in lines:
        if line[0] and line[1]:
            tables.setdefault(line[0], {})[line[1]] = line[2]
    told = {line[0]: line[1:] for line in book["指标和口径"].iter_rows(values_only=True)}
    return tables, told, "\n".join(str(cell) for line in lines for cell in line if cell)


def test_a_small_cell_and_its_cover_are_marked_and_the_rest_stands(officer: Client) -> None:
    tables, told, text = workbook(officer)
    assert tables["性别"] == {"男": 12, "女": 3}
    assert tables["中共党员"] == {"是": "*", "否": 12, "不详": "*"}
    assert told["中共党员"][0] == "*"
    assert told["职工入会率"][0] == "33.33%"
    assert "人数大于 0 而少于 3 的格子" in text
    assert "人数大于 0 而少于 3 的格子" in told["不公布的数字"][0]


def test_a_table_that_would_give_another_away_is_withheld_whole(officer: Client) -> None:
    tables, told, _ = workbook(officer)
    assert set(tables["技能等级"].values()) == {"*"}
    assert told["高技能人才占比"][0] == "*"


def test_fewer_people_than_may_be_shown_are_no_table_at_all(officer: Client) -> None:
    tables, told, _ = workbook(officer, "&party_member=yes")
    assert {value for table in tables.values() for value in table.values()} == {"*"}
    assert told["产业工人"][0] == "*"


def test_the_page_stays_exact(officer: Client) -> None:
    html = officer.get(f"/picture/?{DAY}").content.decode()
    assert 'data-member="yes" data-label="是" data-share="6.6667"' in html
