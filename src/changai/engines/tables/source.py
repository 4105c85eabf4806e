"""Telling what a file is and opening it."""

from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection

from changai.engines.tables import odd, text, workbook
from changai.engines.tables.errors import TableError

MAX_BYTES = 500 * 1024 * 1024
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
WHAT = "请上传 Excel 工作簿（.xlsx、.xls）或文本表格（.csv）"


@dataclass(frozen=True)
class Source:
    """An opened file. kind: xlsx, xls or csv. epoch1904: its serial dates count from 1904-01-01."""

    path: Path
    kind: str
    sheets: tuple[str, ...]
    epoch1904: bool = False

    def load(self, connection: DuckDBPyConnection, sheet: str, into: str = "raw") -> int:
        """Fill table `into`; returns the number of its text columns. Raises TableError."""
        if self.kind == "csv":
            return text.load(self.path, connection, into)
        if self.kind == "xlsx":
            return workbook.load(self.path, connection, sheet, into)
        return odd.load(self.path, connection, sheet, into)


def open_table(path: Path) -> Source:
    """Look at the file's own bytes (its name may lie) and open it. Raises TableError."""
    size = path.stat().st_size
    if size == 0:
        raise TableError("文件是空的，没有可以导入的内容。请核对后重新上传")
    if size > MAX_BYTES:
        raise TableError(
            f"文件有 {size >> 20} MB，超过 {MAX_BYTES >> 20} MB 的上限。请拆分为几个文件后分别上传"
        )
    with path.open("rb") as stream:
        head = stream.read(8192)
    if head[:4] == b"PK\x03\x04":
        sheets, epoch1904, plain = workbook.inspect(path)
        return Source(path, "xlsx" if plain else "odd", sheets, epoch1904)
    if head[:2] == b"PK":
        raise TableError(f"文件是空的压缩包，不是表格。{WHAT}")
    if head[:8] == OLE:
        return Source(path, "xls", odd.inspect(path))
    if head[:5] == b"%PDF-" or head[:4] in (b"\x89PNG", b"Rar!", b"7z\xbc\xaf", b"\xff\xd8\xff\xe0"):
        raise TableError(f"这个文件不是表格，无法读取。{WHAT}")
    text.inspect(path, head)
    return Source(path, "csv", ("",))
