#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# check_size.sh: the size of code and constants of the rooms that a kernel links,
# base, memblock, handoff, text and table, at -Os. Speaks TAP.
#
# check_size.sh all: also prints the size of every room of core/.
set -u

kernel=(core/{base,memblock,handoff,text,table}/*.c)
limit=$((35 * 1024))
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# total FILE...: without unwind tables, which a kernel does not load.
total()
{
	local objects=()
	for file; do
		${HOSTCC:-gcc} -std=c11 -Os -ffreestanding -I. \
			-fno-stack-protector -fno-asynchronous-unwind-tables \
			-c "$file" -o "$dir/${file//\//.}.o" || return
		objects+=("$dir/${file//\//.}.o")
	done
	size "${objects[@]}" | awk 'NR > 1 { n += $1 + $2 } END { print n }'
}

bytes=$(total "${kernel[@]}")
[[ -n $bytes && $bytes -lt $limit ]]
status=$?
echo "# base, memblock, handoff, text, table: $bytes bytes at -Os, must be below $limit"
[[ $status = 0 ]] && echo "ok 1 - what a kernel links stays small" ||
	echo "not ok 1 - what a kernel links stays small"
echo "1..1"
[[ ${1-} = all ]] || exit "$status"

for room in core/*/; do
	echo "# $room: $(total "$room"*.c) bytes"
done
echo "# all of core/: $(total core/*/*.c) bytes"
exit "$status"
