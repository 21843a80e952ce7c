# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash disable=SC2154,SC2034
# Debian's kernel and busybox for the architecture that machine_load has read,
# and the initrd of initrd.sh. They are fetched with apt-get into the build
# folder and unpacked there, not installed. To be sourced.

linux_here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# linux_file FOLDER PATTERN...: the first file below FOLDER with such a path. A
# fetch that is under way unpacks into a folder of its own there, which does not
# match.
linux_file()
{
	local pattern

	for pattern in "${@:2}"; do
		find "$1" -path "$1/$pattern" -type f 2>/dev/null | sort
	done | head -n 1
}

# linux_part FOLDER SUITE PACKAGE PATTERN...: prints the first file of the package
# that matches, and fetches the package where there is none yet, from this system's
# archives or from SUITE. Of two processes that need it, one fetches it and the
# other one waits.
linux_part()
{
	local file lock

	mkdir -p "$1" && exec {lock}>"$1/lock" && flock "$lock" || return
	file=$(linux_file "$1" "${@:4}")
	if [[ ! $file ]]; then
		SUITE=$2 "$linux_here/../../tools/fetch-deb.sh" "$arch_debian" \
			"$1" "$3" >&2 {lock}>&- || return
		file=$(linux_file "$1" "${@:4}")
	fi
	exec {lock}>&-
	[[ $file ]] && printf '%s\n' "$file"
}

# linux_kernel BUILD [SUITE]: sets $linux_kernel, Debian's kernel for this
# architecture, of SUITE if that is given, and $linux_modules, the folder of its
# modules. Newer suites have both in one folder.
linux_kernel()
{
	local folder=$1/linux-$arch${2:+-$2}

	linux_kernel=$(linux_part "$folder" "${2-}" "$arch_linux_package" \
		'boot/vmlinuz-*' 'usr/lib/modules/*/vmlinuz') || return
	linux_modules=$folder/lib/modules/${linux_kernel##*/vmlinuz-}
	[[ $linux_kernel != */vmlinuz ]] || linux_modules=${linux_kernel%/*}
}

# linux_initrd BUILD OUTPUT [MODULES]: the host program is only for this
# machine's own architecture.
linux_initrd()
{
	local busybox efivarfs memblock=''

	busybox=$(linux_part "$1/busybox-$arch" '' busybox-static \
		bin/busybox) || return
	efivarfs=$(find "${3:-/nonexistent}" -name 'efivarfs.ko*' 2>/dev/null)
	[[ $arch != "$(uname -m)" || ! -x $1/host/memblock ]] ||
		memblock=$1/host/memblock
	"$linux_here/initrd.sh" "$busybox" "$efivarfs" "$memblock" "$2"
}
