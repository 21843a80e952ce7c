#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
#: rooms.sh build/ARCH/memblock.efi: prints how many bytes of the file each folder
#: of core/ and efi/ takes, by the debug information of memblock.so beside it. A
#: function that was made part of its callers counts as theirs.
set -eu

program=${1%.efi}.so
stat -c '%n: %s bytes' "$1"
whole=$(size -A "$program" | awk '/^\.(text|rodata|data) / { sum += $2 }
	END { print sum }')
# ADDRESS SIZE TYPE NAME FILE:LINE
nm -S -l --defined-only "$program" | awk -v "whole=$whole" '
function hex(text,    value, i) {
	for (i = 1; i <= length(text); i++)
		value = 16 * value + \
			index("0123456789abcdef", substr(text, i, 1)) - 1
	return value
}
tolower($3) == "t" && match($5, /(core|efi)\/[^:]*\//) {
	rooms[substr($5, RSTART, RLENGTH - 1)] += hex($2)
	whole -= hex($2)
}
END {
	for (room in rooms)
		printf "%-20s %6d bytes of code\n", room, rooms[room]
	printf "%-20s %6d bytes\n", "constants and data", whole
}' | sort -k2,2nr
