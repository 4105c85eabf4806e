"""Frozen rules as a running site knows them: the text, its hash, and what it reads and gives."""

import hashlib
import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from changai.engines.rules.tables import Clause, Kind

MANIFEST = "manifest.json"


class RulesDamaged(RuntimeError):
    """The rules' files are missing or not as released; the message says in Chinese which and what to do."""


@dataclass(frozen=True)
class Frozen:
    """One rule as released."""

    key: str
    kind: str
    title: str
    version: str
    sources: tuple[Clause, ...]
    inputs: tuple[str, ...]
    columns: dict[str, Kind]
    sha256: str
    sql: str
    per_person: bool = False
    measure: str = ""
    unit: str = ""
    dimensions: tuple[str, ...] = field(default=())


def sha(text: str) -> str:
    """The hash that stored results name."""
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=8)
def load(directory: Path) -> dict[str, Frozen]:
    """The rules by key, in the order in which they run. Raises RulesDamaged."""
    try:
        manifest = json.loads((directory / MANIFEST).read_text("utf-8"))
        return {entry["key"]: _read(directory, entry) for entry in manifest["rules"]}
    except (OSError, ValueError, KeyError) as error:
        raise RulesDamaged(f"规则目录 {directory.name} 不完整（{error}），请重新安装本版本") from error


def _read(directory: Path, entry: dict) -> Frozen:
    sql = (directory / f"{entry['key']}.sql").read_text("utf-8")
    if sha(sql) != entry["sha256"]:
        raise RulesDamaged(f"规则 {entry['key']} 与发布时不一致，不能用于计算；请恢复原文件或重新编译")
    return Frozen(
        key=entry["key"],
        kind=entry["kind"],
        title=entry["title"],
        version=entry["version"],
        sources=tuple(Clause(*pair) for pair in entry["sources"]),
        inputs=tuple(entry["inputs"]),
        columns={name: Kind(kind) for name, kind in entry["columns"].items()},
        sha256=entry["sha256"],
        sql=sql,
        per_person=entry.get("per_person", False),
        measure=entry.get("measure", ""),
        unit=entry.get("unit", ""),
        dimensions=tuple(entry.get("dimensions", ())),
    )


def in_order(rules: dict[str, Frozen], wanted: list[str]) -> list[Frozen]:
    """The wanted rules and every step they stand on, in the order in which they run."""
    needed: set[str] = set()
    for rule in reversed(rules.values()):
        if rule.key in wanted or rule.key in needed:
            needed.add(rule.key)
            needed.update(name for name in rule.inputs if name in rules)
    return [rule for rule in rules.values() if rule.key in needed]
