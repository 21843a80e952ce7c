/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The loader leaves a stack as behind a call, so that one word more aligns
 * it for the next, and the C arguments just as they have to be.
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

/* Those that push an error code (SDM volume 3, 6.3.1; APM volume 2, 8.2):
 * 8, 10 to 14, 17, 21, 29 and 30. The others get a 0 in its place. */
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

/* On top: number, error code, RIP. */
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
