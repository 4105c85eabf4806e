"""All indicators on a million workers, Parquet to results, beside hand-written DuckDB SQL for the same results.

Each run is a process of its own with the same memory limit; the two take turns. Results are compared row by row.
Run: python benchmarks/derive.py [--scale MILLIONS] [--rounds N] [--keep DIR]; a scale above 1 is also held against
one million.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django
import duckdb

ROOT = Path(__file__).resolve().parents[1]
BY_HAND = Path(__file__).with_name("_derive_by_hand.sql")
MILLION = 1_000_000
RATIO, GROWTH, PEAK_MB = 1.15, 11.0, 3072
CODE_TABLES = ("terms", "industry_section", "industry_group")

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "changai.site.settings_test")
sys.path[:0] = [str(ROOT / "src"), str(Path(__file__).parent)]
django.setup()

from _made_facts import AS_OF, make  # noqa: E402

from changai.engines.rules import duck  # noqa: E402
from changai.engines.rules.tables import fact_tables  # noqa: E402
from changai.kernel.facts import derive, manifest  # noqa: E402
from changai.kernel.facts.memory import peak_mb  # noqa: E402
from changai.kernel.facts.session import Session  # noqa: E402
from changai.kernel.parameters import catalog  # noqa: E402


def ours(facts: Path, out: Path) -> float:
    """Seconds from the manifest to every indicator written as Parquet; steps are made anew."""
    catalog.default()
    began = time.perf_counter()
    derive.compute(manifest.read(facts), AS_OF, derive.chosen([]), catalog.value, out)
    return time.perf_counter() - began


def by_hand(facts: Path, out: Path) -> float:
    """Seconds of the hand-written statements for the same results."""
    out.mkdir(parents=True)
    found = manifest.read(facts)
    began = time.perf_counter()
    connection = duck.connect(out / "spill")
    for table in fact_tables():
        duck.define(connection, table.key, dict(table.columns), found.files(table.key))
    for name in CODE_TABLES:
        connection.execute(f"CREATE VIEW {name} AS FROM '{facts}/code_tables/{name}.parquet'")
    connection.execute(BY_HAND.read_text("utf-8"))
    connection.execute(f"COPY figures TO '{out}/figures.parquet' (FORMAT parquet)")
    return time.perf_counter() - began


def prepare(facts: Path, workers: int) -> None:
    """The facts, and the groupings of industries as files for the hand-written statements."""
    if facts.is_dir():
        return
    make(facts, workers)
    (facts / "code_tables").mkdir()
    with Session(manifest.read(facts), AS_OF, catalog.value) as session:
        for name in CODE_TABLES:
            session.connection.execute(
                f"COPY {name} TO '{facts}/code_tables/{name}.parquet' (FORMAT parquet)"
            )


def measured(which: str, facts: Path, out: Path) -> dict[str, float]:
    """Run one side in a fresh process: seconds and peak megabytes."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, __file__, "--run", which, str(facts), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def differences(ours_out: Path, hand_out: Path) -> int:
    """Rows that one side has and the other has not."""
    mine, other = f"FROM '{ours_out}/*/data.parquet'", f"FROM '{hand_out}/figures.parquet'"
    sql = f"SELECT count(*) FROM (({mine} EXCEPT ALL {other}) UNION ALL ({other} EXCEPT ALL {mine}))"
    return int(duckdb.sql(sql).fetchall()[0][0])


def compare(facts: Path, work: Path, rounds: int) -> dict[str, float]:
    """The least of each measure over rounds in turn, which other work on the machine disturbs least.

    Stops when results differ.
    """
    runs: dict[str, list[dict[str, float]]] = {"ours": [], "hand": []}
    for _ in range(rounds):
        for which, found in runs.items():
            found.append(measured(which, facts, work / which))
    if differences(work / "ours", work / "hand"):
        sys.exit("derive: results differ from the hand-written SQL")
    told = {
        f"{side}_{what}": min(run[what] for run in found) for side, found in runs.items() for what in found[0]
    }
    told["ratio"] = told["ours_seconds"] / told["hand_seconds"]
    return told


def main() -> int:
    """Make the facts, run, print the table; 1 when a bound is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=int, default=1, help="million workers")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="where facts are kept between runs")
    parser.add_argument("--run", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        which, facts, out = options.run
        before = time.process_time()
        seconds = {"ours": ours, "hand": by_hand}[which](Path(facts), Path(out))
        told = {"seconds": seconds, "cpu": time.process_time() - before, "peak_mb": peak_mb()}
        print(json.dumps(told))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return table(options, Path(folder))


def table(options: argparse.Namespace, work: Path) -> int:
    """Print what was measured at each scale."""
    results = {}
    print(
        "| workers | ours s | by hand s | ratio | ours CPU s | by hand CPU s | ours peak MB | by hand peak MB |"
    )
    print("|" + "---|" * 8)
    for scale in sorted({1, options.scale}):
        facts = (options.keep or work) / f"{scale}m"
        prepare(facts, scale * MILLION)
        one = results[scale] = compare(facts, work, options.rounds if scale == 1 else 1)
        print(
            f"| {scale} M | {one['ours_seconds']:.2f} | {one['hand_seconds']:.2f} | {one['ratio']:.2f} "
            f"| {one['ours_cpu']:.1f} | {one['hand_cpu']:.1f} | {one['ours_peak_mb']:.0f} | {one['hand_peak_mb']:.0f} |",
            flush=True,
        )
    missed = [f"ratio above {RATIO}"] if results[1]["ratio"] > RATIO else []
    if options.scale > 1:
        growth = results[options.scale]["ours_seconds"] / results[1]["ours_seconds"]
        print(f"\n1 M to {options.scale} M: {growth:.1f} times the time")
        missed += ["growth"] if growth > GROWTH * options.scale / 10 else []
    missed += ["peak memory"] if any(one["ours_peak_mb"] > PEAK_MB for one in results.values()) else []
    print("derive: results equal; " + (f"MISSED: {', '.join(missed)}" if missed else "within bounds"))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
