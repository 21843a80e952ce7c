/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The payload as a Multiboot2 kernel: like payload.S, but entered in 32-bit
 * mode, and without a stack. -DPAYLOAD_SIZE is the number of bytes of data.
 */
#include "marker.h"

#define COM1       0x3f8
#define DEBUG_EXIT 0xf4

	.code32
	.section .header, "a"
	.balign	8
header:
	.long	0xe85250d6, 0, header_end - header
	.long	-(0xe85250d6 + header_end - header)
	.short	0, 0
	.long	8
header_end:

	.section .text
	.globl	start
start:
	.byte	MARKER
	cld
	mov	$line, %esi
	mov	$COM1, %edx
1:	lodsb
	test	%al, %al
	jz	2f
	outb	%al, %dx
	jmp	1b
2:	mov	$16, %al
	outb	%al, $DEBUG_EXIT
3:	hlt
	jmp	3b

	.section .rodata, "a"
line:
	.asciz	"\nbench-boot payload\n"

/* The data that has to be loaded. */
	.section .data, "aw"
	.balign	4096
	.fill	PAYLOAD_SIZE / 8, 8, 0x5a5a5a5a5a5a5a5a

	.section .note.GNU-stack, "", @progbits
