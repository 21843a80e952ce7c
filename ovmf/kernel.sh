#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
#: kernel.sh [-a ARCH] [-m SIZE] [-q 'QEMU ARGUMENTS'] [-t SECONDS] [-w WORDS]
#:           [-n] [-e] [-h] KERNEL [FILE...] [-- OPTION...]
#: Boots KERNEL, an ELF file, by memblock.efi in QEMU, without a window, and
#: prints what both write.
#:   -a ARCH     architecture, this machine's unless told otherwise
#:   -m SIZE     the machine's memory, 512M unless told otherwise
#:   -q '...'    arguments for QEMU, such as '-machine pc' or '-smp 4'
#:   -t SECONDS  how long it may take, 120 unless told otherwise
#:   -w WORDS    OPTION... as one string, quoted as in memblock.cfg
#:   -n          all files come over the network, by PXE
#:   -e          an error of memblock.efi is not the end (fault.efi)
#: KERNEL and each FILE lie on the boot volume under their own names. OPTION...
#: are memblock.efi's: kernel= is there already; a FILE is for module=\FILE.
#: Exit status: the kernel's own, which is what it writes to port 0xf4 less 16,
#: on aarch64 what it gives to semihosting's SYS_EXIT less 16; 1 also for an
#: error of memblock.efi; 2 wrong usage, 124 time-out, 125 the machine ended or
#: crashed, 127 a package is missing, 130 Ctrl-C.
#: Environment: OVMF=2M or 4M (firmware), ACCEL=kvm or tcg, BUILD=FOLDER
#: (instead of build), MEMBLOCK_EFI=FILE and START_EFI=FILE (instead of its
#: ARCH/memblock.efi and ARCH/launch.efi, which starts \memblock.efi).
# shellcheck disable=SC2054 # commas are QEMU's
set -u
LC_ALL=C

here=$(dirname "$0")
# shellcheck source=ovmf/runner.sh
. "$here/runner.sh"

parse()
{
	local flag

	seconds=120 network='' errors='' files=()
	while getopts ${runner_options}ne flag; do
		case $flag in
		n) network=1 ;;
		e) errors=1 ;;
		*) runner_option "$flag" ;;
		esac
	done
	shift $((OPTIND - 1))
	while (($#)) && [[ $1 != -- ]]; do
		[[ -f $1 ]] || wrong "$1: no such file"
		files+=("$1")
		shift
	done
	((${#files[@]})) || wrong 'which kernel? name its file'
	plain="\"kernel=\\${files[0]##*/}\"${plain:+ $plain}"
	options=("${@:2}")
}

# All files in a folder, for a volume or a TFTP server.
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

# PXE gives no words: memblock.cfg has them.
make_server()
{
	local net=user,id=net,tftp=$tmp/files,bootfile=memblock.efi

	printf '%s\n' "$words" >"$tmp/files/memblock.cfg"
	drives=(-netdev "$net" -device virtio-net-pci,netdev=net,romfile=)
}

# Prints what follows the frame's begin, up to the machine's end; 1 when
# memblock.efi gave up.
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
	done
	return $((status == 1 ? 0 : status))
}

# judge STATUS: exits with the kernel's own where the machine ended by it.
judge()
{
	local status=$1 beyond

	if ((status == 0)); then
		machine_end
		beyond=$((machine_status - arch_exit_good))
		((beyond < 0 || beyond % arch_exit_step)) ||
			exit $((beyond / arch_exit_step))
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
# The boot manager's way to the network looks as if it had passed us over.
[[ $network ]] || dead+="|$arch_passed_over"
await_begin "$dead" && copy
judge $?
