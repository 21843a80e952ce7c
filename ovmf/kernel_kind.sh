# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash
# Tells kernels from other files, by what they begin with. To be sourced.

# not_a_kernel: why the file that is read, up to its first 32768 bytes, is not one
# that memblock.efi boots; nothing for one that may be.
not_a_kernel()
{
	local hex

	hex=$(head -c 32768 | od -An -v -tx1 | tr -d ' \n')
	# bzImage, arm64 Image, and the magic numbers of Multiboot.
	[[ ${hex:1028:8} != 48647253 && ${hex:112:8} != 41524d64 &&
		$hex != *02b0ad1b* && $hex != *d65052e8* ]] || return 0
	case $hex in
	7f454c46* | 4d5a*) ;;
	'') echo 'it is empty' ;;
	28b52ffd*) echo 'it is compressed with zstd; unpack it with zstd -d' ;;
	fd377a585a*) echo 'it is compressed with xz; unpack it with xz -d' ;;
	425a68*) echo 'it is compressed with bzip2; unpack it with bzip2 -d' ;;
	04224d18* | 02214c18*)
		echo 'it is compressed with lz4; unpack it with lz4 -d' ;;
	30373037* | c771*) echo 'it is a cpio archive, such as an initrd' ;;
	d00dfeed*) echo 'it is a device tree or an image of U-Boot' ;;
	27051956*) echo 'it is an image of U-Boot' ;;
	2321*) echo 'it is a script' ;;
	cafebabe* | cffaedfe*) echo 'it is a Mach-O file; link it as ELF' ;;
	*) echo "it begins with the bytes ${hex:0:8}; a kernel is an ELF file," \
		'a bzImage, an EFI application, has a Multiboot header, or is' \
		'one of these, compressed with gzip' ;;
	esac
}

# kernel_fault FILE: the same for a file, and for what gzip has compressed in it.
kernel_fault()
{
	if [[ $(head -c 3 "$1" | od -An -tx1) = ' 1f 8b 08' ]]; then
		if ! gzip -dc "$1" >/dev/null 2>&1; then
			echo 'gzip cannot unpack it'
			return
		fi
		gzip -dc "$1" 2>/dev/null | not_a_kernel
	else
		not_a_kernel <"$1"
	fi
}
