/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The payload's entry, for an EFI application and for an ELF kernel, which
 * leave it a stack: the first instruction is the marker. -DPAYLOAD_SIZE says
 * how many bytes of data there are.
 */
#include "marker.h"

	.globl	_start
	.section .text.start, "ax"
_start:
	.byte	MARKER
	cld
	and	$-16, %rsp
	call	payload
	ud2

/* What has to be loaded. */
	.section .data, "aw"
	.balign	4096
	.fill	PAYLOAD_SIZE / 8, 8, 0x5a5a5a5a5a5a5a5a

/* Firmware refuses an image that has no relocations; this block has none. */
	.section .reloc, "a"
	.long	0
	.long	10
	.word	0

	.section .note.GNU-stack, "", @progbits
