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

finish
