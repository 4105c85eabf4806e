"""The door: finds the command, sets Django up only when one really runs, and turns errors into sentences."""

import argparse
import importlib
import os
import sys
import traceback
from collections.abc import Sequence

import django

from changai import __version__
from changai.site.commands.errors import told
from changai.site.commands.parser import Parser

# Command → (module, one line of help). The modules are imported only when their command is run.
COMMANDS = {
    "demo": ("demo", "建立演示区县：造数据、导入、计算，然后启动网站"),
    "serve": ("serve", "启动网站、后台任务和每夜更新"),
    "migrate": ("migrate", "建立或升级数据库表结构"),
    "createsuperuser": ("createsuperuser", "开设系统、安全、审计三名管理员"),
    "access": ("access", "重置管理员的密码或动态口令"),
    "doctor": ("doctor", "检查安装，指出问题和解决办法"),
    "ingest": ("ingest", "解读公文：方案、答复、报告"),
    "import": ("imports", "导入电子表格，或输出空白模板"),
    "undo-import": ("undo_import", "撤销一批导入"),
    "snapshot": ("snapshot", "写出事实表快照（不含姓名和证件号码）"),
    "derive": ("derive", "按规则计算指标"),
    "rules": ("rules", "列出已声明的规则及其依据"),
    "procedures": ("procedures", "列出已声明的办事流程、步骤和期限"),
    "term": ("term", "计算法定期限哪天届满，并说明怎样算出"),
    "audit": ("audit", "封存、核验审计记录"),
    "backup": ("backup", "备份数据库、密钥和附件到一个文件"),
    "restore": ("restore", "从备份文件恢复"),
    "rotate-keys": ("rotate_keys", "更换加密密钥，重新加密已有数据"),
    "manage": ("manage", "执行框架自带的维护命令"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Exit code 0: done; 1: could not be done; 2: wrong usage."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = _overview()
    options = parser.parse_args(arguments[:1])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "changai.site.settings")
    try:
        code = _run(options.command, arguments[1:])
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Who read the output has enough of it (`| head`); nothing more can be said, nor need it be at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("已中止。没有完成的部分没有写入。\n")
        return 1
    except Exception as error:
        if os.environ.get("CHANGAI_DEBUG") == "1":
            traceback.print_exc()
        sys.stderr.write(told(error) + "\n")
        return 1


def _overview() -> Parser:
    """The parser of the first word."""
    rows = "\n".join(f"  {name:<17}{text}" for name, (_, text) in COMMANDS.items())
    parser = Parser(
        prog="changai",
        usage="changai 命令 [参数]",
        description=f"产改通 {__version__}：产业工人队伍建设改革工作系统\n\n命令：\n{rows}",
        epilog="每个命令的说明：changai 命令 --help",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"产改通 {__version__}", help="显示版本")
    parser.add_argument("command", choices=COMMANDS, metavar="命令", help="上面所列之一")
    return parser


def _run(command: str, arguments: list[str]) -> int:
    """Import the command's module with Django ready, parse the rest, run."""
    name, text = COMMANDS[command]
    django.setup()
    module = importlib.import_module(f"changai.site.commands.{name}")
    parser = Parser(prog=f"changai {command}", description=module.__doc__ and text)
    module.arguments(parser)
    if getattr(module, "PASSES_ON", False) and arguments not in ([], ["-h"], ["--help"]):
        return int(module.run(arguments))
    return int(module.run(parser.parse_args(arguments)))
