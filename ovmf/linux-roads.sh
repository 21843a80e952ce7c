#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
#: linux-roads.sh [-a ARCH] [-u SUITE] [-k KERNEL] [-s BOOTS] [-l] [CASE...]
#: Boots Debian's cloud kernel with memblock.efi on each road, and compares what
#: Linux has with the table that memblock.efi left for it. Speaks TAP. A CASE is
#: one argument, 'SIZE OPTION...' or 'SIZE/NODES OPTION...'; the default is
#: every case that -l lists. With '-- fault=NAME' fault.efi starts memblock.efi
#: and changes the firmware's map (ovmf/fault/). For each case and road:
#:   the table that Linux shows is the one of which memblock.efi printed the
#:     size and the CRC-32, and it is valid;
#:   Linux's memory is that of the table;
#:   Linux has reserved the range of reserve_mem=;
#:   direct road: Linux's BIOS-e820 rows are ours, row for row.
#: The case pxe is a boot over the network with an initrd of 32 MiB, while
#: memblock.efi shows bytes and rate. At the end, on x86, BOOTS (20) boots with
#: KASLR and a cap on the direct road: the kernel never lies above the cap.
#: The kernel is that of this system's Debian or, with -u, of another SUITE, such
#: as sid. KERNEL is another kernel, which need not be from the same package.
#: Exit status: 1 something differs, 2 usage error, 3 no kernel available.
#: Environment: BUILD=FOLDER (default build), OVMF=2M or 4M, ACCEL=kvm or tcg.
set -u
LC_ALL=C

here=$(dirname "$0")
# shellcheck source=ovmf/machine.sh
. "$here/machine.sh"
# shellcheck source=ovmf/linux/parts.sh
. "$here/linux/parts.sh"
# shellcheck source=ovmf/linux/machines.sh
. "$here/linux/machines.sh"
# shellcheck source=ovmf/linux/compare.sh
. "$here/linux/compare.sh"

wrong()
{
	echo "linux-roads.sh: $1; linux-roads.sh -h tells more" >&2
	exit 2
}

parse()
{
	local flag

	architecture=$machine_own suite='' kernel='' boots=20 only=''
	while getopts :a:u:k:s:lh flag; do
		case $flag in
		a) architecture=$OPTARG ;;
		u) suite=$OPTARG ;;
		k) kernel=$OPTARG ;;
		s) boots=$OPTARG ;;
		l) only=list ;;
		h) sed -n 's/^#: \?//p' "$0" && exit ;;
		:) wrong "-$OPTARG needs a value" ;;
		*) wrong "unknown option -$OPTARG" ;;
		esac
	done
}

# shellcheck disable=SC2317 # called by the trap
clean_up()
{
	machine_end_jobs
	rm -rf "$tmp"
}

prepare()
{
	build=${BUILD:-$here/../build}
	tool=$build/host/memblock
	linux_kernel "$build" "$suite" || exit 3
	kernel=${kernel:-$linux_kernel}
	initrd=$tmp/initrd.img
	linux_initrd "$build" "$initrd" "$linux_modules" || exit 3
}

# boot SIZE OPTIONS ARGUMENTS [LINUX.SH OPTION...]: the log without CRs,
# $tmp/log.
boot()
{
	local start=launch

	[[ $3 != *fault=* ]] || start=fault
	START_EFI=$build/$arch/$start.efi "$here/linux.sh" -a "$arch" -t 600 \
		-m "$1" "${@:4}" -w "$2 -- $3" "$kernel" "$initrd" \
		>"$tmp/raw" 2>"$tmp/err" &
	wait $!
	tr -d '\r' <"$tmp/raw" >"$tmp/log"
}

# --- what is compared -------------------------------------------------------

problem()
{
	problems+="# $*"$'\n'
}

