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
mkdir -p "$1/lists/partial" "$1/archives/partial"
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

# The archive that this system uses, in the releases that have new kernels.
mirror=$(grep -hoE 'https?://[^] ]*/debian/?( |$)' /etc/apt/sources.list \
	/etc/apt/sources.list.d/* 2>/dev/null | head -n 1 | tr -d ' ')
[ -n "$mirror" ] ||
	stop "no Debian archive in /etc/apt/sources.list; add one to it"
keys=/usr/share/keyrings/debian-archive-keyring.gpg
[ -r "$keys" ] || stop "needs the package debian-archive-keyring"
for suite in sid experimental; do
	echo "deb [signed-by=$keys] $mirror $suite main"
done >sources.list
: >status
cat >apt.conf <<CONF
Dir::Etc::sourcelist "$dir/sources.list";
Dir::Etc::sourceparts "-";
Dir::State "$dir";
Dir::State::status "$dir/status";
Dir::Cache "$dir";
APT::Sandbox::User "root";
Acquire::Languages "none";
CONF
export APT_CONFIG="$dir/apt.conf"

apt-get -q update >&2 || stop "apt-get update failed (no network?)"
package=$(apt-cache pkgnames linux-source-7 | sort -V | tail -n 1)
[ -n "$package" ] || stop "$mirror has no linux-source-7*"
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
