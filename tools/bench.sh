#!/bin/sh
# Run every benchmark, each in a process of its own; go on after a failure and say so at the end.
set -u
cd "$(dirname "$0")/.."
failed=
for script in benchmarks/[!_]*.py; do
    [ -e "$script" ] || continue
    echo "== $script"
    .venv/bin/python "$script" || failed="$failed $script"
done
[ -z "$failed" ] || { echo "make bench: FAILED:$failed"; exit 1; }
