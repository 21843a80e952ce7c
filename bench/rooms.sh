#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
#: rooms.sh build/ARCH/memblock.efi: prints how many bytes of the file each folder
#: of core/ and efi/ takes, by the linker's map beside it. What no function of the
#: program reaches is not in the file and not counted.
set -eu

stat -c '%n: %s bytes' "$1"
awk -v "folder=${1%/*}/" '
function hex(text,    value, i) {
	for (i = 3; i <= length(text); i++)
		value = 16 * value + \
			index("0123456789abcdef", substr(text, i, 1)) - 1
	return value
}
# .SECTION ADDRESS SIZE FILE; before this line, sections that were left out.
/^Linker script and memory map/ { kept = 1 }
# After a long name, the rest is on the next line.
NF == 1 { name = $1 }
NF == 3 { $0 = name " " $0 }
kept && $1 ~ /^\.(text|rodata|data)/ && index($4, folder) == 1 {
	room = substr($4, length(folder) + 1)
	sub("/[^/]*$", "", room)
	rooms[room] = 1
	if ($1 ~ /^\.text/)
		code[room] += hex($3)
	else
		data[room] += hex($3)
}
END {
	for (room in rooms)
		printf "%-20s %6d code %6d constants and data\n", room, \
			code[room], data[room]
}' "${1%.efi}.map" | sort -k2,2nr
