"""From declaration to frozen text and back: types, hashes, order, and what must not be declared."""

from pathlib import Path
from typing import Any

import duckdb
import ibis
import pytest

from changai.engines.rules import duck, frozen
from changai.engines.rules.compiler import compile_all, compile_rule, differences, unbound, write
from changai.engines.rules.declare import Rule, Rulebook, Step, Tally, tally_columns
from changai.engines.rules.forbidden import Forbidden
from changai.engines.rules.frozen import RulesDamaged, in_order, load
from changai.engines.rules.tables import Clause, Kind, Table, publish

SOURCE = [Clause("劳动合同法", "10")]
JOBS = Table(
    "jobs", "工作", {"who": Kind.INTEGER, "region": Kind.TEXT, "sex": Kind.TEXT, "fen": Kind.INTEGER}
)
PAY = Step(
    "pay", "工资", SOURCE, "1", {"region": Kind.TEXT, "fen": Kind.INTEGER},
    lambda t: t["jobs"].group_by("region").aggregate(fen=t["jobs"].fen.sum()), per_person=True,
)  # fmt: skip
HEADS = Tally(
    "heads", "人数", SOURCE, "2", tally_columns(["people"]),
    lambda t: t["jobs"].select("region", "sex", people=ibis.literal(1)), dimensions=("sex",),
)  # fmt: skip
MOST = Rule(
    "most", "最多", SOURCE, "1", {"fen": Kind.INTEGER}, lambda t: t["pay"].aggregate(fen=t["pay"].fen.max())
)


def _tables() -> dict[str, Any]:
    return {"jobs": unbound("jobs", JOBS.columns)}


def _with_rows() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    connection.execute("CREATE TABLE jobs (who BIGINT, region VARCHAR, sex VARCHAR, fen BIGINT)")
    connection.execute("INSERT INTO jobs VALUES (1, 'a', '1', 5), (2, 'a', '2', 7), (3, 'b', '2', 9)")
    return connection


def test_the_text_casts_every_column_and_says_what_it_is() -> None:
    sql, inputs = compile_rule(PAY, _tables())
    assert inputs == ["jobs"]
    assert sql.startswith("-- pay 版本 1：工资\n-- 依据：劳动合同法 10\n-- 读取：jobs\n")
    found = _with_rows().execute(sql)
    assert [str(column[1]) for column in found.description or ()] == ["VARCHAR", "BIGINT"]
    assert sorted(found.fetchall()) == [("a", 12), ("b", 9)]


def test_a_tally_counts_regions_and_members_in_one_pass() -> None:
    sql, _ = compile_rule(HEADS, _tables())
    assert sorted(_with_rows().execute(sql).fetchall()) == [
        ("a", "", "", 2), ("a", "sex", "1", 1), ("a", "sex", "2", 1), ("b", "", "", 1), ("b", "sex", "2", 1),
    ]  # fmt: skip


def test_columns_that_differ_from_the_declared_are_refused() -> None:
    wrong = Step("wrong", "错", SOURCE, "1", {"region": Kind.TEXT}, PAY.build)
    with pytest.raises(ValueError, match="declared"):
        compile_rule(wrong, _tables())
    lacking = Tally("lacking", "缺", SOURCE, "1", tally_columns(["n"]), lambda t: t["jobs"].select("region", n="who"),
                    dimensions=("sex",))  # fmt: skip
    with pytest.raises(ValueError, match="sex"):
        compile_rule(lacking, _tables())


def test_a_forbidden_construct_does_not_compile() -> None:
    wrong = Step(
        "wrong",
        "错",
        SOURCE,
        "1",
        {"x": Kind.REAL},
        lambda t: t["jobs"].select(x=t["jobs"].fen / t["jobs"].who),
    )
    with pytest.raises(Forbidden, match="nullif"):
        compile_rule(wrong, _tables())


def test_what_was_written_is_read_and_a_second_time_nothing_differs(tmp_path: Path) -> None:
    files = compile_all([PAY, HEADS, MOST], {"jobs": JOBS})
    (tmp_path / "gone.sql").write_text("SELECT 1")
    assert differences(files, tmp_path) == sorted([*files, "gone.sql"])
    write(files, tmp_path)
    assert differences(compile_all([PAY, HEADS, MOST], {"jobs": JOBS}), tmp_path) == []
    rules = load(tmp_path)
    assert list(rules) == ["pay", "heads", "most"]
    assert rules["pay"].per_person
    assert rules["most"].inputs == ("pay",)
    assert rules["heads"].sha256 == frozen.sha(rules["heads"].sql)
    assert rules["pay"].sources == tuple(SOURCE)
    assert [rule.key for rule in in_order(rules, ["most"])] == ["pay", "most"]


@pytest.mark.parametrize("spoil", ["edit", "remove", "manifest"])
def test_a_changed_text_is_never_run(tmp_path: Path, spoil: str) -> None:
    write(compile_all([PAY], {"jobs": JOBS}), tmp_path)
    if spoil == "edit":
        text = (tmp_path / "pay.sql").read_text("utf-8")
        (tmp_path / "pay.sql").write_text(text.replace("SUM", "MAX"), "utf-8")
    elif spoil == "remove":
        (tmp_path / "pay.sql").unlink()
    else:
        (tmp_path / "manifest.json").write_text("{}", "utf-8")
    with pytest.raises(RulesDamaged):
        load(tmp_path)


def test_a_rule_needs_a_source_and_a_key_of_its_own() -> None:
    book = Rulebook()
    book.add(PAY)
    with pytest.raises(ValueError, match="twice"):
        book.add(PAY)
    with pytest.raises(ValueError, match="source"):
        book.add(Step("bare", "无", [], "1", {}, PAY.build))


def test_a_table_is_published_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("changai.engines.rules.tables._published", {})
    publish(JOBS)
    publish(JOBS)
    with pytest.raises(ValueError, match="twice"):
        publish(Table("jobs", "别的", {}))


def test_a_view_has_the_declared_types_with_and_without_files(tmp_path: Path) -> None:
    connection = duck.connect(tmp_path)
    connection.execute(
        f"COPY (SELECT 1::TINYINT AS who, 'x' AS more) TO '{tmp_path}/a.parquet' (FORMAT parquet)"
    )
    for files, expected in (([f"{tmp_path}/a.parquet"], [(1,)]), ([], [])):
        duck.define(connection, "seen", {"who": Kind.INTEGER}, files)
        found = connection.execute("SELECT * FROM seen")
        assert [str(column[1]) for column in found.description or ()] == ["BIGINT"]
        assert found.fetchall() == expected


def test_connections_have_bounds(tmp_path: Path) -> None:
    connection = duck.connect(tmp_path / "spill", memory="100MB", threads=1)
    settings = dict(connection.execute("SELECT name, value FROM duckdb_settings()").fetchall())
    assert settings["memory_limit"] == "95.3 MiB"
    assert settings["temp_directory"] == str(tmp_path / "spill")
    assert settings["preserve_insertion_order"] == "false"
    assert settings["threads"] == "1"
