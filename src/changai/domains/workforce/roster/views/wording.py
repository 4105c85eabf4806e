"""Old and new values as officers read them."""

from collections.abc import Callable
from typing import NamedTuple

from changai.domains.workforce.employment.models import CONTRACT_KINDS
from changai.domains.workforce.roster.queries import NOT_SHOWN
from changai.engines.codes import industries, occupations, regions, skills, tables
from changai.engines.codes.errors import CodeError

TITLES = {"amount_fen": "月工资", "revenue_wan": "营业收入（万元）"}
SIZES = {"1": "大型", "2": "中型", "3": "小型", "4": "微型"}


class Change(NamedTuple):
    """A change as it is shown."""

    title: str
    old: str
    new: str


def _region(code: str) -> str:
    found = regions.latest(code)
    return found.name if found else code


READ: dict[str, Callable[[str], str]] = {
    "level": lambda code: tables.name("education", code),
    "political_status": lambda code: tables.name("political_status", code),
    "ethnicity": lambda code: tables.name("ethnicity", code),
    "household_region": _region,
    "region_id": _region,
    "migrant": lambda text: "是" if text == "true" else "否",
    "kind": lambda key: dict(CONTRACT_KINDS).get(key, key),
    "amount_fen": lambda fen: f"{int(fen) / 100:,.2f} 元",
    "rank": lambda rank: skills.title(int(rank)),
    "occupation": occupations.name,
    "industry": industries.name,
    "size": lambda code: SIZES.get(code, code),
    "union_id": lambda _: "本单位工会",
}


def shown_change(target: str, field: str, title: str, old: str | None, new: str | None) -> Change:
    """Codes become names; an empty old value is said to be so."""
    if target == "education" and not field and new:
        new = READ["level"](new)
    return Change(
        TITLES.get(field, title), _read(field, old) if old else "（空）", _read(field, new) if new else ""
    )


def _read(field: str, value: str) -> str:
    if value == NOT_SHOWN:
        return value
    reader = READ.get(field)
    try:
        return reader(value) if reader else value
    except (CodeError, ValueError):
        return value
