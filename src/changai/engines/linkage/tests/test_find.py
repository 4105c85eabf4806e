"""Pairs are found with the right certainty, whatever the slip; strangers are left alone."""

import random
from datetime import date, timedelta

import duckdb
import pytest

from changai.engines.linkage.find import Pair, create, find
from changai.engines.tables.rows import append

SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"
BORN = date(1985, 2, 3)
PHONE = b"p" * 16


@pytest.fixture(scope="module")
def crowd() -> list[tuple]:
    """Three thousand strangers, ids from 100."""
    chance = random.Random(3)
    return [
        (
            100 + index,
            chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2)))),
            date(1966, 1, 1) + timedelta(days=chance.randrange(14_000)),
            chance.choice("12"),
            chance.randbytes(16),
            chance.randrange(20),
            chance.randbytes(16),
        )
        for index in range(3000)
    ]


def _find(crowd: list[tuple], *records: tuple, least: float = 0.5) -> list[Pair]:
    connection = duckdb.connect()
    create(connection)
    columns = list(zip(*crowd, *records, strict=True))
    append(connection, "record", "id, name, birth, sex, phone, employer, number", columns)
    return find(connection, least)


ONE = (1, "欧阳锦程", BORN, "1", PHONE, 7, None)


@pytest.mark.parametrize(
    ("other", "reasons"),
    [
        ((2, "欧阳锦程", BORN, "1", None, None, b"x"), {"姓名相同", "出生日期相同"}),
        ((2, "欧阳锦成", BORN, "1", PHONE, 7, b"x"), {"姓名差一字", "手机号相同"}),
        ((2, "欧阳程锦", BORN, "1", PHONE, 3, None), {"姓名差一字", "单位不同"}),
        ((2, "欧阳锦程", date(1985, 3, 2), "1", None, 7, None), {"出生日期差一位", "单位相同"}),
        ((2, "欧阳锦程", date(1985, 2, 8), "1", PHONE, 7, None), {"出生日期差一位"}),
        ((2, "欧阳锦程", date(1975, 2, 3), "2", PHONE, 7, None), {"出生日期差一位", "性别不同"}),
    ],
)
def test_slips_are_seen_through(crowd: list[tuple], other: tuple, reasons: set[str]) -> None:
    found = _find(crowd, ONE, other)
    assert [(pair.first, pair.second) for pair in found if pair.second < 100] == [(1, 2)]
    assert found[0].probability > 0.9
    assert reasons <= set(found[0].reasons)


def test_strangers_are_left_alone(crowd: list[tuple]) -> None:
    assert len(_find(crowd, least=0.9)) <= 1


def test_two_numbers_weigh_against_and_one_number_settles(crowd: list[tuple]) -> None:
    common = (1, "王伟", BORN, "1", None, 7, b"a")
    apart = _find(crowd, common, (2, "王伟", BORN, "1", None, 8, b"b"))
    assert [pair for pair in apart if pair.second == 2] == []
    settled = _find(crowd, common, (2, "李芳", date(1990, 9, 9), "2", None, 8, b"a"))
    assert (settled[0].first, settled[0].second) == (1, 2)
    assert "身份号码相同" in settled[0].reasons


def test_a_common_name_counts_less_than_a_rare_one(crowd: list[tuple]) -> None:
    name = max((row[1] for row in crowd), key=[row[1] for row in crowd].count)
    common = _find(crowd, (1, name, BORN, "1", None, 3, None), (2, name, BORN, "1", None, 4, None), least=0)
    rare = _find(
        crowd, (1, "欧阳锦程", BORN, "1", None, 3, None), (2, "欧阳锦程", BORN, "1", None, 4, None), least=0
    )
    ours = {pair.probability for pair in common if (pair.first, pair.second) == (1, 2)}
    assert ours
    assert max(ours) < rare[0].probability


def test_nothing_and_one_record_give_nothing() -> None:
    connection = duckdb.connect()
    create(connection)
    assert find(connection) == []
    append(connection, "record", "id, name, birth, sex, phone, employer, number", [[v] for v in ONE])
    assert find(connection) == []
