#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# fetch-deb.sh ARCH FOLDER PACKAGE...: downloads Debian packages of another
# architecture and unpacks them into FOLDER, for packages that cannot be
# installed beside the machine's own (gnu-efi is not multi-arch). For a
# metapackage such as linux-image-cloud-amd64 it takes the package that it
# depends on, and in newer suites the kernel and the modules that are packages
# of their own there. apt uses the archives of this system, and keeps its lists and
# downloads in FOLDER; nothing else changes. With SUITE=NAME in the environment
# it takes the packages of that suite of the Debian archive.
set -eu

stop() {
	echo "fetch-deb.sh: $*" >&2
	exit 1
}

[ $# -ge 3 ] || stop "usage: fetch-deb.sh ARCH FOLDER PACKAGE..."
command -v apt-get >/dev/null || stop "there is no apt-get here"
here=$(cd "$(dirname "$0")" && pwd)
arch=$1
mkdir -p "$2"
dir=$(cd "$2" && pwd)
shift 2

# A failure leaves nothing that looks complete.
apt=$(mktemp -d "$dir/apt.XXXXXX")
trap 'rm -rf "$apt"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
# shellcheck source=tools/apt-apart.sh
. "$here/apt-apart.sh"
apt_apart "$apt" "$arch"
if [ -n "${SUITE-}" ]; then
	why=$(apt_suites "$apt" "$SUITE") || stop "$why"
fi
mkdir "$apt/root"

# needs PACKAGE KIND: the packages linux-KIND-VERSION that it depends on.
needs() {
	apt-cache depends "$1" |
		sed -n "s/^ *Depends: \\(linux-$2-[0-9][^ ]*\\)\$/\\1/p"
}

# meant PACKAGE: the kernel that a metapackage depends on, or PACKAGE itself.
meant() {
	case $1 in
	linux-image-*)
		image=$(needs "$1" image)
		[ -z "$image" ] || {
			echo "$image"
			needs "$image" binary
			needs "$image" modules
		}
		;;
	*)
		echo "$1"
		;;
	esac
}

apt-get -q update >&2 || stop "apt-get update failed (no network?)"
for package; do
	names=$(meant "$package")
	[ -n "$names" ] || stop "there is no $package for $arch"
	for name in $names; do
		(cd "$apt" && apt-get -q download "$name") >&2 ||
			stop "cannot download $name for $arch"
	done
done
for deb in "$apt"/*.deb; do
	dpkg-deb -x "$deb" "$apt/root"
done
cp -a "$apt/root/." "$dir"
