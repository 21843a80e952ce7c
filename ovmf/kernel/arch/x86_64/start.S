/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The loader sets up the C arguments, and the stack as after a call, so that
 * one more word aligns it for the next call.
 */
	.globl	start, vectors, exception_stack_end
	.hidden	start, vectors, exception_stack_end
	.section .text.start, "ax"
start:
	mov	%rdi, %rbx
	mov	%rsi, %r12
	sub	$8, %rsp
	call	machine_begin
	mov	%rbx, %rdi
	mov	%r12, %rsi
	call	kernel_main
	ud2

/* Exceptions that push an error code (SDM volume 3, 6.3.1; APM volume 2, 8.2):
 * 8, 10 to 14, 17, 21, 29 and 30. For the others, 0 is pushed. */
#define WITH_ERROR_CODE 0x60227d00

	.balign	16
vectors:
	.set	number, 0
	.rept	32
	.balign	16
	.ifeq	(WITH_ERROR_CODE >> number) & 1
	push	$0
	.endif
	push	$number
	jmp	1f
	.set	number, number + 1
	.endr

/* Top of the stack: number, error code, RIP. */
1:	cld
	pop	%rdi
	pop	%rsi
	mov	(%rsp), %rdx
	mov	%cr2, %rcx
	xor	%ebp, %ebp
	sub	$8, %rsp
	call	machine_exception

	.bss
	.balign	16
	.skip	16384
exception_stack_end:

	.section .note.GNU-stack, "", @progbits
