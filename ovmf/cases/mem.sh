#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# mem= inside and above RAM, of both kinds; invalid values are reported, and
# nothing is saved.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

# expect_cap LAST SIZE: no memory above LAST except what the firmware keeps;
# physmap is unchanged.
expect_cap()
{
	expect_status 0
	expect " memory\\[.*-$1\\], 0x[0-9a-f]+ bytes flags: 0x0\$"
	awk -v last="$1" '/^ memory\[.*flags: 0x0$/ {
			match($0, /-0x[0-9a-f]+\]/)
			if (substr($0, RSTART + 1, 18) > last) exit 1
		}' "$out" || fail "memory above $1"
	expect " physmap\\[.*-$(ram_last 512M)\\]"
}

it "mem= inside RAM, of the architecture's kind"
app mem=256M format=linux
expect_cap "$(cap_last 256M)"

it "mem-kind=address: no memory at or above it"
app mem=$((arch_ram + (256 << 20))) mem-kind=address format=linux
expect_cap "$(hex $((arch_ram + (256 << 20) - 1)))"

it "mem-kind=amount counts from the lowest byte"
app mem=80M mem-kind=amount format=linux
expect_status 0
[[ $(bytes_of memory 0x0) = $(((80 << 20) - arch_ram_below)) ]] ||
	fail "$(bytes_of memory 0x0) bytes are left"

it "mem= above RAM changes nothing"
app mem=16G format=linux
cp "$out" "$tmp/capped"
app format=linux
expect_status 0
# The buffers of the two runs may be at different addresses.
grep -E '^ (memory|physmap)' "$tmp/capped" >"$tmp/a"
grep -E '^ (memory|physmap)' "$out" >"$tmp/b"
expect_same "$tmp/a" "$tmp/b"

# refuses OPTION MESSAGE: an error that names the option; no file is created.
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

it "the application returns EFI_INVALID_PARAMETER"
pad=$tmp/padded.efi
machine_padded "$application" "$pad"
boot 512M 60 'T end' -kernel "$pad" -append 'frame=T format=texxt'
expect 'T end 0x8000000000000002'
expect 'format=texxt'

finish
