"""`changai derive`."""

import argparse
from datetime import date
from pathlib import Path

from changai.kernel.audit import everywhere
from changai.kernel.facts import derive
from changai.site.commands.errors import Failure
from changai.site.commands.output import emit, show
from changai.site.commands.prepare import require_database


def arguments(parser: argparse.ArgumentParser) -> None:
    """On which snapshot, which rules, with which parameters, to where."""
    parser.add_argument("--snapshot", type=Path, metavar="目录", help="用哪个快照；不写则当场生成一个")
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="日期", help="数据截至哪一天，默认今天")
    parser.add_argument("--engine", choices=["duckdb"], default="duckdb", help="计算引擎，默认 duckdb")
    parser.add_argument("--only", nargs="+", default=[], metavar="规则", help="只算这些规则")
    parser.add_argument("--params", type=Path, metavar="文件", help="参数覆盖文件（测算用，不保存结果）")
    parser.add_argument("--out", type=Path, metavar="目录", help="把结果另写成 Parquet")
    parser.add_argument("--json", action="store_true", help="结果以 JSON 输出")


def run(options: argparse.Namespace) -> int:
    """Run the rules and say what each gave."""
    for given, name in ((options.snapshot, "快照目录"), (options.params, "参数文件")):
        if given and not given.exists():
            raise Failure("未能计算", f"找不到{name} {given}", "请核对路径")
    require_database("未能计算")
    as_of = options.as_of or date.today()
    with everywhere(reason=f"计算 {as_of} 指标"):
        result = derive.run(
            snapshot=options.snapshot, as_of=as_of, only=options.only, params=options.params, out=options.out
        )
    if options.json:
        emit(result)
        return 0
    for rule in result["rules"]:
        show(f"  {rule['key']:<28} {rule['rows']:>8} 行  {rule['seconds']:.2f} 秒")
    show(f"{as_of} 的 {len(result['rules'])} 条规则已算完，用时 {result['seconds']:.1f} 秒。")
    return 0
