"""Names of government departments: short names, and what a department is called since it was renamed or merged.

`catalog/codes/departments.csv` writes them without the level: 税务局, not 市税务局. Names that differ from place to
place are settled by officers; the table holds what is the same almost everywhere.
"""

import re
from datetime import date
from functools import lru_cache

from changai.engines.codes.catalog import rows

LEVELS = "省市区县州盟旗"
# Names of many units at once, or of none in particular.
COLLECTIVE = re.compile(
    r"^(各|有关|相关|其他)|^[省市区县州]直|(各|有关|相关)(部门|单位|县|区)|单位$|成员单位|部门$|企业$"
)
CENTRAL = ("国家", "中国", "全国", "中央", "国务院", "中共", "人民银行")


@lru_cache(maxsize=1)
def _short() -> dict[str, str]:
    return {row["name"]: row["becomes"] for row in rows("departments") if row["kind"] == "short"}


@lru_cache(maxsize=1)
def _renamed() -> dict[str, tuple[str, date]]:
    return {
        row["name"]: (row["becomes"], date.fromisoformat(row["since"]))
        for row in rows("departments")
        if row["kind"] == "renamed"
    }


def collective(name: str) -> bool:
    """Whether a name stands for many units (各县市区, 市直有关部门), so that it is no department."""
    return bool(COLLECTIVE.search(name.strip()))


def present(name: str, on: date) -> str:
    """The full name on a day of the department that a text names, with the same level in front.

    市国税局 → 市税务局 from 2018-07-05; 市人社局 → 市人力资源和社会保障局. A name that the table lacks stays as it is.
    """
    level, core = _parted(name.strip())
    if core == name.strip() and core.startswith(CENTRAL):
        return core
    core = _short().get(core, core)
    for _ in range(9):  # a chain of renamings is short; a circle in the table must not hang
        becomes, since = _renamed().get(core, ("", date.max))
        if not becomes or on < since:
            break
        core = becomes
    return level + core


def full(name: str, region: str) -> str:
    """A department's name for records: the level's letter becomes the region (市税务局, 十堰市 → 十堰市税务局)."""
    if name.startswith(CENTRAL) or region in name:
        return name
    if name.startswith("团") and name.endswith("委") and len(name) <= 4:
        return f"共青团{region}委员会"
    level, core = _parted(name)
    return f"{region}{core}" if level and region.endswith(level) else f"{region}{name}" if not level else name


def _parted(name: str) -> tuple[str, str]:
    """The level's letter and the rest; a letter that belongs to the name (市场监管局) stays with it."""
    if name in _short() or name in _renamed() or name.startswith("市场"):
        return "", name
    return (name[0], name[1:]) if len(name) > 2 and name[0] in LEVELS else ("", name)
