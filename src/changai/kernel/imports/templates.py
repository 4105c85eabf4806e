"""Empty templates: drop-downs, explanations, an example row that imports pass over."""

import os
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from changai.kernel.imports.columns import Column
from changai.kernel.imports.kinds import ImportRefused, Kind, find

SHEET, GUIDE = "名册", "填写说明"
LAST_ROW = 20_000


def template(kind: str, out: str | Path) -> Path:
    """Write the empty template of a kind as xlsx. Raises ImportRefused when the kind or the place is wrong."""
    declared, path = find(kind), Path(out)
    if path.suffix.lower() != ".xlsx":
        raise ImportRefused("模板是 Excel 工作簿，请把输出文件名写成 .xlsx 结尾")
    if not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        raise ImportRefused(f"不能写到“{path.parent}”：没有这个文件夹或没有写的权限，请换一个位置")
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet, guide = book.add_worksheet(SHEET), book.add_worksheet(GUIDE)
        styles = {
            "must": book.add_format(
                {"bold": True, "bg_color": "#FDECEA", "border": 1, "border_color": "#D0D5DD"}
            ),
            "may": book.add_format(
                {"bold": True, "bg_color": "#EEF4FF", "border": 1, "border_color": "#D0D5DD"}
            ),
            "text": book.add_format({"num_format": "@"}),
            "example": book.add_format({"num_format": "@", "italic": True, "font_color": "#98A2B3"}),
            "bold": book.add_format({"bold": True}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
            "title": book.add_format({"bold": True, "font_size": 14}),
        }
        sheet.freeze_panes(1, 1)
        for at, column in enumerate(declared.columns):
            # Text format keeps identity numbers whole; Excel would make them numbers and lose digits.
            sheet.set_column(at, at, column.type.width, styles["text"])
            sheet.write_string(0, at, column.title, styles["must" if column.required else "may"])
            sheet.write_string(1, at, column.example, styles["example"])
            _validate(sheet, at, column)
        _explain(guide, declared, styles)
    return path


def _validate(sheet: Worksheet, at: int, column: Column) -> None:
    """A drop-down where there are choices, a hint otherwise. Other common names stay allowed."""
    hint = (column.help or "可不填")[:250]
    options: dict[str, object] = {
        "input_title": column.title[:32],
        "input_message": hint,
        "error_type": "warning",
    }
    if column.choices:
        options |= {
            "validate": "list",
            "source": list(column.choices),
            "error_message": "不在常用选项中，请确认是否继续。",
        }
    else:
        options |= {"validate": "any"}
    sheet.data_validation(1, at, LAST_ROW, at, options)


def _explain(guide: Worksheet, kind: Kind, styles: dict) -> None:  # type: ignore[type-arg]
    """The explanation sheet."""
    guide.set_column(0, 0, 22)
    guide.set_column(1, 1, 10)
    guide.set_column(2, 3, 56)
    guide.write_string(0, 0, f"{kind.title}填写说明", styles["title"])
    guide.write_string(1, 0, kind.explanation)
    guide.write_string(2, 0, "灰色斜体的示例行不会导入，可以保留，也可以删去。日期写成 2020-01-02 的样子。")
    for at, title in enumerate(("列名", "必填", "怎样填写", "可选值和也认得的列名")):
        guide.write_string(4, at, title, styles["bold"])
    for row, column in enumerate(kind.columns, 5):
        also = []
        if column.choices:
            also.append(f"可选：{'、'.join(column.choices)}")
        if column.aliases:
            also.append(f"列名也可写成：{'、'.join(column.aliases)}")
        must = "必填" if column.filled else "须有列" if column.required else ""
        for at, text in enumerate((column.title, must, column.help, "\n".join(also))):
            guide.write_string(row, at, text, styles["wrap"])
    guide.write_string(
        len(kind.columns) + 6,
        0,
        f"本表共 {len(kind.columns)} 列，到 {xl_col_to_name(len(kind.columns) - 1)} 列为止。",
    )
