/* SPDX-License-Identifier: BSD-2-Clause */
/* The loader leaves a stack and the C arguments just as they have to be. */
	.globl	start
	.section .text.start, "ax"
start:
	call	kernel_main
	ud2

	.section .note.GNU-stack, "", @progbits
