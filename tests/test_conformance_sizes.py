"""Sizes to keep (docs/map.md): files, functions, classes, slices."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "changai"
MEDIAN, MOST, NONE_OVER = 80, 250, 500
FUNCTION, CLASS, SLICE = 60, 250, 3500


def production() -> list[Path]:
    """Every file of the program itself."""
    return [path for path in SOURCE.rglob("*.py") if not {"tests", "migrations"} & set(path.parts)]


def lines(path: Path) -> int:
    """Lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def parts(kinds: tuple[type[ast.AST], ...]) -> Iterator[tuple[str, int]]:
    """Each function or class with its length."""
    for path in production():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, kinds):
                length = node.end_lineno - node.lineno + 1  # type: ignore[attr-defined]  # both kinds have it
                yield f"{path.relative_to(ROOT)}:{node.lineno}", length  # type: ignore[attr-defined]


def test_files_are_short() -> None:
    sizes = {str(path.relative_to(ROOT)): lines(path) for path in production()}
    full = [size for name, size in sizes.items() if not name.endswith("__init__.py")]
    assert {name: size for name, size in sizes.items() if size > NONE_OVER} == {}
    assert statistics.median(full) <= MEDIAN
    large = {name: size for name, size in sizes.items() if size > MOST}
    assert len(large) <= len(full) / 10, large


def test_functions_and_classes_are_short() -> None:
    functions = {at: size for at, size in parts((ast.FunctionDef, ast.AsyncFunctionDef)) if size > FUNCTION}
    classes = {at: size for at, size in parts((ast.ClassDef,)) if size > CLASS}
    assert functions == {}
    assert classes == {}


@pytest.mark.parametrize(
    "slice_", sorted(p for p in (SOURCE / "domains").glob("*/*") if (p / "__init__.py").exists())
)
def test_a_slice_is_small(slice_: Path) -> None:
    assert sum(lines(path) for path in slice_.rglob("*.py") if "migrations" not in path.parts) <= SLICE
