#!/bin/sh
# Set up the program in .venv; with "dev" also what tests and checks need. A second run is instant.
set -eu
cd "$(dirname "$0")/.."

kind=${1:-run}
lock=requirements.lock
[ "$kind" = dev ] && lock=requirements-dev.lock
stamp=.venv/.ready-$kind
print=$(cat "$lock" pyproject.toml tools/setup.sh | sha256sum | cut -d' ' -f1)
[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$print" ] && exit 0

python=
for one in python3.11 python3; do
    if command -v "$one" >/dev/null && "$one" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))'; then
        python=$one
        break
    fi
done
if [ -z "$python" ]; then
    echo "setup: Python 3.11 is needed and was not found. On Debian 12: apt-get install python3 python3-venv" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip' 2>/dev/null && [ ! -x .venv/bin/pip ]; then
    tools/need.sh python3-venv "to make a virtual environment"
fi
# A folder without a working pip was interrupted half-way: start it anew.
.venv/bin/python -m pip --version >/dev/null 2>&1 || { echo "setup: making .venv"; "$python" -m venv --clear .venv; }

echo "setup: installing pinned dependencies ($lock)"
.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$lock"
.venv/bin/python -m pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
if [ "$kind" = run ]; then
    echo "setup: collecting static files"
    .venv/bin/changai manage collectstatic --no-input --verbosity 0
fi
echo "$print" >"$stamp"
