#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
#: protocol-check.sh [-a ARCH] [-t SECONDS] [-f PATTERN] [-l] [-v] [-h]
#: Boots kernels of every protocol on machines of many kinds, so that each value
#: of memory, cap, map, kernel and machine occurs with each protocol that has it;
#: then broken kernels, which are refused (cases/broken.sh). Prints a table: a row
#: for each value, with the seconds of its boot, or how it failed. One boot has
#: several values.
#:   -a ARCH     architecture (default: this machine's)
#:   -t SECONDS  time limit of each boot (default 240)
#:   -f PATTERN  only boots with a row '| PROTOCOL | VALUE |' that contains this
#:   -l          list the rows, boot nothing
#:   -v          print the output of boots that fail
#: Exit status: 0 all as expected, 1 a failure, 2 usage error.
#: `make protocol-check` builds what it needs.
#: Environment: BUILD=FOLDER (default build), ACCEL=kvm or tcg.
set -u
LC_ALL=C

here=$(dirname "$0")
# shellcheck source=ovmf/machine.sh
. "$here/machine.sh"
# shellcheck source=ovmf/linux/parts.sh
. "$here/linux/parts.sh"
export BUILD=${BUILD:-$here/../build}

wrong()
{
	echo "protocol-check.sh: $1; protocol-check.sh -h tells more" >&2
	exit 2
}

