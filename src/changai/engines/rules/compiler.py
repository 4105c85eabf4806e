"""Compiling rules to frozen SQL text under a directory, with a manifest of hashes. Needs Ibis."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import ibis
from ibis.expr.operations import UnboundTable

from changai.engines.rules.declare import TALLY_KEYS, Indicator, Rule, Step, Tally
from changai.engines.rules.forbidden import check
from changai.engines.rules.frozen import MANIFEST, sha
from changai.engines.rules.tables import Kind, Table

TYPES = {
    Kind.TEXT: "string",
    Kind.INTEGER: "int64",
    Kind.SMALL: "int32",
    Kind.DATE: "date",
    Kind.TRUTH: "boolean",
    Kind.REAL: "float64",
}

DROPPED = re.compile(r"EXCLUDE \(([^)]*)\)")


def unbound(key: str, columns: Mapping[str, Kind]) -> Any:
    """An Ibis table of the declared schema, without data."""
    return ibis.table({name: TYPES[kind] for name, kind in columns.items()}, name=key)


def compile_rule(rule: Rule, tables: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The rule's frozen text and the tables it reads. Raises Forbidden, or ValueError if columns differ."""
    expression = rule.build(tables)
    check(expression)
    body = _settled(ibis.to_sql(expression, dialect="duckdb").strip())
    given = list(expression.columns)
    if isinstance(rule, Tally):
        body, given = _summed(rule, body), _summed_columns(rule, given)
    if given != list(rule.columns):
        raise ValueError(f"rule {rule.key} gives {given}, declared {list(rule.columns)}")
    casts = ",\n".join(f'  CAST("{name}" AS {kind}) AS "{name}"' for name, kind in rule.columns.items())
    inputs = sorted({node.name for node in expression.op().find(UnboundTable)})
    return f"{_header(rule, inputs)}SELECT\n{casts}\nFROM (\n{body}\n) AS result\n", inputs


def _settled(sql: str) -> str:
    """The text with dropped columns in order: Ibis keeps them in a set, whose order differs between processes."""
    return DROPPED.sub(lambda found: f"EXCLUDE ({', '.join(sorted(found[1].split(', ')))})", sql)


def _summed(rule: Tally, body: str) -> str:
    """Sums by region and member: one pass with grouping sets, which Ibis has no word for."""
    counts = [name for name in rule.columns if name not in TALLY_KEYS]
    named = "\n".join(f"    WHEN GROUPING(\"{name}\") = 0 THEN '{name}'" for name in rule.dimensions)
    member = "\n".join(f'    WHEN GROUPING("{name}") = 0 THEN "{name}"' for name in rule.dimensions)
    sets = ",\n".join(['  ("region")', *(f'  ("region", "{name}")' for name in rule.dimensions)])
    sums = ",\n".join(f'  SUM("{name}") AS "{name}"' for name in counts)
    return (
        f'SELECT\n  "region",\n  CASE\n{named}\n    ELSE \'\'\n  END AS "dimension",\n'
        f"  CASE\n{member}\n    ELSE ''\n  END AS \"member\",\n{sums}\n"
        f"FROM (\n{body}\n) AS subject\nGROUP BY GROUPING SETS (\n{sets}\n)"
    )


def _summed_columns(rule: Tally, given: list[str]) -> list[str]:
    missing = {"region", *rule.dimensions} - set(given)
    if missing:
        raise ValueError(f"tally {rule.key} lacks {sorted(missing)}")
    return [*TALLY_KEYS, *(name for name in given if name not in {"region", *rule.dimensions})]


def _header(rule: Rule, inputs: list[str]) -> str:
    lines = [
        f"{rule.key} 版本 {rule.version}：{rule.title}",
        f"依据：{'；'.join(map(str, rule.sources))}",
        f"读取：{'、'.join(inputs)}",
    ]
    return "".join(f"-- {line}\n" for line in lines)


def compile_all(rules: Iterable[Rule], published: Mapping[str, Table]) -> dict[str, str]:
    """Every file of the rules' directory by name: one .sql a rule, and the manifest."""
    tables = {key: unbound(key, table.columns) for key, table in published.items()}
    files: dict[str, str] = {}
    entries = []
    for rule in rules:
        sql, inputs = compile_rule(rule, tables)
        if isinstance(rule, Step):
            tables[rule.key] = unbound(rule.key, rule.columns)
        files[f"{rule.key}.sql"] = sql
        entries.append(_entry(rule, inputs, sql))
    files[MANIFEST] = json.dumps({"rules": entries}, ensure_ascii=False, indent=1) + "\n"
    return files


def _entry(rule: Rule, inputs: list[str], sql: str) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "key": rule.key,
        "kind": rule.kind,
        "title": rule.title,
        "version": rule.version,
        "sources": [[clause.document, clause.clause] for clause in rule.sources],
        "inputs": inputs,
        "columns": {name: str(kind) for name, kind in rule.columns.items()},
        "sha256": sha(sql),
    }
    if isinstance(rule, Step):
        entry["per_person"] = rule.per_person
    if isinstance(rule, Indicator):
        entry.update(measure=rule.measure, unit=rule.unit, dimensions=list(rule.dimensions))
    return entry


def differences(files: Mapping[str, str], directory: Path) -> list[str]:
    """The names of files that are not as compiled: changed, missing, or there without a rule."""
    kept = {path.name: path.read_text("utf-8") for path in directory.glob("*") if path.is_file()}
    return sorted(name for name in files.keys() | kept.keys() if files.get(name) != kept.get(name))


def write(files: Mapping[str, str], directory: Path) -> None:
    """Make the directory hold exactly these files."""
    directory.mkdir(parents=True, exist_ok=True)
    for path in directory.glob("*"):
        if path.name not in files:
            path.unlink()
    for name, text in files.items():
        (directory / name).write_text(text, "utf-8")
