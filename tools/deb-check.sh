#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# deb-check.sh PACKAGE MAP: installs the package in a minimal Debian 12, which
# mmdebstrap makes in a temporary folder, runs the program on a map, purges the
# package, and fails where files of it remain. Some minutes.
set -eu -o pipefail

deb=$(realpath "$1") map=$(realpath "$2")
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

mkdir "$dir/in"
cp "$deb" "$dir/in/package.deb"
cp "$map" "$dir/in/map"
cat >"$dir/in/inside.sh" <<'END'
set -eu
export DEBIAN_FRONTEND=noninteractive
cd /tmp/in
files() { find / -xdev \( -path /proc -o -path /sys -o -path /dev -o \
	-path /tmp -o -path /var \) -prune -o -print | sort; }
files >before
apt-get install -qy --no-install-recommends ./package.deb >log 2>&1 ||
	{ cat log; exit 1; }
memblock version
memblock show map 2>/dev/null | grep '^Memory '
memblock lint map >findings 2>/dev/null || test $? = 1
memblock report -o page.html map 2>/dev/null
test -s findings -a -s page.html
dpkg --verify memblock-efi
apt-get purge -qy memblock-efi >>log 2>&1
apt-get autoremove -qy --purge >>log 2>&1
files >after
# Debian's own: the cache of the dynamic linker is made again.
diff before after
echo 'deb-check: installed, run and removed without a rest'
END
mmdebstrap --quiet --variant=minbase \
	--customize-hook="copy-in '$dir/in' /tmp" \
	--customize-hook='chroot "$1" sh /tmp/in/inside.sh >&2' \
	bookworm /dev/null
