"""Where the code tables lie and how their rows are read."""

import csv
import os
from functools import lru_cache
from pathlib import Path

from changai.engines.codes.errors import CodeError


def root() -> Path:
    """The catalog directory: CHANGAI_CATALOG, else `catalog/` of the source tree."""
    return Path(os.environ.get("CHANGAI_CATALOG") or Path(__file__).resolve().parents[4] / "catalog")


@lru_cache(maxsize=32)
def rows(name: str) -> tuple[dict[str, str], ...]:
    """All rows of `codes/<name>.csv`, in file order; every value is text. CodeError when the file is missing."""
    path = root() / "codes" / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return tuple(csv.DictReader(file))
    except FileNotFoundError as error:
        raise CodeError(f"找不到代码表 {path.name}：请检查目录 catalog/codes 是否完整。") from error
