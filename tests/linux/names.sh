#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# names.sh TREE [DOCUMENT]: checks that docs/memblock-api.md covers each name that
# memblock of the Linux 7.x source tree TREE provides. A name must be declared in
# a header of core/memblock/ or be in the first column of a table of the document.
# Prints those that are missing, and then exits with 1.
set -eu

tree=$1 doc=${2:-docs/memblock-api.md}

# plain FILE: without comments, every line with its continuations.
plain() {
	sed -e ':join' -e '/\\$/ { N; s/\\\n/ /; b join' -e '}' "$1" |
		${HOSTCC:-gcc} -x c -fpreprocessed -E -P - 2>/dev/null
}

# declared FILE: its public functions and variables. With bodies removed, the
# text between two semicolons is one declaration.
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

# Names like these are include guards.
names() {
	{
		declared "$tree/include/linux/memblock.h"
		constants "$tree/include/linux/memblock.h"
		declared "$tree/mm/memblock.c"
	} | grep -vx '_LINUX_MEMBLOCK_H' | sort -u
}

ours=$(for header in core/memblock/*.h; do
	plain "$header"
	constants "$header"
done)
table=$(awk -F'|' '/^\|/ { print $2 }' "$doc")
known=0 unknown=0
for name in $(names); do
	if grep -qwE "$name" <<<"$ours" || grep -qw "$name" <<<"$table"; then
		known=$((known + 1))
		continue
	fi
	echo "names.sh: $doc does not mention $name" >&2
	unknown=$((unknown + 1))
done
printf '  %-7s names of Linux memblock%16d known,  %d unknown\n' \
	"$([ $unknown = 0 ] && [ $known -gt 100 ] && echo TEST || echo FAIL)" \
	$known $unknown
[ $unknown = 0 ] && [ $known -gt 100 ]
