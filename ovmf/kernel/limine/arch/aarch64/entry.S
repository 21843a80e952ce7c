/* SPDX-License-Identifier: BSD-2-Clause */
/* Saves the state that the loader left. The ELF file's own entry, start, is not
 * the one that is asked for. */
	.text
	.globl	start
start:
	brk	#0

	.macro	entry name, function
	.globl	\name
	.hidden	\name
\name:
	/* TPIDR_EL1 keeps x0 while it holds an address. */
	msr	tpidr_el1, x0
	adrp	x0, state
	add	x0, x0, :lo12:state
	str	x1, [x0, #8]
	mrs	x1, tpidr_el1
	str	x1, [x0]
	.irp	n, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, \
		19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
	str	x\n, [x0, #(8 * \n)]
	.endr
	mov	x1, sp
	str	x1, [x0, #248]
	mrs	x1, CurrentEL
	str	x1, [x0, #256]
	mrs	x1, spsel
	str	x1, [x0, #264]
	mrs	x1, daif
	str	x1, [x0, #272]
	mrs	x1, sctlr_el1
	str	x1, [x0, #280]
	mrs	x1, tcr_el1
	str	x1, [x0, #288]
	mrs	x1, mair_el1
	str	x1, [x0, #296]
	mrs	x1, cpacr_el1
	str	x1, [x0, #304]
	mrs	x1, nzcv
	str	x1, [x0, #312]
	bl	\function
	brk	#0
	.endm

	entry	probe_entry, probe_main
	entry	probe_other_entry, probe_other

	.section .bss
	.balign	16
	.globl	state
	.hidden	state
state:
	.skip	320

	.section .note.GNU-stack, "", %progbits
