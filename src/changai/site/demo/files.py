"""The district's spreadsheets: employers, roster, earlier employments, groups, past months' wages."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from changai.engines.codes import regions
from changai.site.demo import district
from changai.site.demo.employers import Employer
from changai.site.demo.people import Worker
from changai.site.demo.sheets import Sheet
from changai.site.demo.trades import GROUPS

EMPLOYERS = ("单位名称", "统一社会信用代码", "行业代码", "登记注册类型", "所在地区", "园区", "从业人员",
             "营业收入(万元)", "建会日期", "党组织建立日期")  # fmt: skip
ROSTER = ("姓名", "公民身份号码", "手机号", "民族", "文化程度", "政治面貌", "户籍所在地", "单位名称", "统一社会信用代码",
          "岗位", "职业", "入职日期", "离职日期", "合同类型", "合同起始日期", "合同终止日期", "月工资(元)", "技能等级",
          "证书编号", "取证日期", "工会会员", "入会日期", "农民工")  # fmt: skip
PAST = ("姓名", "公民身份号码", "单位名称", "统一社会信用代码", "岗位", "入职日期", "离职日期")
WAGES = ("姓名", "公民身份号码", "单位名称", "统一社会信用代码", "入职日期", "月工资(元)")
PERSONAL = ("姓名", "公民身份号码", "手机号", "民族", "文化程度", "政治面貌", "户籍所在地")
GROUPED = (*PERSONAL, "群体", "平台", "起始日期", "工会会员", "入会日期", "农民工")
GROUP_NAMES = {key: (title, platform) for key, title, _, platform, _ in GROUPS}
HANDED_IN = (12, 6)  # months before the last whole one, whose wages are handed in as well
RAISE = 0.004  # of the wage, a month


@dataclass(frozen=True)
class File:
    """A file to import: kind, where, and the month of its wages."""

    kind: str
    path: Path
    month: date | None = None


def months_before(day: date, months: int) -> date:
    """The first day of the month so many months before the day's month."""
    index = day.year * 12 + day.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)


def write(folder: Path, workers: int, as_of: date, seed: int) -> list[File]:
    """Write every spreadsheet of the district; in the order in which they are to be imported."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = round(workers * (1 + district.LEFT))
    last = months_before(as_of, 1)
    with ExitStack() as stack:

        def sheet(name: str, columns: Sequence[str]) -> Sheet:
            return stack.enter_context(Sheet(folder / name, columns, rows))

        employers, roster, past = sheet("employers", EMPLOYERS), sheet("roster", ROSTER), sheet("past", PAST)
        groups = sheet("groups", GROUPED)
        wages = {back: sheet(f"wages-{months_before(last, back):%Y-%m}", WAGES) for back in HANDED_IN}
        for block in district.blocks(workers, as_of, seed):
            employers.extend(employer_row(one) for one in block.employers)
            past.extend(row for one in block.workers for row in past_rows(one))
            for one in (*block.workers, *block.leavers):
                if one.employer is None:
                    groups.add(group_row(one))
                    continue
                roster.add(roster_row(one))
                for back, into in wages.items():
                    into.extend(wage_rows(one, months_before(last, back), back))
    found = [
        File("employers", employers.path),
        File("roster", roster.path, last),
        File("groups", groups.path, last),
        File("roster", past.path),
        *(File("roster", into.path, months_before(last, back)) for back, into in wages.items()),
    ]
    counts = {one.path: one.count for one in (employers, past, roster, groups, *wages.values())}
    return [one for one in found if counts[one.path]]


@lru_cache(maxsize=512)
def place_name(code: str) -> str:
    """A region's name in full, as people write it."""
    line = [regions.latest(one) for one in regions.path(code)]
    return "".join(one.name for one in line if one is not None and one.name != "全国")


def employer_row(one: Employer) -> tuple[Any, ...]:
    """A row of the employers' sheet."""
    return (one.name, one.credit_code, one.industry, one.ownership, one.town, one.park, one.seats,
            one.revenue_wan, one.union_since, one.party_since)  # fmt: skip


def _personal(one: Worker) -> tuple[Any, ...]:
    return (
        one.name,
        one.number,
        one.phone,
        one.ethnicity,
        one.school,
        one.politics,
        place_name(one.household),
    )


def _standing(one: Worker) -> tuple[Any, ...]:
    """Membership and migrant status."""
    return ("是" if one.member else "否", one.joined_on, "是" if one.migrant else "否")


def roster_row(one: Worker) -> tuple[Any, ...]:
    """A row of the roster."""
    assert one.employer is not None
    wage = one.wage_fen / 100 if one.until is None else None
    work = (one.employer.name, one.employer.credit_code, one.post, one.occupation, one.since, one.until)
    contract = (one.contract, one.contract_since, one.contract_until)
    skill = (one.skill, one.certificate, one.certified_on)
    return (*_personal(one), *work, *contract, wage, *skill, *_standing(one))


def group_row(one: Worker) -> tuple[Any, ...]:
    """A row of the sheet of groups."""
    title, platform = GROUP_NAMES[one.group]
    return (*_personal(one), title, platform, one.since, *_standing(one))


def past_rows(one: Worker) -> Iterator[tuple[Any, ...]]:
    """A row for each earlier employment."""
    for employer, post, since, until in one.past:
        yield (one.name, one.number, employer.name, employer.credit_code, post, since, until)


def wage_rows(one: Worker, month: date, back: int) -> Iterator[tuple[Any, ...]]:
    """The wage of a past month, where the person worked through its end."""
    assert one.employer is not None
    end = months_before(month, -1) - timedelta(days=1)
    if one.since <= month and (one.until is None or one.until >= end):
        amount = round(one.wage_fen * (1 - RAISE * back) / 500) * 5
        yield (one.name, one.number, one.employer.name, one.employer.credit_code, one.since, amount)
