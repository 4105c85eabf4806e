"""Running the rules on a snapshot: figures with numerator and denominator, stored and written out."""

import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from changai.engines.rules import duck, frozen
from changai.kernel.audit import record
from changai.kernel.facts import figures, inputs
from changai.kernel.facts import manifest as manifests
from changai.kernel.facts.errors import FactsError
from changai.kernel.facts.manifest import Manifest
from changai.kernel.facts.memory import peak_mb
from changai.kernel.facts.models import Snapshot
from changai.kernel.facts.session import Session, rules
from changai.kernel.facts.snapshot import write
from changai.kernel.parameters import catalog


def run(
    *,
    snapshot: Path | None,
    as_of: date,
    only: Sequence[str] = (),
    params: Path | None = None,
    out: Path | None = None,
) -> dict[str, Any]:
    """Run the indicators and say what each gave, in the shape of `changai derive --json`.

    snapshot: a snapshot's directory; None writes one as of the day. only: keys of rules. params: a YAML file of
    values that overlay the parameters; nothing is stored then. out: a directory for results as Parquet, one
    folder a rule. FactsError says what was wrong.
    """
    began = time.perf_counter()
    wanted = chosen(only)
    manifest = manifests.read(snapshot) if snapshot else written(as_of)
    parameters = catalog.default().overlay(params) if params else catalog.default()
    steps, found, results = compute(manifest, as_of, wanted, parameters.value, out)
    stored = 0
    known = Snapshot.objects.filter(digest=manifest.digest).first()
    if params is None and known:
        stored = figures.store(known, f"{as_of:%Y-%m}", results)
        if stored:
            record(
                "facts.derive",
                "计算指标",
                target=known,
                after={"as_of": as_of.isoformat(), "figures": stored},
            )
    return {
        "as_of": as_of.isoformat(),
        "snapshot": manifest.digest,
        "engine": "duckdb",
        "rules": found,
        "steps": steps,
        "stored": stored,
        "seconds": round(time.perf_counter() - began, 3),
        "peak_mb": peak_mb(),
    }


def written(as_of: date) -> Manifest:
    """A snapshot of the database as of the day."""
    return write(None, as_of)


def chosen(only: Sequence[str]) -> list[str]:
    """The keys of the indicators to run. FactsError for a key that is no rule."""
    known = [rule.key for rule in rules().values() if rule.kind != "step"]
    unknown = [key for key in only if key not in known]
    if unknown:
        raise FactsError(f"没有名为“{'、'.join(unknown)}”的规则；现有规则：{'、'.join(known)}。")
    return list(only) or known


def compute(
    manifest: Manifest, as_of: date, wanted: Sequence[str], look_up: inputs.Value, out: Path | None
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[tuple[frozen.Frozen, list[tuple[Any, ...]]]]]:
    """Parquet to results, without the office's database: steps, rules as told, and each rule's figures."""
    with Session(manifest, as_of, look_up) as session:
        return _run_all(session, list(wanted), out)


def _run_all(session: Session, wanted: list[str], out: Path | None) -> tuple[list, list, list]:
    steps, found, results = [], [], []
    for rule in frozen.in_order(rules(), wanted):
        began = time.perf_counter()
        if rule.kind == "step":
            session.step(rule)
            steps.append({"key": rule.key, "seconds": round(time.perf_counter() - began, 3)})
            continue
        name, count = session.rows(rule)
        results.append((rule, _figures(session, name)))
        if out:
            _write(session, rule, name, out)
        found.append(
            {
                "key": rule.key,
                "kind": rule.kind,
                "title": rule.title,
                "version": rule.version,
                "sources": [str(clause) for clause in rule.sources],
                "rows": count,
                "seconds": round(time.perf_counter() - began, 3),
            }
        )
    return steps, found, results


def _figures(session: Session, name: str) -> list[tuple[Any, ...]]:
    sql = f"SELECT region, level, dimension, member, part, whole FROM {name}"
    return session.connection.execute(sql).fetchall()


def _write(session: Session, rule: frozen.Frozen, name: str, out: Path) -> None:
    folder = out / rule.key
    folder.mkdir(parents=True, exist_ok=True)
    order = "region, dimension, member"
    target = duck.text(str(folder / "data.parquet"))
    session.connection.execute(f"COPY (SELECT * FROM {name} ORDER BY {order}) TO {target} (FORMAT parquet)")


def backfill(
    months: int = 12, *, snapshot: Path | None = None, as_of: date | None = None
) -> list[dict[str, Any]]:
    """Figures of the snapshot's day and of the ends of the months before it, for trends; oldest first.

    Past months come from the dated facts; what is not dated (an employer's industry, ownership, size) is as now.
    """
    manifest = manifests.read(snapshot) if snapshot else written(as_of or date.today())
    month = manifest.as_of.replace(day=1)
    ends = [inputs.months_before(month, back - 1) - timedelta(days=1) for back in range(months - 1, 0, -1)]
    return [run(snapshot=manifest.directory, as_of=day) for day in (*ends, manifest.as_of)]
