"""Anatomy: every folder is a package, slices have the same files, only actions write, imports make no circle."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "changai"
FILES = {"__init__", "models", "procedures", "actions", "queries", "facts", "rules", "screens", "views", "jobs",
         "portal"}  # fmt: skip
FOLDERS = {"tests", "migrations", "templates", "static"}
WRITERS = {"save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "delete"}
WRITING_FILES = {"actions.py", "jobs.py"}


def python_files(folder: Path = SOURCE) -> list[Path]:
    """Production files."""
    return [path for path in folder.rglob("*.py") if not {"tests", "migrations"} & set(path.parts)]


def slices() -> list[Path]:
    """Every slice's folder."""
    return sorted(path.parent for path in (SOURCE / "domains").glob("*/*/__init__.py"))


def test_every_folder_with_python_is_a_package() -> None:
    """A folder without __init__ is invisible to the import contracts."""
    bare = {path.parent for path in SOURCE.rglob("*.py")} | {
        folder for path in SOURCE.rglob("*.py") for folder in path.parents if SOURCE in folder.parents
    }
    assert [
        str(folder.relative_to(ROOT)) for folder in sorted(bare) if not (folder / "__init__.py").exists()
    ] == []


@pytest.mark.parametrize("folder", slices(), ids=lambda path: f"{path.parent.name}.{path.name}")
def test_a_slice_has_the_known_files_only(folder: Path) -> None:
    found = {path.stem for path in folder.glob("*.py")} - FILES
    # A file that outgrows its size becomes a package of the same name.
    folders = {path.name for path in folder.iterdir() if path.is_dir()} - FOLDERS - FILES - {"__pycache__"}
    assert (found, folders) == (set(), set())
    told = ast.get_docstring(ast.parse((folder / "__init__.py").read_text()))
    assert told
    assert "Documents:" in told, "the docstring names the slice's five nouns and its governing documents"


def test_only_actions_write() -> None:
    """Writers are actions: elsewhere in the domains no record is saved, made or deleted."""
    found = []
    for path in python_files(SOURCE / "domains"):
        if path.name in WRITING_FILES or path.parent.name == "actions":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _writes(node.func):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} {ast.unparse(node.func)}")
    assert found == []


def _writes(call: ast.Attribute) -> bool:
    """A writing call: `x.save()`, or a writing verb on a manager or queryset."""
    if call.attr in WRITERS:
        return call.attr == "save" or "objects" in ast.unparse(call.value)
    return call.attr == "update" and "objects" in ast.unparse(call.value)


def test_imports_stand_at_the_top() -> None:
    found = []
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                inner = [one for one in ast.walk(node) if isinstance(one, ast.Import | ast.ImportFrom)]
                found += [f"{path.relative_to(ROOT)}:{one.lineno}" for one in inner]
            if isinstance(node, ast.ImportFrom) and any(name.name == "*" for name in node.names):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} import *")
    # The settings of the test suite are the settings with a few things changed.
    assert [one for one in found if not one.startswith("src/changai/site/settings_test.py")] == []


def test_imports_make_no_circle() -> None:
    graph = grimp.build_graph("changai", exclude_type_checking_imports=True, cache_dir=None)
    inside = {name for name in graph.modules if name.startswith("changai")}
    arrows = {name: graph.find_modules_directly_imported_by(name) & inside for name in inside}
    while leaves := {name for name, to in arrows.items() if not to}:
        arrows = {name: to - leaves for name, to in arrows.items() if name not in leaves}
    while roots := set(arrows) - {name for to in arrows.values() for name in to}:
        arrows = {name: to for name, to in arrows.items() if name not in roots}
    assert arrows == {}


def test_public_things_say_what_they_are() -> None:
    """A docstring on every module, and on every public function and class at module level or in a class."""
    bare = []
    for path in python_files():
        tree = ast.parse(path.read_text())
        if not ast.get_docstring(tree):
            bare.append(str(path.relative_to(ROOT)))
        bare += [f"{path.relative_to(ROOT)}:{line} {name}" for name, line in _undocumented(tree)]
    assert bare == []


def _undocumented(tree: ast.Module | ast.ClassDef) -> list[tuple[str, int]]:
    found = []
    for node in tree.body:
        if not isinstance(
            node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
        ) or node.name.startswith("_"):
            continue
        if isinstance(node, ast.ClassDef) and node.name != "Meta":
            found += _undocumented(node)
        if node.name != "Meta" and not _declared_elsewhere(node) and not ast.get_docstring(node):
            found.append((node.name, node.lineno))
    return found


def _declared_elsewhere(node: ast.AST) -> bool:
    """An overridden or overloaded function says what it is where it is first declared."""
    decorators = {ast.unparse(one).split(".")[-1] for one in getattr(node, "decorator_list", [])}
    return bool(decorators & {"override", "overload", "setter"})


def test_the_site_runs_without_the_rule_compiler() -> None:
    """Rules are frozen SQL: neither ibis nor sqlglot is loaded by a running site or command."""
    code = (
        "import os, sys, tempfile; os.environ['CHANGAI_HOME'] = tempfile.mkdtemp();"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'changai.site.settings'; import django; django.setup();"
        "import importlib; importlib.import_module('changai.site.urls');"
        "importlib.import_module('changai.site.commands.derive');"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'ibis', 'sqlglot', 'pandas', 'pyarrow'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr


def test_every_verb_is_tried_by_a_test() -> None:
    """Each `@action` key stands in a test."""
    declared = set()
    for path in python_files():
        declared |= set(re.findall(r'@action\(\s*"([a-z_.]+)"', path.read_text()))
    for path in SOURCE.glob("domains/*/*/procedures.py"):
        own = "\n".join(test.read_text() for test in path.parent.glob("tests/*.py"))
        steps = re.findall(r'Step\(\s*"([a-z-]+)"', path.read_text())
        assert steps, f"no step found in {path}"
        assert [step for step in steps if f'"{step}"' not in own] == []
    tests = [*SOURCE.rglob("tests/*.py"), *(ROOT / "tests").glob("*.py")]
    written = "\n".join(path.read_text() for path in tests)
    assert declared, "no verb found: the pattern of this test is out of date"
    assert sorted(key for key in declared if f'"{key}"' not in written) == []


def test_the_map_names_every_package() -> None:
    page = (ROOT / "docs" / "map.md").read_text()
    assert len(page.splitlines()) <= 120, "the map is one page"
    packages = [path.parent for path in SOURCE.glob("*/*/__init__.py")] + slices()
    names = {path.name for path in packages if path.name not in {"tests", "migrations"}}
    assert sorted(name for name in names if f"`{name}`" not in page) == []
