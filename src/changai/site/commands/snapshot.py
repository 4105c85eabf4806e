"""`changai snapshot DIR`."""

import argparse
from datetime import date
from pathlib import Path

from changai.kernel.audit import everywhere
from changai.kernel.facts import snapshot
from changai.site.commands.output import emit, show
from changai.site.commands.prepare import require_database


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, as of when."""
    parser.add_argument(
        "directory", type=Path, nargs="?", metavar="目录", help="写到哪里；不写则存入本系统的快照目录"
    )
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="日期", help="数据截至哪一天，默认今天")
    parser.add_argument("--json", action="store_true", help="结果以 JSON 输出")


def run(options: argparse.Namespace) -> int:
    """Write the fact tables as Parquet with their manifest."""
    require_database("未能生成快照")
    as_of = options.as_of or date.today()
    with everywhere(reason=f"生成 {as_of} 快照"):
        manifest = snapshot.write(options.directory, as_of)
    if options.json:
        emit(manifest.as_json())
    else:
        show(f"{as_of} 的快照已写好：{manifest.directory}。")
    return 0
