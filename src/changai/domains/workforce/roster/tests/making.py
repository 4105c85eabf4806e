"""Rosters for tests: made-up people, valid in form; files as offices hand them in."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from changai.engines.codes import credit, identity
from changai.kernel import imports
from changai.kernel.imports.outcome import Outcome

XIANAN = "421202"
TODAY = date(2026, 11, 20)
HEADER = [
    "姓名",
    "公民身份号码",
    "手机号",
    "民族",
    "文化程度",
    "政治面貌",
    "户籍所在地",
    "单位名称",
    "统一社会信用代码",
    "岗位",
    "职业",
    "入职日期",
    "离职日期",
    "合同类型",
    "合同起始日期",
    "合同终止日期",
    "月工资(元)",
    "技能等级",
    "证书编号",
    "取证日期",
    "工会会员",
    "入会日期",
    "农民工",
]
UNIT = ("咸安红星机械有限公司", credit.make(XIANAN, 1))
OTHER_UNIT = ("咸安绿源纺织有限公司", credit.make(XIANAN, 2))


def number(order: int, born: date = date(1990, 3, 7)) -> str:
    """An identity number; odd orders are men."""
    return identity.make("421202", born, order)


def row(order: int = 1, **cells: Any) -> dict[str, Any]:
    """A good row; `cells` replace or add columns."""
    good = {
        "姓名": "张" + "一二三四五六七八九十"[order % 10] + "伟",
        "公民身份号码": number(order),
        "手机号": f"1380000{order:04d}",
        "民族": "汉族",
        "文化程度": "大专",
        "政治面貌": "群众",
        "户籍所在地": "湖北省咸宁市咸安区",
        "单位名称": UNIT[0],
        "统一社会信用代码": UNIT[1],
        "岗位": "装配",
        "入职日期": "2020-01-02",
        "合同类型": "固定期限",
        "合同起始日期": "2020-01-02",
        "合同终止日期": "2028-01-01",
        "月工资(元)": "5200.50",
        "技能等级": "四级/中级工",
        "证书编号": f"S{order:09d}",
        "取证日期": "2019-05-06",
        "工会会员": "是",
        "入会日期": "2020-02-01",
        "农民工": "是",
    }
    return {**good, **cells}


def xlsx(path: Path, rows: Iterable[dict[str, Any]], header: Sequence[str] = (), **options: Any) -> Path:
    """A workbook with one sheet; the header is the standard one and whatever else the rows use."""
    rows = list(rows)
    names = list(header) or [*HEADER, *dict.fromkeys(key for one in rows for key in one if key not in HEADER)]
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, **options}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, names)
        for at, one in enumerate(rows, 1):
            for column, name in enumerate(names):
                value = one.get(name)
                if isinstance(value, date):
                    sheet.write_datetime(at, column, value, day)
                elif value is not None:
                    sheet.write(at, column, value)
    return path


def text(path: Path, rows: Iterable[dict[str, Any]], encoding: str = "utf-8", separator: str = ",") -> Path:
    """A text table."""
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.writer(stream, delimiter=separator)
        writer.writerow(HEADER)
        writer.writerows([one.get(name, "") for name in HEADER] for one in rows)
    return path


def bring(path: Path, kind: str = "roster", **options: Any) -> Outcome:
    """Import into the district through the public door."""
    outcome = imports.run(kind, path, region=XIANAN, today=TODAY, **options)
    parts = ("created", "updated", "unchanged", "rejected", "duplicates")
    assert sum(getattr(outcome, part) for part in parts) == outcome.rows
    return outcome


def reasons(outcome: Outcome) -> list[str]:
    """The 原因 of every rejected row."""
    if outcome.report is None:
        return []
    sheet = openpyxl.load_workbook(outcome.report).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][-1] == "原因"
    return [str(one[-1]) for one in rows[1:]]
