#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
#: kernel.sh [-a ARCH] [-m SIZE] [-q 'QEMU ARGUMENTS'] [-t SECONDS] [-w WORDS]
#:           [-n | -i] [-e] [-p] [-h] KERNEL [FILE...] [-- OPTION...]
#: Boots KERNEL, an ELF file or a Linux kernel, with memblock.efi in QEMU, without
#: a window, and prints the output of both.
#:   -a ARCH     architecture (default: this machine's)
#:   -m SIZE     the machine's memory (default 512M)
#:   -q '...'    arguments for QEMU, such as '-machine pc' or '-smp 4'
#:   -t SECONDS  time limit (default 120)
#:   -w WORDS    OPTION... as one string, quoted as in memblock.cfg
#:   -n          load all files over the network, by PXE
#:   -i          the same, by the iPXE in the ROM of QEMU's network card
#:   -e          continue after an error of memblock.efi (for fault.efi)
#:   -p          switching the machine off is status 0 (Linux has no other)
#: KERNEL and each FILE are on the boot volume under their own names. OPTION...
#: are options of memblock.efi; kernel= is set, and module=\FILE loads a FILE.
#: Exit status: the kernel's own, which is what it writes to port 0xf4 minus 16,
#: on aarch64 what it passes to semihosting's SYS_EXIT minus 16; 1 also for an
#: error of memblock.efi; 2 usage error, 123 the kernel crashed and memblock.efi
#: said why, 124 time-out, 125 the machine ended or crashed, 127 a package is
#: missing, 130 Ctrl-C.
#: Environment: OVMF=2M, 4M or two files CODE,VARS (firmware), ACCEL=kvm or tcg,
#: BUILD=FOLDER (default build), MEMBLOCK_EFI=FILE and START_EFI=FILE (default: the
#: folder's ARCH/memblock.efi, and ARCH/launch.efi, which starts it).
# shellcheck disable=SC2054 # commas are QEMU's
set -u
LC_ALL=C

here=$(dirname "$0")
# shellcheck source=ovmf/runner.sh
. "$here/runner.sh"

parse()
{
	local flag

	seconds=120 network='' errors='' poweroff='' files=()
	while getopts ${runner_options}niep flag; do
		case $flag in
		n) network=,romfile= ;;
		i) network=, ;;
		e) errors=1 ;;
		p) poweroff=1 ;;
		*) runner_option "$flag" ;;
		esac
	done
	shift $((OPTIND - 1))
	while (($#)) && [[ $1 != -- ]]; do
		[[ ! -d $1 ]] || wrong "$1: this is a folder; name a file in it"
		[[ -e $1 ]] || wrong "$1: no such file"
		[[ -r $1 ]] || wrong "$1: you may not read it; copy it with sudo"
		files+=("$1")
		shift
	done
	((${#files[@]})) || wrong 'which kernel? name its file'
	plain="\"kernel=\\${files[0]##*/}\"${plain:+ $plain}"
	options=("${@:2}")
}

# Puts all files into a folder, for a volume or a TFTP server.
make_folder()
{
	mkdir "$tmp/files" && cp "${files[@]}" "$tmp/files/" &&
		cp "$application" "$tmp/files/memblock.efi"
}

make_volume()
{
	image_new "$tmp/volume.img" "$(image_size "$tmp/files")" &&
		image_put_tree "$tmp/volume.img" "$tmp/files" || return
	machine_padded "${START_EFI:-$build/launch.efi}" "$tmp/start.efi"
	drives=(-kernel "$tmp/start.efi" -append "$words"
		-drive "if=none,id=volume,format=raw,file=$tmp/volume.img"
		-device virtio-blk-pci,drive=volume)
}

# PXE passes no options: memblock.cfg has them.
make_server()
{
	local net=user,id=net,tftp=$tmp/files,bootfile=memblock.efi

	printf '%s\n' "$words" >"$tmp/files/memblock.cfg"
	drives=(-netdev "$net" -device "virtio-net-pci,netdev=net${network%,}")
}

# Prints the output after the start of the frame until the machine ends; 1 when
# memblock.efi failed.
copy()
{
	local status

	noise=()
	while machine_line; status=$?; ((status == 0)); do
		if [[ $line =~ $arch_crash|$arch_passed_over ]]; then
			noise=("$line")
			return 125
		fi
		[[ $errors || $line != *"$token end "* ]] || return 1
		printf '%s\n' "$line"
		! crash_over || return 123
	done
	return $((status == 1 ? 0 : status))
}

# judge STATUS: exits with the kernel's status if the kernel ended the machine.
judge()
{
	local status=$1 beyond

	if ((status == 0)); then
		machine_end
		beyond=$((machine_status - arch_exit_good))
		((beyond < 0 || beyond % arch_exit_step)) ||
			exit $((beyond / arch_exit_step))
		[[ ! $poweroff ]] || ((machine_status)) || exit 0
		status=125
	fi
	explain "$status" ''
	exit "$status"
}

parse "$@"
runner_begin
machine_program mcopy mtools || exit
runner_words "${options[@]}"
make_folder || exit 125
if [[ $network ]]; then make_server; else make_volume; fi || exit 125
runner_boot "${drives[@]}" "${arch_exit_arguments[@]}"
dead=$arch_crash
# When the boot manager goes to the network, it prints what it also prints when
# it skips a program.
[[ $network ]] || dead+="|$arch_passed_over"
# Ignore a closed pipe silently.
await_begin "$dead" && copy 2>/dev/null
judge $?
