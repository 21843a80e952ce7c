#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
#: boot.sh [-n BOOTS] [-l LOADER]... [-L MIB]... [-v] [-h] [MIB...]
#: Measures memblock.efi, systemd-boot and GRUB, and the least that a loader has
#: to do (floor), each while it boots a payload of MIB MiB; memblock.efi also
#: with exceptions=off (plain), where the payload is a PIE (pie), with a module of
#: 1 MiB (module), and from a TFTP server (pxe, up to 1 MiB); and both it and GRUB
#: while they boot the payload as a Multiboot2 kernel. Prints a table of them, and
#: one of the phases of memblock.efi. docs/bench-boot.md says how.
#:   -n BOOTS    boots for each figure (default 3)
#:   -l LOADER   only this one: memblock, floor, plain, pie, module, pxe,
#:               systemd-boot, grub, multiboot2 or grub-mb2
#:   -L MIB      also loaders of Debian's Linux kernel, with an initrd of so many
#:               MiB
#:   -v          print the output of the machines
#: `make bench-boot` builds what it needs. Environment: OVMF=2M or 4M, BUILD.
set -u
LC_ALL=C

here=$(dirname "$0")
# shellcheck source=ovmf/machine.sh
. "$here/../machine.sh"
# shellcheck source=ovmf/image.sh
. "$here/../image.sh"
# shellcheck source=ovmf/bench/volume.sh
. "$here/volume.sh"
# shellcheck source=ovmf/bench/figures.sh
. "$here/figures.sh"
# shellcheck source=ovmf/bench/phases.sh
. "$here/phases.sh"
# shellcheck source=ovmf/bench/linux.sh
. "$here/linux.sh"

memory=2G
systemd_boot=/usr/lib/systemd/boot/efi/systemd-bootx64.efi
grub_whole=/usr/lib/grub/x86_64-efi/monolithic/grubx64.efi

wrong()
{
	echo "boot.sh: $1; boot.sh -h tells more" >&2
	exit 2
}

parse()
{
	local flag

	boots=3 loaders=() verbose='' initrds=()
	while getopts :n:l:L:vh flag; do
		case $flag in
		n) boots=$OPTARG ;;
		l) loaders+=("$OPTARG") ;;
		L) initrds+=("$OPTARG") ;;
		v) verbose=1 ;;
		h) sed -n 's/^#: \?//p' "$0" && exit ;;
		:) wrong "-$OPTARG needs a value" ;;
		*) wrong "unknown option -$OPTARG" ;;
		esac
	done
	[[ $boots =~ ^[1-9][0-9]?$ ]] || wrong "-n $boots: not a number"
	shift $((OPTIND - 1))
	(($# + ${#initrds[@]})) || wrong "payloads of how many MiB?"
	sizes=("$@")
	((${#loaders[@]})) ||
		loaders=(memblock floor plain pie module pxe systemd-boot grub
			multiboot2 grub-mb2)
}

# shellcheck disable=SC2317 # called by the trap
clean_up()
{
	machine_end
	[[ ! $tmp ]] || rm -rf "$tmp"
}

# choose LOADER MIB: its file, its payload and its options.
choose()
{
	payload=$bench/payload-$2.efi words='' from=volume
	case $1 in
	memblock | plain | pie | module | pxe | multiboot2)
		loader=$build/memblock.efi payload=$bench/payload-$2.elf
		words='kernel=\payload.elf' ;;&
	memblock) ;;
	plain) words+=' exceptions=off' ;;
	pie) payload=$bench/payload-$2-pie.elf ;;
	module) words+=' module=\module' ;;
	pxe) from=server ;;
	multiboot2) payload=$bench/payload-$2-mb2.elf ;;
	floor) loader=$bench/floor.efi payload=$bench/payload-$2.elf ;;
	systemd-boot) loader=$systemd_boot ;;
	grub) loader=$bench/grub.efi ;;
	grub-mb2) loader=$bench/grub-mb2.efi payload=$bench/payload-$2-mb2.elf ;;
	*) wrong "-l $1: unknown loader" ;;
	esac
	[[ -r $loader && -r $payload ]] && return
	echo "boot.sh: $loader or $payload not found; run make bench-boot" >&2
	exit 127
}

# The configuration of systemd-boot: one entry, no menu. The others ignore it.
put_entry()
{
	mkdir -p "$1/loader/entries"
	printf '%s\n' 'timeout 0' 'default payload.conf' \
		>"$1/loader/loader.conf"
	printf '%s\n' 'title payload' 'efi /payload.efi' \
		>"$1/loader/entries/payload.conf"
}

