"""The workbook of rejected rows: as they came, the bad cells marked, and why."""

import os
from pathlib import Path

import xlsxwriter

from changai.kernel.imports.kinds import Kind
from changai.kernel.imports.reading import Reading
from changai.kernel.imports.stage import Stage

REASON = "原因"
SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_report(stage: Stage, kind: Kind, reading: Reading, folder: Path, name: str) -> Path | None:
    """Write 退回_<name>.xlsx, readable by the owner only; None when no row was rejected.

    Used columns bear their standard title, so that the mended file can be imported as it is.
    """
    if not stage.one("SELECT count(*) FROM verdict WHERE state = 'rejected'"):
        return None
    path = folder / f"退回_{Path(name).stem[:60]}.xlsx"
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    places = {at: kind.column(key) for key, at in reading.header.places.items()}
    with xlsxwriter.Workbook(str(path), SAFE) as book:
        sheet = book.add_worksheet("退回的行")
        head = book.add_format({"bold": True, "bg_color": "#F1F5F9", "text_wrap": True, "valign": "top"})
        bad = book.add_format({"bg_color": "#FDE2E1", "num_format": "@"})
        text = book.add_format({"num_format": "@"})
        why = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#B42318"})
        titles = [
            places[at].title if at in places else reading.titles[at - 1] for at in range(1, reading.width + 1)
        ]
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, reading.width - 1, 14)
        sheet.set_column(reading.width, reading.width, 60)
        for at, title in enumerate([*titles, REASON]):
            sheet.write_string(0, at, title, head)
        order = {column.key: at for at, column in places.items()}
        for number, (cells, keys, reasons) in enumerate(_rejected(stage, kind, reading), 1):
            marked = {order[key] for key in keys if key in order}
            for at, cell in enumerate(cells, 1):
                if cell is not None or at in marked:
                    sheet.write_string(number, at - 1, str(cell or "")[:32000], bad if at in marked else text)
            sheet.write_string(number, reading.width, "；".join(reasons)[:32000], why)
    return path


def _rejected(stage: Stage, kind: Kind, reading: Reading):  # type: ignore[no-untyped-def]
    """Each rejected row: its cells (serial dates as days), keys of bad columns, reasons that name the column."""
    places = {at: key for key, at in reading.header.places.items()}
    parts = []
    for at in range(1, reading.width + 1):
        column = kind.column(places[at]) if at in places else None
        if column and column.type.duck == "DATE":
            parts.append(
                f"CASE WHEN r.c{at} ~ '^[0-9]{{5}}(\\.[0-9]+)?$' THEN coalesce(CAST(v.{column.key} AS VARCHAR), r.c{at}) "
                f"ELSE r.c{at} END"
            )
        else:
            parts.append(f"r.c{at}")
    titles = {column.key: column.title for column in kind.columns}
    sql = (
        f"SELECT [{', '.join(parts)}], p.keys, p.messages FROM raw r JOIN value v USING (rn) JOIN "
        "(SELECT rn, list(key ORDER BY key) AS keys, list(message ORDER BY key) AS messages FROM "
        "(SELECT DISTINCT * FROM problem) GROUP BY rn) p USING (rn) "
        "WHERE rn IN (SELECT rn FROM verdict WHERE state = 'rejected') ORDER BY rn"
    )
    for block in stage.blocks(sql, 5000):
        for cells, keys, messages in block:
            yield (
                cells,
                keys,
                [
                    f"{titles.get(k, '')}：{m}" if k in titles else m
                    for k, m in zip(keys, messages, strict=True)
                ],
            )
