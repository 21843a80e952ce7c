#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# newer-firmware.sh DIR SUITE...: downloads the UEFI firmware for QEMU of other
# Debian suites, such as trixie or sid, and unpacks it in DIR/SUITE, which then
# has usr/share/OVMF and usr/share/AAVMF. Prints these folders. One that is
# there already is used again. The system and the repository do not change.
set -eu

stop() {
	echo "newer-firmware.sh: $*" >&2
	exit 1
}

[ $# -ge 2 ] || stop "usage: newer-firmware.sh DIR SUITE..."
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tools/apt-apart.sh
. "$here/apt-apart.sh"
mkdir -p "$1"
dir=$(cd "$1" && pwd)
shift
apt=
trap '[ -z "$apt" ] || rm -rf "$apt"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Newer suites have the files of ovmf in ovmf-generic. All of these packages are
# for every architecture; those that a suite does not have are left out.
packages='ovmf ovmf-generic ovmf-ia32 qemu-efi-aarch64 u-boot-qemu'

# fetch SUITE: a failure leaves nothing that looks complete.
fetch() {
	apt=$(mktemp -d "$dir/apt.XXXXXX")
	apt_apart "$apt" amd64
	why=$(apt_suites "$apt" "$1") || stop "$why"
	apt-get -q update >&2 || stop "apt-get update failed (no network?)"
	mkdir "$apt/root"
	for package in $packages; do
		apt-cache policy "$package" | grep -q 'Candidate: [^(]' ||
			continue
		(cd "$apt" && apt-get -q download "$package") >&2 ||
			stop "cannot download $package of $1"
	done
	for deb in "$apt"/*.deb; do
		[ -e "$deb" ] || stop "$1 has no UEFI firmware for QEMU"
		dpkg-deb -x "$deb" "$apt/root"
	done
	mv "$apt/root" "$dir/$1"
	rm -rf "$apt"
}

command -v apt-get >/dev/null || stop "there is no apt-get here"
for suite; do
	[ -d "$dir/$suite" ] || fetch "$suite"
	echo "$dir/$suite"
done
