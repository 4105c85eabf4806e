"""Snapshots of a real database: whole or not at all, equal for equal facts, and without anybody's identity."""

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.conf import settings

from changai.domains.workforce.employers.models import Employer
from changai.domains.workforce.employment.models import Contract, Employment, Wage
from changai.domains.workforce.memberships.models import Union, UnionMembership
from changai.domains.workforce.people.models import Background
from changai.domains.workforce.qualifications.models import Certificate, Education
from changai.engines.rules.tables import fact_tables
from changai.kernel.audit.models import Entry
from changai.kernel.facts import derive, manifest, snapshot
from changai.kernel.facts.errors import FactsError
from changai.kernel.facts.models import Figure, Snapshot
from changai.kernel.facts.tidy import tidy
from tests.making import CHIBI, XIANAN, Rows, place

AS_OF = date(2026, 11, 20)
pytestmark = pytest.mark.django_db(transaction=True)
PERSONAL = re.compile(r"name|id_number|phone|index|credit|account|address|number$")


@pytest.fixture
def people() -> dict[str, Any]:
    """A worker with every kind of fact, one merged into him, one in another county, one hired later."""
    here, there = place(XIANAN), place(CHIBI)
    rows = Rows(here)
    zhang = rows.worker(name="张建国")
    merged = rows.worker(name="张建囯")
    merged.person.merged_into = zhang.person
    merged.person.save()
    for person in (zhang.person, merged.person):
        job = Employment._base_manager.create(
            person=person,
            employer=here.organisation,
            region_id=XIANAN,
            since=date(2020, 1, 1),
            post="张建国的师傅",
        )
        Contract._base_manager.create(employment=job, kind="open", since=date(2020, 1, 1))
        Wage._base_manager.create(employment=job, month=date(2026, 10, 1), amount_fen=351234)
        Wage._base_manager.create(employment=job, month=date(2026, 12, 1), amount_fen=1)
        Background._base_manager.create(person=person, household_region=CHIBI, migrant=True)
        Education._base_manager.create(person=person, level="31")
        Certificate._base_manager.create(
            person=person, rank=4, number=f"S{person.pk}", occupation="焊工张建国"
        )
        UnionMembership._base_manager.create(person=person, since=None)
    Employer._base_manager.create(organisation=here.organisation, industry="1711", headcount=30)
    Union._base_manager.create(organisation=here.organisation, employer=here.organisation)
    away = Rows(there).worker(name="李秀英")
    Employment._base_manager.create(
        person=away.person, employer=there.organisation, region_id=CHIBI, since=date(2026, 12, 1)
    )
    return {"zhang": zhang.person, "merged": merged.person, "away": away.person}


def _rows(found: manifest.Manifest, key: str) -> list[tuple]:
    files = found.files(key)
    return duckdb.sql(f"FROM read_parquet({files}, hive_partitioning = false)").fetchall() if files else []


def test_facts_come_out_typed_by_county_and_without_the_merged(
    people: dict[str, Any], tmp_path: Path
) -> None:
    made = snapshot.write(tmp_path / "out", AS_OF)
    zhang = people["zhang"].pk
    assert {row[0] for row in _rows(made, "person")} == {zhang, people["away"].pk}
    assert [(row[1], row[3]) for row in _rows(made, "wage")] == [(zhang, 351234)]
    assert [row[1] for row in _rows(made, "employment")] == [zhang], (
        "a job that begins later is not known yet"
    )
    assert [(row[1], row[4], row[5]) for row in _rows(made, "background")] == [(zhang, CHIBI, True)]
    assert [(row[1], row[3]) for row in _rows(made, "certificate")] == [(zhang, 4)]
    assert made.counts["contract"] == made.counts["education"] == made.counts["union_membership"] == 1
    assert {piece.county for piece in made.tables["person"].pieces} == {XIANAN, CHIBI}
    kinds = {key: [kind for _, kind, *_ in _described(made, key)] for key in made.counts if made.files(key)}
    declared = {table.key: [str(kind) for kind in table.columns.values()] for table in fact_tables()}
    assert kinds == {key: declared[key] for key in kinds}


