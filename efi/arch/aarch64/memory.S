/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The four functions of core/base/freestanding.c, 32 bytes at a time where both
 * addresses can be aligned, since kernels and modules have many megabytes. No
 * access is unaligned: that would fault while the MMU is off and in device
 * memory.
 */
	.text

	.globl	memcpy
	.type	memcpy, %function
memcpy:
	mov	x3, x0
	eor	x4, x0, x1
	tst	x4, #7
	b.ne	4f
1:	tst	x3, #7
	b.eq	2f
	cbz	x2, 5f
	ldrb	w4, [x1], #1
	strb	w4, [x3], #1
	sub	x2, x2, #1
	b	1b
2:	subs	x2, x2, #32
	b.lo	3f
	ldp	x4, x5, [x1]
	ldp	x6, x7, [x1, #16]
	stp	x4, x5, [x3]
	stp	x6, x7, [x3, #16]
	add	x1, x1, #32
	add	x3, x3, #32
	b	2b
3:	add	x2, x2, #32
4:	cbz	x2, 5f
	ldrb	w4, [x1], #1
	strb	w4, [x3], #1
	sub	x2, x2, #1
	b	4b
5:	ret

/* Backwards where the destination begins within the source. */
	.globl	memmove
	.type	memmove, %function
memmove:
	sub	x4, x0, x1
	cmp	x4, x2
	b.hs	memcpy
	add	x1, x1, x2
	add	x3, x0, x2
	tst	x4, #7
	b.ne	4f
1:	tst	x3, #7
	b.eq	2f
	cbz	x2, 5f
	ldrb	w4, [x1, #-1]!
	strb	w4, [x3, #-1]!
	sub	x2, x2, #1
	b	1b
2:	subs	x2, x2, #32
	b.lo	3f
	ldp	x4, x5, [x1, #-16]
	ldp	x6, x7, [x1, #-32]!
	stp	x4, x5, [x3, #-16]
	stp	x6, x7, [x3, #-32]!
	b	2b
3:	add	x2, x2, #32
4:	cbz	x2, 5f
	ldrb	w4, [x1, #-1]!
	strb	w4, [x3, #-1]!
	sub	x2, x2, #1
	b	4b
5:	ret

	.globl	memset
	.type	memset, %function
memset:
	mov	x3, x0
	and	x1, x1, #0xff
	mov	x4, #0x0101010101010101
	mul	x1, x1, x4
1:	tst	x3, #7
	b.eq	2f
	cbz	x2, 5f
	strb	w1, [x3], #1
	sub	x2, x2, #1
	b	1b
2:	subs	x2, x2, #32
	b.lo	3f
	stp	x1, x1, [x3]
	stp	x1, x1, [x3, #16]
	add	x3, x3, #32
	b	2b
3:	add	x2, x2, #32
4:	cbz	x2, 5f
	strb	w1, [x3], #1
	sub	x2, x2, #1
	b	4b
5:	ret

/* The difference of the first two bytes that differ. */
	.globl	memcmp
	.type	memcmp, %function
memcmp:
	mov	x3, x0
1:	cbz	x2, 2f
	ldrb	w0, [x3], #1
	ldrb	w4, [x1], #1
	sub	x2, x2, #1
	subs	w0, w0, w4
	b.eq	1b
	ret
2:	mov	w0, #0
	ret

	.section .note.GNU-stack, "", %progbits
