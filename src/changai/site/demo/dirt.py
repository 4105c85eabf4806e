"""What real files have as well: rows that must be sent back, and records that may be one person."""

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from changai.engines.codes import identity
from changai.site.demo.district import blocks
from changai.site.demo.files import ROSTER, roster_row
from changai.site.demo.people import Worker
from changai.site.demo.sheets import Sheet

DUPLICATES = 12
LONG_AGO = 430  # days; before every month of the trend, so that no figure counts anybody twice


def write(folder: Path, workers: int, as_of: date, seed: int) -> Path:
    """A supplementary roster: persons recorded again under a mistyped number, then rows with faults."""
    draw = random.Random(f"{seed}:dirt")
    block = next(blocks(workers, as_of, seed))
    employed = [one for one in block.workers if one.employer and not one.past]
    chosen = draw.sample(employed, min(len(employed), DUPLICATES + len(FAULTS)))
    with Sheet(folder / "supplement", ROSTER, len(chosen)) as sheet:
        for one in chosen[:DUPLICATES]:
            sheet.add(roster_row(again(draw, one, as_of)))
        for one, fault in zip(chosen[DUPLICATES:], FAULTS, strict=False):
            sheet.add([fault.get(name, value) for name, value in zip(ROSTER, roster_row(one), strict=True)])
    return sheet.path


def again(draw: random.Random, one: Worker, as_of: date) -> Worker:
    """The same person as an earlier clerk recorded them: another order in the number, work long ended."""
    until = as_of - timedelta(days=LONG_AGO + draw.randint(0, 200))
    order = 940 + 2 * draw.randrange(20) + (1 if one.sex == "1" else 0)
    number = identity.make(one.number[:6], one.born, order)
    since = until - timedelta(days=draw.randint(200, 700))
    return replace(
        one, number=number, since=since, until=until, contract="", contract_since=None, contract_until=None,
        skill="", certificate="", certified_on=None, member=False, joined_on=None,
    )  # fmt: skip


# Column → faulty cell, one fault a row.
FAULTS: list[dict[str, Any]] = [
    {"公民身份号码": "421202198503120011"},
    {"公民身份号码": "42120219850231002X"},
    {"公民身份号码": "4212021985031200"},
    {"公民身份号码": None},
    {"姓名": None},
    {"统一社会信用代码": "91421202MA4XXXXX0O", "单位名称": "咸安区无此单位加工部"},
    {"统一社会信用代码": None, "单位名称": "咸安区不知名作坊"},
    {"入职日期": "2023年2月30日"},
    {"入职日期": "去年春天"},
    {"月工资(元)": "面议"},
    {"文化程度": "家传手艺"},
    {"入职日期": "2024-06-01", "离职日期": "2023-06-01"},
]
