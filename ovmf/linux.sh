#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
#: linux.sh [-a ARCH] [-m SIZE] [-q 'QEMU ARGUMENTS'] [-t SECONDS] [-w WORDS]
#:          [-u SUITE] [-n] [-h] [KERNEL [INITRD...]]
#: Boots a Linux kernel with memblock.efi in QEMU, without a window, and prints
#: the output of both. Without KERNEL it is Debian's cloud kernel. Without
#: INITRD it is a small one that prints the table which memblock.efi left, and
#: then switches the machine off.
#:   -a ARCH     architecture (default: this machine's)
#:   -m SIZE     the machine's memory (default 512M)
#:   -q '...'    arguments for QEMU
#:   -t SECONDS  time limit (default 300)
#:   -w WORDS    options of memblock.efi, and after -- arguments of the kernel
#:   -u SUITE    Debian's kernel is that of another suite, such as sid
#:   -n          load all files over the network, by PXE
#: Exit status: 0 the machine was switched off, 124 time-out, 125 it ended
#: otherwise, 127 a package is missing, 130 Ctrl-C.
#: Environment: as kernel.sh.
set -u
LC_ALL=C

here=$(dirname "$0")
# shellcheck source=ovmf/machine.sh
. "$here/machine.sh"
# shellcheck source=ovmf/linux/parts.sh
. "$here/linux/parts.sh"

wrong()
{
	echo "linux.sh: $1; linux.sh -h tells more" >&2
	exit 2
}

parse()
{
	local flag

	architecture=$machine_own seconds=300 words='' suite='' pass=() files=()
	while getopts :a:m:q:t:w:u:nh flag; do
		case $flag in
		a) architecture=$OPTARG ;;
		t) seconds=$OPTARG ;;
		w) words=$OPTARG ;;
		u) suite=$OPTARG ;;
		n) pass+=(-n) ;;
		h) sed -n 's/^#: \?//p' "$0" && exit ;;
		:) wrong "-$OPTARG needs a value" ;;
		\?) wrong "unknown option -$OPTARG" ;;
		*) pass+=("-$flag" "$OPTARG") ;;
		esac
	done
	shift $((OPTIND - 1))
	files=("$@")
}

# shellcheck disable=SC2317 # called by the trap
clean_up()
{
	machine_end_jobs
	rm -rf "$tmp"
}

# The kernel and its initrd, where the user names none.
complete()
{
	linux_modules=''
	if ((${#files[@]} == 0)); then
		linux_kernel "$build" "$suite" || return
		files=("$linux_kernel")
	fi
	((${#files[@]} == 1)) || return 0
	linux_initrd "$build" "$tmp/initrd.img" "$linux_modules" &&
		files+=("$tmp/initrd.img")
}

# The words of the user, each initrd, and the kernel's console.
compose()
{
	local file options=$words arguments=''

	if [[ " $words " == *' -- '* ]]; then
		options=" $words "
		arguments=${options#* -- } options=${options%% -- *}
	fi
	for file in "${files[@]:1}"; do
		options+=" \"initrd=\\${file##*/}\""
	done
	words="$options -- $arch_linux_console $arguments"
}

parse "$@"
machine_load "$architecture" || exit
build=${BUILD:-$here/../build}
tmp=$(mktemp -d) || exit 125
machine_at_end clean_up
complete || exit 127
compose
"$here/kernel.sh" -a "$arch" -p -t "$seconds" "${pass[@]}" -w "$words" \
	"${files[@]}" &
wait $!
