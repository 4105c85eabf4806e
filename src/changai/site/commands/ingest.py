"""`changai ingest FILE… [--json]`."""

import argparse
from pathlib import Path
from typing import Any

from changai.engines.documents.errors import DocumentError
from changai.engines.documents.read import Read, read
from changai.site.commands.errors import Failure, told
from changai.site.commands.output import emit, say, show
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


def run(options: argparse.Namespace) -> int:
    """Read every file; one that can't be read does not keep the others from being read."""
    results: list[dict[str, Any]] = []
    failed = 0
    for file in options.files:
        try:
            done = opened(file)
        except Exception as error:
            failed += 1
            message = str(error) if isinstance(error, DocumentError | Failure) else told(error)
            say(f"{file}：{message}")
            results.append({"file": str(file), "error": message})
            continue
        results.append({"file": str(file), **done.reading.as_json()})
        if not options.json:
            show("\n".join(lines(file.name, done.reading)) + "\n")
    if options.json:
        emit(results)
    elif failed:
        say(f"共 {len(results)} 个文件，{failed} 个没有读成，原因见上。")
    return 1 if failed else 0


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
