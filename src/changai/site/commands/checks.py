"""The checks of `changai doctor`. Each looks only, and changes nothing."""

import shutil
import stat
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection

from changai.kernel.audit.models import Entry
from changai.kernel.facts.models import Snapshot
from changai.kernel.parameters.catalog import declared
from changai.kernel.parameters.overview import overdue
from changai.kernel.places.models import Region
from changai.kernel.vault import keyring
from changai.kernel.vault.rotation import unreadable
from changai.site.commands.prepare import pending_migrations, static_print

ROOM = 2 * 1024**3  # bytes that an import of a million rows with its snapshot needs
OLD_SNAPSHOT = 7  # days
MANY_UNSEALED = 10_000


@dataclass(frozen=True)
class Finding:
    """ok, warn or bad; what was found; how to mend it ("" when there is nothing to mend)."""

    grade: str
    found: str
    mend: str = ""


def database() -> Finding:
    """The database answers."""
    connection.ensure_connection()
    return Finding("ok", "SQLite" if connection.vendor == "sqlite" else connection.vendor)


def migrations() -> Finding:
    """Its structure is the program's."""
    pending = pending_migrations()
    if pending:
        return Finding("bad", f"还有 {pending} 步升级没有做", "运行 changai migrate。")
    return Finding("ok", "已是最新")


def regions() -> Finding:
    """The region tree is loaded."""
    count = Region.objects.count()
    if count < 3000:
        return Finding("bad", f"只有 {count} 个地区", "运行 changai migrate，会重新载入行政区划。")
    return Finding("ok", f"{count} 个地区")


def key_file() -> Finding:
    """The key file is there, readable by its owner alone, and complete."""
    path = Path(settings.CHANGAI_KEY_FILE)
    if not path.exists():
        return Finding(
            "warn",
            "还没有密钥文件",
            "第一次写入个人信息时会自动生成；若数据库已有数据，请立即从备份恢复密钥文件。",
        )
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        return Finding("bad", f"密钥文件 {path} 能被别的用户读取", f"运行 chmod 600 {path}。")
    ring = keyring.read(path)
    if ring.current not in ring.keys:
        return Finding("bad", "密钥文件缺少当前密钥", "请从备份恢复密钥文件。")
    if not pending_migrations() and (wrong := unreadable()):
        return Finding("bad", wrong[0], "密钥文件可能不属于这个数据库，请从同一份备份恢复两者。")
    return Finding("ok", f"第 {ring.current} 版，共 {len(ring.keys)} 版")


def disk() -> Finding:
    """There is room for an import and a snapshot."""
    free = shutil.disk_usage(settings.CHANGAI_HOME).free
    if free < ROOM:
        return Finding(
            "bad", f"磁盘只剩 {free / 1024**3:.1f} GB", "清理磁盘，或用 CHANGAI_HOME 换到更大的磁盘。"
        )
    return Finding("ok", f"剩余 {free / 1024**3:.0f} GB")


def fonts() -> Finding:
    """Chinese text can be drawn on this machine (browser tests and printed pictures need it)."""
    if not shutil.which("fc-list"):
        return Finding("warn", "不能查询字体", "在本机打印或截图才需要：安装 fontconfig 和 fonts-noto-cjk。")
    listed = subprocess.run(
        ["fc-list", ":lang=zh"], capture_output=True, text=True, check=False, timeout=20
    ).stdout
    if not listed.strip():
        return Finding("warn", "没有中文字体", "在本机打印或截图才需要：安装 fonts-noto-cjk。")
    return Finding("ok", f"{len(listed.splitlines())} 个中文字体")


def figures() -> Finding:
    """The newest snapshot is there and not old."""
    newest = Snapshot.objects.order_by("-as_of").first()
    if newest is None:
        return Finding("warn", "还没有快照，图表没有数据", "运行 changai derive，或等每夜更新。")
    if not Path(newest.path).exists():
        return Finding("bad", f"{newest.as_of} 的快照文件不见了", "运行 changai derive 重新生成。")
    age = (date.today() - newest.as_of).days
    if age > OLD_SNAPSHOT:
        return Finding(
            "warn", f"最近的快照是 {age} 天前的", "运行 changai derive；并确认 changai serve 在夜间运行。"
        )
    return Finding("ok", f"数据截至 {newest.as_of}")


def unsealed() -> Finding:
    """The audit chain keeps up."""
    count = Entry.objects.filter(position=None).count()
    if count > MANY_UNSEALED:
        return Finding(
            "warn", f"{count} 条审计记录还没有封存", "运行 changai audit seal；并确认 changai serve 在运行。"
        )
    return Finding("ok", f"{count} 条待封存")


def static_files() -> Finding:
    """The collected static files are those of this program."""
    mark = Path(settings.STATIC_ROOT) / ".collected"
    if not mark.exists():
        return Finding("warn", "静态文件还没有收集", "changai serve 启动时会自动收集。")
    if mark.read_text() != static_print():
        return Finding("warn", "静态文件不是最新", "重新启动 changai serve 会自动更新。")
    return Finding("ok", "已收集")


def parameters() -> Finding:
    """How many parameters wait for a look; information, since work goes on with them."""
    today = date.today()
    doubtful = sum(any(not each.verified and each.covers(today) for each in one.values) for one in declared())
    return Finding("ok", f"共 {len(declared())} 项，该复核 {len(overdue(today))} 项，未核实 {doubtful} 项")


CHECKS: dict[str, Callable[[], Finding]] = {
    "数据库": database,
    "表结构": migrations,
    "行政区划": regions,
    "密钥文件": key_file,
    "磁盘空间": disk,
    "中文字体": fonts,
    "快照": figures,
    "审计封存": unsealed,
    "静态文件": static_files,
    "参数": parameters,
}
