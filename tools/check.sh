#!/bin/sh
# What can be said without running the program: format, lint, types, contracts, migrations, locks, frozen rules.
set -u
cd "$(dirname "$0")/.."

failed=
one() { # one NAME COMMAND…: quiet when it holds, its words when it does not
    name=$1
    shift
    if words=$("$@" 2>&1); then
        echo "ok   $name"
    else
        echo "$words"
        echo "FAIL $name"
        failed="$failed [$name]"
    fi
}

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export CHANGAI_HOME="$home"

one "format" .venv/bin/ruff format --check -q .
one "lint" .venv/bin/ruff check -q .
one "types" .venv/bin/mypy --no-error-summary
one "import contracts" .venv/bin/lint-imports
one "migrations" .venv/bin/changai manage makemigrations --check --dry-run
one "settings" .venv/bin/changai manage check --fail-level WARNING
one "locks" .venv/bin/python tools/locks.py
one "frozen rules" .venv/bin/python -m changai.site.compiling --check

if [ -n "$failed" ]; then
    echo "make check: FAILED:$failed"
    exit 1
fi
echo "make check: all passed"
