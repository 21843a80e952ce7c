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

/* TCR_EL1: addresses of 47 bits in both halves, granules of 4 KiB, and walks
 * that are coherent with the caches: inner shareable, write-back. */
#define TCR_SIZE      (17 << 16 | 17)
#define TCR_GRANULE   (2 << 30)
#define TCR_CACHED    (0x3500 << 16 | 0x3500)
#define TCR           (TCR_SIZE | TCR_GRANULE | TCR_CACHED)
#define TCR_IPS_SHIFT 32
/* Physical addresses of 48 bits: tables of this format reach no further. */
#define PHYS_48_BITS  5

	.text
	.globl trampoline_begin, trampoline_returned, trampoline_park
	.globl trampoline_stop, trampoline_end
	.hidden trampoline_begin, trampoline_returned, trampoline_park
	.hidden trampoline_stop, trampoline_end

/* x0: struct cpu_entry, which is read with the MMU off on other processors than
 * the first */
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
	/* TCR_EL1, with the processor's physical addresses */
	mrs	x1, id_aa64mmfr0_el1
	and	x1, x1, #15
	mov	x2, #PHYS_48_BITS
	cmp	x1, x2
	csel	x1, x1, x2, ls
	lsl	x1, x1, #TCR_IPS_SHIFT
	movz	x2, #(TCR & 0xffff)
	movk	x2, #(TCR >> 16), lsl #16
	orr	x1, x1, x2
	/* Virtualization Host Extensions */
	mrs	x2, id_aa64mmfr1_el1
	ubfx	x2, x2, #8, #4
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

/* Where another processor waits, with its mailbox in x0. */
trampoline_park:
	stlr	xzr, [x0]
1:	yield
	ldar	x16, [x0]
	cbz	x16, 1b
	ldr	x0, [x0, #8]
	br	x16

	.if	. - trampoline_begin > VECTORS
	.error	"the trampoline leaves no room for the vectors"
	.endif

/* What each vector does; its size is a power of two. */
trampoline_stop:
	wfi
	b	trampoline_stop
trampoline_end:

	.section .note.GNU-stack, "", %progbits