parse()
{
	local flag

	architecture=$machine_own seconds=240 only='' list='' verbose=''
	while getopts :a:t:f:lvh flag; do
		case $flag in
		a) architecture=$OPTARG ;;
		t) seconds=$OPTARG ;;
		f) only=$OPTARG ;;
		l) list=1 ;;
		v) verbose=1 ;;
		h) sed -n 's/^#: \?//p' "$0" && exit ;;
		:) wrong "-$OPTARG needs a value" ;;
		*) wrong "unknown option -$OPTARG" ;;
		esac
	done
	[[ $seconds =~ ^[1-9][0-9]{0,4}$ ]] || wrong "-t $seconds: not a number"
	shift $((OPTIND - 1))
	((!$#)) || wrong "$1: no such argument"
}

# shellcheck disable=SC2317 # called by the trap
clean_up()
{
	[[ ! $tmp ]] || rm -rf "$tmp"
}

# --- the matrix -------------------------------------------------------------

# PROTOCOL | VALUE, VALUE... | what the output has to have | ARGUMENTS
# The arguments are those of kernel.sh, quoted as for xargs, and before them
# variables of its environment. Its status is 0, but 1 after ! in the third field.
# A file of variants.py has no folder.

well='^probe: all is well$'
# The report says where the application is; the kernel's status is 0.
above='^  0x00000001[0-9a-f]{8}-.*memblock.efi image$'
one_module='^probe: module.* of 13 bytes, sum a63e1d90: '

matrix_table()
{
	cat <<END
table | 128M, modules 0, 1 processor, no VGA | ^kernel: all is well\$ | -m 128M $k/main.elf
table | 192M, modules 3, 4 processors | ^kernel: all is well\$ | -m 192M -q '-smp 4' $k/main.elf $files -- smp=on $modules
table | 5G, mem=4608M, a display | ^kernel: all is well\$ | -m 5G -q '$arch_screen' $k/main.elf -- mem=4608M
table | 512M, mem=256M, linked where the firmware is | ^kernel: all is well\$ | $k/main-low.elf -- mem=256M
table | more than 128 rows | ^kernel: all is well\$ | START_EFI=$BUILD/$arch/fault.efi $k/main.elf -- -- fault=rows
table | memblock.efi above 4 GiB | $above | START_EFI=$BUILD/$arch/fault.efi -m 5G $k/main.elf -- format=text -- fault=above
table | overlapping descriptors | ^kernel: all is well\$ | START_EFI=$BUILD/$arch/fault.efi $k/main.elf -- -- fault=overlaps
table | an empty module | ! none cannot be read: it is empty | $k/main.elf none -- 'module=\\none'
table | overlapping memmap= | ^kernel: all is well\$ | $k/main-pie.elf -- $rules 'memmap=2M\$$at' 'memmap=2M#$next'
table | below the cap | ! needs .* of memory, the largest free range below mem= has | $k/main.elf -- mem=$((arch_ram_below + (256 << 10)))
END
}

# limine REVISION VALUES | ARGUMENTS
matrix_limine()
{
	local l=$k/limine

	cat <<END
Limine 6 | 512M, a PIE, modules 1, 4 processors, a display | $one_module | -q '$arch_screen -smp 4' $l/6-pie.elf one -- 'module=\\one'
Limine 6 | 128M, a cap at 96 MiB, overlapping memmap= | $well | -m 128M $l/6.elf one -- $rules mem=$((arch_ram + (96 << 20))) 'memmap=2M\$$at' 'memmap=2M#$next'
Limine 5 | 5G, mem=4608M | $well | -m 5G $l/5.elf -- mem=4608M
Limine 4 | 512M, more than 128 rows | $well | START_EFI=$BUILD/$arch/fault.efi $l/4.elf -- -- fault=rows
Limine 5 | memblock.efi above 4 GiB | $above | START_EFI=$BUILD/$arch/fault.efi -m 5G $l/5.elf -- format=text -- fault=above
Limine 5 | overlapping descriptors | ^probe: row [15]0015000-[15]001d000:3 | START_EFI=$BUILD/$arch/fault.efi $l/5.elf -- -- fault=overlaps
Limine 3 | 192M, modules 3 | $one_module | -m 192M $l/3.elf $files -- $modules
Limine 2 | 512M, no VGA, 1 processor, modules 0 | $well | $l/2.elf
Limine 1 | 5G, mem=256M | $well | -m 5G $l/1.elf -- mem=256M
Limine 0 | 512M, modules 1 | $one_module | $l/0.elf one -- protocol=limine 'module=\\one'
Limine 6 | an empty module | ! none cannot be read: it is empty | $l/6.elf none -- 'module=\\none'
Limine 6 | below the cap | ! of memory, the largest free range below mem= has | $l/6.elf -- mem=$((arch_ram_below + (256 << 10)))
END
}

# What each protocol of 32-bit kernels has, with its PREFIX of file names.
matrix_32()
{
	local name=$1 f=$2 high=${3-}

	cat <<END
$name | 128M, ELF32, linked at 1 MiB, modules 0, 1 processor, no VGA | $well | -m 128M $k/probe/$f.elf
$name | 192M, linked at 4 MiB, modules 3, 4 processors | $one_module | -m 192M -q '-smp 4' $f-4m $files -- $modules
$name | 5G, ELF64, mem=4608M, a display | $well | -m 5G -q '-device VGA' $f-64 -- mem=4608M
$name | 5G with 1 GiB below 4 GiB, writable and executable | $well | -m 5G -q '-machine q35,max-ram-below-4g=1G' $f-wx
$name | 512M, an empty segment, mem=256M, OVMF 2M, modules 1 | $one_module | OVMF=2M $f-empty one -- mem=256M 'module=\\one'
$name | virtual addresses, machine pc, la57 off | $well | -q '-machine pc -cpu max,phys-bits=36,la57=off' $f-virtual
$name | more than 128 rows, la57 on | $well | START_EFI=$BUILD/$arch/fault.efi -q '-cpu max,phys-bits=36,la57=on' $f-64 -- -- fault=rows
$name | overlapping memmap= | $well | $f-4m -- 'memmap=2M\$32M' 'memmap=2M#33M'
$name | memblock.efi above 4 GiB | $above | START_EFI=$BUILD/$arch/fault.efi -m 5G $f-4m -- format=text -- fault=above
$name | overlapping descriptors | ^probe: row 10015000-1001d000:4 | START_EFI=$BUILD/$arch/fault.efi $f-4m -- -- fault=overlaps
$name | an empty module | ! none cannot be read: it is empty | $k/probe/$f.elf none -- 'module=\\none'
$name | below the cap | ! taken away by mem= or memmap= | $k/probe/$f.elf -- mem=1M
$name | a hole in the target | ! taken away by mem= or memmap= | $f-4m -- 'memmap=64K\$4100K'
$name | no RAM below 4 GiB | ! taken away by mem= or memmap= | -m 5G $f-64 -- 'memmap=4G\$0'
END
	[[ ! $high ]] || cat <<END
$name | 512M, linked at 16 MiB | $well | $k/probe/$f-high.elf
END
}

matrix_x86_64()
{
	local p=$k/probe

	cat <<END
table | OVMF 2M, machine pc, la57 off | ^kernel: all is well\$ | OVMF=2M -q '-machine pc -cpu max,phys-bits=36,la57=off' $k/main-pie.elf
table | 5G with 1 GiB below 4 GiB, la57 on | ^kernel: all is well\$ | -m 5G -q '-machine q35,max-ram-below-4g=1G -cpu max,phys-bits=40,la57=on' $k/main.elf
table | no RAM below 4 GiB | ^kernel: all is well\$ | -m 5G $k/main.elf -- 'memmap=4G\$0'
Limine 6 | la57 on | ^probe: direct map at ff00000000000000\$ | $k/limine/6-levels-5.elf
Limine 6 | la57 off | ^probe: direct map at ffff800000000000\$ | -q '-cpu max,phys-bits=36,la57=off' $k/limine/6-levels-5.elf
Limine 5 | OVMF 2M, machine pc | $well | OVMF=2M -q '-machine pc' $k/limine/5.elf
Limine 4 | 5G with 1 GiB below 4 GiB | $well | -m 5G -q '-machine q35,max-ram-below-4g=1G' $k/limine/4.elf
END
	matrix_32 Multiboot mb1 high
	matrix_32 Multiboot2 mb2 high
	matrix_32 PVH pvh
	cat <<END
Multiboot | addresses in the header | $well | mb1-addresses
Multiboot2 | addresses in the header | $well | mb2-addresses
Multiboot2 | a header at the end of the first 32768 bytes | $well | mb2-last
Multiboot2 | a cut end tag | $well | mb2-cut-end
Multiboot2 | relocatable and low | ^probe: load base 2000000\$ | $p/mb2-move.elf
Multiboot2 | relocatable and high | ^probe: load base [1-9a-f][0-9a-f]{7}\$ | -m 2G mb2-highest
Multiboot2 with services | 512M, modules 0, 1 processor, no VGA, relocatable | ^probe: boot services are available\$ | $p/mb2-services.elf
Multiboot2 with services | 128M, modules 3, 4 processors, a display | $one_module | -m 128M -q '-device VGA -smp 4' $p/mb2-services.elf $files -- $modules
Multiboot2 with services | 192M, OVMF 2M, machine pc, la57 off | $well | OVMF=2M -m 192M -q '-machine pc -cpu max,phys-bits=36,la57=off' $p/mb2-services.elf
Multiboot2 with services | 5G, la57 on, modules 1 | $one_module | -m 5G -q '-cpu max,phys-bits=40,la57=on' $p/mb2-services.elf one -- 'module=\\one'
Multiboot2 with services | 5G with 1 GiB below 4 GiB, more than 128 rows | $well | START_EFI=$BUILD/$arch/fault.efi -m 5G -q '-machine q35,max-ram-below-4g=1G' $p/mb2-services.elf -- -- fault=rows
Multiboot2 with services | mem=256M | ! mem=, memmap= and reserve_mem= have no effect on it | $p/mb2-services.elf -- mem=256M
END
}

matrix_aarch64()
{
	cat <<END
table | EL2 | ^kernel: at EL2\$ | -q '-machine virt,virtualization=on' $k/main.elf
Limine 6 | EL2, 2 processors | ^probe: at EL2\$ | -q '-machine virt,virtualization=on -smp 2' $k/limine/6.elf
Limine 5 | EL1 where EL2 is | $well | -q '-machine virt,virtualization=on' $k/limine/5.elf
END
	linux_kernel "$BUILD" >/dev/null 2>&1 || return
	cat <<END
Image | a device tree and no ACPI, 512M | Linux version | -p -q '-machine virt,acpi=off' $linux_kernel -- -- panic=-1 $arch_linux_console
Image | ACPI, 5G, mem=4608M | Linux version | -p -m 5G $linux_kernel -- mem=4608M -- panic=-1 $arch_linux_console
END
}

matrix()
{
	matrix_table
	matrix_limine
	"matrix_$arch"
}

# --- boots ------------------------------------------------------------------

# split TEXT: sets words, as a shell would, without expansions; a name without a
# folder is that of a file that was made here.
split()
{
	local i

	mapfile -t words < <(xargs printf '%s\n' <<<"$1")
	for i in "${!words[@]}"; do
		[[ ! -e $tmp/files/${words[i]} ]] ||
			words[i]=$tmp/files/${words[i]}
	done
}

# boot PATTERN ARGUMENTS: sets $result.
boot()
{
	local begin=$EPOCHSECONDS status=0 wanted=0 words variables=()

	[[ $1 != !* ]] || wanted=1
	split "$2"
	while [[ ${words[0]} == [A-Z]*=* ]]; do
		variables+=("${words[0]}")
		words=("${words[@]:1}")
	done
	env "${variables[@]}" "$here/kernel.sh" -a "$arch" -t "$seconds" \
		"${words[@]}" >"$tmp/out" 2>&1 </dev/null || status=$?
	result="ok, $((EPOCHSECONDS - begin)) s"
	if ((status != wanted)); then
		result="FAILED (status $status)"
	elif ! grep -qE -e "${1#! }" "$tmp/out"; then
		result="FAILED (no '${1#! }')"
	else
		return
	fi
	failures=$((failures + 1))
	[[ ! $verbose ]] || sed 's/^/# /' "$tmp/out" >&2
}

# rows PROTOCOL VALUES [RESULT]: prints them.
rows()
{
	local value rest="$2, "

	while [[ $rest ]]; do
		value=${rest%%, *} rest=${rest#*, }
		echo "| $1 | $value |${3+ $3 |}"
	done
}

# check LINE: a boot of the matrix.
check()
{
	local protocol values pattern arguments

	protocol=${1%% | *} values=${1#* | }
	pattern=${values#* | } values=${values%% | *}
	arguments=${pattern#* | } pattern=${pattern%% | *}
	[[ $(rows "$protocol" "$values") == *"$only"* ]] || return
	if [[ $list ]]; then
		rows "$protocol" "$values"
		return
	fi
	boot "$pattern" "$arguments"
	rows "$protocol" "$values" "$result"
}

# The boot test, which is one boot for all of them.
check_broken()
{
	local begin=$EPOCHSECONDS result

	[[ '| all | broken kernels |' == *"$only"* ]] || return
	if [[ ! $list ]]; then
		"$here/cases/broken.sh" "$arch" >"$tmp/out" 2>&1
		result="ok, $((EPOCHSECONDS - begin)) s"
		! grep -q '^not ok' "$tmp/out" || {
			result=FAILED failures=$((failures + 1))
			[[ ! $verbose ]] || sed 's/^/# /' "$tmp/out" >&2
		}
	fi
	rows all 'broken kernels' ${result+"$result"}
}

make_files()
{
	mkdir "$tmp/files" && cd "$tmp/files" || return
	printf 'one two three' >one && cp one two && cp one three && : >none
	cd "$OLDPWD" || return
	[[ $arch != x86_64 ]] ||
		"$here/cases/variants.py" "$BUILD/$arch" "$tmp/files"
}

parse "$@"
tmp='' failures=0
machine_at_end clean_up
machine_load "$architecture" && machine_need || exit
tmp=$(mktemp -d) || exit 125
make_files || exit 125
k=$BUILD/$arch/kernels
files='one two three'
modules="'module=\\one,the first' 'module=\\two' 'module=\\three,x y'"
# Linux has memmap= only on x86.
rules=''
[[ $arch = x86_64 ]] || rules=profile=linux-x86
at=$((arch_ram + (32 << 20))) next=$((arch_ram + (33 << 20)))
[[ $list ]] || printf '%s\n' '| protocol | value | result |' '|---|---|---|'
mapfile -t boots < <(matrix)
for line in "${boots[@]}"; do
	check "$line"
done
check_broken
((failures == 0)) || echo "protocol-check.sh: $failures boots failed" >&2
((failures == 0))
