"""List pages at a million workers: the median against an empty Django page plus the page's bare query.

`python benchmarks/pages.py [workers]`; 1,000,000 unless told otherwise. Exit 1 when a page is over the limit.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HOME = tempfile.mkdtemp(prefix="changai-bench-")
os.environ.update(CHANGAI_HOME=HOME, DJANGO_SETTINGS_MODULE="changai.site.settings_test")
sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "src")]

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path  # noqa: E402

from benchmarks import _made_workers  # noqa: E402
from changai.site import urls  # noqa: E402

LIMIT = 3.0
ROUNDS = 15
PAGES = {
    "工人，第一页": "/workers/?set=1",
    "工人，按工资": "/workers/?sort=-wage_fen",
    "工人，一个区": "/workers/?region=421202",
    "工人，三个条件": "/workers/?skill_rank=4&migrant=yes&wage_fen_from=5000",
    "工人，中间一页": "/workers/?after={middle}",
    "用人单位": "/employers/?set=1",
}


def main(workers: int) -> int:
    """Build, measure, print; 0 if every page keeps the limit."""
    settings.DATABASES["default"]["NAME"] = f"{HOME}/bench.sqlite3"
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    _made_workers.make(workers)
    client = Client()
    client.force_login(_made_workers.officer().account, backend="django.contrib.auth.backends.ModelBackend")
    urls.urlpatterns.insert(0, path("empty/", lambda request: HttpResponse("<p>空页</p>")))
    print(f"{workers:,} 名工人，建库 {time.perf_counter() - began:.0f} 秒；各 {ROUNDS} 次取中位数，毫秒\n")
    print(f"{'页面':<12}{'本页':>9}{'空页':>9}{'裸查询':>9}{'倍数':>8}{'查询数':>7}")
    worst = 0.0
    empty = median(lambda: get(client, "/empty/"))
    for title, address in PAGES.items():
        address = address.format(middle=workers // 2)
        took = median(lambda: get(client, address))  # noqa: B023  # used at once
        bare, queries = bare_queries(client, address)
        ratio = took / (empty + bare)
        worst = max(worst, ratio)
        print(f"{title:<12}{took:>10.1f}{empty:>10.1f}{bare:>10.1f}{ratio:>9.2f}{queries:>8}")
    print(f"\n最大 {worst:.2f} 倍，限 {LIMIT} 倍")
    return 0 if worst <= LIMIT else 1


def get(client: Client, address: str) -> None:
    """One page."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)


def median(work: Callable[[], Any]) -> float:
    """Milliseconds."""
    work()
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def bare_queries(client: Client, address: str) -> tuple[float, int]:
    """The page's own reads of business tables, run again by a bare cursor; and how many queries the page makes."""
    with CaptureQueriesContext(connection) as captured:
        get(client, address)
    business = [
        one["sql"]
        for one in captured.captured_queries
        if one["sql"].startswith("SELECT")
        and ("people_" in one["sql"] or "parties_" in one["sql"] or "employ" in one["sql"])
    ]

    def run() -> None:
        with connection.cursor() as cursor:
            for sql in business:
                cursor.execute(sql.replace("%", "%%"))
                cursor.fetchall()

    return median(run), len(captured)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
