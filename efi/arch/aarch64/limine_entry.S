/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The trampoline for kernels of the Limine protocol (efi/arch/limine.h), for the
 * first processor and for others, which PSCI starts here with the MMU off. It
 * is mapped to its physical address in the lower half. The state at the entry is
 * that of the Limine Boot Protocol, "Machine State at Entry", aarch64, base
 * revision 6. Where EL2 has VHE, names that end in _EL1 mean EL2's own registers.
 */
#include "efi/arch/aarch64/el2.inc"

#define CURRENT_EL2 8

/* Bits that are 1 in every SCTLR_EL1 and SCTLR_EL2, MMU and caches off. */
#define SCTLR_EL1_OFF 0x30d00800
#define SCTLR_EL2_OFF 0x30c50830
/* 29, 28, 23, 22, 20, 11, 8, 7; I, SA0, SA, C, M */
#define SCTLR_EL1_ON  0x30d0199d

#define HCR_SWIO (1 << 1)
#define HCR_TGE  (1 << 27)
#define HCR_RW   (1 << 31)
#define HCR_E2H  (1 << 34)

#define MAIR        0x44ff /* write-back; non-cacheable, for framebuffers */
#define SPSR_MASKED 0x3c0  /* D, A, I, F; SP_EL0 */

/* struct limine_data of limine.c */
#define DATA_ROOT     0
#define DATA_TCR      8
#define DATA_ENTRY    16
#define DATA_STACK    24
#define DATA_ARGUMENT 32
#define DATA_CPACR    40
#define DATA_EL2      48

	.text
	.globl limine_begin, limine_park, limine_data, limine_end
	.hidden limine_begin, limine_park, limine_data, limine_end

	.balign	8
limine_begin:
	msr	daifset, #15
	adr	x0, limine_data
	ldp	x1, x2, [x0, #DATA_ROOT]
	ldp	x3, x4, [x0, #DATA_ENTRY]
	ldp	x5, x6, [x0, #DATA_ARGUMENT]
	ldr	x7, [x0, #DATA_EL2]
	dsb	sy
	mrs	x9, CurrentEL
	cmp	x9, #CURRENT_EL2
	b.ne	at_el1

	set	sctlr_el2, SCTLR_EL2_OFF
	isb
	tlbi	alle2
	cbz	x7, leave_el2
	set	hcr_el2, HCR_RW | HCR_TGE | HCR_E2H | HCR_SWIO
	isb
	msr	hstr_el2, xzr
	mov	x10, #CNTHCTL_EL2_EL1
	msr	cnthctl_el2, x10
	b	at_el1

/* EL1 gets the machine for itself: no second stage, no traps. */
leave_el2:
	set	hcr_el2, HCR_RW
	isb
	open_el1
	set	sctlr_el1, SCTLR_EL1_OFF
	mov	x10, #(SPSR_MASKED | 5)
	msr	spsr_el2, x10
	adr	x10, at_el1
	msr	elr_el2, x10
	eret

at_el1:
	set	sctlr_el1, SCTLR_EL1_OFF
	isb
	set	mair_el1, MAIR
	msr	tcr_el1, x2
	msr	ttbr0_el1, x1
	msr	ttbr1_el1, x1
	isb
	tlbi	vmalle1
	ic	iallu
	dsb	sy
	isb
	set	sctlr_el1, SCTLR_EL1_ON
	isb
	msr	cpacr_el1, x6
	isb
	mrs	x9, CurrentEL
	mov	x10, #SPSR_MASKED
	orr	x10, x10, x9
	msr	spsr_el1, x10
	msr	elr_el1, x3
	msr	spsel, #0
	mov	sp, x4
	mov	x0, x5
	.irp	n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, \
		18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
	mov	x\n, xzr
	.endr
	eret

/*
 * Where another processor waits, with its struct limine_mp_info in x0: until
 * its goto_address is written.
 */
limine_park:
	adr	x1, waiting
	stlr	xzr, [x1]
	add	x1, x0, #24
1:	yield
	ldar	x2, [x1]
	cbz	x2, 1b
	mrs	x1, CurrentEL
	orr	x1, x1, #SPSR_MASKED
	msr	spsr_el1, x1
	msr	elr_el1, x2
	mov	x1, xzr
	mov	x2, xzr
	eret

	.balign	8
limine_data:
	.fill	7, 8, 0
waiting:
	.quad	0
limine_end:

	.section .note.GNU-stack, "", %progbits
