# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash disable=SC2154,SC2034
# Loaders of Debian's cloud kernel, unmodified for the times. For the counts its
# copy ends the machine at its first instruction, whichever of its entries that
# is. To be sourced by boot.sh.

# shellcheck source=ovmf/linux/parts.sh
. "$here/../linux/parts.sh"

linux_loaders=(stub direct firmware floor systemd-boot grub)
linux_arguments='console=ttyS0 earlyprintk=ttyS0'

# number FILE OFFSET BYTES: prints a little-endian number.
number()
{
	od -An -v -tu"$3" -j "$2" -N "$3" "$1" | tr -d ' '
}

# The marker, then: mov $16, %al; out %al, $0xf4; hlt; jmp to hlt.
linux_stop='\x0f\x18\x84\x24\x62\x6e\x63\x68\xb0\x10\xe6\xf4\xf4\xeb\xfd'

# Offsets of the entries in a bzImage: of the firmware, 64-bit, and the handover
# protocol's.
linux_entries()
{
	local pe setup

	pe=$(number "$1" $((0x3c)) 4)
	number "$1" $((pe + 0x28)) 4
	setup=$((($(number "$1" $((0x1f1)) 1) + 1) * 512))
	echo $((setup + 0x200))
	echo $((setup + 0x200 + $(number "$1" $((0x264)) 4)))
}

# linux_stopping FILE COPY
linux_stopping()
{
	local offset

	cp "$1" "$2" && chmod u+w "$2" || return
	for offset in $(linux_entries "$1"); do
		# shellcheck disable=SC2059 # escapes
		printf "$linux_stop" | dd of="$2" bs=1 seek="$offset" \
			conv=notrunc status=none || return
	done
}

# linux_choose LOADER: its file and its options.
linux_choose()
{
	words='' from=volume
	case $1 in
	stub | direct)
		loader=$build/memblock.efi
		words="kernel=\\vmlinuz initrd=\\initrd road=$1"
		words+=" -- $linux_arguments" ;;
	firmware) loader=$bench/start.efi ;;
	floor) loader=$bench/floor_linux.efi ;;
	systemd-boot) loader=$systemd_boot ;;
	grub) loader=$bench/grub-linux.efi ;;
	esac
}

# linux_volume KERNEL MIB: with an initrd of so many MiB. The launcher starts
# \loader.efi with options; the firmware starts the other copy, without.
linux_volume()
{
	local files=$tmp/files

	rm -rf "$files" && mkdir -p "$files/loader/entries" || return
	if [[ $from = disk ]]; then
		mkdir -p "$files/EFI/BOOT" &&
			cp "$loader" "$files/EFI/BOOT/BOOTX64.EFI" &&
			printf '%s\n' "$words" >"$files/EFI/BOOT/memblock.cfg" ||
			return
	fi
	cp "$loader" "$files/loader.efi" && cp "$1" "$files/vmlinuz" &&
		truncate -s "${2}M" "$files/initrd" || return
	printf '%s\n' 'timeout 0' 'default linux.conf' \
		>"$files/loader/loader.conf"
	printf '%s\n' 'title Linux' 'linux /vmlinuz' 'initrd /initrd' \
		"options $linux_arguments" >"$files/loader/entries/linux.conf"
	image_new "$tmp/volume.img" $(($2 + 60)) 0 -c 8 &&
		image_put_tree "$tmp/volume.img" "$files" &&
		drop_table "$tmp/volume.img"
}

place_disk()
{
	medium=(-drive "if=none,id=volume,format=raw,file=$tmp/volume.img"
		-device virtio-blk-pci,drive=volume)
}

# linux_measure LOADER MIB: as measure(), except that for times the firmware starts
# the loader from a disk. The floor does not pass what the kernel needs to say its
# version.
linux_measure()
{
	local i begin='BdsDxe: starting'

	name="$1 with Linux and $2 MiB" instructions=() times=()
	linux_choose "$1"
	linux_volume "$tmp/stopping" "$2" >&2 || exit 125
	for ((i = 0; i < boots; i++)); do
		counting
		instructions+=("$(counted)")
	done
	if [[ $1 = floor ]]; then
		times=(0)
		return
	fi
	from=disk
	linux_volume "$linux_kernel" "$2" >&2 || exit 125
	for ((i = 0; i < boots; i++)); do
		boot
		times+=("$micros")
	done
}

# linux_table MIB...
linux_table()
{
	local size one

	linux_kernel "$build/.." || {
		echo "boot.sh: without Linux: its package is not there" >&2
		return
	}
	linux_stopping "$linux_kernel" "$tmp/stopping" || exit 125
	printf '\nDebian'\''s %s, %d bytes, with an initrd of\n' \
		"${linux_kernel##*/}" "$(stat -c %s "$linux_kernel")"
	head_line
	for size; do
		our_count=''
		for one in "${linux_loaders[@]}"; do
			linux_measure "$one" "$size"
			put_row "$size" "$one"
		done
	done
}
