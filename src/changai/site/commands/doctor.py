"""`changai doctor`: is this installation sound, and if not, how to mend it."""

import argparse

from changai.site.commands.checks import CHECKS, Finding
from changai.site.commands.output import emit, show

MARKS = {"ok": "✓", "warn": "!", "bad": "✗"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """How the result is printed."""
    parser.add_argument("--json", action="store_true", help="结果以 JSON 输出")


def run(options: argparse.Namespace) -> int:
    """Run every check. Exit code 1 when one is bad; a warning alone is no failure."""
    findings = [examine(title, check) for title, check in CHECKS.items()]
    bad = [one for one in findings if one.grade == "bad"]
    if options.json:
        rows = [
            {"check": title, "grade": one.grade, "found": one.found, "mend": one.mend}
            for title, one in zip(CHECKS, findings, strict=True)
        ]
        emit({"ok": not bad, "checks": rows})
        return 1 if bad else 0
    for title, one in zip(CHECKS, findings, strict=True):
        show(f"{MARKS[one.grade]} {title}：{one.found}" + (f"\n    解决办法：{one.mend}" if one.mend else ""))
    show(f"有 {len(bad)} 处问题需要解决。" if bad else "安装正常。")
    return 1 if bad else 0


def examine(title: str, check: object) -> Finding:
    """A check that itself fails is a bad finding, not a crash of the doctor."""
    try:
        return check()  # type: ignore[operator, no-any-return]  # a function of CHECKS
    except Exception as error:
        return Finding(
            "bad", f"检查不能进行（{type(error).__name__}）", "先解决上面的问题，再运行一次 changai doctor。"
        )
