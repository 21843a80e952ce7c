/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The loader sets up the stack and the C arguments. machine.c finds the serial
 * port through the table.
 */
	.globl	start
	.section .text.start, "ax"
start:
	adrp	x2, vectors
	add	x2, x2, :lo12:vectors
	msr	vbar_el1, x2
	isb
	mov	x19, x0
	mov	x20, x1
	bl	machine_begin
	mov	x0, x19
	mov	x1, x20
	bl	kernel_main
	brk	#0

/* Four kinds of exception, each from four states (Arm ARM D1.3.6). SP may be
 * the cause, so the handlers have a stack of their own. */
	.balign	2048
vectors:
	.set	number, 0
	.rept	16
	.balign	128
	adrp	x0, exception_stack_end
	add	sp, x0, :lo12:exception_stack_end
	mov	x0, #number
	b	1f
	.set	number, number + 1
	.endr

1:	mrs	x1, esr_el1
	mrs	x2, elr_el1
	mrs	x3, far_el1
	mov	x29, xzr
	bl	machine_exception

	.bss
	.balign	16
	.skip	16384
exception_stack_end:

	.section .note.GNU-stack, "", @progbits
