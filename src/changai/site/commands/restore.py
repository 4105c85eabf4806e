"""`changai restore FILE`."""

import argparse
import os
import shutil
import tarfile
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection

from changai.kernel.audit import record
from changai.kernel.audit.anchor import anchor_path
from changai.site.commands import archive
from changai.site.commands.errors import Failure
from changai.site.commands.output import show
from changai.site.commands.prepare import ensure_database


def arguments(parser: argparse.ArgumentParser) -> None:
    """From where, and whether present data may go."""
    parser.add_argument("file", type=Path, metavar="文件", help="changai backup 写出的备份文件")
    parser.add_argument("--force", action="store_true", help="覆盖现有数据库、密钥和附件")


def run(options: argparse.Namespace) -> int:
    """Check the whole backup first, then put everything in place. Stop the site before."""
    if not options.file.is_file():
        raise Failure("未能恢复", f"找不到备份文件 {options.file}", "请核对路径")
    manifest = archive.verify(options.file)
    if manifest["database"] != connection.vendor:
        raise Failure(
            "未能恢复",
            f"备份来自 {manifest['database']} 数据库，现在用的是 {connection.vendor}",
            "请把 CHANGAI_DATABASE_URL 设为同一种数据库",
        )
    if not options.force and in_use():
        raise Failure("未能恢复", "这里已有数据，恢复会覆盖它们", "确认要覆盖，请先备份，再加上 --force")
    home = Path(settings.CHANGAI_HOME)
    with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as folder:
        with tarfile.open(options.file) as tar:
            tar.extractall(folder, filter="data")
        place(Path(folder), home)
    ensure_database()
    record("site.restore", "恢复", reason=f"从 {options.file.name} 恢复，备份于 {manifest['made_at']}")
    show(f"已恢复到 {manifest['made_at']} 的状态。请运行 changai doctor 和 changai audit verify 核对。")
    return 0


def in_use() -> bool:
    """Whether there is data that a restore would overwrite."""
    tables = connection.introspection.table_names()
    return bool(tables) or Path(settings.CHANGAI_KEY_FILE).exists()


def place(folder: Path, home: Path) -> None:
    """Database first, since it may fail; then the keys that read it; then the attachments."""
    archive.load_database(next(folder.glob("database.*")))
    for name, target in (("keys.json", Path(settings.CHANGAI_KEY_FILE)), ("secret.key", home / "secret.key")):
        if (folder / name).exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / name, target)
            os.chmod(target, 0o600)
    anchor_path().unlink(missing_ok=True)
    if (folder / archive.ANCHOR).exists():
        shutil.copyfile(folder / archive.ANCHOR, anchor_path())
    if (folder / "files").exists():
        shutil.copytree(folder / "files", settings.MEDIA_ROOT, dirs_exist_ok=True)
