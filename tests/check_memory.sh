#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Our memcpy(), memmove(), memset() and memcmp() behave like those of libc:
# core/base/freestanding.c, and the versions for this machine's processor.
# Speaks TAP.
set -u

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cc=${HOSTCC:-gcc}
names=()
for name in memcpy memmove memset memcmp; do
	names+=(--redefine-sym "$name=my_$name")
done

# agrees FILE
agrees()
{
	"$cc" -c -O2 -ffreestanding -fno-builtin "$1" -o "$dir/mine.o" &&
		objcopy "${names[@]}" "$dir/mine.o" &&
		"$cc" -O1 -Wall -fno-builtin tests/memory.c "$dir/mine.o" \
			-o "$dir/memory" &&
		"$dir/memory"
}

count=0 failed=0
for file in core/base/freestanding.c efi/arch/"$(uname -m)"/memory.S; do
	[[ -e $file ]] || continue
	count=$((count + 1))
	if agrees "$file"; then
		echo "ok $count - $file"
	else
		echo "not ok $count - $file"
		failed=1
	fi
done
echo "1..$count"
exit "$failed"
