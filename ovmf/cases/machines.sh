#!/bin/bash
# Machines of many sizes, boards and firmware builds: each shows all the RAM
# that it has, but for the 384 KiB below 1 MiB that no PC has.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

# expect_ram MIB
expect_ram()
{
	local bytes=$((($1 << 20) - (384 << 10))) comma=''

	while [[ $bytes =~ ^[0-9]{4} ]]; do
		comma=,${bytes: -3}$comma
		bytes=${bytes%???}
	done
	expect_status 0
	expect "^  physmap, all there is .* $bytes$comma bytes"
	expect '^memory: what the kernel may manage'
	expect_no $'\x1b|\r'
}

it "64M"
app -m 64M
expect_ram 64

it "512M"
app
expect_ram 512

it "512M, the 2 MB firmware"
OVMF=2M app
expect_ram 512

it "512M, i440fx"
app -q '-machine pc'
expect_ram 512

it "5G across the 4 GiB hole: nothing in the hole, RAM above it"
app -m 5G -- format=linux
expect_status 0
expect 'physmap\[0x[0-9a-f]+\].\[0x0000000100000000-0x00000001bfffffff\]'
expect_no 'physmap.*-0x00000000[c-f].......\]'

it "5G, i440fx, the 2 MB firmware"
OVMF=2M app -m 5G -q '-machine pc'
expect_ram 5120

it "256G, which the host need not have"
app -m 256G
expect_ram $((256 << 10))

finish
