"""`changai rotate-keys`."""

import argparse

from django.db import OperationalError

from changai.kernel.audit import everywhere
from changai.kernel.vault.rotation import rotate
from changai.site.commands.errors import Failure
from changai.site.commands.output import Meter, emit, show
from changai.site.commands.prepare import require_database


def arguments(parser: argparse.ArgumentParser) -> None:
    """How the result is printed."""
    parser.add_argument(
        "--index",
        action="store_true",
        help="同时更换查找用的索引密钥，全部索引重建；需先停止网站",
    )
    parser.add_argument("--json", action="store_true", help="结果以 JSON 输出")


def run(options: argparse.Namespace) -> int:
    """Make a new key the one in use and seal every value again with it."""
    require_database("未能更换密钥")
    try:
        with everywhere(reason="更换加密密钥"):
            count = rotate(progress=Meter("更换密钥"), index=options.index)
    except OperationalError as error:
        raise Failure(
            "没有做完",
            "数据库正被占用，可能有导入正在写入",
            "新旧密钥都在，数据都能读；请等它结束后再运行一次本命令，会从停下的地方接着做",
        ) from error
    if options.json:
        emit({"resealed": count})
    else:
        show(f"密钥已更换，{count} 个加密值已重新加密。请立即运行 changai backup 备份新密钥。")
    return 0
