"""xlsx: the container is looked over first, then DuckDB reads the cells as text."""

import re
import zipfile
import zlib
from pathlib import Path
from xml.sax.saxutils import unescape

import duckdb
from duckdb_extensions import import_extension

from changai.engines.tables import odd
from changai.engines.tables.errors import TableError

MAX_ENTRIES = 2000
MAX_TOTAL = 4 * 1024**3
MAX_RATIO = 300
SMALL = 32 * 1024**2
MAX_COLUMNS = 1024
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})\d+"')
_BAD = "文件不完整或已损坏，无法读取。请在 Excel 或 WPS 中打开并另存为新的 .xlsx 文件后重新上传"


def inspect(path: Path) -> tuple[tuple[str, ...], bool, bool]:
    """Visible sheets in order, whether dates count from 1904, whether the plain reader suits. Raises TableError."""
    try:
        with zipfile.ZipFile(path) as archive:
            _guard(archive)
            names = set(archive.namelist())
            if "xl/workbook.xml" not in names and "xl/workbook.bin" not in names:
                raise TableError(
                    "这是压缩包或其他文档改了扩展名，不是 Excel 工作簿。请解压，或另存为 .xlsx 后再上传"
                )
            if "xl/workbook.xml" not in names:
                return odd.inspect(path), False, False
            book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise TableError(_BAD) from error
    sheets = []
    for tag in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", book):
        name = re.search(r'\bname="([^"]*)"', tag)
        if name and 'state="hidden"' not in tag and 'state="veryHidden"' not in tag:
            sheets.append(unescape(name[1], {"&quot;": '"', "&apos;": "'"}))
    if not sheets:
        raise TableError("工作簿里没有可见的工作表。请取消隐藏，或另存后重新上传")
    flag = re.search(r'\bdate1904="(1|true)"', book)
    return tuple(sheets), flag is not None, True


def _guard(archive: zipfile.ZipFile) -> None:
    """Refuse archives that would burst: too many entries, too large, or packed beyond belief."""
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if any(entry.flag_bits & 1 for entry in entries):
        raise TableError("文件设有密码，无法读取。请取消密码后重新上传")
    if len(entries) > MAX_ENTRIES or total > MAX_TOTAL or (total > SMALL and total / packed > MAX_RATIO):
        raise TableError(
            "文件解开后异常庞大，为保护系统已拒绝读取。请另存为新的 .xlsx 文件，只保留要导入的工作表"
        )


def load(path: Path, connection: duckdb.DuckDBPyConnection, sheet: str, into: str) -> int:
    """Fill `into` from one sheet. Sheets that the plain reader does not understand go to the slower one."""
    try:
        part = _part(path, sheet)
        rows, columns = _extent(path, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError) as error:
        raise TableError(_BAD) from error
    if rows == 0 or columns == 0:
        return odd.load(path, connection, sheet, into)
    import_extension("excel", con=connection)
    connection.execute("LOAD excel")
    cells = ", ".join(f'"{letters(index)}" AS c{index}' for index in range(1, columns + 1))
    try:
        connection.execute(
            f"CREATE OR REPLACE TABLE {into} AS SELECT row_number() OVER () AS rn, {cells} "
            "FROM read_xlsx(?, sheet = ?, all_varchar = true, header = false, stop_at_empty = false, "
            f"range = 'A1:{letters(columns)}{rows}')",
            [str(path), sheet],
        )
    except duckdb.Error:
        return odd.load(path, connection, sheet, into)
    return columns


def _part(path: Path, sheet: str) -> str:
    """The archive member that holds a sheet."""
    with zipfile.ZipFile(path) as archive:
        book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    for tag in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", book):
        name = re.search(r'\bname="([^"]*)"', tag)
        link = re.search(r'\b\w+:id="([^"]*)"', tag)
        if name and link and unescape(name[1], {"&quot;": '"', "&apos;": "'"}) == sheet:
            for one in re.findall(r"<Relationship\b[^>]*>", links):
                target = re.search(r'\bTarget="([^"]*)"', one)
                if target and f'Id="{link[1]}"' in one:
                    place = target[1]
                    return place.lstrip("/") if place.startswith("/") else f"xl/{place}"
    raise KeyError(sheet)


def _extent(path: Path, part: str) -> tuple[int, int]:
    """Last row and last column that the sheet's cells name: what it says of itself is often wrong.

    Reads the member to its end, which also proves that it is whole. (0, 0): cells carry no addresses.
    """
    last_row, widest = 0, 0
    seen: set[bytes] = set()
    with zipfile.ZipFile(path) as archive, archive.open(part) as stream:
        rest = b""
        while chunk := stream.read(1 << 20):
            chunk = rest + chunk
            at = chunk.rfind(b"<")
            chunk, rest = chunk[:at], chunk[at:]
            start = chunk.rfind(b"<row ")
            for found in _ROW.finditer(chunk, max(start, 0)):
                last_row = max(last_row, int(found[1]))
            if last_row < 5000 or len(seen) < 2:
                seen.update(_CELL.findall(chunk))
            else:
                seen.update(_CELL.findall(chunk, 0, 20000))
    for address in seen:
        widest = max(widest, number(address.decode()))
    if widest > MAX_COLUMNS:
        raise TableError(f"工作表有 {widest} 列，超过 {MAX_COLUMNS} 列的上限。请删去无关的列后重新上传")
    return last_row, widest


def letters(index: int) -> str:
    """1 → A, 27 → AA."""
    name = ""
    while index:
        index, digit = divmod(index - 1, 26)
        name = chr(65 + digit) + name
    return name


def number(address: str) -> int:
    """A → 1, AA → 27."""
    total = 0
    for letter in address:
        total = total * 26 + ord(letter) - 64
    return total