# The table that Linux shows, in $tmp/table.
check_table()
{
	local size crc

	read -r _ size _ _ crc < <(grep -a '^Table: ' "$tmp/log")
	sed -n '/^table \//,/^end/p' "$tmp/log" | sed '1d;$d' |
		base64 -d >"$tmp/table" 2>/dev/null
	if [[ ! ${size-} || $(stat -c %s "$tmp/table") != "$size" ]]; then
		problem "Linux's table has not the ${size:-?} bytes that were" \
			"printed"
	elif ! "$tool" check "$tmp/table" >"$tmp/check" 2>&1; then
		problem "the table is not valid"
	elif ! grep -q "checksum $crc" "$tmp/check"; then
		problem "the table's checksum is not $crc"
	fi
}

# The memory of the table, of which `memblock check` prints
# "  0xFIRST-0xLAST  node N  flags 0xF", as rows of our CSV.
table_memory()
{
	sed -n '/^memory$/,/^$/p' "$tmp/check" | awk -F ' +' '
		/-/ {
			split($2, range, "-")
			node = flags = ""
			for (i = 3; i < NF; i++) {
				if ($i == "node")
					node = "node " $(i + 1)
				if ($i == "flags")
					flags = $(i + 1)
			}
			printf "memory,%d,%s,%s,,,,%s,%s\n", rows++,
				range[1], range[2], flags ? flags : "0x0", node
		}'
}

