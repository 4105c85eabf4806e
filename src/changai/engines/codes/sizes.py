"""Size class of an enterprise by industry, headcount, revenue and assets (国统字〔2017〕213号)."""

from functools import lru_cache

from changai.engines.codes import industries
from changai.engines.codes.catalog import rows

LARGE, MEDIUM, SMALL, MICRO = "1", "2", "3", "4"


@lru_cache(maxsize=1)
def _scope() -> dict[str, str]:
    """GB/T 4754 section letter or code → group of the size rule."""
    return {row["gbt4754_code"]: row["industry"] for row in rows("enterprise_size_scope")}


@lru_cache(maxsize=1)
def _bounds() -> dict[str, dict[str, tuple[int, int, int]]]:
    """Group → indicator → lower bounds of large, medium, small."""
    found: dict[str, dict[str, tuple[int, int, int]]] = {}
    for row in rows("enterprise_size"):
        bounds = (int(row["large_min"]), int(row["medium_min"]), int(row["small_min"]))
        found.setdefault(row["industry"], {})[row["indicator"]] = bounds
    return found


@lru_cache(maxsize=4096)
def group(industry: str) -> str | None:
    """The rule's group for a GB/T 4754 code, or None where the rule has no class (finance, railways, …)."""
    scope = _scope()
    for length in range(len(industry), 0, -1):
        if industry[:length] in scope:
            return scope[industry[:length]]
    try:
        return scope.get(industries.section(industry))
    except industries.CodeError:
        return None


def size(
    industry: str,
    headcount: int | None,
    revenue_wan: float | None = None,
    assets_wan: float | None = None,
) -> str | None:
    """GB "1" large, "2" medium, "3" small, "4" micro; None where the rule or a needed fact is missing.

    Money in 万元. A class must be reached by every indicator of the group; micro needs one indicator only.
    """
    name = group(industry)
    if name is None:
        return None
    facts = {"从业人员": headcount, "营业收入": revenue_wan, "资产总额": assets_wan}
    classes = [_by_one(facts[indicator], bounds) for indicator, bounds in _bounds()[name].items()]
    if MICRO in classes:
        return MICRO
    known = [found for found in classes if found is not None]
    return max(known) if len(known) == len(classes) else None


def _by_one(value: float | None, bounds: tuple[int, int, int]) -> str | None:
    if value is None:
        return None
    for code, bound in zip((LARGE, MEDIUM, SMALL), bounds, strict=True):
        if value >= bound:
            return code
    return MICRO
