#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# need.sh PACKAGE...: installs those of the named Debian packages that are
# missing, and says so. Without apt-get it names them and stops.
set -eu

have() {
	[ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

if ! command -v dpkg-query >/dev/null 2>&1; then
	# Not Debian: whoever has the tools may go on without packages.
	[ -n "${MEMBLOCK_DEPS_OK-}" ] && exit 0
	echo "need.sh: this needs the programs of these Debian packages: $*" >&2
	echo "need.sh: install your system's equivalents, then set MEMBLOCK_DEPS_OK=1" >&2
	exit 1
fi

missing=
for p; do
	have "$p" || missing="$missing $p"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
	echo "need.sh: apt-get is not here; please install:$missing" >&2
	exit 1
fi
root=
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null 2>&1 || {
		echo "need.sh: no sudo; as root, run: apt-get install$missing" >&2
		exit 1
	}
	root=sudo
fi

echo "need.sh: installing with apt-get:$missing" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086
install() {
	# Somebody else's apt-get may be at work: wait for it.
	$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
		-o DPkg::Lock::Timeout=120 --no-install-recommends \
		$missing >"$log" 2>&1
}
# The package lists may be absent or too old: then update and try once more.
install || { $root apt-get update -q >"$log" 2>&1 && install; } || {
	cat "$log" >&2
	echo "need.sh: apt-get could not install (no network?):$missing" >&2
	exit 1
}