# check_memory NODES: row by row, without the sizes, which the ends imply.
check_memory()
{
	local wanted=1 result

	(($1 == 0)) || wanted=$arch_linux_nodes_dump
	table_memory >"$tmp/ours"
	sed -i 's/, 0x[0-9a-f]* bytes/, 0x0000000000000000 bytes/' "$tmp/log"
	result=$(compare_memory "$tmp/ours" "$tmp/log" -v "wanted=$wanted" \
		-v "nodes=$1") || problem "memory differs"
	memory=${result##*$'\n'}
	[[ $result != *$'\n'* ]] || remarks=${result%$'\n'*}
}

# Linux's rows are those that memblock.efi passed: after its edits.
check_e820()
{
	# shellcheck disable=SC2086 # words
	"$tool" show format=e820 $1 "$tmp/table" 2>/dev/null >"$tmp/e820"
	! grep -q '^user:' "$tmp/e820" || sed -i '/^BIOS-e820:/d' "$tmp/e820"
	sed -i -n 's/^[^[]*\[/[/p' "$tmp/e820"
	# Linux prints all rows of more than 128 in a second list.
	sed -n 's/.* extended: //p' "$tmp/log" >"$tmp/theirs"
	[[ -s $tmp/theirs ]] ||
		sed -n 's/.*BIOS-e820: //p' "$tmp/log" >"$tmp/theirs"
	# Linux 7.x prints gaps and has other names.
	sed -i '/^\[gap/d; s/\]  */] /; s/System RAM/usable/
		s/device reserved/reserved/' "$tmp/theirs"
	e820=", $(wc -l <"$tmp/theirs") E820 rows"
	if ! diff "$tmp/e820" "$tmp/theirs" >"$tmp/diff"; then
		problem "E820 rows differ: ours <, Linux's >"
		problems+=$(sed 's/^/# /' "$tmp/diff")$'\n'
	fi
}

# Linux names the function that reserved a range. On arm64 a reservation may be
# part of a larger one.
check_reservation()
{
	local range first last base end

	range=$(grep -aE 'reserve_mem +check' "$tmp/check" |
		grep -oE '0x[0-9a-f]+-0x[0-9a-f]+')
	first=$((${range%-*})) last=$((${range#*-}))
	while IFS=- read -r base end; do
		((base > first || last > end)) || return 0
	done < <(grep -aE "memblock_reserve: .* $arch_linux_reserver" \
		"$tmp/log" | grep -oE '0x[0-9a-f]+-0x[0-9a-f]+')
	problem "Linux has not reserved ${range:-reserve_mem=}"
}

# --- cases ------------------------------------------------------------------

# try ROAD SIZE[/NODES] 'OPTIONS [-- FAULT]'
try()
{
	local size=${2%/*} nodes=0 machine options="$3 " fault=''

	problems='' remarks='' memory='' e820=''
	[[ $2 != */* ]] || nodes=${2#*/}
	[[ $options != *'-- '* ]] || fault=${options##*-- }
	options=${options%%-- *}
	machine=$(split "$size" "$nodes" | tr '\n' ' ')
	boot "$size" "road=$1 $options reserve_mem=1M:64K:check" \
		"$arch_linux_words memblock=debug efi=debug show_table $fault" \
		${machine:+-q "$machine"}
	check_table
	check_memory "$nodes"
	check_reservation
	[[ $1 != direct ]] || check_e820 "$options"
	tell "$1 road - $2${3:+ ${3:0:40}}: memory: $memory$e820"
}

tell()
{
	number=$((number + 1))
	[[ ! $problems ]] || printf 'not '
	echo "ok $number - $1"
	[[ ! $remarks ]] || echo "$remarks"
	[[ $problems ]] || return 0
	failed=$((failed + 1))
	printf '%s' "$problems"
	sed 's/^/# Linux: /' "$tmp/log"
	sed 's/^/# /' "$tmp/err"
}

# try_pxe ROAD: Linux skips zeros at the end of an initrd.
try_pxe()
{
	local initrd=$tmp/large.img line

	problems='' remarks=''
	cp "$tmp/initrd.img" "$initrd" && truncate -s 32M "$initrd"
	boot 1G "road=$1" 'quiet show_table' -n -t 1800
	check_table
	line=$(grep -aE '^Reading .large.img: .* of 32 MiB, .*/s$' "$tmp/log" |
		tail -n 1)
	if [[ $line ]]; then
		remarks="# $line"
	else
		problem "no progress is shown"
	fi
	tell "$1 road - PXE, an initrd of 32 MiB"
	rm "$initrd"
}

# The end of the kernel, by /proc/iomem, in each of the boots.
try_kaslr()
{
	local i last cap=$((256 << 20)) places=''

	problems='' remarks=''
	for ((i = 0; i < boots; i++)); do
		boot 1G 'road=direct mem=256M' \
			'quiet show_iomem no_timer_check panic=-1'
		last=$(grep -a 'Kernel bss' "$tmp/log" | head -n 1)
		last=${last%% :*} last=${last#*-}
		if [[ ! $last =~ ^[0-9a-f]+$ ]] || ((16#$last >= cap)); then
			problem "boot $i: the kernel ends at ${last:-?}"
		fi
		places+=" $last"
	done
	remarks="# the kernel's last bytes:$places"
	tell "direct road - KASLR and mem=256M, $boots boots"
}

parse "$@"
shift $((OPTIND - 1))
machine_load "$architecture" || exit
cases=("$@")
(($#)) || mapfile -t cases < <("roads_$arch")
[[ $only != list ]] || { printf '%s\n' "${cases[@]}" && exit; }
roads=(stub)
[[ $arch != x86_64 ]] || roads=(stub direct)
machine_need || exit
tmp=$(mktemp -d)
machine_at_end clean_up
prepare

number=0 failed=0
for words in "${cases[@]}"; do
	options=''
	[[ $words != *' '* ]] || options=${words#* }
	for road in "${roads[@]}"; do
		# On the stub road the edits are on the kernel's command line,
		# which has 2047 bytes.
		[[ $road != stub ]] || ((${#options} < 1500)) || continue
		if [[ $words = pxe ]]; then
			try_pxe "$road"
		else
			try "$road" "${words%% *}" "$options"
		fi
	done
done
[[ $arch != x86_64 ]] || ((boots == 0)) || try_kaslr
echo "1..$number"
echo "# $((number - failed)) of $number agree"
((failed == 0))
