#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# need.sh PACKAGE...: installs the named Debian packages that are missing, and
# shows what apt-get does. Exit status 1 when they cannot be installed.
# need.sh -n PACKAGE...: installs nothing; names the missing packages, and then
# exits with status 1.
set -eu

only_name=
[ "${1-}" != -n ] || { only_name=yes; shift; }

say() { echo "need.sh: $*" >&2; }

installed() {
	[ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

if ! command -v dpkg-query >/dev/null 2>&1; then
	# Not Debian: the compiler says what it lacks.
	[ -z "$only_name" ] && [ -z "${MEMBLOCK_DEPS_OK-}" ] || exit 0
	say "this needs the programs of these Debian packages: $*"
	say "install your system's equivalents, then set MEMBLOCK_DEPS_OK=1"
	exit 1
fi

missing=
for package; do
	installed "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ -n "$only_name" ]; then
	say "missing Debian packages:$missing"
	say "\`make deps\` installs these and what all other targets need"
	exit 1
fi
if ! command -v apt-get >/dev/null 2>&1; then
	say "there is no apt-get; please install:$missing"
	exit 1
fi
root=
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null 2>&1 || {
		say "there is no sudo; as root, run: apt-get install$missing"
		exit 1
	}
	root=sudo
fi

# A terminal gets apt's progress bars, a log gets lines.
quiet=
[ -t 2 ] || quiet=-q

# apt_get WORD...: waits for any other apt-get that is at work.
apt_get() {
	$root env DEBIAN_FRONTEND=noninteractive apt-get $quiet \
		-o DPkg::Lock::Timeout=120 "$@" >&2
}

# shellcheck disable=SC2086 # words
install() { apt_get install -y --no-install-recommends $missing; }

say "installing with apt-get:$missing"
# The package lists may be absent or too old.
# shellcheck disable=SC2086
if ! apt-cache show $missing >/dev/null 2>&1; then
	apt_get update && install
else
	install || { apt_get update && install; }
fi || {
	say "apt-get could not install:$missing"
	exit 1
}
