/* SPDX-License-Identifier: BSD-2-Clause */
/* The texts, which make compresses. */
	.section .rodata.texts, "a"
	.globl texts_packed, texts_packed_end
	.hidden texts_packed, texts_packed_end
texts_packed:
	.incbin "texts.gz"
texts_packed_end:

	.section .note.GNU-stack, "", %progbits
