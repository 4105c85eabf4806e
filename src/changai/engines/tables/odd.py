"""Old and unusual workbooks (.xls, .xlsb, sheets without cell addresses), read by calamine."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from changai.engines.tables.errors import TableError
from changai.engines.tables.rows import store

MAX_BYTES = 60 * 1024 * 1024


def inspect(path: Path) -> tuple[str, ...]:
    """Visible sheets in order. Raises TableError, telling an encrypted workbook from a damaged one."""
    if path.stat().st_size > MAX_BYTES:
        raise TableError("这种旧格式的文件太大，无法读取。请另存为 .xlsx 或 .csv 后重新上传")
    try:
        book = CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError, ValueError) as error:
        if _encrypted(path):
            raise TableError("文件设有打开密码，无法读取。请取消密码后重新上传") from error
        raise TableError(
            "文件不完整、已损坏，或不是 Excel 工作簿，无法读取。请另存为新的 .xlsx 文件后重新上传"
        ) from error
    return tuple(one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible)


def _encrypted(path: Path) -> bool:
    """An encrypted xlsx is an OLE file with an EncryptedPackage; an encrypted xls says so by FilePass."""
    content = path.read_bytes()
    return "EncryptedPackage".encode("utf-16-le") in content or b"\x2f\x00\x36\x00" in content


def load(path: Path, connection: DuckDBPyConnection, sheet: str, into: str) -> int:
    """Fill `into` from one sheet."""
    try:
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).iter_rows()
        return store(connection, into, _texts(rows))
    except (CalamineError, OSError, ValueError) as error:
        raise TableError("工作表无法读取。请另存为新的 .xlsx 文件后重新上传") from error


def _texts(rows: Iterator[list[Any]]) -> Iterator[list[str | None]]:
    """Typed cells as the text a person would read."""
    for row in rows:
        yield [_text(cell) for cell in row]


def _text(cell: Any) -> str | None:
    """Whole numbers without a point, dates as ISO; an empty cell is None."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, (date, time, timedelta)):
        return str(cell)
    return str(cell)
