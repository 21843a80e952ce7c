#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Machines of many sizes, also larger than the host: each shows all its RAM.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

# expect_ram SIZE: exactly its RAM, and no escape sequences.
expect_ram()
{
	local there=$(($(machine_bytes "$1") + arch_ram_below - arch_ram_lost))

	expect_status 0
	[[ $(bytes_of physmap) = "$there" ]] || fail "physmap is not $there bytes"
	expect " physmap\\[.*-$(ram_last "$1")\\]"
	expect ' memory\[0x0\]'
	expect_no $'\x1b|\r'
}

for size in $arch_sizes; do
	it "$size"
	app -m "$size" -- format=linux
	expect_ram "$size"
done

finish
