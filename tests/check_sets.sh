#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Nobody outside core/memblock writes what a set consists of: the regions, cnt
# and total_size. All that mentions them is compiled with a header in which
# they are const. Speaks TAP.
set -u
export LC_ALL=C

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
count=0 failed=0

header=$(grep -l '^struct memblock_type {' core/memblock/*.h)
mkdir -p "$dir/core/memblock"
sed '/^struct memblock_type {/,/^}/{
	s/size_t cnt;/const size_t cnt;/
	s/phys_addr_t total_size;/const phys_addr_t total_size;/
	s/struct memblock_region \*regions;/const &/
}' "$header" >"$dir/$header"

# writes FILE: what it writes that is const now, a line each. Copying a whole
# memblock, or a structure that holds one, is allowed, and so is passing an
# array to core/memblock.
writes()
{
	gcc -std=gnu11 -fsyntax-only -Werror=discarded-qualifiers \
		-fmax-errors=0 -I"$dir" -I. -isystem /usr/include/efi \
		-isystem "/usr/include/efi/$(uname -m)" -DGNU_EFI_USE_MS_ABI \
		-Iefi/arch/x86_64 "$1" 2>&1 |
		grep -vE "^(\./)?core/memblock/|argument . of 'memblock_" |
		grep -E 'error: .*(read-only|discards)|fatal error' |
		grep -vE "read-only (location '\*?[a-z_]+'|member 'mb')$" ||
		true
}

ok()
{
	count=$((count + 1))
	if [[ $1 -eq 0 ]]; then
		echo "ok $count - $2"
	else
		echo "not ok $count - $2"
		failed=1
	fi
}

mapfile -t files < <(grep -lrE '(->|\.)(cnt|total_size|regions)\b' \
	--include='*.c' core efi tools ovmf/kernel | grep -v '^core/memblock/')
found=$(for file in "${files[@]}"; do writes "$file"; done | sed 's/^/# /')
[[ -z $found ]] || echo "$found"
[[ -z $found ]]
ok $? 'only core/memblock writes regions, cnt and total_size'

# refuses STATEMENT: is it seen?
refuses()
{
	cat >"$dir/broken.c" <<-END
		#include "core/memblock/memblock.h"
		void broken(struct memblock *mb);
		void broken(struct memblock *mb)
		{
			$1
		}
	END
	[[ $(writes "$dir/broken.c") ]]
	ok $? "refuses $1"
}

refuses 'mb->memory.cnt = 0;'
refuses 'mb->memory.cnt--;'
refuses 'mb->reserved.total_size += 4096;'
refuses 'mb->memory.regions[0].size = 4096;'
refuses 'mb->memory.regions[0] = mb->memory.regions[1];'
refuses 'mb->memory = mb->reserved;'
refuses 'struct memblock_region *r = mb->memory.regions; r->base = 0;'
echo "1..$count"
exit "$failed"
