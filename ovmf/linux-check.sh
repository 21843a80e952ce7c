#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
#: linux-check.sh [-a ARCH] [-p PAGES] [-u SUITE] [-k FOLDER] [-f | -l] [CASE...]
#: Boots Debian's cloud kernel and memblock.efi on the same QEMU machine and
#: compares the memory regions that both print, and the reservations by owner.
#: Speaks TAP. A CASE is one argument, 'SIZE OPTION...' or 'SIZE/NODES
#: OPTION...'; the default is every case that -l lists. With '-- fault=NAME'
#: fault.efi starts both and changes the firmware's map (ovmf/fault/).
#: The kernel's package is fetched with apt-get into FOLDER (build/linux-ARCH)
#: and unpacked there, not installed; -f does only that. With -u it is that of
#: another SUITE of Debian, such as sid. ARCH defaults to this machine's. PAGES is
#: 16K for aarch64's kernel with 16 KiB pages.
#: Exit status: 1 something differs, 2 usage error, 3 no kernel available.
#: Environment: BUILD=FOLDER (default build), OVMF=2M or 4M, ACCEL=kvm or tcg.
set -u
LC_ALL=C

here=$(dirname "$0")
# shellcheck source=ovmf/machine.sh
. "$here/machine.sh"
# shellcheck source=ovmf/image.sh
. "$here/image.sh"
# shellcheck source=ovmf/linux/parts.sh
. "$here/linux/parts.sh"
# shellcheck source=ovmf/linux/machines.sh
. "$here/linux/machines.sh"
# shellcheck source=ovmf/linux/compare.sh
. "$here/linux/compare.sh"

need_kernel()
{
	vmlinuz=$(linux_part "$kernel" "$suite" "$package" 'boot/vmlinuz-*' \
		'usr/lib/modules/*/vmlinuz') && return
	echo "Bail out! $package could not be fetched"
	exit 3
}

# start_by_fault: QEMU's arguments in kernel_arguments, for fault.efi and a
# volume with Linux under the name that it starts.
start_by_fault()
{
	machine_padded "$fault" "$tmp/fault.efi"
	if [[ ! -e $tmp/linux.img ]]; then
		image_new "$tmp/linux.img" 64 &&
			image_put "$tmp/linux.img" "$vmlinuz" /memblock.efi
	fi
	# shellcheck disable=SC2054 # commas are QEMU's
	kernel_arguments=(-kernel "$tmp/fault.efi"
		-drive "if=none,id=volume,format=raw,file=$tmp/linux.img"
		-device virtio-blk-pci,drive=volume)
}

# boot_linux SIZE OPTIONS ARGUMENT...: the log up to the end of the last dump
# that is compared (linux/memory.awk).
boot_linux()
{
	local dump=0 rest='(memory|reserved)(\[|\.cnt)|memory size ='
	local kernel_arguments=(-kernel "$vmlinuz")

	[[ $2 != *fault=* ]] || start_by_fault
	machine_boot "$tmp" "$1" 300 "${kernel_arguments[@]}" -append \
		"$arch_linux_words memblock=debug efi=debug $2" \
		"${@:3}" || return
	while machine_line; do
		[[ $line != *memblock_remove*\ reserve_regions* ]] || dump=0
		((dump < arch_linux_nodes_dump)) || [[ $line =~ $rest ]] ||
			break
		printf '%s\n' "$line"
		[[ ! $line =~ $arch_crash ]] || break
		[[ $line != *'MEMBLOCK configuration:'* ]] || dump=$((dump + 1))
	done
	machine_end
}

# boot SIZE OPTIONS ARGUMENT...: boots both at the same time: the output of
# memblock.efi, Linux's log, and the host program's output for its map.
boot()
{
	local ours status volume=()

	[[ $2 != *fault=* ]] || volume=(-d "$tmp/empty")
	# shellcheck disable=SC2086 # words
	LAUNCH_EFI=$fault "$here/run.sh" -a "$arch" -t 300 -m "$1" \
		-q "${*:3}" "${volume[@]}" -- format=csv $paging $2 \
		>"$tmp/live" 2>"$tmp/err" &
	ours=$!
	boot_linux "$1" "$2" "${@:3}" >"$tmp/linux"
	wait "$ours"
	status=$?
	# shellcheck disable=SC2086 # words
	"$tool" show format=csv $paging ${2%%-- *} "$tmp/linux" \
		>"$tmp/same" 2>>"$tmp/err" && return "$status"
}

