#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# 64-bit Arm only: NOMAP, memory below RAM, and machines of 16T that boot in
# seconds.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

# The flash with the firmware's variables is below RAM.
flash='\[0x0000000004000000-0x0000000007ffffff\], 0x0000000004000000 bytes'

it "the sets follow the rules of arm64"
app
expect_status 0
expect '^Firmware .* aarch64$'
expect '^Map .* descriptors of 48 bytes'
expect '^Rules +linux-arm64$'
expect '^  0x0000000004000000-0x0000000007ffffff +64 MiB  NOMAP$'
expect 'KiB  ACPI reclaim$'
expect 'KiB  memblock\.efi image$'
expect '^  physmap: all RAM present +576 MiB'
expect_no 'boot services|low 1 MiB'
expect_no $'\x1b|\r'

it "mem= is an amount that includes the flash, and NOMAP stays"
app mem=256M format=linux
expect_status 0
expect "memory\[0x0\].$flash flags: 0x4"
expect ' memory\[.*-0x000000004bffffff\], 0x000000000c000000 bytes flags: 0x0$'
expect ' memory\[.*-0x000000005ffdffff\], 0x[0-9a-f]+ bytes flags: 0x4$'
expect_no ' memory\[.*-0x000000005fffffff\]'

it "mem-kind=address and profile=linux-x86 override the defaults"
app mem=0x50000000 mem-kind=address profile=linux-x86 format=linux
expect_status 0
expect ' memory\[.*-0x000000004fffffff\], 0x0000000010000000 bytes flags: 0x0$'
expect_no 'flags: 0x4'

it "page-size=64K reports what larger pages change"
app page-size=64K
expect_status 0
expect '^Rules +linux-arm64, pages of 64 KiB$'
expect '^pages of 64 KiB instead of 4 KiB: '

it "a processor with 44-bit addresses"
app -m 4G -q '-cpu cortex-a57' -- format=linux
expect_status 0
expect " physmap\\[.*-$(ram_last 4G)\\]"

# The flash is memory without a node, so Linux's rules for arm64 reject the SRAT;
# by the rules for x86 the flash is not memory.
it "QEMU's SRAT, which leaves memory without a node, is rejected"
nodes='-smp 2 -object memory-backend-ram,id=m0,size=256M
	-object memory-backend-ram,id=m1,size=256M
	-numa node,nodeid=0,memdev=m0,cpus=1 -numa node,nodeid=1,memdev=m1,cpus=0'
app -q "$nodes"
expect_status 0
expect '^  SRAT rejected, all memory is on node 0, as in Linux:$'
expect '^      the SRAT leaves memory without a node$'
app -q "$nodes" -- profile=linux-x86
expect_status 0
expect "^  $(hex "$arch_ram")-.* MiB  node 1\$"
expect "-$(ram_last 512M) .* node 0\$"
expect '^  node 0  domain 1 '

# The options are in memblock.cfg: U-Boot's shell removes a \.
it "a kernel under U-Boot, which provides no SPCR"
if [[ -r $arch_uboot ]]; then
	"$ovmf/usb.sh" "$tmp/disk.img" "$arch" >"$tmp/log" 2>&1
	echo 'frame=T kernel=\kernel.elf' >"$tmp/words"
	image_put "$tmp/disk.img@@1M" "$tmp/words" /EFI/BOOT/memblock.cfg
	image_put "$tmp/disk.img@@1M" "$build/$arch/kernels/main.elf" \
		/kernel.elf
	disk "$tmp/disk.img"
	machine_code=''
	boot 512M 90 'T end' -bios "$arch_uboot" -nic none \
		"${disk_arguments[@]}" "${arch_exit_arguments[@]}"
	expect '^Loading .kernel.elf'
	[[ $machine_status = "$arch_exit_good" ]] ||
		fail "its status is $((machine_status - arch_exit_good))"
else
	skip "$arch_uboot not found: apt-get install u-boot-qemu"
fi

finish
