#!/bin/sh
# Everything that must hold: checks, the suite on SQLite, the same on PostgreSQL, and a real browser.
# Stops what it started, however it ends, and says in its last line how it went.
set -u
cd "$(dirname "$0")/.."

missing=
command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
command -v chromium >/dev/null || missing="$missing chromium"
fc-list :lang=zh 2>/dev/null | grep -q . || missing="$missing fontconfig fonts-noto-cjk"
if [ -n "$missing" ]; then
    tools/need.sh "$missing" "the suite also runs on PostgreSQL and in a real browser with Chinese type" || exit 1
fi

failed=
folder=$(mktemp -d)
finish() {
    tools/postgres.sh stop "$folder" 2>/dev/null || rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

step() { # step NAME COMMAND…: run it, remember when it failed
    name=$1
    shift
    echo
    echo "== $name"
    began=$(date +%s)
    "$@" </dev/null || failed="$failed [$name]"
    echo "== $name: $(($(date +%s) - began)) s"
}

pytest=".venv/bin/python -m pytest"
step "checks" tools/check.sh
step "suite on SQLite" $pytest -n auto -m "not browser"
step "browser" $pytest -m browser
if address=$(tools/postgres.sh start "$folder"); then
    step "suite on PostgreSQL" env CHANGAI_DATABASE_URL="$address" $pytest -n auto -m "not browser"
else
    failed="$failed [PostgreSQL did not start]"
fi

echo
if [ -n "$failed" ]; then
    echo "make test: FAILED:$failed"
    exit 1
fi
echo "make test: all passed (checks, SQLite, browser, PostgreSQL)"
