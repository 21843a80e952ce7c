/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * From 64-bit mode to a kernel in 32-bit protected mode without paging
 * (efi/arch/cpu_32.h). Copied as it is, so that it runs at any address below
 * 4 GiB. Sources: Multiboot2 Specification 2.0, 3.3 "I386 machine state"; Xen,
 * pvh.pandoc.
 */
#define IA32_EFER 0xc0000080
#define PCIDE     0x20000
#define PGE       0x80
#define CET       0x800000
#define CR0       0x11 /* ET PE */
#define PIC_1     0x21
#define PIC_2     0xa1

#define CODE_32 0x08
#define DATA_32 0x10
#define TASK    0x18

	.section .text
	.globl trampoline_32_begin, trampoline_32_gdt, trampoline_32_gdtr
	.globl trampoline_32_far, trampoline_32_code, trampoline_32_end
	.hidden trampoline_32_begin, trampoline_32_gdt, trampoline_32_gdtr
	.hidden trampoline_32_far, trampoline_32_code, trampoline_32_end

/* rdi: struct cpu_entry_32, rsi: the copies, rdx: their number */
trampoline_32_begin:
	cli
	cld
	mov	%rdi, %r8
	mov	%rsi, %r9
	mov	%rdx, %r10

	/* Nobody handles an interrupt of the old controllers. */
	mov	$0xff, %al
	out	%al, $PIC_1
	out	%al, $PIC_2

	/* Without global pages; and paging cannot end with PCIDE set. */
	mov	%cr4, %rax
	and	$~(PCIDE | PGE | CET), %rax
	mov	%rax, %cr4
	mov	0(%r8), %rax
	mov	%rax, %cr3
	lgdt	trampoline_32_gdtr(%rip)
	lidt	no_idt(%rip)

	/* struct cpu_copy: to, from, bytes, zeros after them. */
1:	test	%r10, %r10
	jz	2f
	mov	0(%r9), %rdi
	mov	8(%r9), %rsi
	mov	16(%r9), %rax
	mov	%rax, %rcx
	shr	$3, %rcx
	rep movsq
	mov	%eax, %ecx
	and	$7, %ecx
	rep movsb
	mov	24(%r9), %rdx
	xor	%eax, %eax
	mov	%rdx, %rcx
	shr	$3, %rcx
	rep stosq
	mov	%edx, %ecx
	and	$7, %ecx
	rep stosb
	add	$32, %r9
	dec	%r10
	jmp	1b

2:	mov	8(%r8), %esi	/* entry */
	mov	12(%r8), %edi	/* EAX */
	mov	16(%r8), %ebx
	mov	20(%r8), %ebp	/* ESP */
	ljmp	*trampoline_32_far(%rip)

	.code32
trampoline_32_code:
	mov	$DATA_32, %eax
	mov	%eax, %ss
	mov	%eax, %ds
	mov	%eax, %es
	mov	%eax, %fs
	mov	%eax, %gs
	mov	$CR0, %eax
	mov	%eax, %cr0
	mov	$IA32_EFER, %ecx
	xor	%eax, %eax
	xor	%edx, %edx
	wrmsr
	mov	%eax, %cr4
	lldt	%ax
	mov	$TASK, %eax
	ltr	%ax
	mov	%ebp, %esp
	push	%esi
	mov	%edi, %eax
	xor	%ecx, %ecx
	xor	%edx, %edx
	xor	%esi, %esi
	xor	%edi, %edi
	xor	%ebp, %ebp
	pushl	$2
	popfl
	ret
	.code64

	.balign 8
trampoline_32_gdt:
	.quad	0
	.quad	0x00cf9b000000ffff /* 0x08: 32-bit code */
	.quad	0x00cf93000000ffff /* 0x10: data */
	.quad	0x0000890000000067 /* 0x18: a task state at 0, for PVH */
trampoline_32_gdtr:
	.word	. - trampoline_32_gdt - 1
	.quad	0 /* both filled in by cpu_trampoline_32_make() */
trampoline_32_far:
	.long	0
	.word	CODE_32
no_idt:
	.word	0
	.quad	0
trampoline_32_end:

	.section .note.GNU-stack, "", @progbits
