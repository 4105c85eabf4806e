"""A department's tasks as a workbook, laid out to be printed."""

import io

from xlsxwriter import Workbook

from changai.domains.reform.targets.queries.showing import Department, Task

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = [
    ("序号", 6),
    ("改革方案", 26),
    ("任务", 30),
    ("分工", 8),
    ("目标", 34),
    ("完成时限", 14),
    ("现在", 14),
    ("状态", 10),
]
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
ROLES = {"lead": "牵头", "responsible": "责任"}


def workbook(unit: Department) -> bytes:
    """One row a target; a task without targets has one row as well."""
    stream = io.BytesIO()
    book = Workbook(stream, SAFE)
    sheet = book.add_worksheet("任务清单")
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    sheet.freeze_panes(2, 0)
    cell = {"font_name": "宋体", "font_size": 10.5, "border": 1, "text_wrap": True, "valign": "vcenter"}
    body = book.add_format(cell)
    head = book.add_format({**cell, "bold": True, "align": "center"})
    title = book.add_format({"font_name": "宋体", "font_size": 16, "bold": True, "align": "center"})
    sheet.merge_range(0, 0, 0, len(COLUMNS) - 1, f"{unit.organisation.name}任务清单", title)
    sheet.set_row(0, 30)
    for at, (name, width) in enumerate(COLUMNS):
        sheet.set_column(at, at, width)
        sheet.write_string(1, at, name, head)
    row = 2
    for number, task in enumerate(unit.tasks, 1):
        for cells in _rows(number, task):
            for at, text in enumerate(cells):
                sheet.write_string(row, at, text, body)
            row += 1
    book.close()
    return stream.getvalue()


def _rows(number: int, task: Task) -> list[list[str]]:
    start = [str(number), str(task.measure.version.plan), str(task.measure), ROLES[task.role]]
    found = [[*start, one.target.text, one.target.due, one.now, one.light.title] for one in task.targets]
    return found or [[*start, "没有数量目标", "", "", ""]]
