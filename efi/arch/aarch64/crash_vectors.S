/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The vectors of the loader for exceptions of the kernel (Arm ARM, D1.3.6). One
 * is copied to each place in the page of the trampoline, and goes on where
 * memblock.efi is in memory. SP may be the cause, so that no stack is used
 * before the room's own. TPIDRRO_EL0 keeps X0 meanwhile.
 */
#define ROOM_SIZE 16384
/* Offsets in struct room of crash.c. */
#define SP_OFFSET     248
#define VECTOR_OFFSET 256

	.section .text.crash, "ax"
	.globl	crash_vector, crash_vector_room, crash_vector_end
	.globl	crash_common, crash_returned
	.hidden	crash_vector, crash_vector_room, crash_vector_end
	.hidden	crash_common, crash_returned

	.balign	8
crash_vector:
	msr	tpidrro_el0, x0
	ldr	x0, crash_vector_room
	stp	x1, x2, [x0, #8]
	mrs	x1, tpidrro_el0
	str	x1, [x0]
	adr	x1, crash_vector
	ldr	x2, 1f
	br	x2
	/* Filled in for each copy. */
crash_vector_room:
	.quad	0
1:	.quad	0
crash_vector_end:

/* x0: struct room, x1: the vector's address */
crash_common:
	.irp	n, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, \
		19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
	str	x\n, [x0, #(8 * \n)]
	.endr
	ubfx	x1, x1, #7, #4
	mov	x2, sp
	cmp	x1, #4
	b.hs	1f
	mrs	x2, sp_el0
1:	stp	x2, x1, [x0, #SP_OFFSET]
	add	sp, x0, #ROOM_SIZE
	mov	x29, xzr
	bl	crash_begin

crash_returned:
	brk	#0

	.section .note.GNU-stack, "", %progbits
