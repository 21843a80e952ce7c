#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Kernels that cannot be loaded: one error message, and the firmware continues.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

kernel=$build/$arch/kernels/tiny.elf
# e_machine of a kernel for the other architecture, and the message for it.
declare -A foreign=([x86_64]='\xb7' [aarch64]='\x3e')
declare -A made_for=(
	[x86_64]='AArch64, not for x86-64'
	[aarch64]='x86-64, not for AArch64'
)
mkdir "$tmp/files"
cp "$kernel" "$tmp/files/kernel.elf"

# damaged NAME OFFSET BYTES: a copy of the kernel with these bytes changed.
damaged()
{
	cp "$kernel" "$tmp/files/$1"
	printf %b "$3" | dd of="$tmp/files/$1" bs=1 seek="$2" conv=notrunc \
		status=none
}

# refused OPTION...: the reason is printed in one line.
refused()
{
	app -d "$tmp/files" -- "$@"
	expect_status 1
	[[ $(grep -c . "$out") -le 2 ]] || fail "more than one message"
}

it "a file that does not exist"
refused 'kernel=\none.elf'
expect 'none.elf cannot be read: not found'

it "a module that does not exist, before anything is loaded"
refused 'kernel=\kernel.elf' 'module=\none'
expect '^.none cannot be read: not found'

it "a file that is not a kernel"
echo text >"$tmp/files/text"
head -c 100 /dev/zero >>"$tmp/files/text"
refused 'kernel=\text'
expect 'text cannot be loaded: not .*an ELF file'

it "an empty file"
: >"$tmp/files/empty"
refused 'kernel=\empty'
expect 'empty cannot be read: it is empty'

it "a truncated file"
head -c 5000 "$kernel" >"$tmp/files/short"
refused 'kernel=\short'
expect 'short cannot be loaded: .* copy it again'

it "another machine's kernel"
damaged foreign 18 "${foreign[$arch]}"
refused 'kernel=\foreign'
expect "it is made for ${made_for[$arch]}"

it "a segment that wraps"
damaged wraps 104 '\xff\xff\xff\xff\xff\xff\xff\x7f'
refused 'kernel=\wraps'
expect 'goes beyond the end of all addresses'

it "addresses that are not canonical"
damaged nowhere 24 '\x00\x00\x00\x00\x00\x00\x88\x88'
refused 'kernel=\nowhere'
expect 'its entry 0x8888000000000000 is not in an executable segment'

it "a kernel larger than the free memory"
refused 'kernel=\kernel.elf' mem=$((arch_ram_below + (256 << 10)))
expect 'needs .* of memory, the largest free range below mem= has'

it "a module that does not fit below mem="
head -c 9000000 /dev/zero >"$tmp/files/big"
refused 'kernel=\kernel.elf' 'module=\big' mem=$((arch_ram_below + (8 << 20)))
expect 'big needs 8.6 MiB of memory, the largest free range below mem= has'
rm "$tmp/files/big"

it "module= without a kernel"
refused 'module=\kernel.elf'
expect 'add kernel=PATH'

it "two ranges with the same name"
refused 'kernel=\kernel.elf' reserve_mem=1M:0:a reserve_mem=1M:0:a
expect 'the name is used already'

finish
