/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The trampoline (efi/arch/cpu.h) for aarch64: copied as it is, so that it runs
 * at any address. docs/handoff.md specifies the state that it establishes.
 *
 * The MMU and the caches are off while the registers of the MMU change; until
 * it is on again, no memory is accessed. Where EL2 has VHE, names that end in
 * _EL1 mean EL2's own registers there.
 */
#include "efi/arch/aarch64/el2.inc"

#define CURRENT_EL2 8

/* Bits that are 1 in every SCTLR_EL1 and SCTLR_EL2, MMU and caches off. */
#define SCTLR_EL1_OFF 0x30d00800
#define SCTLR_EL2_OFF 0x30c50830
/* The same with I, SA0, SA, C and M. */
#define SCTLR_EL1_ON  0x30d0181d

#define HCR_RW  (1 << 31)
#define HCR_TGE (1 << 27)
#define HCR_E2H (1 << 34)

#define FPEN        0x300000
#define MAIR        0x44ff /* write-back, non-cacheable, from 2 on device */
#define SPSR_MASKED 0x3c1  /* D, A, I, F; SP of the level in bits 2 and 3 */
#define VECTORS     2048
#define UPPER_HALF  2048 /* of the root table: entries 256 to 511 */

	.text
	.globl trampoline_begin, trampoline_returned, trampoline_stop
	.globl trampoline_end
	.hidden trampoline_begin, trampoline_returned, trampoline_stop
	.hidden trampoline_end

/* x0: struct cpu_entry, x1: TCR_EL1, x2: not 0 where EL2 has VHE */
	.balign	8
trampoline_begin:
	b	begin
	nop
trampoline_returned:
	.inst	0, 0 /* 8 bytes: the return address at the entry */
begin:	msr	daifset, #15
	ldp	x3, x4, [x0]
	ldp	x5, x6, [x0, #16]
	ldr	x7, [x0, #32]
	adr	x8, trampoline_begin
	add	x8, x8, #VECTORS
	dsb	sy
	mrs	x9, CurrentEL
	cmp	x9, #CURRENT_EL2
	b.ne	at_el1

	set	sctlr_el2, SCTLR_EL2_OFF
	isb
	tlbi	alle2
	cbz	x2, leave_el2
	set	hcr_el2, HCR_RW | HCR_TGE | HCR_E2H
	isb
	b	at_el1

/* EL1 gets the machine for itself: no second stage, no traps. */
leave_el2:
	set	hcr_el2, HCR_RW
	msr	vbar_el2, x8
	open_el1
	set	sctlr_el1, SCTLR_EL1_OFF
	set	spsr_el2, SPSR_MASKED | 4
	adr	x10, at_el1
	msr	elr_el2, x10
	eret

at_el1:
	set	sctlr_el1, SCTLR_EL1_OFF
	isb
	set	mair_el1, MAIR
	msr	tcr_el1, x1
	msr	ttbr0_el1, x3
	add	x10, x3, #UPPER_HALF
	msr	ttbr1_el1, x10
	isb
	tlbi	vmalle1
	ic	iallu
	dsb	sy
	isb
	set	sctlr_el1, SCTLR_EL1_ON
	isb

	set	cpacr_el1, FPEN
	msr	vbar_el1, x8
	msr	contextidr_el1, xzr
	msr	tpidr_el0, xzr
	msr	tpidrro_el0, xzr
	msr	tpidr_el1, xzr
	isb
	msr	fpcr, xzr
	msr	fpsr, xzr
	mrs	x9, CurrentEL
	cmp	x9, #CURRENT_EL2
	b.ne	2f
	msr	tpidr_el2, xzr
2:	msr	spsel, #1
	mov	sp, x4
	mov	x10, #SPSR_MASKED
	orr	x10, x10, x9
	msr	spsr_el1, x10
	msr	elr_el1, x5

	mov	x0, x6
	mov	x1, x7
	.irp	n, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, \
		19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29
	mov	x\n, xzr
	.endr
	ldr	x30, trampoline_returned
	eret

	.if	. - trampoline_begin > VECTORS
	.error	"the trampoline leaves no room for the vectors"
	.endif

/* What each vector does; its size is a power of two. */
trampoline_stop:
	wfi
	b	trampoline_stop
trampoline_end:

	.section .note.GNU-stack, "", %progbits
