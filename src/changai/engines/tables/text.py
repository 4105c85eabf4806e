"""csv: encoding, separator and width are found out, then DuckDB reads the lines."""

import codecs
import csv
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb

from changai.engines.tables.errors import TableError
from changai.engines.tables.rows import store

SAMPLE_LINES = 2000
SEPARATORS = (",", "\t", ";", "，", "；", "|")
MAX_COLUMNS = 1024
_ENCODING = (
    "文件的文字编码无法识别（既不是 UTF-8，也不是 GB18030）。"
    "请在 Excel 或 WPS 中打开，另存为“CSV UTF-8”或 .xlsx 后重新上传"
)


def inspect(path: Path, head: bytes) -> None:
    """Refuse what is no text at all. Raises TableError."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return
    if b"\x00" in head:
        raise TableError("这个文件不是表格，无法读取。请上传 Excel 工作簿（.xlsx、.xls）或文本表格（.csv）")
    if not head.strip(b"\xef\xbb\xbf \t\r\n,;") and path.stat().st_size <= len(head):
        raise TableError("文件是空的，没有可以导入的内容。请核对后重新上传")


def encoding_of(path: Path) -> str:
    """utf-8-sig, gb18030 or utf-16. Raises TableError when the bytes are none of them from end to end."""
    with path.open("rb") as stream:
        head = stream.read(4)
    candidates = ["utf-8-sig", "gb18030"]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    for name in candidates:
        try:
            with path.open(encoding=name, newline="") as stream_text:
                while stream_text.read(1 << 20):
                    pass
            return name
        except UnicodeError:
            continue
    raise TableError(_ENCODING)


def load(path: Path, connection: duckdb.DuckDBPyConnection, into: str) -> int:
    """Fill `into`. Blank lines do not count as rows."""
    encoding = encoding_of(path)
    separator, width = _shape(path, encoding)
    if width > MAX_COLUMNS:
        raise TableError(f"文件有 {width} 列，超过 {MAX_COLUMNS} 列的上限。请删去无关的列后重新上传")
    if encoding == "utf-8-sig" and len(separator.encode()) == 1:
        try:
            return _fast(path, connection, into, separator, width)
        except duckdb.Error:
            return store(connection, into, _lines(path, encoding, separator))
    if encoding != "utf-8-sig" and len(separator.encode()) == 1:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="") as plain:
            with path.open(encoding=encoding, newline="") as source:
                while block := source.read(1 << 20):
                    plain.write(block)
            plain.flush()
            try:
                return _fast(Path(plain.name), connection, into, separator, width)
            except duckdb.Error:
                pass
    return store(connection, into, _lines(path, encoding, separator))


def _fast(path: Path, connection: duckdb.DuckDBPyConnection, into: str, separator: str, width: int) -> int:
    """DuckDB's reader; rows wider than the sample fall to the patient reader through its error."""
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(1, width + 1))
    connection.execute(
        f"CREATE OR REPLACE TABLE {into} AS SELECT row_number() OVER () AS rn, * FROM read_csv(?, delim = ?, "
        "quote = '\"', escape = '\"', header = false, auto_detect = false, null_padding = true, "
        f"columns = {{{columns}}})",
        [str(path), separator],
    )
    return width


def _shape(path: Path, encoding: str) -> tuple[str, int]:
    """Separator and number of columns, from the first lines."""
    sample: list[str] = []
    with path.open(encoding=encoding, newline="") as stream:
        for line in stream:
            sample.append(line)
            if len(sample) >= SAMPLE_LINES:
                break
    counts: Counter[str] = Counter()
    for line in sample[:12]:
        for mark in SEPARATORS:
            counts[mark] = max(counts[mark], line.count(mark))
    separator = max(SEPARATORS, key=lambda mark: counts[mark]) if any(counts.values()) else ","
    try:
        width = max((len(row) for row in csv.reader(sample, delimiter=separator)), default=1)
    except csv.Error:
        width = 1
    return separator, max(width, 1)


def _lines(path: Path, encoding: str, separator: str) -> Iterator[list[str | None]]:
    """The patient reader: takes every line as it is."""
    try:
        with path.open(encoding=encoding, newline="", errors="strict") as stream:
            cleaned = (line.replace("\0", "") for line in stream)
            for row in csv.reader(cleaned, delimiter=separator):
                if row:
                    yield [cell or None for cell in row]
    except csv.Error as error:
        raise TableError("文本表格里的引号或分隔符不成对，无法读取。请另存为 .xlsx 后重新上传") from error
