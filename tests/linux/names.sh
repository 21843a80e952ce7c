#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# names.sh TREE [DOCUMENT]: does docs/memblock-api.md know each name that the
# memblock of the Linux 7.x source tree TREE offers? A name must be declared
# by a header of core/memblock/ or stand in the first column of one of the
# document's tables. Says which do not, and then exits with 1.
set -eu

tree=$1 doc=${2:-docs/memblock-api.md}

# plain FILE: without comments, every line with its continuations.
plain() {
	sed -e ':join' -e '/\\$/ { N; s/\\\n/ /; b join' -e '}' "$1" |
		${HOSTCC:-gcc} -x c -fpreprocessed -E -P - 2>/dev/null
}

# declared FILE: the functions and variables that it has for others. What is
# left between two semicolons, without the bodies, is one declaration.
declared() {
	plain "$1" | sed 's/^[ \t]*#.*//' | awk '
		{ all = all $0 " " }
		END {
			while (gsub(/\{[^{}]*\}/, ";", all))
				;
			n = split(all, part, ";")
			for (i = 1; i <= n; i++)
				print part[i]
		}' |
		if [[ $1 = *.c ]]; then grep -vw static; else cat; fi |
		sed -nE -e 's/^.*[A-Za-z_*] *\b([A-Za-z_]\w+) *\(.*/\1/p; t' \
			-e 's/^.*[A-Za-z_*] *\b([A-Za-z_]\w+) *(=.*)?$/\1/p'
}

# constants FILE: macros and what enums hold.
constants() {
	sed -nE -e 's/^#[ \t]*define[ \t]+(\w+).*/\1/p' \
		-e 's/^[ \t]+([A-Z_]+)[ \t]*= 0x.*/\1/p' "$1"
}

# Linux's headers guard themselves by such names.
names() {
	{
		declared "$tree/include/linux/memblock.h"
		constants "$tree/include/linux/memblock.h"
		declared "$tree/mm/memblock.c"
	} | grep -vx '_LINUX_MEMBLOCK_H' | sort -u
}

ours=$(cat core/memblock/{memblock,alloc,pfn}.h)
table=$(awk -F'|' '/^\|/ { print $2 }' "$doc")
known=0 unknown=0
for name in $(names); do
	if grep -qwE "$name" <<<"$ours" || grep -qw "$name" <<<"$table"; then
		known=$((known + 1))
		continue
	fi
	echo "names.sh: $doc has no word about $name" >&2
	unknown=$((unknown + 1))
done
printf '  %-7s names of Linux memblock%16d known,  %d unknown\n' \
	"$([ $unknown = 0 ] && [ $known -gt 100 ] && echo TEST || echo FAIL)" \
	$known $unknown
[ $unknown = 0 ] && [ $known -gt 100 ]
