#!/bin/bash
# mem= below, inside and above RAM; wrong words are named, nothing is saved.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

it "mem= inside RAM: nothing in memory at or above it, physmap as it was"
app mem=256M format=linux
expect_status 0
expect ' memory\[0x[0-9a-f]+\].\[0x[0-9a-f]{16}-0x000000000fffffff\]'
expect_no ' memory\[.*-0x00000000[1-9a-f].......\]'
expect ' physmap\[.*-0x000000001fffffff\]'

it "mem= above RAM changes nothing"
app mem=16G format=linux
cp "$out" "$tmp/capped"
app format=linux
expect_status 0
# The buffers of the two runs need not lie in the same place.
grep -E '^ (memory|physmap)' "$tmp/capped" >"$tmp/a"
grep -E '^ (memory|physmap)' "$out" >"$tmp/b"
expect_same "$tmp/a" "$tmp/b"

it "mem= below the first MiB leaves the low memory"
app mem=512K format=linux
expect_status 0
expect '^ memory\.cnt  = 0x1$'
expect ' memory\[0x0\].\[0x0000000000001000-0x000000000007ffff\]'

it "mem-kind=amount counts from the lowest byte"
app mem=64M mem-kind=amount format=linux
expect_status 0
expect '^ memory size = 0x0000000004000000 '

# refuses WORD SENTENCE: an error that names the word; no file is made.
refuses()
{
	it "$1 is refused"
	rm -rf "$tmp/dir"
	mkdir "$tmp/dir"
	app -d "$tmp/dir" -- "$1" save=out.txt
	expect_status 1
	expect "$2"
	expect_no 'memory:|what the kernel may'
	[[ ! -e $tmp/dir/out.txt ]] || fail "out.txt was saved"
}

refuses mem=0 "'?mem=0'?.*too small"
refuses mem=garbage 'mem=garbage'
refuses memm=1G 'memm=1G.*mem='

it "an error is EFI_INVALID_PARAMETER for the firmware"
pad=$tmp/padded.efi
cp "$application" "$pad"
truncate -s '>131072' "$pad"
boot 512M 60 'T end' -kernel "$pad" -append 'frame=T format=texxt'
expect 'T end 0x8000000000000002'
expect 'format=texxt'

finish