def _described(found: manifest.Manifest, key: str) -> list[tuple]:
    return duckdb.sql(f"DESCRIBE FROM read_parquet({found.files(key)}, hive_partitioning = false)").fetchall()


def test_equal_facts_make_equal_files_and_are_kept_once(people: dict[str, Any], tmp_path: Path) -> None:
    first = snapshot.write(tmp_path / "one", AS_OF)
    second = snapshot.write(tmp_path / "two", AS_OF)
    kept = snapshot.write(None, AS_OF)
    again = snapshot.write(None, AS_OF)
    assert first.digest == second.digest == kept.digest == again.digest
    assert first.tables == second.tables
    assert kept.directory == again.directory
    assert Snapshot.objects.get().digest == first.digest
    assert Entry.objects.filter(action="facts.snapshot").exists()
    Wage._base_manager.update(amount_fen=351235)
    assert snapshot.write(None, AS_OF).digest != first.digest
    assert not list(Path(settings.CHANGAI_SNAPSHOTS).glob(f"{snapshot.UNFINISHED}*"))


def test_no_file_holds_anything_that_tells_who_it_is(people: dict[str, Any], tmp_path: Path) -> None:
    made = snapshot.write(tmp_path / "out", AS_OF)
    for table in fact_tables():
        assert not [column for column in table.columns if PERSONAL.search(column)], table.key
        assert not re.search(r"\b(id_number|id_index|phone|phone_index|name|credit_code)\b", table.select), (
            table.key
        )
    cells = {
        str(value) for key in made.counts for row in _rows(made, key) for value in row if value is not None
    }
    numbers = {person.id_number.reveal() for person in people.values()}
    phones = {person.phone.reveal() for person in people.values()}
    assert numbers
    for cell in cells:
        assert not re.search(r"\d{17}[\dXx]", cell)
        assert not re.fullmatch(r"1[3-9]\d{9}", cell)
        assert not re.search("[\u4e00-\u9fff]", cell), "no free text, so no name"
    whole = b"".join(path.read_bytes() for path in made.directory.rglob("*") if path.is_file())
    assert not [secret for secret in numbers | phones | {"张建国"} if secret.encode() in whole]


