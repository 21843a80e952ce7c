#!/bin/bash
# What only 64-bit Arm has: NOMAP, memory below RAM, and machines of 16T that
# boot in seconds.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

# Below RAM is the flash that holds the firmware's variables.
flash='\[0x0000000004000000-0x0000000007ffffff\], 0x0000000004000000 bytes'

it "shows the sets by the rules of arm64"
app
expect_status 0
expect '^Firmware .* aarch64$'
expect '^Map .* descriptors of 48 bytes'
expect '^Rules +linux-arm64$'
expect '^  0x0000000004000000-0x0000000007ffffff +64 MiB  NOMAP$'
expect 'KiB  ACPI reclaim$'
expect 'KiB  memblock\.efi image$'
expect '^  physmap, all there is +576 MiB'
expect_no 'boot services|low 1 MiB'
expect_no $'\x1b|\r'

it "mem= is an amount, of which the flash is a part, and NOMAP stays"
app mem=256M format=linux
expect_status 0
expect "memory\[0x0\].$flash flags: 0x4"
expect ' memory\[.*-0x000000004bffffff\], 0x000000000c000000 bytes flags: 0x0$'
expect ' memory\[.*-0x000000005ffdffff\], 0x[0-9a-f]+ bytes flags: 0x4$'
expect_no ' memory\[.*-0x000000005fffffff\]'

it "mem-kind=address and profile=linux-x86 are there to choose"
app mem=0x50000000 mem-kind=address profile=linux-x86 format=linux
expect_status 0
expect ' memory\[.*-0x000000004fffffff\], 0x0000000010000000 bytes flags: 0x0$'
expect_no 'flags: 0x4'

it "page-size=64K says what larger pages change"
app page-size=64K
expect_status 0
expect '^Rules +linux-arm64, pages of 64 KiB$'
expect '^pages of 64 KiB, against 4 KiB: '

it "a processor of the size that boards have"
app -m 4G -q '-cpu cortex-a57' -- format=linux
expect_status 0
expect " physmap\\[.*-$(ram_last 4G)\\]"

# u_boot WORD...: memblock.cfg has the words, for U-Boot's own come from its
# environment.
u_boot()
{
	BUILD=$build "$ovmf/usb.sh" "$tmp/disk.img" "$arch" >"$tmp/log" 2>&1
	echo "frame=T $*" >"$tmp/words"
	image_put "$tmp/disk.img@@1M" "$tmp/words" /EFI/BOOT/memblock.cfg
	image_put "$tmp/disk.img@@1M" "$kernel" /kernel.elf
	disk "$tmp/disk.img"
	machine_code=''
	boot 512M 90 'T end' -bios "$rom" -nic none "${disk_arguments[@]}" \
		"${arch_exit_arguments[@]}"
	sed -i 's/\r//g' "$out"
}

kernel=$build/$arch/kernels/main.elf
rom=/usr/lib/u-boot/qemu_arm64/u-boot.bin
it "runs on U-Boot, whose descriptors have 40 bytes"
if [[ -r $rom ]]; then
	u_boot mem=256M
	expect 'T end 0x0000000000000000'
	expect '^Map .* descriptors of 40 bytes'
	expect '^Firmware +Das U-Boot.* aarch64$'
	expect '^Rules +linux-arm64$'
	expect '^  0x0000000040000000-0x000000004fffffff +256 MiB$'

	it "U-Boot starts a kernel, which has no SPCR to speak by"
	u_boot 'kernel=\kernel.elf'
	expect '^Loading .kernel.elf'
	[[ $machine_status = "$arch_exit_good" ]] ||
		fail "its status is $((machine_status - arch_exit_good))"
else
	skip "$rom is not here: apt-get install u-boot-qemu"
fi

finish
