#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Faulty firmware: a boot or a clear error message each time, never a hang.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

kernels=$build/$arch/kernels
export START_EFI=$build/$arch/fault.efi

# By arm64's rules, type 15 is reserved memory and SP is not memory.
odd=('^ held .* soft reserved' '^ held .* unaccepted')
[[ $arch != aarch64 ]] ||
	odd=('^ memory\[.*, 0x0000000000100000 bytes flags: 0x4$')

# faulty FAULT [RUNNER OPTION...]
faulty()
{
	kernel "${@:2}" "$kernels/main.elf" "$kernels/tiny.elf" -- \
		'module=\tiny.elf' -- "raw fault=$1"
}

expect_boot()
{
	expect_status 0
	expect '^kernel: all is well$'
}

for times in 1 2 7; do
	it "ExitBootServices fails $times times, and the map has grown"
	faulty "exit$times"
	expect_boot
done

it "ExitBootServices always fails: an error message on the serial line"
faulty exit9 -t 30
expect_status 124
expect '^memblock.efi: ExitBootServices failed again and again; .* restart it'

it "the size of the map alternates"
faulty swing
expect_boot

it "the map takes a third of what GetMemoryMap asks for"
faulty asks
expect_boot

it "5,000 descriptors, 56 bytes apart"
faulty large
expect_boot

it "types 14 and 15, SP and MORE_RELIABLE"
faulty odd
expect_boot
for row in "${odd[@]}"; do
	expect "$row"
done

it "AllocatePages fails at the first call, at the second, and so on"
faulty pages -e
expect_boot
expect '^Reading the memory map takes .* could not provide'
expect '^Converting the memory map takes .* could not provide'
expect '^.main.elf takes .* could not provide'

# --- findings ----------------------------------------------------------------

# What firmware can have of the rules of core/lint; some apply to one
# architecture only.
seeded='wraps misaligned runtime no-runtime conflict above-52
	table-freed empty top overlap undefined-type not-wb many-500 duplicate
	no-cache acpi-not-wb port-space pal-code unusable withheld regions-128
	table-outside mat-outside mat-cover mat-rwx probe-desc-size probe-key
	mat-empty mat-size mat-version mat-type mat-overlap mat-data-code
	shifted no-memory short probe-stuck probe-pages'
noted='stride order runtime-not-wb runtime-other device-not-runtime device-wb
	device-no-cache oem-type isa-bits unknown-attr nv-other
	persistent-no-nv sp-other special hot-pluggable unaccepted virtual
	runtime-page-0 runtime-low runtime-space holes pieces self several-s4
	mirrored mirror-order mat-order mat-stride srat-bits'
case $arch in
x86_64)
	seeded+=' above-processor amd-hole hides-pci e820-128 ecam-free'
	noted+=' big-device above-4g bios-area table-type mtrr-device ebda'
	;;
aarch64)
	seeded+=' runtime-64k runtime-mixed'
	noted+=' nomap ecam-hole mat-64k'
	;;
esac

# sick: runs memblock.efi once for each seeded map. Rules that only name what
# they found are in $tmp/named, one a line.
sick()
{
	machine_padded "$START_EFI" "$tmp/start.efi"
	image_new "$tmp/volume.img" 64 &&
		image_put "$tmp/volume.img" "$application" /memblock.efi
	boot 512M 240 '^fault: end' -kernel "$tmp/start.efi" \
		-append '-- fault=sick' \
		-object memory-backend-ram,id=m0,size=512M \
		-numa node,memdev=m0 \
		-drive "if=none,id=volume,format=raw,file=$tmp/volume.img" \
		-device virtio-blk-pci,drive=volume
	tr -d '\r' <"$out" | sed -n '/^  others:/,/^[^ ]/p' |
		grep -oE '[a-z0-9]+(-[a-z0-9]+)*' >"$tmp/named"
}

it "each fault that firmware can have is named"
sick
expect_status 0
for rule in $seeded; do
	expect "^  (error|warning): $rule\$"
done
for rule in $noted; do
	grep -qxF -e "$rule" "$tmp/named" || fail "$rule is not named"
done
expect 'DescriptorSize 32'
expect 'is not a multiple of'
expect 'DescriptorVersion 2'
expect 'the map is empty'

finish