@pytest.mark.parametrize("step", ["seal", "read"])
def test_an_interrupted_snapshot_leaves_nothing_half(
    people: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(manifest, step, interrupted)
        with pytest.raises(KeyboardInterrupt):
            snapshot.write(tmp_path / "out", AS_OF)
    assert not (tmp_path / "out").exists() or not manifest.read(tmp_path / "out").damaged()
    assert [path.name for path in tmp_path.iterdir()] in ([], ["out"])
    assert snapshot.write(tmp_path / "later", AS_OF).damaged() == []


def test_what_a_killed_run_left_is_swept(people: dict[str, Any], tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    left, living = (tmp_path / f"{snapshot.UNFINISHED}{pid}" for pid in (int(ended.stdout), os.getppid()))
    for folder in (left, living):
        (folder / "person").mkdir(parents=True)
    snapshot.write(tmp_path / "out", AS_OF)
    assert not left.exists()
    assert living.exists(), "another run at work is left alone"


def test_a_directory_with_content_is_refused(people: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("x")
    with pytest.raises(FactsError, match="请换一个新的或空的目录"):
        snapshot.write(tmp_path, AS_OF)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_damage_is_seen(people: dict[str, Any], tmp_path: Path) -> None:
    made = snapshot.write(tmp_path / "out", AS_OF)
    assert made.damaged() == []
    victim = made.directory / made.tables["person"].pieces[0].path
    victim.write_bytes(victim.read_bytes() + b"x")
    assert made.damaged() == [made.tables["person"].pieces[0].path]
    path = made.directory / manifest.NAME
    body = json.loads(path.read_text("utf-8"))
    body["as_of"] = "2020-01-01"
    path.write_text(json.dumps(body), "utf-8")
    with pytest.raises(FactsError, match="被改动过"):
        manifest.read(made.directory)
    with pytest.raises(FactsError, match="缺少清单"):
        manifest.read(tmp_path)


def test_figures_are_stored_once_and_name_what_made_them(people: dict[str, Any], tmp_path: Path) -> None:
    told = derive.run(snapshot=None, as_of=AS_OF, out=tmp_path / "out")
    assert told["stored"] == Figure.objects.count() > 0
    assert {"as_of", "snapshot", "engine", "rules", "seconds", "peak_mb"} <= told.keys()
    head = Figure.objects.get(key="headcount", region=XIANAN)
    assert (head.part, head.whole, head.period, head.level) == (1, 1, "2026-11", "county")
    assert head.snapshot.digest == told["snapshot"]
    assert len(head.sql_hash) == 64
    assert (
        Figure.objects.get(key="structure", region="421200", dimension="wage", member="3000_5000").part == 1
    )
    written = duckdb.sql(
        f"FROM '{tmp_path}/out/headcount/data.parquet' SELECT region, part ORDER BY 1"
    ).fetchall()
    assert written == [("000000", 1), ("420000", 1), ("421200", 1), (XIANAN, 1)]
    kept = dict(Figure.objects.values_list("pk", "part"))
    again = derive.run(snapshot=Path(Snapshot.objects.get().path), as_of=AS_OF)
    assert again["stored"] == 0
    assert dict(Figure.objects.values_list("pk", "part")) == kept
    Employment._base_manager.filter(person=people["zhang"]).update(until=date(2026, 11, 1))
    assert derive.run(snapshot=None, as_of=AS_OF)["stored"] > 0
    assert not Figure.objects.filter(key="headcount").exists(), "what no longer holds is gone"


def test_what_if_changes_results_and_stores_nothing(people: dict[str, Any], tmp_path: Path) -> None:
    made = snapshot.write(tmp_path / "kept", AS_OF)
    other = tmp_path / "params.yaml"
    other.write_text("workforce.high_skilled_from: 5\n")
    found = {}
    for name, params in (("as_is", None), ("what_if", other)):
        out = tmp_path / name
        derive.run(snapshot=made.directory, as_of=AS_OF, only=["high-skilled"], params=params, out=out)
        query = (
            f"FROM '{out}/high-skilled/data.parquet' SELECT part WHERE region = '{XIANAN}' AND dimension = ''"
        )
        found[name] = duckdb.sql(query).fetchall()
    assert found == {"as_is": [(1,)], "what_if": [(0,)]}
    assert set(Figure.objects.values_list("key", flat=True)) == {"high-skilled"}
    assert Figure.objects.get(region=XIANAN, dimension="").part == 1


def test_a_rule_that_is_not_there_is_named(people: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(FactsError, match="headcont"):
        derive.run(snapshot=tmp_path, as_of=AS_OF, only=["headcont"])


def test_a_full_disk_is_said_and_leaves_nothing(
    people: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise duckdb.IOException("IO Error: Could not write file: No space left on device")

    monkeypatch.setattr(snapshot, "_copy", full)
    with pytest.raises(FactsError, match="磁盘空间不足"):
        snapshot.write(tmp_path / "out", AS_OF)
    assert list(tmp_path.iterdir()) == []
    assert not Snapshot.objects.exists()


def test_old_files_are_cleared_and_figures_stay(people: dict[str, Any], tmp_path: Path) -> None:
    derive.run(snapshot=None, as_of=date(2026, 10, 31))
    derive.run(snapshot=None, as_of=AS_OF)
    old, new = (Path(one.path) for one in Snapshot.objects.order_by("as_of"))
    elsewhere = snapshot.write(tmp_path / "elsewhere", AS_OF).directory
    figures = Figure.objects.count()
    assert tidy(step_days=9999, snapshot_days=9999) == 0
    for folder in (old, new, elsewhere):
        os.utime(folder, (0, 0))
    assert tidy(step_days=9999, snapshot_days=60) == 1
    assert (old.exists(), new.exists(), elsewhere.exists()) == (False, True, True)
    assert Figure.objects.count() == figures > 0
    assert tidy(step_days=0, snapshot_days=9999) > 0
    assert derive.run(snapshot=new, as_of=AS_OF)["stored"] == 0, "steps are made again"
