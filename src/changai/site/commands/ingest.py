"""`changai ingest FILE… [--json] [--save [--region CODE]]`."""

import argparse
from pathlib import Path
from typing import Any

from changai.engines.documents.errors import DocumentError
from changai.engines.documents.read import Read, read
from changai.kernel.audit import everywhere
from changai.kernel.places.models import Region
from changai.site.commands.errors import Failure, told
from changai.site.commands.ingest_saving import place, save
from changai.site.commands.output import emit, say, show
from changai.site.commands.prepare import require_database
from changai.site.commands.reading_told import lines

MOST = 200 * 1024 * 1024


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which files, how the result is printed."""
    parser.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="文件",
        help="txt、docx、pdf 或网页文件，可以一次给出几个",
    )
    parser.add_argument("--json", action="store_true", help="结果以 JSON 输出，每个文件一个对象")
    parser.add_argument("--save", action="store_true", help="存入资料库；方案同时拆解为任务草稿")
    parser.add_argument(
        "--region", metavar="代码", help="与 --save 同用：归哪个地区，默认为本系统经办岗位所在地区"
    )


def run(options: argparse.Namespace) -> int:
    """Read every file; one that can't be read does not keep the others from being read."""
    if not options.save:
        return _each(options, None)
    require_database("没有保存")
    with everywhere(reason=f"命令行存入 {len(options.files)} 份公文"):
        return _each(options, place(options.region))


def _each(options: argparse.Namespace, region: Region | None) -> int:
    results: list[dict[str, Any]] = []
    failed = 0
    for file in options.files:
        try:
            done = opened(file)
            saved = save(file, done, region) if region else None
        except Exception as error:
            failed += 1
            message = str(error) if isinstance(error, DocumentError | Failure) else told(error)
            say(f"{file}：{message}")
            results.append({"file": str(file), "error": message})
            continue
        results.append({"file": str(file), **done.reading.as_json(), **({"saved": saved} if saved else {})})
        if not options.json:
            show("\n".join([*lines(file.name, done.reading), *saved_line(saved)]) + "\n")
    if options.json:
        emit(results)
    elif failed:
        say(f"共 {len(results)} 个文件，{failed} 个没有办成，原因见上。")
    return 1 if failed else 0


def saved_line(saved: dict[str, Any] | None) -> list[str]:
    """What became of a document that was to be saved."""
    if saved is None:
        return []
    if not saved["created"]:
        return [f"  {saved['message']}。"]
    plan = "，并拆解为任务草稿，请在网站上核对确认" if saved["plan"] else ""
    return [f"  已存入资料库{plan}。"]


def opened(file: Path) -> Read:
    """A file read. Raises DocumentError or Failure with what, why and what next."""
    if file.is_dir():
        raise Failure("没有读取", "这是一个文件夹", "请给出其中的文件")
    if not file.is_file():
        raise Failure("没有读取", "找不到这个文件", "请核对路径和文件名")
    if file.stat().st_size > MOST:
        raise Failure("没有读取", f"文件超过 {MOST // 1024**2} MB", "公文不会这样大，请核对是不是选错了文件")
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Failure("没有读取", f"打不开这个文件（{error.strerror}）", "请核对它的权限") from error
    return read(content, file.name)
