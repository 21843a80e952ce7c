#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Compiles core/handoff/table.h as kernels do, and checks the commands and bytes
# in docs/table.md. Speaks TAP. BUILD names the build folder.
set -u

tool=$(realpath -m "${MEMBLOCK:-${BUILD:-build}/host/memblock}")
root=$PWD
golden=$PWD/tests/golden/table-v1.bin
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
count=0
[ -x "$tool" ] || { echo "Bail out! $tool is not built"; exit 1; }

# result STATUS NAME
result() {
	count=$((count + 1))
	[ "$1" = 0 ] || echo -n "not "
	echo "ok $count - $2"
	[ "$1" = 0 ] || sed 's/^/# /' "$dir/log" | head -20
}

skip() {
	count=$((count + 1))
	echo "ok $count - $1 # SKIP $2"
}

# compiles NAME COMPILER FLAG...: compiles a kernel that has only the header
compiles() {
	local name=$1 headers
	shift
	if ! command -v "$1" >/dev/null; then
		skip "$name" "$1 is not installed"
		return
	fi
	headers=$("$1" -print-file-name=include)
	"$@" -Wall -Wextra -Wshadow -Wundef -Wconversion -Werror \
		-ffreestanding -nostdinc -isystem "$headers" \
		-c -o "$dir/kernel.o" "$dir/kernel.c" >"$dir/log" 2>&1 &&
		! nm -u "$dir/kernel.o" | grep -vE 'w?mem(cpy|set|move|cmp)$' |
		grep . >>"$dir/log"
	result $? "$name"
}

# --- the header ---------------------------------------------------------------

cp core/handoff/table.h "$dir/table.h"
cat >"$dir/kernel.c" <<'END'
#include "table.h"

#ifdef __cplusplus
/* No function has the name of a type, which would hide it. */
extern const mbt_section *const unused_section;
extern const mbt_region *const unused_region;
#endif

uint64_t kernel_main(const void *table, uint64_t magic);
uint64_t kernel_main(const void *table, uint64_t magic)
{
	const struct mbt_section *memory;
	static struct mbt_free range;
	struct mbt_region region;
	uint64_t sum = 0;

	if (magic != MBT_MAGIC || mbt_check(table, MBT_ANY_SIZE))
		return 0;
	memory = mbt_find_section(table, MBT_MEMORY);
	for (uint32_t i = 0; mbt_get_region(memory, i, &region); i++)
		sum += region.size;
	while (mbt_next_free(table, &range))
		sum -= range.end - range.base;
	if (mbt_find_reserved(table, "module", "initrd", &region))
		sum += region.base + (uint64_t)*mbt_cmdline(table);
	return sum;
}
END
compiles "C99" gcc -std=c99 -pedantic
compiles "C11" gcc -std=c11 -pedantic -Os
compiles "C99 with clang" clang -std=c99 -pedantic
compiles "C11 for a kernel of 32 bits" gcc -std=c11 -m32 -fno-pic
compiles "C++11" g++ -x c++ -std=c++11 -pedantic -fno-exceptions -fno-rtti
compiles "C++17" g++ -x c++ -std=c++17 -pedantic -fno-exceptions -fno-rtti
compiles "C++20" g++ -x c++ -std=c++20 -pedantic -fno-exceptions -fno-rtti

# --- the document ---------------------------------------------------------------

cat "$golden" >"$dir/damaged"
printf x | dd of="$dir/damaged" bs=1 seek=500 conv=notrunc 2>/dev/null

line=$(sed -n "s/^    python3 -c '\(.*\)' FILE\$/\1/p" docs/table.md)
if command -v python3 >/dev/null; then
	python3 -c "$line" "$golden" >"$dir/log" 2>&1
	grep -qx good "$dir/log"
	result $? "the Python line of docs/table.md accepts the golden table"
	python3 -c "$line" "$dir/damaged" >"$dir/log" 2>&1
	grep -qx bad "$dir/log"
	result $? "and refuses a damaged one"
else
	skip "the Python line of docs/table.md" "python3 not found"
fi

sed -n 's/^    \(BIOS-e820: .*\)/\1/p' docs/table.md >"$dir/map"
"$tool" table profile=linux-arm64 save="$dir/example" "$dir/map" >"$dir/log" 2>&1
diff <(sed -n '/^## An example/,$ s/^    \([0-9a-f*].*\)/\1/p' docs/table.md |
	grep -v BIOS) <(od -A x -t x1z "$dir/example") >"$dir/log" 2>&1
result $? "docs/table.md shows the bytes of its example"

# --- the host program --------------------------------------------------------------

"$tool" check "$golden" >"$dir/out" 2>"$dir/log"
result $? "memblock check accepts the golden table"
grep -q 'module initrd, until the kernel is done with it' "$dir/out"
result $? "and lists the reservations with owner and lifetime"
grep -qx '  from node 1: 20 10' "$dir/out"
result $? "and the distances of its nodes"
"$tool" check "$dir/damaged" >"$dir/out" 2>"$dir/log"
[ $? = 2 ] && [ ! -s "$dir/out" ] && grep -q 'checksum' "$dir/log"
result $? "memblock check refuses a damaged table, with the reason"
"$tool" show "$dir/damaged" >"$dir/out" 2>"$dir/log"
[ $? = 2 ] && grep -q 'checksum' "$dir/log"
result $? "and memblock show does, too"
"$tool" check "$root/docs/table.md" >"$dir/out" 2>"$dir/log"
[ $? = 2 ] && grep -q 'not a table' "$dir/log"
result $? "memblock check refuses a file that is not a table"
"$tool" check >"$dir/out" 2>"$dir/log"
[ $? = 2 ] && grep -q 'name one file' "$dir/log"
result $? "memblock check requires a file"

"$tool" show mem=72M kernelcore=mirror format=linux "$golden" >"$dir/out" 2>"$dir/log"
grep -q 'reserved.cnt  = 0x7' "$dir/out" &&
	"$tool" show mem=72M kernelcore=mirror "$golden" |
	grep -q 'module initrd'
result $? "memblock show prints the loader ranges of a table"

# A table that is read does not give nodes.
differs=
for map in tests/maps/*; do
	"$tool" table mem=700M "$map" >"$dir/table" 2>/dev/null
	"$tool" show format=linux numa=off mem=700M "$map" >"$dir/expected" 2>/dev/null
	"$tool" show format=linux mem=700M "$dir/table" >"$dir/out" 2>"$dir/log"
	cmp -s "$dir/expected" "$dir/out" &&
		"$tool" check - <"$dir/table" >/dev/null 2>"$dir/log" ||
		differs="$differs $map"
done
echo "$differs" >"$dir/log"
test -z "$differs"
result $? "the table of each sample is accepted and shows the same"

echo "1..$count"
