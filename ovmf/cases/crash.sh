#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Kernels that crash before they have exception handlers: memblock.efi says what
# happened, and the runner ends with a status of its own.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

kernels=$build/$arch/kernels
processors=1

# crash KIND [NAME [OPTION...]]: a kernel of ovmf/kernel/crash.c.
crash()
{
	kernel -q "-smp $processors" "$kernels/${2-crash}.elf" -- "${@:3}" -- \
		"crash=$1"
	expect_status 123
	expect '^memblock.efi: the kernel crashed: '
	expect '^The kernel was entered [0-9]+\.[0-9]{3} ms ago\.$'
}

it "a call of a null pointer, with its callers"
crash null
expect '^The kernel called a null pointer, 0x0\.$'
expect '^ [0-9a-f]{16}  kernel text, null_call\+0x'
expect '^ [0-9a-f]{16}  kernel text, kernel_main\+0x'

it "a write to code, in a PIE with a display"
kernel -q "$arch_screen" "$kernels/crash-pie.elf" -- -- crash=text
expect_status 123
expect '^The kernel wrote to 0xffffffff80.*, which is read-only: kernel text, kernel_main\+0x0\.$'

it "a jump to data"
crash data
expect '^The kernel jumped to 0xffffffff80.*, which is not executable: kernel data, data\+0x0\.$'

it "a jump into the stack, by the direct map"
crash free
expect '^The kernel jumped to 0xffff8000.*, which is not executable: stack\.$'

it "a stack overflow"
crash stack crash-pie
expect '^The kernel overflowed its stack: it wrote to 0x[0-9a-f]* in the guard page\.$'
expect '^ [0-9a-f]{16}  kernel text, go_down'

it "an address that is not mapped"
crash unmapped
expect '^The kernel read from 0x7f0000000000, which is not mapped\.$'

it "an undefined instruction"
crash opcode
expect '^The kernel executed an undefined instruction\.$'
expect '^(RIP|ELR) ffffffff80[0-9a-f]*  kernel text, opcode\+0x'

it "a return from the entry point"
crash return
expect '^The kernel returned from its entry point, which has no caller\.$'

it "all other processors at once: the first one is explained"
processors=4
crash other-stack crash smp=on
expect '^The kernel overflowed its stack: it wrote to 0x[0-9a-f]* in the guard page\.$'
expect ', on processor 0x[123]$'
expect '^ [0-9a-f]{16}  kernel text, go_down'
[[ $(grep -c 'kernel crashed' "$out") = 1 ]] ||
	fail "more than one crash is explained"

it "a return from the function of another processor"
processors=2
crash other-return crash-pie smp=on
expect '^The kernel returned from its entry point, which has no caller\.$'
expect ', on processor 0x1$'
processors=1

if [[ $arch = x86_64 ]]; then
	it "an address that is not canonical"
	crash canonical
	expect '^The kernel used an address that is not canonical, probably that in R.., 0x8000000000001234\.$'

	it "a division by zero"
	crash divide
	expect '^The kernel divided by zero, or a quotient was too large\.$'
	expect '^Exception 0 \(#DE\)$'

	it "an SSE access that is not aligned, which is a general protection fault"
	crash align
	expect '^The kernel executed an instruction with operands that are not allowed\.$'
	expect '^Exception 13 \(#GP\)'
	expect '^RIP .*  kernel text, misaligned\+0x'

	it "a double fault"
	crash double
	expect '^The kernel caused a double fault: the handler of an exception could not be entered\.$'

	it "an interrupt without a handler"
	crash interrupt
	expect '^The kernel received an interrupt without a handler\.$'

	it "exceptions=off: the machine resets"
	kernel "$kernels/crash.elf" -- exceptions=off -- crash=text
	expect_status 125
	expect_no crashed
else
	it "an address that is not canonical"
	crash canonical
	expect '^The kernel read from 0x8000000000001234, which is not a canonical address\.$'

	it "a division by zero, which is not an exception"
	kernel "$kernels/crash.elf" -- -- crash=divide
	expect_status 3

	it "an exception with a stack pointer that is not valid"
	crash double
	expect '^The kernel executed an undefined instruction\.$'
	expect ' SP  0000000000000001 '

	it "a supervisor call without a handler"
	crash interrupt
	expect '^The kernel executed SVC, and there is no handler\.$'

	it "an access that is not aligned"
	crash align
	expect '^The kernel read from 0xffffffff80.*, which is not aligned: kernel data, odd\+0x1\.$'

	it "at EL2"
	kernel -q '-machine virtualization=on' "$kernels/crash.elf" -- -- \
		crash=text
	expect_status 123
	expect '^The kernel wrote to 0x.*, which is read-only: kernel text, kernel_main'

	it "exceptions=off: the processor halts"
	kernel -t 30 "$kernels/crash.elf" -- exceptions=off -- crash=text
	expect_status 124
	expect_no crashed
fi

finish
