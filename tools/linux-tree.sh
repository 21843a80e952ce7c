#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# linux-tree.sh DIR: downloads the parts of a Linux 7.x source tree that memblock
# and its tests need, and prints its folder. It comes from Debian's newest
# linux-source-7*. apt keeps its lists and downloads in DIR, so that no other
# file of the system or the repository changes. A tree that is there already is
# used again. Linux is GPL-2.0 and stays in DIR.
set -eu

stop() {
	echo "linux-tree.sh: $*" >&2
	echo "linux-tree.sh: give a tree of your own: make conformance LINUX=/path/to/linux-7.x" >&2
	exit 1
}

[ $# = 1 ] || stop "usage: linux-tree.sh DIR"
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
cd "$1"
dir=$(pwd)

newest() {
	for tree in linux-source-7*/; do
		[ -d "$tree/tools/testing/memblock" ] && echo "${tree%/}"
	done | sort -V | tail -n 1
}

tree=$(newest)
[ -z "$tree" ] || { echo "$dir/$tree"; exit 0; }
command -v apt-get >/dev/null || stop "there is no apt-get here"

# Suites that have new kernels.
# shellcheck source=tools/apt-apart.sh
. "$here/apt-apart.sh"
apt_apart "$dir" "$(dpkg --print-architecture)"
why=$(apt_suites "$dir" sid experimental) || stop "$why"

apt-get -q update >&2 || stop "apt-get update failed (no network?)"
package=$(apt-cache pkgnames linux-source-7 | sort -V | tail -n 1)
[ -n "$package" ] || stop "Debian has no linux-source-7*"
echo "linux-tree.sh: downloading $package (about 170 MB)" >&2
apt-get -q download "$package" >&2 || stop "cannot download $package"

# Only what is compiled: the whole tree has 1.5 GB.
dpkg-deb --fsys-tarfile "$package"_*.deb | tar -xO --wildcards '*.tar.xz' |
	tar -xJ --wildcards "$package/mm/*" "$package/include/*" \
		"$package/lib/*" "$package/arch/x86/include/*" \
		"$package/tools/include/*" "$package/tools/lib/*" \
		"$package/tools/arch/*" "$package/tools/testing/memblock/*" \
		"$package/tools/testing/radix-tree/*" \
		"$package/tools/testing/shared/*" \
		"$package/tools/testing/selftests/kselftest.h"
rm -f "$package"_*.deb
tree=$(newest)
[ -n "$tree" ] || stop "$package holds no memblock tests"
echo "$dir/$tree"
