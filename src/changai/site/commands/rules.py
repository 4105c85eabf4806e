"""`changai rules [KEY]`."""

import argparse
from typing import Any

from changai.engines.rules.frozen import Frozen
from changai.kernel.facts.session import rules
from changai.site.commands.errors import Failure
from changai.site.commands.output import emit

KINDS = {"indicator": "指标", "alert": "预警", "benefit": "待遇", "step": "步骤"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which rule, how it is printed."""
    parser.add_argument("key", nargs="?", metavar="规则", help="只看这一条，并列出它的计算文本")
    parser.add_argument("--json", action="store_true", help="结果以 JSON 输出")


def run(options: argparse.Namespace) -> int:
    """List the released rules, or show one with its text."""
    known = rules()
    if options.key and options.key not in known:
        raise Failure("未能查看规则", f"没有“{options.key}”这条规则", "请运行 changai rules 查看全部规则")
    chosen = [known[options.key]] if options.key else list(known.values())
    if options.json:
        emit([describe(one, text=bool(options.key)) for one in chosen])
        return 0
    for one in chosen:
        print(
            f"{one.key:<24}{KINDS.get(one.kind, one.kind)}  {one.title}（{'；'.join(map(str, one.sources))}）"
        )
    if options.key:
        print(f"\n版本 {one.version}，摘要 {one.sha256}\n\n{one.sql}")
    return 0


def describe(one: Frozen, *, text: bool) -> dict[str, Any]:
    """A rule as JSON; its SQL only when it was asked for by key."""
    told = {
        "key": one.key,
        "kind": one.kind,
        "title": one.title,
        "version": one.version,
        "sources": [str(clause) for clause in one.sources],
        "inputs": list(one.inputs),
        "dimensions": list(one.dimensions),
        "columns": {name: str(kind) for name, kind in one.columns.items()},
        "sha256": one.sha256,
    }
    return {**told, "sql": one.sql} if text else told
