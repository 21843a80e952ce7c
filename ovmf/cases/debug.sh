#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# gdb at the entry point of a kernel, with its symbols.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

kernels=$build/$arch/kernels
# Each architecture and each run of the tests has its own.
port=$((20000 + $$ % 20000))

cat >"$tmp/commands" <<'END'
info symbol $pc
break null_call
continue
backtrace
kill
END

# debug KERNEL
debug()
{
	await "$ovmf/debug.sh" -a "$arch" -g "$port" -x "$tmp/commands" \
		"$kernels/$1" -- -- crash=null >"$out" 2>"$err"
	expect_status 0
	expect '^Temporary breakpoint 1, kernel_main \(table=0x[0-9a-f]+, magic=1876326811806354827\)'
	expect '^kernel_main in section .text'
	expect '^Breakpoint 2, null_call \(\)'
	expect '^#1 .* kernel_main \('
}

it "a kernel at a fixed address"
debug crash.elf

it "a PIE"
debug crash-pie.elf

it "what is not a kernel"
await "$ovmf/debug.sh" -a "$arch" "$tmp/commands" >"$out" 2>"$err"
expect_status 2
expect 'not an ELF file; unpack a compressed one first$' "$err"

it "a kernel that is moved"
await "$ovmf/debug.sh" -a "$arch" "$kernels/crash-pie.elf" -- kaslr=on \
	>"$out" 2>"$err"
expect_status 2
expect 'kaslr=on: the symbols would not be where the kernel runs' "$err"

finish
