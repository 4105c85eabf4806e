"""Files as they come: odd headers, old formats, broken and hostile containers."""

import io
import os
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import msoffcrypto
import openpyxl
import pytest
import xlsxwriter
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from changai.domains.workforce.employment.models import Employment
from changai.domains.workforce.roster.tests.making import (
    HEADER,
    UNIT,
    bring,
    number,
    reasons,
    row,
    text,
    xlsx,
)
from changai.kernel import imports
from changai.kernel.access.scope import Scope, within
from changai.kernel.imports.kinds import ImportRefused
from changai.kernel.parties.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _everywhere(region_tree: Any) -> Any:
    with within(Scope(everything=True)):
        yield


def grid(path: Path, lines: list[list[Any]], merged: tuple[str, ...] = ()) -> Path:
    """A workbook line by line."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for at, line in enumerate(lines):
            for column, cell in enumerate(line):
                if cell is not None:
                    sheet.write(at, column, cell)
        for area in merged:
            sheet.merge_range(area, lines[0][0])
    return path


def values(*orders: int) -> list[list[Any]]:
    return [[row(order).get(name) for name in HEADER] for order in orders]


def test_a_header_in_row_three_below_a_merged_title(tmp_path: Path) -> None:
    lines = [["咸安区职工花名册"], [], HEADER, *values(1), [], [None] * 5, *values(2)]
    assert bring(grid(tmp_path / "a.xlsx", lines, ("A1:F1",))).created == 2


def test_two_header_rows(tmp_path: Path) -> None:
    upper, lower = list(HEADER), [None] * len(HEADER)
    at = HEADER.index("合同类型")
    upper[at : at + 3] = ["劳动合同", None, None]
    lower[at : at + 3] = ["类型", "起始日期", "终止日期"]
    outcome = bring(grid(tmp_path / "a.xlsx", [["名册"], upper, lower, *values(1)]))
    assert (outcome.created, reasons(outcome)) == (1, [])
    assert Employment.objects.get().contracts.get().until == date(2028, 1, 1)


def test_other_names_of_columns_in_any_order_with_spaces(tmp_path: Path) -> None:
    names = {
        "公民身份号码": "身份证号",
        "手机号": "联系电话",
        "单位名称": "企业 名称",
        "统一社会信用代码": "信用代码 ",
        "月工资(元)": "工资（元）*",
        "文化程度": "学  历",
        "入职日期": "入职时间",
    }
    header = [names.get(one, one) for one in reversed(HEADER)]
    outcome = bring(grid(tmp_path / "a.xlsx", [header, list(reversed(values(1)[0]))]))
    assert outcome.created == 1
    assert Employment.objects.get().wages.get().amount_fen == 520050


def test_a_missing_column_is_named_with_what_was_found(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="统一社会信用代码、入职日期") as refusal:
        bring(grid(tmp_path / "a.xlsx", [["姓名", "身份证", "单位"], ["张三", number(1), UNIT[0]]]))
    assert "已认出的列：姓名、公民身份号码、单位名称" in str(refusal.value)


def test_a_file_without_header_does_not_have_its_data_repeated(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as refusal:
        bring(grid(tmp_path / "a.xlsx", [["张三", number(1), UNIT[0], UNIT[1], "2020-01-02"]]))
    assert number(1) not in str(refusal.value)
    assert "张三" not in str(refusal.value)


def test_xls(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("名册")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for at, line in enumerate([HEADER, *values(1, 2)]):
        for column, cell in enumerate(line):
            if HEADER[column] == "入职日期" and at:
                sheet.write(at, column, date(2020, 1, 2), day)
            elif HEADER[column] == "手机号" and at:
                sheet.write(at, column, float(cell))
            elif cell is not None:
                sheet.write(at, column, cell)
    book.save(str(tmp_path / "a.xls"))
    assert bring(tmp_path / "a.xls").created == 2
    assert Employment.objects.first().since == date(2020, 1, 2)


def test_the_sheet_that_has_the_header_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "封面"
    book.active["A1"] = "咸安区总工会"
    sheet = book.create_sheet("名 单")
    for line in [HEADER, *values(1)]:
        sheet.append(line)
    book.save(tmp_path / "a.xlsx")
    outcome = bring(tmp_path / "a.xlsx")
    assert outcome.created == 1
    assert any("名 单" in one for one in outcome.notices)


def test_the_template_can_be_filled_in(tmp_path: Path) -> None:
    path = imports.template("roster", tmp_path / "t.xlsx")
    with pytest.raises(ImportRefused, match="没有数据行"):
        bring(path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    drop_downs = [one for one in sheet.data_validations.dataValidation if one.type == "list"]
    assert any("大学专科" in one.formula1 for one in drop_downs)
    titles = [cell.value for cell in sheet[1]]
    for at, title in enumerate(titles, 1):
        value = row(1).get(title)
        if value is not None:
            sheet.cell(3, at).value = value
    book.save(path)
    outcome = bring(path)
    assert (outcome.rows, outcome.created) == (1, 1)
    assert book.sheetnames == ["名册", "填写说明"]


@pytest.mark.parametrize("kind", ["roster", "employers", "groups"])
def test_every_template_bears_its_kind_own_columns(kind: str, tmp_path: Path) -> None:
    path = imports.template(kind, tmp_path / "t.xlsx")
    with pytest.raises(ImportRefused, match="没有数据行"):
        bring(path, kind=kind)


def test_a_template_needs_a_place(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="xlsx 结尾"):
        imports.template("roster", tmp_path / "t.csv")
    with pytest.raises(ImportRefused, match="没有这个文件夹"):
        imports.template("roster", tmp_path / "no" / "t.xlsx")
    with pytest.raises(ImportRefused, match="roster（职工花名册）"):
        imports.template("nothing", tmp_path / "t.xlsx")


# Broken and hostile files: each is refused with a sentence, and nothing is written


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")


def _truncated(path: Path) -> None:
    whole = xlsx(path.with_name("whole.xlsx"), [row(at) for at in range(1, 50)]).read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])


def _damaged(path: Path) -> None:
    whole = bytearray(xlsx(path.with_name("whole.xlsx"), [row(at) for at in range(1, 50)]).read_bytes())
    at = whole.find(b"xl/worksheets/sheet1.xml") + 200
    whole[at : at + 60] = os.urandom(60)
    path.write_bytes(whole)


def _encrypted(path: Path) -> None:
    whole = xlsx(path.with_name("whole.xlsx"), [row(1)]).read_bytes()
    with path.open("wb") as out:
        msoffcrypto.OfficeFile(io.BytesIO(whole)).encrypt("secret", out)


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml", '<workbook><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>'
        )
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(40):
                sheet.write(b"0" * (1 << 20))


def _many_entries(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for at in range(2100):
            archive.writestr(f"xl/{at}.xml", "")


def _locked_zip(path: Path) -> None:
    _zip(path)
    content = bytearray(path.read_bytes())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)


HOSTILE = {
    "renamed zip": (_zip, "改了扩展名"),
    "truncated": (_truncated, "不完整或已损坏"),
    "damaged": (_damaged, "不完整|无法读取"),
    "encrypted": (_encrypted, "密码"),
    "zip bomb": (_bomb, "异常庞大"),
    "many entries": (_many_entries, "异常庞大"),
    "locked zip": (_locked_zip, "密码"),
    "empty": (lambda path: path.write_bytes(b""), "空的"),
    "blank lines": (lambda path: path.write_bytes(b"\xef\xbb\xbf\r\n\r\n"), "空的"),
    "empty zip": (lambda path: path.write_bytes(b"PK\x05\x06" + bytes(18)), "压缩包"),
    "pdf": (lambda path: path.write_bytes(b"%PDF-1.7 ..."), "不是表格"),
    "binary": (lambda path: path.write_bytes(bytes(range(256)) * 9), "不是表格"),
    "wrong encoding": (lambda path: path.write_bytes("姓名,单位".encode() + b"\xff\xff\x81\x00"[:3] + b"\x80 \xff"), "编码"),
    "broken ole": (lambda path: path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(900)), "无法读取"),
    "header only": (lambda path: grid(path, [HEADER]), "没有数据行"),
    "blank sheet": (lambda path: grid(path, []), "空的"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE, ids=list(HOSTILE))
def test_what_can_not_be_read_is_refused_in_words(case: str, tmp_path: Path) -> None:
    make, words = HOSTILE[case]
    path = tmp_path / "a.xlsx"
    make(path)
    with pytest.raises(ImportRefused, match=words):
        bring(path)
    assert not Person.objects.exists()


def test_a_file_too_big_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as out:
        out.truncate(501 * 1024 * 1024)
    with pytest.raises(ImportRefused, match="上限"):
        bring(path)


def test_a_text_table_that_says_it_is_a_workbook(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", [row(1)])
    assert bring(path.rename(tmp_path / "a.xlsx")).created == 1


class NoRows(Exception):
    """The one refusal that a table of cells under a good header may meet."""


cells = st.one_of(
    st.none(),
    st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=12),
    st.sampled_from(
        [
            *(str(one) for one in row(1).values()),
            "=1+1",
            "2月30日",
            "'",
            "　",
            "示例：张三",
            "-",
            "1e400",
            "99999",
        ]
    ),
    st.integers(-10, 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
)


@given(lines=st.lists(st.lists(cells, min_size=len(HEADER), max_size=len(HEADER)), max_size=6))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_table_of_cells_is_taken_or_refused(lines: list[list[Any]], tmp_path: Path) -> None:
    path = tmp_path / "any.csv"
    rows = [
        dict(zip(HEADER, ["" if cell is None else str(cell) for cell in line], strict=True)) for line in lines
    ]
    text(path, rows)
    with suppress(NoRows):
        try:
            bring(path)  # holds that the parts add up to the rows
        except ImportRefused as refusal:
            raise (NoRows if "没有数据行" in str(refusal) else AssertionError)(str(refusal)) from refusal


@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_refused_in_words(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    with pytest.raises(ImportRefused):
        bring(path)
