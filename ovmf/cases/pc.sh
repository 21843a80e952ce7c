#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# PCs only: two boards, two builds of the firmware, a hole below 4 GiB and memory
# below 1 MiB.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

# expect_ram MIB: the sets have all of it.
expect_ram()
{
	local there=$((($1 << 20) - arch_ram_lost))

	expect_status 0
	[[ $(bytes_of physmap) = "$there" ]] || fail "physmap is not $there bytes"
}

it "512M, the 2 MB firmware"
OVMF=2M app -- format=linux
expect_ram 512

it "512M, i440fx"
app -q '-machine pc' -- format=linux
expect_ram 512

it "5G, i440fx, the 2 MB firmware"
OVMF=2M app -m 5G -q '-machine pc' -- format=linux
expect_ram 5120

it "5G around the hole below 4 GiB: nothing in the hole, RAM above it"
app -m 5G -- format=linux
expect_ram 5120
expect 'physmap\[0x[0-9a-f]+\].\[0x0000000100000000-0x00000001bfffffff\]'
expect_no 'physmap.*-0x00000000[c-f].......\]'

# Whose SYSCFG, which QEMU has as 0, is only read outside of a virtual machine.
it "a processor of AMD that does not say that it is virtual"
app -q '-cpu EPYC,-hypervisor'
expect_status 0
expect '^  MTRRs '

it "mem= below the first MiB leaves the low memory"
app mem=512K format=linux
expect_status 0
expect '^ memory\.cnt  = 0x1$'
expect ' memory\[0x0\].\[0x0000000000001000-0x000000000007ffff\]'

finish
