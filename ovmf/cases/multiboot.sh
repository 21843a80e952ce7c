#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Multiboot and PVH: probe kernels check every register and all information, and
# kernels of Debian boot as they are.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

probes=$build/$arch/kernels/probe
foreign=$build/foreign-kernels
printf 'one two three' >"$tmp/one"
: >"$tmp/none"

expect_well()
{
	expect_status 0
	expect '^probe: all is well$'
}

# The rows of type 1 have all the memory of the firmware's map that is free once
# boot services have ended, except for the few pages with tables of the firmware.
expect_all_available()
{
	local bytes

	read -ra bytes < <(sed -nE "s/^probe: available: ([0-9a-f]+) bytes; by the firmware's map: ([0-9a-f]+)/0x\1 0x\2/p" "$out" | tr -d '\r')
	((${#bytes[@]} == 2 && bytes[0] <= bytes[1] &&
		bytes[1] - bytes[0] <= 0x4000)) ||
		fail "available are ${bytes[*]}"
}

it "Multiboot2 at 1 MiB: state, texts, a module, all memory"
kernel -q '-device VGA' "$probes/mb2.elf" "$tmp/one" -- 'module=\one,the first' \
	-- hello world
expect_well
expect_all_available
expect "^probe: command line 'hello world'\$"
expect '^probe: module of 13 bytes, sum a63e1d90: the first$'
expect '^probe: framebuffer of [0-9]+ x [0-9]+, 32 bits$'
expect '^probe: EFI map of [0-9]+ descriptors, version 1$'
expect '^probe: RSDP of 36 bytes$'
expect 'owners, lifetimes and NUMA nodes are not passed on$'

it "Multiboot2 at 16 MiB, where firmware is until boot services end"
kernel -m 5G "$probes/mb2-high.elf"
expect_well
expect_all_available
expect '^probe: row 100000000-1c0000000:1$'

it "a relocatable kernel of Multiboot2 is moved as it wishes"
kernel "$probes/mb2-move.elf" -- mem=128M
expect_well
expect '^probe: load base 2000000$'
expect '^probe: row [0-9a-f]+-8000000:1$'
expect '^probe: row 8000000-[0-9a-f]+:2$'

it "Multiboot at 1 MiB, without a display"
kernel "$probes/mb1.elf" "$tmp/one" -- 'module=\one,disk' memmap='1M$32M'
expect_well
expect '^probe: Multiboot, flags 24d$'
expect '^probe: module of 13 bytes, sum a63e1d90: disk$'
expect '^probe: row 2000000-2100000:2$'

it "Multiboot at 16 MiB with reserve_mem="
kernel -m 192M "$probes/mb1-high.elf" -- reserve_mem=1M:2M:trace
expect_well
expect '^probe: row [0-9a-f]+00000-[0-9a-f]+00000:2$'

it "protocol= chooses"
kernel "$probes/mb1.elf" -- protocol=multiboot2
expect_status 1
expect 'mb1.elf cannot be loaded: not a Multiboot2 kernel; leave out protocol=\.$'

it "PVH"
kernel "$probes/pvh.elf" "$tmp/one" -- 'module=\one,disk' -- a b
expect_well
expect '^probe: PVH, version 1$'
expect "^probe: command line 'a b'\$"
expect '^probe: module of 13 bytes, sum a63e1d90: disk$'

it "a cap below the kernel's addresses is refused"
kernel "$probes/mb2-high.elf" -- mem=8M
expect_status 1
expect 'it is linked for 0x1000000-0x[0-9a-f]+, where 0x1000000 is taken away by mem= or memmap=; change that option\.$'

it "overwrite=on: a kernel over ACPI NVS, which its map shows as memory"
kernel "$probes/mb1-nvs.elf"
expect_status 1
expect 'where 0x806000 is ACPIMemoryNVS; link it for other addresses, or add overwrite=on\.$'
kernel "$probes/mb1-nvs.elf" -- overwrite=on
expect_well
expect '^Note: .*mb1-nvs.elf overwrites ACPIMemoryNVS at 0x806000-0x807fff\.$'
expect '^probe: row 100000-[0-9a-f]+:1$'
expect_no '^probe: row 806000-'

# --- kernels of Debian ---------------------------------------------------

# fetch PACKAGE FILE: the file of the package, into $foreign.
fetch()
{
	[[ -e $foreign/$2 ]] || await "$root/tools/fetch-deb.sh" amd64 \
		"$foreign" "$1" >"$out" 2>&1
	[[ -e $foreign/$2 ]]
}

it "Debian's Xen, as packaged: gzip is unpacked, boot services are kept"
if fetch xen-hypervisor-4.17-amd64 boot/xen-4.17-amd64.gz; then
	kernel "$foreign/boot/xen-4.17-amd64.gz" -- -- x com1=115200,8n1 \
		console=com1
	expect '^\(XEN\) Xen version 4'
	expect '^\(XEN\) Bootloader: memblock-efi'
	expect '^\(XEN\) dom0 kernel not specified'
else
	skip 'its package cannot be fetched'
fi

finish
