"""Reading kept steps for pages: the newest snapshot, one bounded connection a thread, rows never all at once."""

import threading
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings

from changai.engines.rules import duck
from changai.kernel.access.scope import Scope
from changai.kernel.facts import manifest
from changai.kernel.facts.errors import FactsError
from changai.kernel.facts.models import Snapshot
from changai.kernel.facts.session import Session, rules
from changai.kernel.parameters import catalog

_local = threading.local()
AT_ONCE = 300_000  # workers whose steps take no longer than a page may
_ready: set[tuple[str, str, date, str]] = set()


def newest(as_of: date) -> Snapshot:
    """The newest snapshot that knows the day. FactsError when there is none yet."""
    known = Snapshot.objects.filter(as_of__gte=as_of).order_by("-as_of", "-pk")
    for found in known[:20]:
        if Path(found.path).is_dir():
            return found
    raise FactsError(
        f"还没有截至 {as_of} 的数据快照，所以没有数字；请先运行 changai derive，或改选更早的日期。"
    )


def files(key: str, snapshot: Snapshot, as_of: date) -> tuple[str, ...]:
    """The Parquet files of a step on a day, made now if they are not kept yet."""
    asked = (snapshot.path, snapshot.digest, as_of, str(settings.CHANGAI_HOME))
    if not _folders(*asked)[key].is_dir():
        _folders.cache_clear()
        _ready.discard(asked)
    return tuple(sorted(str(file) for file in _folders(*asked)[key].glob("*.parquet")))


def ready(snapshot: Snapshot, as_of: date) -> bool:
    """Whether a page may read a day's steps now: they are kept, or of so few workers that they are made at once."""
    if snapshot.counts.get("person", 0) <= AT_ONCE:
        return True
    asked = (snapshot.path, snapshot.digest, as_of, str(settings.CHANGAI_HOME))
    if asked not in _ready:
        with _session(*asked[:3]) as session:
            if session.kept():
                _ready.add(asked)
    return asked in _ready


def make(snapshot: Snapshot, as_of: date, tell: Callable[[int, int, str], None]) -> None:
    """Make a day's steps where they are not kept. tell(done, total, what): how far it has come, in hundredths."""
    with _session(snapshot.path, snapshot.digest, as_of) as session:
        steps = [rule for rule in rules().values() if rule.kind == "step"]
        for at, rule in enumerate(steps):

            def told(done: int, total: int, at: int = at, title: str = rule.title) -> None:
                tell(100 * at + 100 * done // total, 100 * len(steps), title)

            session.step(rule, told)


def _session(path: str, digest: str, as_of: date) -> Session:
    """A session on a snapshot whose files are as recorded; FactsError if they are not."""
    found = manifest.read(Path(path))
    if found.digest != digest:
        raise FactsError("快照文件和登记的摘要不一致，可能被改动过，请重新生成快照。")
    return Session(found, as_of, catalog.default().value)


@lru_cache(maxsize=256)
def _folders(path: str, digest: str, as_of: date, home: str) -> dict[str, Path]:
    """Every step's folder; the steps share one session."""
    with _session(path, digest, as_of) as session:
        return {rule.key: session.step(rule) for rule in rules().values() if rule.kind == "step"}


def source(paths: Sequence[str]) -> str:
    """The files as a table expression."""
    return f"read_parquet([{', '.join(map(duck.text, paths))}], hive_partitioning = false)"


def rows(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Run a query of this thread; `values` are bound, never written into the text."""
    return _connection().execute(sql, list(values)).fetchall()


def _connection() -> duckdb.DuckDBPyConnection:
    held = getattr(_local, "connection", None)
    if held is None:
        held = _local.connection = duck.connect(Path(settings.CHANGAI_HOME) / "spill", memory="1GB")
    return held


def reach(scope: Scope) -> tuple[str, list[Any]]:
    """The condition that a scope puts on rows with `region`, `employer_id` and `worker_id`; closed by default."""
    if scope.everything:
        return "true", []
    if scope.prefix is not None:
        return "starts_with(region, ?)", [scope.prefix]
    if scope.organisation is not None:
        return "employer_id = ?", [scope.organisation]
    if scope.person is not None:
        return "worker_id = ?", [scope.person]
    return "false", []
