"""The declared rule: every branch, with its reason."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from changai.domains.reform.targets.queries.indicators import suggested
from changai.domains.reform.targets.queries.lights import Light, Point, judge

TODAY = date(2026, 11, 20)


@dataclass
class Made:
    """A target's figures."""

    op: str = ">="
    value: Decimal = Decimal(90)
    value_to: Decimal | None = None
    unit: str = "%"
    baseline: Decimal | None = None
    due_date: date | None = date(2027, 12, 31)
    soft: str = ""
    subject: str = ""
    text: str = ""


def light(
    made: Made, *values: tuple[date, Any], slack: int = 0, since: date | None = date(2025, 1, 1)
) -> Light:
    points = [Point(day, Decimal(str(worth))) for day, worth in values]
    return judge(made, points, since=since, today=TODAY, slack=Decimal(slack), months=13)


OCTOBER = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("made", "values", "state"),
    [
        (Made(), [(OCTOBER, 90)], "met"),
        (Made(), [], "none"),
        (Made(), [(OCTOBER, 80)], "none"),  # one value and no baseline: no path
        (Made(), [(date(2025, 1, 31), 60), (OCTOBER, 80)], "track"),
        (Made(), [(date(2025, 1, 31), 60), (OCTOBER, 70)], "behind"),
        (Made(baseline=Decimal(60)), [(OCTOBER, 79)], "track"),
        (Made(baseline=Decimal(60)), [(OCTOBER, 75)], "behind"),
        (Made(due_date=None), [(OCTOBER, 89.9)], "behind"),
        (Made(due_date=None), [(OCTOBER, 90)], "met"),
        (Made(due_date=date(2026, 6, 30)), [(OCTOBER, 89)], "behind"),
        (Made(due_date=date(2020, 12, 31)), [(date(2020, 12, 31), 91)], "met"),
        (Made(due_date=date(2020, 12, 31)), [(date(2018, 12, 31), 91)], "none"),
        (Made(), [(date(2025, 8, 31), 95)], "none"),  # too old to speak
        (Made("<=", Decimal(5)), [(OCTOBER, 4)], "met"),
        (Made("<=", Decimal(5)), [(date(2025, 1, 31), 20), (OCTOBER, 10)], "track"),
        (Made("<=", Decimal(5)), [(date(2025, 1, 31), 20), (OCTOBER, 19)], "behind"),
        (Made("=", Decimal(6), unit="个"), [(OCTOBER, 7)], "met"),
        (Made("=", Decimal(6), unit="个", baseline=Decimal(10)), [(OCTOBER, 8)], "behind"),
        (Made("range", Decimal(3), Decimal(5), unit="个", due_date=None), [(OCTOBER, 4)], "met"),
        (Made("range", Decimal(3), Decimal(5), unit="个", due_date=None), [(OCTOBER, 6)], "behind"),
        (Made("<=", Decimal(5000), unit="元"), [(OCTOBER, 4000)], ""),
        (Made("range", Decimal(2000), Decimal(3000), unit="元/月"), [(OCTOBER, 2500)], ""),
        (Made(">=", Decimal(5000), unit="万元"), [(OCTOBER, 6000)], "met"),
        (Made(soft="左右"), [(OCTOBER, 95)], ""),
    ],
)  # fmt: skip
def test_each_case_has_its_light_and_says_why(made: Made, values: list[Any], state: str) -> None:
    found = light(made, *values)
    assert found.state == state
    assert found.why


def test_slack_is_a_share_of_the_whole_way() -> None:
    made, values = Made(baseline=Decimal(60)), [(OCTOBER, 75)]
    assert light(made, *values, slack=0).state == "behind"
    assert light(made, *values, slack=20).state == "track"
    assert light(made, *values).expected is not None


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("工会动态覆盖率达到80%以上", ["union-coverage"]),
        ("劳动合同签订率达到95%", ["contract-rate"]),
        ("高技能人才占技能人才的比例达到30%", ["high-skilled"]),
        ("25人以上企业单独建会率达到90%", ["union-coverage-large"]),
        ("党组织覆盖率达到80%", ["party-coverage"]),
        ("集体合同签订率达到90%", []),
        ("安全培训覆盖率达到95%", []),
        ("职工入会率达到85%", ["union-rate"]),
    ],
)
def test_words_point_to_indicators(words: str, keys: list[str]) -> None:
    assert suggested(Made(text=words, subject=words.split("达到")[0]))[: len(keys) or 1] == keys
    assert suggested(Made(text=words, unit="个")) == []
