"""From the file to typed values: sheet, header, cells, values, problems, repeated rows."""

from dataclasses import dataclass
from pathlib import Path

from changai.engines.tables import TableError, open_table
from changai.kernel.imports.columns import CellError, Column, Type, dates
from changai.kernel.imports.headers import SEARCHED_ROWS, Header, find_header
from changai.kernel.imports.kinds import ImportRefused, Kind
from changai.kernel.imports.stage import Stage

EXAMPLE = "示例"
NAMED = 20  # columns that a notice names
_WIDE = "".join(chr(code) for code in range(0xFF01, 0xFF5F)) + "\u3000\u00a0"
_HALF = "".join(chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)) + "  "
_BLANKS = " \t\r\n\v\f\x1f\u200b\ufeff\u202a\u202c'"
_EDGE = "[\\s\\x{200b}\\x{feff}\\x{202a}\\x{202c}'']"
_UNCLEAN = f"[\\x{{ff01}}-\\x{{ff5e}}\\x{{3000}}\\x{{a0}}]|\\x1f{_EDGE}|{_EDGE}\\x1f"


@dataclass(frozen=True)
class Reading:
    """What the file turned out to be. width: its columns; titles: headers as written, for the report."""

    sheet: str
    width: int
    header: Header
    titles: tuple[str, ...]
    notices: tuple[str, ...]


def read(stage: Stage, kind: Kind, path: Path) -> Reading:
    """Fill raw, cell, value, problem, repeat and live. Raises ImportRefused with what is wrong and what next."""
    try:
        source = open_table(path)
        sheet, width, header, notices = _pick(stage, kind, source)
    except TableError as error:
        raise ImportRefused(str(error)) from error
    titles = _titles(stage, header, width)
    _cells(stage, kind, header, width)
    if not stage.one("SELECT count(*) FROM cell"):
        raise ImportRefused("表头下面没有数据行，没有可以导入的内容。请填写后重新上传")
    _values(stage, kind, source.epoch1904)
    if header.ignored:
        more = f"等 {len(header.ignored)} 列" if len(header.ignored) > NAMED else ""
        notices.append(f"这些列没有用到：{'、'.join(one[:20] for one in header.ignored[:NAMED])}{more}")
    if header.repeated:
        notices.append(f"这些列出现了两次，只用第一次出现的：{'、'.join(header.repeated)}")
    return Reading(sheet, width, header, titles, tuple(notices))


def _pick(stage: Stage, kind: Kind, source) -> tuple[str, int, Header, list[str]]:  # type: ignore[no-untyped-def]
    """The first sheet that has the header."""
    refusal: ImportRefused | None = None
    for sheet in source.sheets[:10]:
        width = source.load(stage.connection, sheet)
        if not width or not stage.one("SELECT count(*) FROM raw"):
            refusal = refusal or ImportRefused("表格是空的，没有可以导入的内容。请核对后重新上传")
            continue
        names = ", ".join(f"c{at}" for at in range(1, width + 1))
        head = stage.rows(f"SELECT {names} FROM raw ORDER BY rn LIMIT {SEARCHED_ROWS}")
        try:
            header = find_header(head, kind.columns)
        except ImportRefused as error:
            refusal = refusal or error
            continue
        others = [one for one in source.sheets if one not in (sheet, "填写说明", "选项")]
        notice = f"文件有 {len(others) + 1} 个工作表，只读取了“{sheet}”" if others else ""
        return sheet, width, header, [notice] if notice else []
    raise refusal or ImportRefused("表格是空的，没有可以导入的内容。请核对后重新上传")


def _titles(stage: Stage, header: Header, width: int) -> tuple[str, ...]:
    """The header row as written."""
    names = ", ".join(f"c{at}" for at in range(1, width + 1))
    row = stage.rows(f"SELECT {names} FROM raw ORDER BY rn LIMIT 1 OFFSET {header.first - 1}")[0]
    above = stage.rows(f"SELECT {names} FROM raw ORDER BY rn LIMIT 1 OFFSET {max(header.first - 2, 0)}")[0]
    return tuple(str(low or high or "") for low, high in zip(row, above, strict=True))


def _cells(stage: Stage, kind: Kind, header: Header, width: int) -> None:
    """Used cells as trimmed half-width text, without the header, blank rows and the template's example row."""
    used = [f"c{at}" for at in header.places.values()]
    texts = []
    for column in kind.columns:
        at = header.places.get(column.key)
        cell = f"nullif(CASE WHEN plain THEN c{at} ELSE {_trimmed(f'c{at}')} END, '')"
        texts.append(f"{cell if at else 'CAST(NULL AS VARCHAR)'} AS {column.key}")
    filled = " OR ".join(f"{column.key} IS NOT NULL" for column in kind.columns)
    first = kind.columns[0].key
    start = stage.one(f"SELECT rn FROM raw ORDER BY rn LIMIT 1 OFFSET {header.first - 1}")
    # One look at the whole row spares nearly all rows the cleaning of every cell.
    plain = f"NOT regexp_matches(concat_ws(chr(31), '', {', '.join(used)}, ''), '{_UNCLEAN}')"
    # Materialised, or the look would be taken again for every column; and rows are dropped afterwards, because a
    # condition on the cleaned cells would have every cell cleaned twice.
    stage.run(
        f"CREATE OR REPLACE TABLE cell AS WITH marked AS MATERIALIZED (SELECT *, {plain} AS plain FROM raw "
        f"WHERE rn > {start} AND coalesce({', '.join(used)}) IS NOT NULL) SELECT rn, {', '.join(texts)} FROM marked"
    )
    stage.run(f"DELETE FROM cell WHERE NOT ({filled}) OR coalesce(starts_with({first}, '{EXAMPLE}'), false)")


