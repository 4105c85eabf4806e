"""`changai backup FILE`."""

import argparse
import tempfile
from pathlib import Path

from changai.kernel.audit import record
from changai.site.commands import archive
from changai.site.commands.errors import Failure
from changai.site.commands.output import emit, show
from changai.site.commands.prepare import require_database


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("file", type=Path, metavar="文件", help="备份写到哪个文件，例如 backup.tar")
    parser.add_argument("--json", action="store_true", help="结果以 JSON 输出")


def run(options: argparse.Namespace) -> int:
    """Write and check a backup."""
    out: Path = options.file
    if out.exists():
        raise Failure("未能备份", f"{out} 已经存在，备份不覆盖旧文件", "请换一个文件名")
    if not out.parent.is_dir():
        raise Failure("未能备份", f"目录 {out.parent} 不存在", "请先建立目录，或换一个位置")
    require_database("未能备份")
    record("site.backup", "备份", reason=f"备份到 {out.name}")
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".backup-") as folder:
        manifest = archive.write(out, archive.gather(Path(folder)))
    if options.json:
        emit({"file": out, **manifest})
    else:
        show(f"备份已写好并核验：{out}，{len(manifest['files'])} 个文件。其中有密钥，请妥善保管。")
    return 0
