#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# layers.sh FOLDER: proves who depends on whom (DESIGN: the house). core/ is
# compiled with nothing but the compiler's own headers, for this machine and
# for aarch64 where that compiler is installed; its objects want four mem*
# functions and no more; #include lines go downwards only. Objects go to
# FOLDER. Says what is wrong and then exits with 1.
set -u
LC_ALL=C

out=$1
wrong=0

# The rooms of core/, from the ground up: whom a file may include besides its
# own room.
declare -A below=(
	[base]=''
	[memblock]='base'
	[text]='base'
	[firmware]='base text'
	[options]='base text firmware convert report'
	[convert]='base memblock firmware handoff'
	[handoff]='base memblock'
	[table]='base memblock firmware convert handoff'
	[report]='base text convert'
)

problem()
{
	echo "layers: $*" >&2
	wrong=1
}

# The file names behind #include "...", with the place: FILE:LINE:NAME.
includes()
{
	grep -nH '^[[:space:]]*#[[:space:]]*include[[:space:]]*["<]' "$@" \
		2>/dev/null |
		sed 's/^\([^:]*:[0-9]*:\).*include[[:space:]]*["<]\([^">]*\).*/\1\2/'
}

# compile COMPILER FOLDER: each file of core/ alone, then all as one object
# without our own mem* functions; what that one leaves undefined is foreign.
compile()
{
	local cc=$1 folder=$2 headers source object objects=()

	headers=$("$cc" -print-file-name=include)
	mkdir -p "$folder"
	for source in core/*/*.c; do
		object=${source%.c}.o
		object=$folder/${object//\//.}
		"$cc" -std=c11 -Os -ffreestanding -nostdinc -isystem "$headers" \
			-fno-stack-protector -Wall -Wextra -Werror -I. \
			-c "$source" -o "$object" ||
			problem "$source: $cc cannot build it on its own"
		[[ $source = */freestanding.c ]] || objects+=("$object")
	done
	((wrong)) || foreign "$cc" "$folder/core.all" "${objects[@]}"
}

foreign()
{
	local symbol

	"$1" -r -nostdlib -o "$2" "${@:3}" || problem "$1 cannot link core/"
	while read -r symbol; do
		problem "core/ wants the foreign symbol $symbol"
	done < <("${1%gcc}nm" -u "$2" | awk '{ print $NF }' |
		grep -vxE 'memcpy|memmove|memset|memcmp')
}

check_floors()
{
	local file place name mine its

	for file in core/*.[ch] core/*/*.[ch]; do
		[[ -e $file ]] || continue
		mine=$(basename "$(dirname "$file")")
		[[ -v below[$mine] ]] ||
			problem "$file stands in no room; give it one in $0"
		while IFS=: read -r _ place name; do
			[[ $name = core/* ]] || continue
			its=$(basename "$(dirname "$name")")
			[[ " $mine ${below[$mine]-} " = *" $its "* ]] ||
				problem "$file:$place: $mine/ knows no $name"
		done < <(includes "$file")
	done
}

# Which room may include which: core/ only itself, nobody tests/.
check_rooms()
{
	local file place name room

	while IFS=: read -r file place name; do
		room=${file%%/*}
		case $room:$name in
		core:core/* | *:core/*) ;;
		core:std*.h | core:limits.h) ;;
		core:*) problem "$file:$place: core/ may not include $name" ;;
		tests:*) ;;
		*:tests/*) problem "$file:$place: nobody includes tests/" ;;
		tools:efi/* | efi:tools/*)
			problem "$file:$place: $room/ may not include $name" ;;
		esac
	done < <(find core efi tools ovmf tests -name '*.[ch]' -print |
		while read -r file; do includes "$file"; done)
}

# One door to the firmware: <efi.h> in two or three files of efi/.
check_door()
{
	local files

	mapfile -t files < <(grep -lE '#[[:space:]]*include[[:space:]]*<efi' \
		efi/*.[ch] 2>/dev/null)
	((${#files[@]} <= 3)) ||
		problem "<efi.h> is known to more than three files: ${files[*]}"
}

check_macros()
{
	local place

	while IFS= read -r place; do
		problem "$place: an architecture outside arch/"
	done < <(grep -rnE --include='*.[ch]' --exclude-dir=arch \
		'\b(__x86_64__|__amd64__|__i386__|__aarch64__|__arm__|__riscv)\b' \
		core efi tools)
}

compile gcc "$out/$(gcc -dumpmachine)"
# Only where it is there: nothing is installed for this.
if command -v aarch64-linux-gnu-gcc >/dev/null; then
	compile aarch64-linux-gnu-gcc "$out/aarch64-linux-gnu"
fi
check_floors
check_rooms
check_door
check_macros
exit "$wrong"
