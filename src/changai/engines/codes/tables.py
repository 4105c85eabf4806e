"""The small code tables (sex, ethnicity, education, political status, registration type, …) and forgiving look-up."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from changai.engines.codes.catalog import rows
from changai.engines.codes.errors import CodeError
from changai.engines.codes.text import plain

# Endings that people leave out or add without changing the meaning, by table; never where names would collide.
ENDINGS = {
    "sex": ("性",),
    "ethnicity": ("族",),
    "organization_type": (),
    "enterprise_size": ("企业",),
}


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in rows("small"):
        found.setdefault(row["table"], {})[row["code"]] = row["name"]
    return MappingProxyType({name: MappingProxyType(codes) for name, codes in found.items()})


def names() -> list[str]:
    """The names of all tables."""
    return list(_tables())


def table(name: str) -> Mapping[str, str]:
    """Code → name of one table, in the standard's order, read-only. CodeError for an unknown table."""
    try:
        return _tables()[name]
    except KeyError:
        raise CodeError(f"没有名为“{name}”的代码表，现有：{'、'.join(_tables())}。") from None


def name(table_name: str, code: str) -> str:
    """The name of a code, or the code itself where the table does not know it."""
    return table(table_name).get(code, code)


@lru_cache(maxsize=1)
def parents() -> Mapping[str, Mapping[str, str]]:
    """Table → code → parent code ("" at the top)."""
    found: dict[str, dict[str, str]] = {}
    for row in rows("small"):
        found.setdefault(row["table"], {})[row["code"]] = row["parent"]
    return MappingProxyType(found)


def aliases(table_name: str) -> Iterable[tuple[str, str]]:
    """Other common names of a table as (name, code), from `aliases.csv`."""
    return ((row["alias"], row["code"]) for row in rows("aliases") if row["table"] == table_name)


@lru_cache(maxsize=64)
def _index(table_name: str) -> Mapping[str, str]:
    """Comparable text → code. Official names win over aliases, aliases over derived forms."""
    codes = table(table_name)
    index = {plain(official): code for code, official in codes.items()}
    for alias, code in aliases(table_name):
        index.setdefault(plain(alias), code)
    derived: dict[str, str | None] = {}
    for official, code in list(index.items()):
        for ending in ENDINGS.get(table_name, ()):
            short = official.removesuffix(plain(ending))
            for form in (short, short + plain(ending)):
                derived[form] = code if derived.get(form, code) == code else None
    for form, only in derived.items():
        if form and only:
            index.setdefault(form, only)
    for code in codes:
        index.setdefault(plain(code), code)
    return index


@lru_cache(maxsize=65536)
def find(table_name: str, text: str) -> str | None:
    """The code that a typed name or code means, or None where it is not clear.

    Spaces, punctuation and full-width forms don't matter; `catalog/codes/aliases.csv` holds other names.
    """
    return _index(table_name).get(plain(text))
