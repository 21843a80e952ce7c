/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The trampoline for kernels of the Limine protocol (efi/arch/limine.h), which
 * runs at any address below 4 GiB. Paging is switched off on the way, since only
 * then the number of levels can change. The state at the entry is that of the
 * Limine Boot Protocol, "Machine State at Entry", x86-64, base revision 5.
 */
#define IA32_PAT  0x277
#define IA32_EFER 0xc0000080
#define PCIDE     0x20000
#define PGE       0x80
#define CET       0x800000
#define PAE       0x20
#define CR0_OFF   0x11       /* ET PE */
#define CR0_ON    0x80010011 /* PG WP ET PE */

/* WB, WT, UC-, UC; WP, WC */
#define PAT_LOW  0x00070406
#define PAT_HIGH 0x00000105

#define DATA_32 0x20
#define CODE_64 0x28
#define DATA_64 0x30
#define TASK    0x38

	.section .text
	.globl limine_begin, limine_gdt, limine_gdtr, limine_gdtr_high
	.globl limine_far_32, limine_far_64, limine_code_32, limine_code_64
	.globl limine_data, limine_park, limine_end
	.hidden limine_begin, limine_gdt, limine_gdtr, limine_gdtr_high
	.hidden limine_far_32, limine_far_64, limine_code_32, limine_code_64
	.hidden limine_data, limine_park, limine_end

limine_begin:
	cli
	cld
	/* Without global pages; and paging cannot end with PCIDE set. */
	mov	%cr4, %rax
	and	$~(PCIDE | PGE | CET), %rax
	mov	%rax, %cr4
	lgdt	limine_gdtr(%rip)
	lidt	no_idt(%rip)
	lea	limine_begin(%rip), %rbp
	ljmp	*limine_far_32(%rip)

	.code32
limine_code_32:
	mov	$DATA_32, %eax
	mov	%eax, %ss
	mov	%eax, %ds
	mov	$CR0_OFF, %eax
	mov	%eax, %cr0
	mov	$IA32_EFER, %ecx
	mov	efer - limine_begin(%ebp), %eax
	xor	%edx, %edx
	wrmsr
	mov	$IA32_PAT, %ecx
	mov	$PAT_LOW, %eax
	mov	$PAT_HIGH, %edx
	wrmsr
	mov	cr4 - limine_begin(%ebp), %eax
	mov	%eax, %cr4
	mov	bridge - limine_begin(%ebp), %eax
	mov	%eax, %cr3
	mov	$CR0_ON, %eax
	mov	%eax, %cr0
	ljmp	*limine_far_64 - limine_begin(%ebp)

	.code64
limine_code_64:
	/* To the direct map, which the kernel's tables have as well. */
	lea	1f(%rip), %rax
	add	hhdm(%rip), %rax
	jmp	*%rax
1:	mov	root(%rip), %rax
	mov	%rax, %cr3
	lgdt	limine_gdtr_high(%rip)
	mov	$DATA_64, %eax
	mov	%eax, %ss
	mov	%eax, %ds
	mov	%eax, %es
	mov	%eax, %fs
	mov	%eax, %gs
	xor	%eax, %eax
	lldt	%ax
	/* A task state that is not marked as busy by the processor before. */
	andb	$~2, task + 5(%rip)
	mov	$TASK, %eax
	ltr	%ax

	mov	stack(%rip), %rsp
	mov	argument(%rip), %rdi
	pushq	$0
	pushq	entry(%rip)
	xor	%eax, %eax
	xor	%ebx, %ebx
	xor	%ecx, %ecx
	xor	%edx, %edx
	xor	%esi, %esi
	xor	%ebp, %ebp
	xor	%r8d, %r8d
	xor	%r9d, %r9d
	xor	%r10d, %r10d
	xor	%r11d, %r11d
	xor	%r12d, %r12d
	xor	%r13d, %r13d
	xor	%r14d, %r14d
	xor	%r15d, %r15d
	pushq	$2
	popfq
	ret

/*
 * Where another processor waits, with its struct limine_mp_info in rdi: until
 * its goto_address is written. This one is complete once it waits.
 */
limine_park:
	movq	$0, waiting(%rip)
1:	pause
	mov	16(%rdi), %rax
	test	%rax, %rax
	jz	1b
	push	%rax
	xor	%eax, %eax
	pushq	$2
	popfq
	ret

	/* Marked as accessed, so that the processor does not write to them. */
	.balign 8
limine_gdt:
	.quad	0
	.quad	0x00009b000000ffff /* 0x08: 16-bit code */
	.quad	0x000093000000ffff /* 0x10: 16-bit data */
	.quad	0x00cf9b000000ffff /* 0x18: 32-bit code */
	.quad	0x00cf93000000ffff /* 0x20: 32-bit data */
	.quad	0x00209b0000000000 /* 0x28: 64-bit code */
	.quad	0x0000930000000000 /* 0x30: 64-bit data */
task:	.quad	0x0000890000000000 /* 0x38: a task state at 0, limit 0 */
	.quad	0
limine_gdt_end:

/* The addresses of both, and of the two jumps, are filled in by
 * cpu_limine_make(). */
limine_gdtr:
	.word	limine_gdt_end - limine_gdt - 1
	.quad	0
limine_gdtr_high:
	.word	limine_gdt_end - limine_gdt - 1
	.quad	0
no_idt:
	.word	0
	.quad	0
	.balign 4
limine_far_32:
	.long	0
	.word	0x18
	.balign 4
limine_far_64:
	.long	0
	.word	CODE_64

/* struct limine_data of limine.c */
	.balign 8
limine_data:
root:	.quad	0
bridge:	.quad	0
hhdm:	.quad	0
entry:	.quad	0
stack:	.quad	0
argument:
	.quad	0
cr4:	.long	0
efer:	.long	0
waiting:
	.quad	0
limine_end:

	.section .note.GNU-stack, "", @progbits
