/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The payload's entry, for an EFI application and for an ELF kernel; both start
 * with a stack. The first instruction is the marker. -DPAYLOAD_SIZE is the
 * number of bytes of data.
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

/* The data that has to be loaded. */
	.section .data, "aw"
	.balign	4096
	.fill	PAYLOAD_SIZE / 8, 8, 0x5a5a5a5a5a5a5a5a

/* Firmware rejects an image without a relocation section; this one is empty. */
	.section .reloc, "a"
	.long	0
	.long	10
	.word	0

	.section .note.GNU-stack, "", @progbits
