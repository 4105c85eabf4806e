"""What must be there before anything can run; each step is skipped when it is done already."""

import hashlib
import os
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from changai.site.commands.errors import Failure


def pending_migrations() -> int:
    """How many migrations are still to be applied."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def require_database(what: str) -> None:
    """Raises Failure, which begins with `what`, unless the database is there and has the program's structure."""
    try:
        pending = pending_migrations()
        empty = bool(pending) and not MigrationRecorder(connection).applied_migrations()
    except OperationalError as error:
        raise Failure(
            what, "连接不上数据库", "请确认数据库已经启动，并核对 CHANGAI_DATABASE_URL 和目录权限"
        ) from error
    if empty:
        raise Failure(
            what,
            "数据库还没有建立，这里没有任何数据",
            "请先运行 changai migrate；已有数据的，请核对 CHANGAI_HOME 和 CHANGAI_DATABASE_URL 是否指对了地方",
        )
    if pending:
        raise Failure(what, f"数据库还有 {pending} 步升级没有做", "请先运行 changai migrate")


def ensure_database() -> int:
    """Apply what is pending; the number of steps applied."""
    pending = pending_migrations()
    if pending:
        call_command("migrate", interactive=False, verbosity=0)
    return pending


def static_print() -> str:
    """A fingerprint of every static file's name, size and time."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda pair: pair[0]):
            stat = os.stat(storage.path(name))
            digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def ensure_static() -> bool:
    """Collect static files into the home unless they are there as they are now; whether it had to."""
    mark = Path(settings.STATIC_ROOT) / ".collected"
    now = static_print()
    if mark.exists() and mark.read_text() == now:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    mark.write_text(now)
    return True