# compare NUMBER SIZE[/NODES] OPTIONS
compare()
{
	local size=${2%/*} nodes=0 wanted=1 machine status=0 reserved memory

	[[ $2 != */* ]] || nodes=${2#*/} wanted=$arch_linux_nodes_dump
	machine=$(split "$size" "$nodes")
	# shellcheck disable=SC2086 # words
	boot "$size" "$3" $machine || status=1
	reserved=$(compare_reserved "$tmp/live" "$tmp/same" "$tmp/linux" \
		-v "page=$((1024 * ${page_kib:-4}))") || status=1
	memory=$(compare_memory "$tmp/live" "$tmp/linux" \
		-v "wanted=$wanted" -v "nodes=$nodes") || status=1
	tell "$status" "$1 - $2${3:+ $3}" "$memory" "$reserved"
	return "$status"
}

# add_counts LINE: 'ROWS rows ..., EQUAL equal'.
add_counts()
{
	local counts=${1% equal}

	rows=$((rows + ${counts%%[^0-9]*}))
	equal=$((equal + ${counts##* }))
}

# notes RESULT: all its lines but the last.
notes()
{
	[[ $1 != *$'\n'* ]] || echo "${1%$'\n'*}"
}

# tell STATUS NAME MEMORY RESERVED: their last lines are those with counts.
tell()
{
	add_counts "${3##*$'\n'}"
	add_counts "${4##*$'\n'}"
	(($1 == 0)) || printf 'not '
	echo "ok $2: memory: ${3##*$'\n'}; reserved: ${4##*$'\n'}"
	notes "$3"
	notes "$4"
	(($1)) || return 0
	sed 's/^/# ours: /' "$tmp/live" "$tmp/err"
	sed 's/^/# Linux: /' "$tmp/linux"
}

# shellcheck disable=SC2317 # called by the trap
clean_up()
{
	machine_end
	machine_end_jobs
	rm -rf "$tmp"
}

wrong()
{
	echo "linux-check.sh: $1; linux-check.sh -h tells more" >&2
	exit 2
}

parse()
{
	local flag

	architecture=$machine_own pages='' suite='' kernel='' only=''
	while getopts :a:p:u:k:flh flag; do
		case $flag in
		a) architecture=$OPTARG ;;
		p) pages=$OPTARG ;;
		u) suite=$OPTARG ;;
		k) kernel=$OPTARG ;;
		f) only=fetch ;;
		l) only=list ;;
		h) sed -n 's/^#: \?//p' "$0" && exit ;;
		:) wrong "-$OPTARG needs a value" ;;
		*) wrong "unknown option -$OPTARG" ;;
		esac
	done
}

# The architecture and the package that ARCH and PAGES select.
choose()
{
	machine_load "$architecture" || exit
	package=arch_linux_package${pages:+_$pages}
	package=${!package-}
	[[ $package ]] || wrong "-p $pages: no such kernel for $arch"
	page_kib=${pages%K} paging=${pages:+page-size=$pages}
	list=list_$arch${pages:+_$pages}
	build=${BUILD:-$here/../build}
	kernel=${kernel:-$build/linux-$arch${pages:+-$pages}${suite:+-$suite}}
	tool=$build/host/memblock fault=$build/$arch/fault.efi
}

# need FILE...: files that make builds.
need()
{
	local file

	for file; do
		[[ ! -r $file ]] || continue
		echo "$file not found; run make linux-check ARCH=$arch" >&2
		exit 127
	done
}

parse "$@"
shift $((OPTIND - 1))
choose
[[ $only != list ]] || { "$list" && exit; }
need_kernel
[[ ! $only ]] || exit 0
machine_need || exit
need "$tool" "$fault"
tmp=$(mktemp -d)
mkdir "$tmp/empty"
machine_at_end clean_up

cases=("$@") number=0 failed=0 rows=0 equal=0
(($#)) || mapfile -t cases < <("$list")
echo "1..${#cases[@]}"
for words in "${cases[@]}"; do
	number=$((number + 1))
	options=''
	[[ $words != *' '* ]] || options=${words#* }
	compare "$number" "${words%% *}" "$options" || failed=$((failed + 1))
done
echo "# $((number - failed)) of $number machines have the same memory" \
	"and reservations; $equal of Linux's $rows rows are equal"
((failed == 0))
