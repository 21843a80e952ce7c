#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# What Secure Boot asks of each memblock.efi that is built: NX_COMPAT, .sbat,
# sections that are never writable and executable, and a checksum. And its size:
# it stays below that of Limine's BOOTX64.EFI. Speaks TAP.
# BUILD names the build folder.
set -u

build=${BUILD:-build}
count=0 failed=0 limit=245760

# same NAME EXPECTED FOUND
same()
{
	count=$((count + 1))
	if [[ $2 = "$3" ]]; then
		echo "ok $count - $image: $1"
	else
		echo "# expected: $2, found: $3"
		echo "not ok $count - $image: $1"
		failed=1
	fi
}

# number OFFSET BYTES: of the image
number()
{
	od -An -v -t "u$2" -j "$1" -N "$2" "$image" | tr -d ' '
}

# sections: NAME VIRTUAL_SIZE ADDRESS RAW_SIZE RAW FLAGS of each
sections()
{
	local at=$((pe + 24 + $(number $((pe + 20)) 2))) i

	for ((i = $(number $((pe + 6)) 2); i > 0; i--, at += 40)); do
		echo "$(head -c $((at + 8)) "$image" | tail -c 8 | tr -d '\0')" \
			"$(number $((at + 8)) 4) $(number $((at + 12)) 4)" \
			"$(number $((at + 16)) 4) $(number $((at + 20)) 4)" \
			"$(number $((at + 36)) 4)"
	done
}

for image in "$build"/*/memblock.efi; do
	# That of another architecture may be an old one.
	[[ -r $image && ! $image -ot $build/sbat.csv ]] || continue
	pe=$(number 60 4)
	flags=$(number $((pe + 24 + 70)) 2)
	same "DllCharacteristics is NX_COMPAT" 256 "$flags"
	size=$(stat -c %s "$image")
	same "less than $limit bytes" 1 "$((size < limit))"
	same "sections are aligned to pages" 4096 "$(number $((pe + 56)) 4)"
	wrong='' end=0 table=$(sections)
	while read -r name virtual address raw_size raw flags; do
		((address % 4096 == 0 && address >= end)) || wrong+=" $name"
		(((flags & 0xa0000000) != 0xa0000000)) || wrong+=" $name"
		end=$((address + (raw_size > virtual ? raw_size : virtual)))
	done <<<"$table"
	same "no section is writable and executable, or overlaps" '' "$wrong"
	same "SizeOfImage is the end of the last section" \
		$(((end + 4095) / 4096 * 4096)) "$(number $((pe + 80)) 4)"
	read -r name virtual address raw_size raw flags <<<"$(tail -n 1 <<<"$table")"
	same ".sbat is the text and nothing else" \
		"$name $(cksum <"$build/sbat.csv")" \
		".sbat $(tail -c +$((raw + 1)) "$image" | head -c "$virtual" | cksum)"
	same "the file ends with .sbat" $((raw + raw_size)) \
		"$(stat -c %s "$image")"
done
[[ $count != 0 ]] || echo "ok $((++count)) - # SKIP no memblock.efi is built"
echo "1..$count"
exit $failed
