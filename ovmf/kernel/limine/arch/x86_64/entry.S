/* SPDX-License-Identifier: BSD-2-Clause */
/* Saves the state that the loader left. The ELF file's own entry, start, is not
 * the one that is asked for. */
	.section .text
	.globl	start
start:
	ud2

	.macro	entry name, function
	.globl	\name
	.hidden	\name
\name:
	mov	%rax, state(%rip)
	lea	state(%rip), %rax
	mov	%rbx, 8(%rax)
	mov	%rcx, 16(%rax)
	mov	%rdx, 24(%rax)
	mov	%rsi, 32(%rax)
	mov	%rdi, 40(%rax)
	mov	%rbp, 48(%rax)
	mov	%r8, 56(%rax)
	mov	%r9, 64(%rax)
	mov	%r10, 72(%rax)
	mov	%r11, 80(%rax)
	mov	%r12, 88(%rax)
	mov	%r13, 96(%rax)
	mov	%r14, 104(%rax)
	mov	%r15, 112(%rax)
	mov	%rsp, 120(%rax)
	pushf
	popq	128(%rax)
	mov	%cr0, %rdx
	mov	%rdx, 136(%rax)
	mov	%cr4, %rdx
	mov	%rdx, 144(%rax)
	mov	%cs, 152(%rax)
	mov	%ds, 154(%rax)
	mov	%es, 156(%rax)
	mov	%fs, 158(%rax)
	mov	%gs, 160(%rax)
	mov	%ss, 162(%rax)
	str	164(%rax)
	sldt	166(%rax)
	sgdt	168(%rax)
	sidt	184(%rax)
	call	\function
	ud2
	.endm

	entry	probe_entry, probe_main
	/* Of another processor. */
	entry	probe_other_entry, probe_other

	.section .bss
	.balign	16
	.globl	state
	.hidden	state
state:
	.skip	200

	.section .note.GNU-stack, "", @progbits
