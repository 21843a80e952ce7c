# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash disable=SC2154,SC2034
# Debian's kernel and busybox for the architecture that machine_load has read,
# and the initrd of initrd.sh. They are fetched with apt-get into the build
# folder and unpacked there, not installed. To be sourced.

linux_here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# linux_part FOLDER PACKAGE PATTERN: prints the first file of the package that
# matches, and fetches the package where there is none yet.
linux_part()
{
	local file

	file=$(find "$1" -path "$3" -type f 2>/dev/null | head -n 1)
	if [[ ! $file ]]; then
		"$linux_here/../../tools/fetch-deb.sh" "$arch_debian" "$1" \
			"$2" >&2 || return
		file=$(find "$1" -path "$3" -type f | head -n 1)
	fi
	[[ $file ]] && printf '%s\n' "$file"
}

# linux_kernel BUILD: sets $linux_kernel, Debian's kernel for this architecture,
# and $linux_modules, the folder of its modules.
linux_kernel()
{
	local folder=$1/linux-$arch

	linux_kernel=$(linux_part "$folder" "$arch_linux_package" \
		'*/boot/vmlinuz-*') || return
	linux_modules=$folder/lib/modules/${linux_kernel##*/vmlinuz-}
}

# linux_initrd BUILD OUTPUT [MODULES]: the host program is only for this
# machine's own architecture.
linux_initrd()
{
	local busybox efivarfs memblock=''

	busybox=$(linux_part "$1/busybox-$arch" busybox-static \
		'*/bin/busybox') || return
	efivarfs=$(find "${3:-/nonexistent}" -name efivarfs.ko 2>/dev/null)
	[[ $arch != "$(uname -m)" || ! -x $1/host/memblock ]] ||
		memblock=$1/host/memblock
	"$linux_here/initrd.sh" "$busybox" "$efivarfs" "$memblock" "$2"
}
