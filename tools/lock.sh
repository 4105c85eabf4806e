#!/bin/sh
# Write the hash-pinned locks from pyproject.toml. Run it after changing a dependency.
set -eu
cd "$(dirname "$0")/.."
UV=.venv/bin/uv
$UV pip compile -q --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
    pyproject.toml tools/build.in -o requirements.lock "$@"
$UV pip compile -q --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
    --extra dev -c requirements.lock pyproject.toml tools/build.in -o requirements-dev.lock "$@"