def _trimmed(cell: str) -> str:
    """SQL: full-width made half-width, then blanks and a text-marking apostrophe off the ends."""
    return f"trim(translate({cell}, '{_quoted(_WIDE)}', '{_quoted(_HALF)}'), '{_quoted(_BLANKS)}')"


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def _values(stage: Stage, kind: Kind, epoch1904: bool) -> None:
    """Typed values; what SQL can't read is asked for once per distinct text."""
    stage.run("CREATE OR REPLACE TABLE problem (rn BIGINT, key VARCHAR, message VARCHAR)")
    stage.run(
        "CREATE OR REPLACE TABLE change (rn BIGINT, target VARCHAR, field VARCHAR, title VARCHAR, old VARCHAR, new VARCHAR)"
    )
    types = {one.key: dates(epoch1904) if one.type.duck == "DATE" else one.type for one in kind.columns}
    parts, joins, quick = [], [], []
    for column in kind.columns:
        type_ = types[column.key]
        fast = type_.fast.format(c=f"c.{column.key}") if type_.fast else f"CAST(NULL AS {type_.duck})"
        if not type_.fast and _patient(stage, column, type_, "cell c"):
            joins.append(
                f"LEFT JOIN read_{column.key} r_{column.key} ON r_{column.key}.text = c.{column.key}"
            )
            fast = f"CAST(r_{column.key}.value AS {type_.duck})"
        elif type_.fast:
            quick.append(column)
        parts.append(f"{fast} AS {column.key}")
    stage.run(
        f"CREATE OR REPLACE TABLE value AS SELECT c.rn, {', '.join(parts)} FROM cell c {' '.join(joins)}"
    )
    for column in quick:
        left = f"cell c JOIN value v ON v.rn = c.rn AND v.{column.key} IS NULL"
        type_ = types[column.key]
        if _patient(stage, column, type_, left):
            stage.run(
                f"UPDATE value SET {column.key} = CAST(r.value AS {type_.duck}) FROM cell c JOIN read_{column.key} r "
                f"ON r.text = c.{column.key} WHERE c.rn = value.rn AND value.{column.key} IS NULL"
            )
    for column in kind.columns:
        if column.filled:
            stage.run(
                f"INSERT INTO problem SELECT rn, '{column.key}', '没有填写' FROM cell WHERE {column.key} IS NULL"
            )
    cells = ", ".join(column.key for column in kind.columns)
    stage.run(
        "CREATE OR REPLACE TABLE repeat AS SELECT rn FROM (SELECT rn, row_number() OVER (PARTITION BY same ORDER BY rn)"
        f" AS nth FROM (SELECT rn, md5_number(CAST(({cells}) AS VARCHAR)) AS same FROM cell)) WHERE nth > 1"
    )
    for check in kind.checks:
        stage.run(
            f"INSERT INTO problem SELECT v.rn, '{check.column}', {check.message} FROM value v WHERE {check.bad}"
        )


def _patient(stage: Stage, column: Column, type_: Type, source: str) -> bool:
    """Make read_<key>(text, value) of the source's distinct cells; problems go to the rows. Whether there was any."""
    left = stage.blocks(f"SELECT DISTINCT c.{column.key} FROM {source} WHERE c.{column.key} IS NOT NULL")
    texts: list[str] = []
    values: list[str | None] = []
    bad: list[str] = []
    reasons: list[str] = []
    for block in left:
        for (text,) in block:
            try:
                value = type_.slow(text)
                texts.append(text)
                values.append(value)
            except CellError as error:
                bad.append(text)
                reasons.append(str(error))
    stage.run("CREATE OR REPLACE TEMP TABLE unreadable (text VARCHAR, message VARCHAR)")
    stage.append("unreadable", "text, message", [bad, reasons])
    stage.run(
        f"INSERT INTO problem SELECT c.rn, '{column.key}', u.message FROM cell c JOIN unreadable u ON u.text = c.{column.key}"
    )
    if texts:
        stage.run(f"CREATE OR REPLACE TABLE read_{column.key} (text VARCHAR, value VARCHAR)")
        stage.append(f"read_{column.key}", "text, value", [texts, values])
    return bool(texts)
