"""`changai procedures [KEY]`."""

import argparse
from typing import Any

from changai.engines.procedures import Procedure
from changai.kernel.access.roles import ROLES
from changai.kernel.casework.declared import procedure_of, procedures
from changai.site.commands.errors import Failure
from changai.site.commands.output import emit, show


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which procedure, how it is printed."""
    parser.add_argument("key", nargs="?", metavar="事项", help="只看这一项的步骤和期限")
    parser.add_argument("--json", action="store_true", help="结果以 JSON 输出")


def run(options: argparse.Namespace) -> int:
    """List the declared procedures, or one with its steps and clocks."""
    newest = {one.key: one for one in procedures()}
    if options.key and options.key not in newest:
        raise Failure(
            "未能查看流程", f"没有“{options.key}”这个事项", "请运行 changai procedures 查看全部事项"
        )
    chosen = [procedure_of(options.key)] if options.key else list(newest.values())
    if options.json:
        emit([describe(one) for one in chosen])
        return 0
    for one in chosen:
        show(f"{one.key:<20}{one.title}（{'；'.join(one.sources)}）")
        for step in one.steps if options.key else ():
            where = "、".join(one.stage(key).title for key in step.at) or "开始"
            to = one.stage(step.to).title if step.to else "不变"
            show(f"  {step.title}：{where} → {to}，{'、'.join(ROLES[key].title for key in step.by)}")
        for clock in one.clocks if options.key else ():
            show(f"  期限 {clock.title}：{clock.term}")
    return 0


def describe(one: Procedure) -> dict[str, Any]:
    """A procedure as JSON."""
    return {
        "key": one.key,
        "version": one.version,
        "since": one.since,
        "title": one.title,
        "sources": one.sources,
        "stages": [{"key": each.key, "title": each.title, "end": each.end} for each in one.stages],
        "steps": [
            {"key": each.key, "title": each.title, "at": each.at, "to": each.to or None, "by": each.by}
            for each in one.steps
        ],
        "clocks": [
            {
                "key": each.key,
                "title": each.title,
                "term": each.term,
                "starts": each.starts,
                "stops": each.stops,
            }
            for each in one.clocks
        ],
    }
