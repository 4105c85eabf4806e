"""Made-up names: surnames by their frequency, given names by sex."""

import csv
import random
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from django.conf import settings


@lru_cache
def _tables() -> tuple[list[str], list[float], dict[str, list[str]]]:
    folder = Path(settings.CHANGAI_CATALOG, "codes")
    with (folder / "surnames.csv").open(encoding="utf-8") as stream:
        rows = [(row["surname"], float(row["percent"])) for row in csv.DictReader(stream)]
    given: dict[str, list[str]] = {"1": [], "2": []}
    with (folder / "given_names.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            given["1" if row["gender"] == "M" else "2"].append(row["given_name"])
    return [name for name, _ in rows], list(accumulate(share for _, share in rows)), given


def person(draw: random.Random, sex: str) -> str:
    """A name; two names in three have two given characters."""
    surnames, shares, given = _tables()
    surname = draw.choices(surnames, cum_weights=shares)[0]
    first = draw.choice(given[sex])
    if len(first) == 1 and draw.random() < 0.55:
        second = draw.choice(given[sex])
        first = first + second if len(second) == 1 and second != first else first
    return surname + first


BRANDS = (
    "华宏永恒金鑫瑞祥福泰昌盛达兴隆德正信和顺凯旋东方天元宇星辉光明南鄂楚源丰润安康立本同创联合嘉美佳益丽"
)


def brand(draw: random.Random, length: int = 2) -> str:
    """The brand in an employer's name."""
    return "".join(draw.sample(BRANDS, length))
