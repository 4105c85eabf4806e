"""Compiling every slice's rules: `python -m changai.site.compiling [--check]`. Needs Ibis, not Django.

A running site never imports this module, nor the slices' rules; it reads the frozen text.
"""

import importlib
import importlib.util
import pkgutil
import sys
from pathlib import Path

import changai.domains
import changai.kernel.facts.tables  # publishes the tables that every rule may use
from changai.engines.codes import catalog
from changai.engines.rules.compiler import compile_all, differences, write
from changai.engines.rules.declare import rulebook
from changai.engines.rules.tables import published


def compiled() -> dict[str, str]:
    """Every frozen file by name, from the slices' facts and rules as they stand."""
    for name in ("facts", "rules"):
        for module in _modules(name):
            importlib.import_module(module)
    return compile_all(rulebook.rules.values(), published())


def _modules(name: str) -> list[str]:
    """The slices' modules of a name. Nothing below a slice is imported on the way: actions need Django."""
    slices = [
        f"changai.domains.{wing.name}.{slice_.name}"
        for wing in pkgutil.iter_modules(changai.domains.__path__)
        for slice_ in pkgutil.iter_modules([f"{changai.domains.__path__[0]}/{wing.name}"])
        if slice_.ispkg
    ]
    return [f"{each}.{name}" for each in sorted(slices) if importlib.util.find_spec(f"{each}.{name}")]


def directory() -> Path:
    """Where frozen rules are kept."""
    return catalog.root() / "rules"


def main(arguments: list[str]) -> int:
    """Write the files, or with --check only say which differ."""
    files = compiled()
    changed = differences(files, directory())
    if "--check" not in arguments:
        write(files, directory())
    for name in changed:
        print(name)
    return 1 if changed and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