# PXE passes no options: memblock.cfg on the server has them.
put_server()
{
	cp "$bench/launch_pxe.efi" "$1/launch.efi" &&
		printf '%s\n' "$words" >"$1/memblock.cfg"
}

# A volume of one size for all loaders, with clusters of 4 KiB, which is what
# mkfs.vfat gives a boot volume of 512 MiB.
make_volume()
{
	local files=$tmp/files

	rm -rf "$files" && mkdir "$files" || return
	cp "$loader" "$files/loader.efi" &&
		cp "$payload" "$files/payload.${payload##*.}" || return
	if [[ $from = server ]]; then
		put_server "$files"
		return
	fi
	[[ $words != *module=* ]] || truncate -s 1M "$files/module" || return
	put_entry "$files" &&
		image_new "$tmp/volume.img" $(($1 + 40)) 0 -c 8 &&
		image_put_tree "$tmp/volume.img" "$files" &&
		drop_table "$tmp/volume.img"
}

place_server()
{
	medium=(-netdev "user,id=net,tftp=$tmp/files,bootfile=launch.efi"
		-device virtio-net-pci,netdev=net,romfile=)
}

# boot QEMU_ARGUMENT...: boots the payload with the loader; $micros is the
# host's time from the line with $begin to that of the payload, or of Linux.
boot()
{
	rm -f "$tmp/count"
	"place_$from"
	machine_boot "$tmp" $memory 900 "${medium[@]}" \
		-device isa-debug-exit,iobase=0xf4,iosize=4 "$@" || exit 2
	read_lines && machine_end && return
	machine_end
	sed 's/\x1b\[[0-9;=]*[A-Za-z]//g' "$tmp/serial" >&2
	cat "$tmp/qemu.err" >&2
	echo "boot.sh: $name did not boot its payload" >&2
	exit 1
}

read_lines()
{
	: >"$tmp/serial"
	micros=''
	while machine_line; do
		printf '%s\n' "$line" >>"$tmp/serial"
		[[ ! $verbose ]] || printf '%s\n' "$line"
		[[ ! $line =~ $arch_crash ]] || return 1
		case $line in
		*"$begin"*) micros=${EPOCHREALTIME/[.,]/} ;;
		*'bench-boot payload'* | *'Linux version'*)
			[[ $micros ]] || return 1
			micros=$((${EPOCHREALTIME/[.,]/} - micros))
			return 0 ;;
		*'bench-boot failed'*) return 1 ;;
		esac
	done
	# Linux as it is patched ends the machine.
	[[ $(counted) ]]
}

# counted: instructions from the first marker to the second and last one.
counted()
{
	awk '{ at[NR] = $1 } END { if (NR == 2) print at[2] - at[1] }' \
		"$tmp/count" 2>/dev/null
}

# counting [PLUGIN_OPTION]: a boot with a clock that follows the instructions, so
# that the count is the same each time.
counting()
{
	ACCEL=tcg boot -icount shift=5,sleep=off \
		-rtc base=2024-01-01T00:00:00,clock=vm \
		-plugin "$bench/count.so,out=$tmp/count${1-}"
}

# measure LOADER MIB: $instructions and $times, one for each boot.
measure()
{
	local i

	name="$1 with $2 MiB" instructions=() times=()
	choose "$1" "$2"
	make_volume "$2" >&2 || exit 125
	for ((i = 0; i < boots; i++)); do
		counting
		instructions+=("$(counted)")
		boot
		times+=("$micros")
	done
}

parse "$@"
tmp='' begin='bench-boot start'
machine_at_end clean_up
machine_load x86_64 && machine_need && machine_program mcopy mtools || exit
build=${BUILD:-$here/../../build}/$arch
bench=$build/bench
tmp=$(mktemp -d) || exit 125
machine_padded "$bench/launch.efi" "$tmp/launch.efi" || exit 125
((${#sizes[@]} == 0)) || head_line
for size in "${sizes[@]}"; do
	our_count=''
	for one in "${loaders[@]}"; do
		# The firmware takes a second for each 100 KiB.
		[[ $one = pxe ]] && ((size > 1)) && continue
		# Another payload, with ratios of its own.
		[[ $one != multiboot2 ]] || our_count=''
		row "$size" "$one"
	done
done
((${#sizes[@]} == 0)) || [[ " ${loaders[*]} " != *' memblock '* ]] ||
	phase_table "${sizes[@]}"
((${#initrds[@]} == 0)) || linux_table "${initrds[@]}"
echo "Limine: not compared, since no suite of Debian has a package of it"
echo "GRUB as Debian installs it: $(stat -c %s "$grub_whole") bytes"
