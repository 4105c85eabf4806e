"""The import contracts hold, and each one fails on a planted violation."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLOORS = "Floors: imports run downward only"
ENGINES = "Engines are pure Python: no Django"
COMPILER = "Rules are frozen: only rules and their compiler know Ibis"
SLICES = "Slices: other wings by the public door only, files by their anatomy"
WORKFORCE = "Workforce: roster and structure stand on the slices that hold facts"

# Where a line is planted, the line, the contract that must break.
PLANTS = [
    ("kernel/audit/planted.py", "from changai.domains.workforce.people import models", FLOORS),
    ("kernel/audit/planted.py", "import changai.site.settings", FLOORS),
    ("domains/workforce/people/queries.py", "import changai.site.settings", FLOORS),
    ("engines/codes/planted.py", "from changai.kernel.places import models", FLOORS),
    ("engines/codes/planted.py", "from django.conf import settings", ENGINES),
    ("kernel/facts/planted.py", "import ibis", COMPILER),
    ("site/planted.py", "import sqlglot", COMPILER),
    ("domains/voice/unions/queries.py", "from changai.domains.workforce.people import models", SLICES),
    ("domains/workforce/people/queries.py", "from changai.domains.voice.unions import queries", SLICES),
    ("domains/workforce/people/models.py", "from changai.domains.workforce.people import queries", SLICES),
    ("domains/workforce/structure/rules.py", "from changai.domains.workforce.people import models", SLICES),
    ("domains/workforce/structure/rules.py", "from django.db import models", SLICES),
    ("kernel/facts/planted.py", "from changai.domains.workforce.people import screens", SLICES),
    ("domains/workforce/employment/queries.py", "from changai.domains.workforce.people import views", SLICES),
    ("domains/workforce/people/queries.py", "import changai.domains.workforce.roster", WORKFORCE),
    ("domains/workforce/people/actions.py", "from changai.domains.workforce.people import screens", SLICES),
    ("domains/workforce/strays/__init__.py", "", WORKFORCE),
]
ALLOWED = [
    ("domains/voice/unions/actions.py", "from changai.domains.workforce.people import actions, queries"),
    ("site/planted.py", "from changai.domains.workforce.people import queries, screens, views"),
]


def lint(root: Path) -> str:
    """What import-linter says of a tree."""
    done = subprocess.run(
        [
            str(Path(sys.executable).with_name("lint-imports")),
            "--no-cache",
            "--config",
            str(ROOT / ".importlinter"),
        ],
        cwd=root,
        env={**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts: " in done.stdout, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The production tree with another wing beside workforce, and the files that plants go into."""
    root = tmp_path_factory.mktemp("tree")
    ignore = shutil.ignore_patterns("tests", "migrations", "static", "templates", "__pycache__")
    package = root / "src" / "changai"
    shutil.copytree(ROOT / "src" / "changai", package, ignore=ignore)
    wing = package / "domains" / "voice"
    (wing / "unions").mkdir(parents=True)
    for path in (wing / "__init__.py", wing / "unions" / "__init__.py", wing / "unions" / "queries.py"):
        path.touch()
    for name in ("queries", "actions", "screens", "views"):
        path = package / "domains" / "workforce" / "people" / f"{name}.py"
        path.touch()
    return root


def test_the_tree_keeps_every_contract() -> None:
    assert "0 broken" in lint(ROOT)


def test_the_copy_keeps_every_contract(copy: Path) -> None:
    """Otherwise a planted violation would prove nothing."""
    assert "0 broken" in lint(copy)


@pytest.mark.parametrize(("where", "line", "contract"), PLANTS)
def test_a_planted_violation_breaks_its_contract(copy: Path, where: str, line: str, contract: str) -> None:
    path = copy / "src" / "changai" / where
    before = path.read_text() if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{before or ''}\n{line}\n")
    try:
        assert f"{contract} BROKEN" in lint(copy)
    finally:
        path.unlink() if before is None else path.write_text(before)


@pytest.mark.parametrize(("where", "line"), ALLOWED)
def test_what_may_be_imported_keeps_them(copy: Path, where: str, line: str) -> None:
    path = copy / "src" / "changai" / where
    before = path.read_text() if path.exists() else None
    path.write_text(f"{before or ''}\n{line}\n")
    try:
        assert "0 broken" in lint(copy)
    finally:
        path.unlink() if before is None else path.write_text(before)
