#!/bin/sh
# Set up the program in .venv; with "dev" also what tests and checks need. A second run is instant.
set -eu
cd "$(dirname "$0")/.."

kind=${1:-run}
print() { # print KIND: the fingerprint of what a set-up of this kind installs
    [ "$1" = dev ] && lock=requirements-dev.lock || lock=requirements.lock
    cat "$lock" pyproject.toml tools/setup.sh | sha256sum | cut -d' ' -f1
}
ready() { # ready KIND: whether it was set up as it is now
    [ -f ".venv/.ready-$1" ] && [ "$(cat ".venv/.ready-$1")" = "$(print "$1")" ]
}
# What tests need includes what the program needs.
if ready "$kind" || ready dev; then exit 0; fi
[ "$kind" = dev ] && lock=requirements-dev.lock || lock=requirements.lock

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
echo "setup: collecting static files"
DJANGO_SETTINGS_MODULE=changai.site.settings .venv/bin/python -c '
import django
django.setup()
from changai.site.commands.prepare import ensure_static
ensure_static()'
print "$kind" >".venv/.ready-$kind"
