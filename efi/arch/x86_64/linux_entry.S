/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The trampoline for a bzImage (efi/arch/linux.h), copied as it is. The state at
 * the entry is that of Linux Documentation/arch/x86/boot.rst, "64-bit Boot
 * Protocol": flat segments 0x10 and 0x18, no interrupts, RSI = boot_params.
 */
#define PGE 0x80
#define CR0 0x80010033 /* PG WP NE ET MP PE */

	.section .text
	.globl linux_begin, linux_gdt, linux_gdtr, linux_end
	.hidden linux_begin, linux_gdt, linux_gdtr, linux_end

/* rdi: struct linux_entry, rsi: CR4 */
linux_begin:
	cli
	cld
	mov	0(%rdi), %r10
	mov	16(%rdi), %r11
	mov	8(%rdi), %rdi
	/* Without PGE, which flushes the global entries of the TLB. */
	mov	%rsi, %cr4
	mov	%r10, %cr3
	mov	$CR0, %eax
	mov	%rax, %cr0
	mov	%rdi, %rsi

	lgdt	linux_gdtr(%rip)
	lidt	no_idt(%rip)
	lea	stack(%rip), %rsp
	pushq	$0x10
	lea	1f(%rip), %rax
	push	%rax
	lretq
1:	mov	$0x18, %eax
	mov	%eax, %ss
	mov	%eax, %ds
	mov	%eax, %es
	xor	%eax, %eax
	mov	%eax, %fs
	mov	%eax, %gs
	lldt	%ax
	xor	%ebx, %ebx
	xor	%ecx, %ecx
	xor	%edx, %edx
	xor	%ebp, %ebp
	xor	%edi, %edi
	xor	%r8d, %r8d
	xor	%r9d, %r9d
	xor	%r10d, %r10d
	jmp	*%r11

	/* Marked as accessed, so that the processor does not write to it. */
	.balign 8
linux_gdt:
	.quad	0
	.quad	0
	.quad	0x00af9b000000ffff /* 0x10: 64-bit code */
	.quad	0x00cf93000000ffff /* 0x18: data */
linux_gdtr:
	.word	. - linux_gdt - 1
	.quad	0 /* filled in by cpu_linux_trampoline_make() */
no_idt:
	.word	0
	.quad	0
	.balign 16
	.fill	64
stack:
linux_end:

	.section .note.GNU-stack, "", @progbits
