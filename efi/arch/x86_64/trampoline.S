/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The trampoline (efi/arch/cpu.h) for x86_64: copied as it is, so that it runs
 * at any address. docs/handoff.md specifies the state that it establishes.
 */
#define IA32_PAT       0x277
#define IA32_EFER      0xc0000080
#define FS_BASE        0xc0000100
#define GS_BASE        0xc0000101
#define KERNEL_GS_BASE 0xc0000102

/* As after reset (SDM volume 3, 12.12.4), except entry 4: write-combining. */
#define PAT_LOW  0x00070406
#define PAT_HIGH 0x00070401

#define CR0   0x80010033 /* PG WP NE ET MP PE */
#define PGE   0x80
#define MXCSR 0x1f80

	.section .text
	.globl trampoline_begin, trampoline_park, trampoline_data_begin
	.globl trampoline_end
	.hidden trampoline_begin, trampoline_park, trampoline_data_begin
	.hidden trampoline_end

/* rdi: struct cpu_entry, rsi: EFER, rdx: CR4 */
trampoline_begin:
	cli
	cld
	mov	%rsi, %r8
	mov	%rdx, %r9
	mov	0(%rdi), %r10
	mov	8(%rdi), %r11
	mov	16(%rdi), %r12
	mov	24(%rdi), %r13
	mov	32(%rdi), %r14

	mov	$IA32_PAT, %ecx
	mov	$PAT_LOW, %eax
	mov	$PAT_HIGH, %edx
	wrmsr
	mov	$IA32_EFER, %ecx
	mov	%r8d, %eax
	xor	%edx, %edx
	wrmsr

	/* Without PGE first, which flushes the global entries of the TLB. */
	mov	%r9, %rax
	and	$~PGE, %rax
	mov	%rax, %cr4
	mov	%r10, %cr3
	mov	%r9, %cr4
	mov	$CR0, %eax
	mov	%rax, %cr0

	lgdt	gdtr(%rip)
	lidt	idtr(%rip)
	mov	%r11, %rsp
	pushq	returned(%rip)
	pushq	$0x08
	lea	1f(%rip), %rax
	push	%rax
	lretq
1:	mov	$0x10, %eax
	mov	%eax, %ss
	mov	%eax, %ds
	mov	%eax, %es
	xor	%eax, %eax
	mov	%eax, %fs
	mov	%eax, %gs
	lldt	%ax
	mov	task(%rip), %cx
	test	%cx, %cx
	jz	2f
	ltr	%cx
2:
	/* On AMD processors a selector of 0 leaves the bases as they are. */
	xor	%edx, %edx
	mov	$FS_BASE, %ecx
	wrmsr
	mov	$GS_BASE, %ecx
	wrmsr
	mov	$KERNEL_GS_BASE, %ecx
	wrmsr

	fninit
	ldmxcsr	mxcsr(%rip)
	push	%r12
	mov	%r13, %rdi
	mov	%r14, %rsi
	xor	%eax, %eax
	xor	%ebx, %ebx
	xor	%ecx, %ecx
	xor	%edx, %edx
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

/* Where another processor waits, with its mailbox in rdi. */
trampoline_park:
	mov	%rax, (%rdi)
1:	pause
	mov	(%rdi), %rax
	test	%rax, %rax
	jz	1b
	mov	8(%rdi), %rdi
	push	%rax
	xor	%eax, %eax
	pushq	$2
	popfq
	ret

	.balign 4
mxcsr:
	.long	MXCSR

	/* struct trampoline_data. Marked as accessed, so that the processor
	 * does not write to this page. */
	.balign 8
trampoline_data_begin:
returned:
	.quad	0
gdt:	.quad	0
	.quad	0x00af9b000000ffff /* 0x08: 64-bit code */
	.quad	0x00cf93000000ffff /* 0x10: data */
gdtr:	.word	. - gdt - 1
	.quad	0 /* filled in by cpu_trampoline_make() */
idtr:	.word	0
	.quad	0
task:	.word	0
trampoline_end:

	.section .note.GNU-stack, "", @progbits
