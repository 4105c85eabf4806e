"""Types of columns: how a cell's text becomes a value, set-wise in SQL and one by one where SQL can't tell.

A type has `fast`, an SQL expression over `{c}` (the cell: trimmed text, full-width made half-width) that gives
the value or NULL (empty: SQL can't tell at all); and `slow`, which is asked once per distinct text that `fast` left NULL, and returns the value
as text (None: counts as blank) or raises CellError with the reason.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

EPOCH = date(1899, 12, 30)


class CellError(ValueError):
    """The cell can't be taken; the message says why, in Chinese, without the value."""


@dataclass(frozen=True)
class Type:
    """How a cell is read. duck: the DuckDB type of the value. personal: messages never repeat the cell."""

    duck: str
    fast: str
    slow: Callable[[str], str | None]
    personal: bool = False
    width: int = 14


@dataclass(frozen=True)
class Column:
    """A column of a spreadsheet. required: the header must be there; filled: and so must every cell."""

    key: str
    title: str
    type: Type
    aliases: tuple[str, ...] = ()
    required: bool = False
    filled: bool = False
    help: str = ""
    choices: tuple[str, ...] = ()
    example: str = ""
    group: str = field(default="")


def text(limit: int) -> Type:
    """Text up to `limit` characters."""

    def slow(cell: str) -> str | None:
        raise CellError(f"文字超过 {limit} 个字，请缩短")

    return Type("VARCHAR", f"CASE WHEN length({{c}}) <= {limit} THEN {{c}} END", slow, width=18)


def lookup(
    find: Callable[[str], str | None],
    what: str,
    duck: str = "VARCHAR",
    *,
    width: int = 12,
    lenient: bool = False,
) -> Type:
    """A value of a table, found by its names. `find` gives None for an unknown one, which is a reason to reject
    the row, or if `lenient` is left unrecorded."""

    def slow(cell: str) -> str | None:
        found = find(cell)
        if found is None and not lenient:
            # A shifted row may hold an identity number here: such a text is not repeated.
            shown = "" if re.search(r"\d{6}", cell) else f"“{cell[:20]}”"
            raise CellError(f"{shown}不是可以识别的{what}，请按模板填写")
        return found

    return Type(duck, "", slow, width=width)


YES = ("是", "有", "1", "y", "yes", "√", "true", "对", "已入会", "会员")
NO = ("否", "无", "0", "n", "no", "×", "x", "false", "不是", "未入会", "非会员")


def _yes_no(cell: str) -> str | None:
    low = cell.lower()
    if low in YES or low in NO:
        return "true" if low in YES else "false"
    raise CellError("只能填“是”或“否”")


YES_NO = Type("BOOLEAN", "CASE {c} WHEN '是' THEN true WHEN '否' THEN false END", _yes_no, width=10)

_PARTS = (
    r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$"
)
_BLANK_DATES = {"-", "--", "—", "/", "\\", "无", "至今", "长期", "在职", "无固定期限", "永久", "暂无"}
FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)


def dates(epoch1904: bool = False) -> Type:
    """A day: 2020-01-02, 2020/1/2, 2020.1.2, 2020年1月2日, 20200102, or a workbook's serial number."""
    shift = 1462 if epoch1904 else 0
    iso = "TRY_CAST(CASE WHEN {c} ~ '^\\d{{4}}-\\d{{2}}-\\d{{2}}$' THEN {c} END AS DATE)"
    serial = (
        "CASE WHEN {c} ~ '^\\d{{5}}(\\.0+)?$' THEN DATE '1899-12-30' "
        f"+ CAST(CAST({{c}} AS DOUBLE) AS INTEGER) + {shift} END"
    )
    return Type("DATE", f"coalesce({iso}, {serial})", lambda cell: _day(cell, shift), width=13)


def _day(cell: str, shift: int) -> str | None:
    """The patient reading of a day. Raises CellError."""
    if cell in _BLANK_DATES:
        return None
    found = re.match(_PARTS, cell) or re.match(r"^((?:19|20)\d\d)(\d\d)(\d\d)(?:\.0+)?$", cell)
    if found:
        year, month, day = map(int, found.groups())
        try:
            value = date(year, month, day)
        except ValueError:
            raise CellError(f"没有 {year} 年 {month} 月 {day} 日这一天，请核对") from None
    elif re.match(r"^\d{5}(\.\d+)?$", cell):
        value = EPOCH + timedelta(days=int(float(cell)) + shift)
    elif re.match(r"^\d{4}([-/.年]\s*\d{1,2}\s*月?|年)?$", cell):
        raise CellError("日期不完整，请写全年、月、日，如 2020-01-02")
    else:
        raise CellError("不是可以识别的日期，请写成 2020-01-02 的样子")
    if not FIRST <= value <= LAST:
        raise CellError(f"日期 {value} 不合常理，请核对")
    return value.isoformat()


def _money(cell: str) -> str | None:
    """Yuan to fen. Raises CellError."""
    if cell in ("-", "--", "—", "/"):
        return None
    plain = re.sub(r"[,\s￥¥元]|人民币|RMB|CNY", "", cell)
    found = re.match(r"^(-?\d+(?:\.\d+)?)(万)?$", plain)
    if not found:
        raise CellError("不是数字，请只填金额，如 5200 或 5200.50")
    amount = float(found[1]) * (10_000 if found[2] else 1)
    if amount < 0:
        raise CellError("金额不能是负数")
    if amount > 1_000_000:
        raise CellError("金额超过一百万元，请核对单位是不是元")
    return str(round(amount * 100))


# A decimal cast costs twenty times a double's, and rounding to fen brings back what was written.
MONEY = Type(
    "BIGINT",
    "CASE WHEN {c} ~ '^\\d{{1,6}}(\\.\\d{{1,9}})?$' THEN CAST(round(CAST({c} AS DOUBLE) * 100) AS BIGINT) END",
    _money,
    width=13,
)


def whole(limit: int) -> Type:
    """A whole number from 0 to `limit`."""

    def slow(cell: str) -> str | None:
        plain = re.sub(r"[,\s人万元]", "", cell)
        if cell in ("-", "—", "/"):
            return None
        if not re.match(r"^\d+(\.\d+)?$", plain) or float(plain) > limit:
            raise CellError("不是合理的数字，请只填非负的整数")
        return str(round(float(plain)))

    return Type("BIGINT", "CASE WHEN {c} ~ '^\\d{{1,6}}$' THEN CAST({c} AS BIGINT) END", slow, width=12)
