# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash disable=SC2154,SC2034
# Debian's kernel and busybox for the architecture that machine_load has read,
# and the initrd of initrd.sh. They are fetched with apt-get into the build
# folder and unpacked there, not installed. To be sourced.

linux_here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# linux_file FOLDER PATTERN: the first file below FOLDER with that path. A fetch
# that is under way unpacks into a folder of its own there, which does not match.
linux_file()
{
	find "$1" -path "$1/$2" -type f 2>/dev/null | sort | head -n 1
}

# linux_part FOLDER PACKAGE PATTERN: prints the first file of the package that
# matches, and fetches the package where there is none yet. Of two processes
# that need it, one fetches it and the other one waits.
linux_part()
{
	local file lock

	mkdir -p "$1" && exec {lock}>"$1/lock" && flock "$lock" || return
	file=$(linux_file "$1" "$3")
	if [[ ! $file ]]; then
		"$linux_here/../../tools/fetch-deb.sh" "$arch_debian" "$1" \
			"$2" >&2 {lock}>&- || return
		file=$(linux_file "$1" "$3")
	fi
	exec {lock}>&-
	[[ $file ]] && printf '%s\n' "$file"
}

# linux_kernel BUILD: sets $linux_kernel, Debian's kernel for this architecture,
# and $linux_modules, the folder of its modules.
linux_kernel()
{
	local folder=$1/linux-$arch

	linux_kernel=$(linux_part "$folder" "$arch_linux_package" \
		'boot/vmlinuz-*') || return
	linux_modules=$folder/lib/modules/${linux_kernel##*/vmlinuz-}
}

# linux_initrd BUILD OUTPUT [MODULES]: the host program is only for this
# machine's own architecture.
linux_initrd()
{
	local busybox efivarfs memblock=''

	busybox=$(linux_part "$1/busybox-$arch" busybox-static \
		bin/busybox) || return
	efivarfs=$(find "${3:-/nonexistent}" -name efivarfs.ko 2>/dev/null)
	[[ $arch != "$(uname -m)" || ! -x $1/host/memblock ]] ||
		memblock=$1/host/memblock
	"$linux_here/initrd.sh" "$busybox" "$efivarfs" "$memblock" "$2"
}
