#!/bin/sh
# postgres.sh start DIR | stop DIR: a private PostgreSQL in DIR, on a free port of this machine only.
# "start" prints its address. The server never runs as root: root hands over to the user postgres.
set -eu
verb=$1
dir=$2
data=$dir/data

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb)")

as_owner() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

case $verb in
start)
    [ "$(id -u)" = 0 ] && chown postgres "$dir"
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    secret=$(python3 -c 'import secrets; print(secrets.token_hex(16))')
    cd "$dir"
    umask 077
    printf '%s\n' "$secret" >"$dir/secret"
    [ "$(id -u)" = 0 ] && chown postgres "$dir/secret"
    as_owner "$bin/initdb" -D "$data" -U changai --auth=scram-sha-256 --pwfile="$dir/secret" \
        -E UTF8 --no-locale --no-sync >/dev/null
    # Durability is of no use to a cluster that lives for one test run.
    as_owner "$bin/pg_ctl" -D "$data" -w -t 60 -l "$dir/log" -o \
        "-h 127.0.0.1 -p $port -k '' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=50" \
        start >/dev/null || { tail -n 20 "$dir/log" >&2; exit 1; }
    echo "postgres://changai:$secret@127.0.0.1:$port/postgres"
    ;;
stop)
    cd /
    [ -f "$data/postmaster.pid" ] && as_owner "$bin/pg_ctl" -D "$data" -w -m immediate stop >/dev/null
    rm -rf "$dir"
    ;;
esac
