"""`changai audit verify|seal`."""

import argparse

from changai.kernel.audit import chain
from changai.site.commands.output import emit, say, show
from changai.site.commands.prepare import require_database


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which of the two, and how the result is printed."""
    parser.add_argument(
        "what", choices=["verify", "seal"], metavar="verify|seal", help="verify 核验；seal 立即封存"
    )
    parser.add_argument("--json", action="store_true", help="结果以 JSON 输出")


def run(options: argparse.Namespace) -> int:
    """Seal the open entries, or verify the chain; a broken chain is exit code 1."""
    require_database("未能办理")
    if options.what == "seal":
        sealed = chain.seal()
        emit({"sealed": sealed}) if options.json else show(f"已封存 {sealed} 条审计记录。")
        return 0
    report = chain.verify()
    if options.json:
        emit({"ok": report.ok, "entries": report.entries, "problems": report.problems})
    elif report.ok:
        show(f"审计记录完整：{report.entries} 条，链条无缺、无改、无倒序。")
    if report.ok:
        return 0
    say("审计记录不完整：" + "；".join(report.problems) + "。请保留现场，用备份比对，并报告安全管理员。")
    return 1
