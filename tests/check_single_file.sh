#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# check_single_file.sh: core/ is embedded in two ways, as three whole folders or as
# the two files of tools/single-file.sh. Both must compile without anything else of
# the project, their headers also as C++17. Speaks TAP.
set -u

root=$PWD
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
count=0 failed=0
cc=${HOSTCC:-gcc}
strict=(-Wall -Wextra -Wconversion -Wshadow -Werror)
# The headers that a user includes.
public=(base/{status,types,version}.h memblock/{memblock,alloc,builder,pfn}.h
	handoff/{table,rebuild}.h)

# check NAME COMMAND...: the output of a COMMAND that fails is printed.
check()
{
	count=$((count + 1))
	if "${@:2}" >"$dir/log" 2>&1; then
		echo "ok $count - $1"
		return
	fi
	echo "not ok $count - $1"
	sed 's/^/# /' "$dir/log" | head -n 20
	failed=1
}

# undefined OBJECT...: the objects need no function except the four that a
# compiler calls by itself.
undefined()
{
	"$cc" -r -nostdlib -o "$dir/all.o" "$@" || return
	! nm -u "$dir/all.o" | awk '{ print $NF }' |
		grep -vxE 'memcpy|memmove|memset|memcmp|_GLOBAL_OFFSET_TABLE_'
}

freestanding()
{
	"$cc" -std=c11 -Os -ffreestanding -fno-stack-protector -nostdinc \
		-isystem "$("$cc" -print-file-name=include)" "${strict[@]}" "$@"
}

# --- three folders --------------------------------------------------------

folders()
{
	local file objects=()

	mkdir -p "$dir/folders/core"
	cp -r core/{base,memblock,handoff} "$dir/folders/core"
	cd "$dir/folders" || return
	for file in core/*/*.c; do
		freestanding -I. -c "$file" -o "${file%.c}.o" || return
		[[ $file = */freestanding.c ]] || objects+=("${file%.c}.o")
	done
	undefined "${objects[@]}"
	local status=$?
	cd "$root" || return
	return "$status"
}

# Each header by itself.
folder_headers()
{
	local header

	for header in "${public[@]}"; do
		echo "#include \"core/$header\"" |
			g++ -std=c++17 "${strict[@]}" -Wpedantic \
				-I"$dir/folders" -x c++ -fsyntax-only - || return
	done
}

# --- two files ------------------------------------------------------------

two_files()
{
	tools/single-file.sh "$dir/single" &&
		freestanding -c "$dir/single/memblock.c" -o "$dir/memblock.o" &&
		undefined "$dir/memblock.o"
}

headers()
{
	printf '#include "%s"\n' memblock.h table.h |
		g++ -std=c++17 "${strict[@]}" -Wpedantic -I"$dir/single" \
			-x c++ -fsyntax-only -
}

# A program in C++ that links the C file and also includes headers of core/.
program()
{
	cat >"$dir/program.cc" <<'C'
#include "memblock.h"
#include "core/memblock/alloc.h"
#include "core/handoff/rebuild.h"

static memblock_region store[3 * MEMBLOCK_REGIONS_FOR(4)];

int main()
{
	memblock mb;
	memblock_range i;
	phys_addr_t bytes = 0;

	memblock_init(&mb, store, sizeof(store) / sizeof(*store));
	if (memblock_add(&mb, 0x1000, 0x8000) ||
	    !memblock_phys_alloc(&mb, 0x1000, 0x1000))
		return 1;
	for_each_free_mem_range(&mb, nullptr, &i)
		bytes += i.end - i.base;
	return bytes == 0x7000 ? 0 : 2;
}
C
	g++ -std=c++17 "${strict[@]}" -I"$dir/single" -I. "$dir/program.cc" \
		"$dir/memblock.o" -o "$dir/program" && "$dir/program"
}

check "base, memblock and handoff compile without the rest of core/" folders
check "their public headers are valid C++17, each by itself" folder_headers
check "the two files compile as C11 and need four functions only" two_files
check "their headers are valid C++17" headers
check "a C++ program runs with the two files" program
echo "1..$count"
exit "$failed"
