#!/bin/sh
# need.sh "PACKAGES" REASON: install Debian packages when we may, else say what to install.
set -eu
packages=$1
reason=$2
echo "setup: installing from Debian: $packages ($reason)"
if [ "$(id -u)" = 0 ]; then
    as=
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as=sudo
else
    echo "setup: not allowed to install packages. As root run: apt-get install $packages" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086  # several packages, apart
$as apt-get install -y -q --no-install-recommends $packages </dev/null >/dev/null 2>&1 || {
    $as apt-get update -q </dev/null >/dev/null
    $as apt-get install -y -q --no-install-recommends $packages </dev/null >/dev/null
}
