"""Whether the hash-pinned locks still answer to pyproject.toml, without asking any index.

Every direct dependency must be locked at a version that its bounds allow, every locked package must carry
hashes, and both locks must agree. `tools/lock.sh` writes them anew.
"""

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")


def pins(path: Path) -> dict[str, tuple[str, bool]]:
    """Package → (version, whether it carries a hash)."""
    found: dict[str, tuple[str, bool]] = {}
    name = ""
    for line in path.read_text().splitlines():
        match = PIN.match(line)
        if match:
            name = canonicalize_name(match[1])
            found[name] = (match[2], False)
        if "--hash=sha256:" in line and name:
            found[name] = (found[name][0], True)
    return found


def problems(root: Path) -> list[str]:
    """What is wrong with the locks; empty when they are fresh."""
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    run, dev = pins(root / "requirements.lock"), pins(root / "requirements-dev.lock")
    wanted = [(one, run, "requirements.lock") for one in project["dependencies"]]
    for extra in project["optional-dependencies"].values():
        wanted += [(one, dev, "requirements-dev.lock") for one in extra]
    found = []
    for text, lock, where in wanted:
        need = Requirement(text)
        version, _ = lock.get(canonicalize_name(need.name), ("", False))
        if not version:
            found.append(f"{need.name} is not in {where}")
        elif version not in need.specifier:
            found.append(f"{where} has {need.name} {version}, pyproject.toml asks for {need.specifier}")
    for lock, where in ((run, "requirements.lock"), (dev, "requirements-dev.lock")):
        found += [f"{name} has no hash in {where}" for name, (_, hashed) in lock.items() if not hashed]
    found += [
        f"{name} is {version} in requirements.lock and {dev.get(name, ('absent',))[0]} in requirements-dev.lock"
        for name, (version, _) in run.items()
        if dev.get(name, ("absent",))[0] != version
    ]
    return found


if __name__ == "__main__":
    wrong = problems(ROOT)
    for line in wrong:
        print(line)
    if wrong:
        print("Run tools/lock.sh.")
    sys.exit(bool(wrong))
