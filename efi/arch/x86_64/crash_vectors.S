/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The vectors of the loader (SDM volume 3, 6.14), which run where memblock.efi
 * is in memory.
 */
	.section .text.crash, "ax"
	.globl	crash_vectors, crash_returned
	.hidden	crash_vectors, crash_returned

/* Each is a call of 5 bytes, whose return address tells its number. */
crash_vectors:
	.rept	32
	.byte	0xe8
	.long	common - . - 4
	.endr

/* As struct frame of crash.c; RSP of the kernel is read from the frame. */
common:	push	%r15
	push	%r14
	push	%r13
	push	%r12
	push	%r11
	push	%r10
	push	%r9
	push	%r8
	push	%rsp
	push	%rbp
	push	%rdi
	push	%rsi
	push	%rdx
	push	%rcx
	push	%rbx
	push	%rax
	cld
	mov	%rsp, %rdi
	and	$-16, %rsp
	xor	%ebp, %ebp
	call	crash_begin

crash_returned:
	ud2

	.section .note.GNU-stack, "", @progbits
