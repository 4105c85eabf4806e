"""`changai term KIND DATE`."""

import argparse
from datetime import date

from changai.engines.calendar import TermError
from changai.engines.codes import regions
from changai.kernel import terms
from changai.kernel.parameters import ParameterMissing
from changai.kernel.terms import Reckoned
from changai.site.commands.errors import Failure
from changai.site.commands.output import emit, show


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which term, from when, where."""
    parser.add_argument("kind", nargs="?", metavar="期限", help="哪一种期限；不写则列出全部")
    parser.add_argument(
        "start", nargs="?", type=date.fromisoformat, metavar="日期", help="起算的事发生在哪天"
    )
    parser.add_argument(
        "--region", default=regions.NATION, metavar="代码", help="适用哪个地区的规定，默认全国"
    )
    parser.add_argument("--json", action="store_true", help="结果以 JSON 输出")


def run(options: argparse.Namespace) -> int:
    """List the terms, or tell when one runs out and why."""
    if not options.kind:
        return _list(options.json)
    try:
        kind = terms.kind(options.kind)
        if options.start is None:
            raise Failure("未能计算期限", "没有写起算日期", f"请写成 changai term {kind.key} 2026-08-20")
        found = terms.reckon(kind.key, options.start, region=options.region)
    except (ParameterMissing, TermError) as error:
        raise Failure("未能计算期限", str(error).rstrip("。"), "运行 changai term 可以查看全部期限") from None
    if options.json:
        emit(as_json(found))
        return 0
    mark = "（暂定）" if found.deadline.provisional else ""
    show(f"{found.kind.title}：{found.due} 届满{mark}")
    for number, step in enumerate(found.deadline.steps, start=1):
        show(f"  {number}. {step}")
    show(f"依据：{found.value.source}{'' if found.value.verified else '（未核实）'}")
    return 0


def as_json(found: Reckoned) -> dict[str, object]:
    """The stable shape of `changai term --json`."""
    told = found.deadline
    return {
        "kind": found.kind.key,
        "title": found.kind.title,
        "start": told.start,
        "due": told.due,
        "counting": told.counting,
        "provisional": told.provisional,
        "source": found.value.source,
        "verified": found.value.verified,
        "steps": told.steps,
    }


def _list(as_data: bool) -> int:
    if as_data:
        emit([{"kind": one.key, "title": one.title, "meaning": one.meaning} for one in terms.kinds()])
        return 0
    for one in terms.kinds():
        show(f"  {one.key:<34}{one.title}")
    return 0
