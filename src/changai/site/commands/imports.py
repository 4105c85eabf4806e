"""`changai import KIND FILE` and `changai import --template KIND OUT`."""

import argparse
from pathlib import Path

from changai.kernel import imports
from changai.kernel.audit import everywhere
from changai.kernel.imports.kinds import kinds
from changai.site.commands.errors import Failure
from changai.site.commands.output import Meter, emit, show
from changai.site.commands.prepare import require_database

LABELS = {
    "rows": "数据行",
    "created": "新增",
    "updated": "更新",
    "unchanged": "未变",
    "rejected": "退回",
    "duplicates": "重复行",
    "new_employers": "新增单位",
    "wages": "有工资的行",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What is imported, from where, for which region."""
    known = "，".join(f"{key} {kind.title}" for key, kind in kinds().items())
    parser.add_argument("kind", metavar="类别", help=known)
    parser.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="文件",
        help="xlsx、xls 或 csv 文件；与 --template 同用时为输出文件",
    )
    parser.add_argument("--region", metavar="代码", help="数据所属地区的行政区划代码，例如 421202")
    parser.add_argument("--dry-run", action="store_true", help="只校验，不写入")
    parser.add_argument(
        "--template", action="store_true", help="输出该类别的空白模板（带下拉选项和填写说明）"
    )
    parser.add_argument("--json", action="store_true", help="结果以 JSON 输出")


def run(options: argparse.Namespace) -> int:
    """Import a file, or write an empty template."""
    if options.file is None:
        raise Failure("未能开始", "没有给出文件", "请写成：changai import roster 文件.xlsx --region 421202")
    if options.template:
        imports.template(options.kind, options.file)
        emit({"template": options.file}) if options.json else show(f"模板已写到 {options.file}。")
        return 0
    if not options.region:
        raise Failure(
            "未能导入",
            "没有给出 --region，不知道这些数据属于哪个地区",
            "请加上行政区划代码，例如 --region 421202",
        )
    if not options.file.is_file():
        raise Failure("未能导入", f"找不到文件 {options.file}", "请核对路径和文件名")
    require_database("未能导入")
    with everywhere(reason=f"命令行导入 {options.file.name}"):
        outcome = imports.run(
            options.kind, options.file, region=options.region, dry_run=options.dry_run, progress=Meter("导入")
        )
    result = outcome.as_json()
    if options.json:
        emit(result)
        return 0
    said = "，".join(f"{label} {result[key]}" for key, label in LABELS.items() if key in result)
    show(
        ("校验完成（没有写入）：" if options.dry_run else "导入完成：")
        + said
        + f"，用时 {result['seconds']:.1f} 秒。"
    )
    if result.get("report"):
        show(f"退回的行和原因写在 {result['report']}，改好后可直接再导入这个文件。")
    return 0
