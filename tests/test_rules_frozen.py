"""The released rules are what the slices declare, and a running site needs no compiler to run them."""

import subprocess
import sys
from pathlib import Path

from changai.engines.rules.compiler import differences
from changai.engines.rules.frozen import load
from changai.site.compiling import compiled, directory

ROOT = Path(__file__).resolve().parents[1]


def test_compiling_again_gives_no_difference() -> None:
    assert differences(compiled(), directory()) == []


def test_every_indicator_names_a_source_a_unit_and_what_it_measures() -> None:
    for rule in load(directory()).values():
        assert rule.sources, rule.key
        if rule.kind == "indicator":
            assert rule.unit in ("人", "户")
            assert rule.measure in ("count", "ratio", "distribution")


def test_a_running_site_imports_neither_ibis_nor_sqlglot() -> None:
    script = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "changai.site.settings_test"
for name in ("ibis", "sqlglot", "pyarrow", "pandas"):
    sys.modules[name] = None
import django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
import changai.kernel.facts.derive, changai.kernel.facts.snapshot, changai.domains.workforce.structure.queries
from changai.kernel.facts.session import rules
assert rules()
assert not [name for name in sys.modules if name.startswith(("ibis.", "sqlglot."))]
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT / "src")
    assert done.returncode == 0, done.stderr
