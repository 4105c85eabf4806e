"""Import of a roster: ours, with every check, sealing, index and history, beside django-import-export in bulk mode
putting the same workbook into one plain table; then the cost per row and the memory from 10 thousand to a million rows.

Every run is a process of its own on a database of its own; the two sides take turns, the least of the rounds counts.
Run: python benchmarks/imports.py [--rows N] [--rounds N] [--largest N] [--keep DIR]
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

import django  # noqa: E402
import xlsxwriter  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402

from changai.engines.codes import credit, identity  # noqa: E402

RATIO, PEAK_MB, GROWTH = 3.0, 1024, 1.5
REGION = "421202"
HEADER = [
    "姓名", "公民身份号码", "手机号", "民族", "文化程度", "政治面貌", "户籍所在地", "单位名称", "统一社会信用代码", "岗位", "职业",
    "入职日期", "离职日期", "合同类型", "合同起始日期", "合同终止日期", "月工资(元)", "技能等级", "证书编号", "取证日期", "工会会员",
    "入会日期", "农民工",
]  # fmt: skip
POSTS = ("钳工", "焊工", "装配", "质检", "仓管")


def rows(count: int) -> Iterator[list[str]]:
    """Made-up workers, a hundred to an employer; every identity number but once."""
    units = [(f"第{at}机械有限公司", credit.make(REGION, at)) for at in range(max(1, count // 100))]
    for at in range(count):
        born = date(1965, 1, 1) + timedelta(days=at % 14_000)
        since = born + timedelta(days=7_000 + at % 700)
        name, code = units[at % len(units)]
        skilled = at % 3 != 0
        yield [
            "王李张刘陈"[at % 5] + "伟芳娜敏静"[at // 5 % 5] + "强磊军洋勇"[at // 25 % 5],
            identity.make(REGION, born, 1 + at // 14_000 % 999),
            f"138{at % 10**8:08d}", "汉族", ("大专", "高中", "初中", "本科")[at % 4],
            "中共党员" if at % 9 == 0 else "群众", "湖北省咸宁市咸安区", name, code, POSTS[at % 5], POSTS[at % 5],
            since.isoformat(), "", "固定期限", since.isoformat(), "2028-01-01", f"{3000 + at % 5000}.50",
            ("无等级", "四级/中级工", "三级/高级工")[at % 3], f"S{at:012d}" if skilled else "",
            "2019-05-06" if skilled else "", "是", "2016-01-01", "否" if at % 4 == 0 else "是",
        ]  # fmt: skip


def write(path: Path, count: int) -> Path:
    """The roster as xlsx or csv."""
    if path.exists():
        return path
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerow(HEADER)
            csv.writer(stream).writerows(rows(count))
        return path
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        for at, row in enumerate(rows(count), 1):
            sheet.write_row(at, 0, row)
    return path


def ours(path: Path) -> int:
    """The whole import; returns how many workers it made."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "changai.site.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    from changai.kernel import imports  # noqa: PLC0415  # settings come first

    global began
    began = (time.perf_counter(), time.process_time())
    return imports.run("roster", path, region=REGION).created


def peer(path: Path) -> int:
    """django-import-export, bulk mode, one plain table, nothing checked."""
    home = Path(os.environ["CHANGAI_HOME"])
    settings.configure(
        INSTALLED_APPS=["import_export"],
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(home / "peer.sqlite3")}},
    )
    django.setup()
    import tablib  # noqa: PLC0415  # settings come first
    from import_export import resources  # noqa: PLC0415

    names = [f"c{at}" for at in range(len(HEADER))]
    columns: dict[str, Any] = {name: models.CharField(max_length=120, null=True) for name in names}
    meta = type("Meta", (), {"app_label": "peer"})
    table = type("Row", (models.Model,), {**columns, "__module__": __name__, "Meta": meta})
    options = {
        "model": table, "use_bulk": True, "batch_size": 1000, "skip_diff": True, "skip_html_diff": True,
        "force_init_instance": True, "use_transactions": True, "import_id_fields": [], "fields": names,
    }  # fmt: skip
    resource_class = type("Rows", (resources.ModelResource,), {"Meta": type("Meta", (), options)})
    with connection.schema_editor() as editor:
        editor.create_model(table)
    global began
    began = (time.perf_counter(), time.process_time())
    data = tablib.Dataset().load(path.read_bytes(), format="xlsx")
    data.headers = names
    resource_class().import_data(data, raise_errors=True)
    return int(table._default_manager.count())


began = (0.0, 0.0)


def measured(which: str, path: Path) -> dict[str, float]:
    """Run one side in a fresh process on a fresh home: seconds, processor seconds, rows, peak megabytes."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "CHANGAI_HOME": home}
        environment.pop("CHANGAI_DATABASE_URL", None)
        found = subprocess.run(
            [sys.executable, __file__, "--run", which, str(path)],
            env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
    return dict(json.loads(found.stdout.splitlines()[-1]))


def run(which: str, path: Path) -> None:
    """The child: do it and print the figures."""
    made = ours(path) if which == "ours" else peer(path)
    print(
        json.dumps(
            {
                "seconds": time.perf_counter() - began[0],
                "cpu": time.process_time() - began[1],
                "rows": made,
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        )
    )


def main() -> int:
    """Print the tables; exit 1 when a bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--largest", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--run", nargs=2, metavar=("WHICH", "FILE"))
    options = parser.parse_args()
    if options.run:
        run(options.run[0], Path(options.run[1]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return compare(options, options.keep or Path(folder))


def compare(options: argparse.Namespace, folder: Path) -> int:
    """Both tables."""
    folder.mkdir(parents=True, exist_ok=True)
    book = write(folder / f"roster-{options.rows}.xlsx", options.rows)
    runs: dict[str, list[dict[str, float]]] = {"ours": [], "peer": []}
    for _ in range(options.rounds):
        for which, into in runs.items():
            into.append(measured(which, book))
            assert into[-1]["rows"] == options.rows, into[-1]
    best = {which: min(found, key=lambda one: one["seconds"]) for which, found in runs.items()}
    ratio = best["peer"]["seconds"] / best["ours"]["seconds"]
    print(f"| {options.rows:,} rows, xlsx | s | CPU s | peak MB |\n|---|---|---|---|")
    for which, one in best.items():
        print(f"| {which} | {one['seconds']:.1f} | {one['cpu']:.1f} | {one['peak_mb']:.0f} |")
    print(
        f"\nTimes faster: {ratio:.2f} (at least {RATIO}); processor time {best['peer']['cpu'] / best['ours']['cpu']:.2f}\n"
    )
    print("| csv rows | s | µs a row | CPU µs a row | peak MB |\n|---|---|---|---|---|")
    cost, peak, count = [], 0.0, 10_000
    while count <= options.largest:
        one = measured("ours", write(folder / f"roster-{count}.csv", count))
        cost.append(one["cpu"] / count * 1e6)
        peak = max(peak, one["peak_mb"])
        print(
            f"| {count:,} | {one['seconds']:.1f} | {one['seconds'] / count * 1e6:.0f} | {cost[-1]:.0f} | {one['peak_mb']:.0f} |",
            flush=True,
        )
        count *= 10
    # The first ten thousand rows bear the start; from there on a row must not cost more the more there are.
    growth = cost[-1] / cost[min(1, len(cost) - 1)]
    print(f"\nGrowth of a row's cost: {growth:.2f} (at most {GROWTH}); peak {peak:.0f} MB (below {PEAK_MB})")
    return int(ratio < RATIO or peak >= PEAK_MB or growth > GROWTH)


if __name__ == "__main__":
    sys.exit(main())
