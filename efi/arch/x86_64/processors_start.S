/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where another processor begins (efi/arch/processors.h): in real mode at the start
 * of a page below 1 MiB, to which this is copied. It goes on to 64-bit mode with
 * the registers and page tables that the firmware has on the first processor,
 * and calls a function.
 */
#define IA32_EFER 0xc0000080
#define PE        1

	.section .text
	.globl start_begin, start_32, start_64, start_gdt
	.globl start_data, start_end
	.hidden start_begin, start_32, start_64, start_gdt
	.hidden start_data, start_end

	.code16
start_begin:
	cli
	cld
	mov	%cs, %ax
	mov	%ax, %ds
	xor	%ebx, %ebx
	mov	%ax, %bx
	shl	$4, %ebx
	lgdtl	gdtr - start_begin
	mov	$PE, %eax
	mov	%eax, %cr0
	ljmpl	*far_32 - start_begin

	.code32
start_32:
	mov	$0x10, %eax
	mov	%eax, %ds
	mov	%eax, %ss
	mov	cr4 - start_begin(%ebx), %eax
	mov	%eax, %cr4
	mov	cr3 - start_begin(%ebx), %eax
	mov	%eax, %cr3
	mov	$IA32_EFER, %ecx
	mov	efer - start_begin(%ebx), %eax
	xor	%edx, %edx
	wrmsr
	mov	cr0 - start_begin(%ebx), %eax
	mov	%eax, %cr0
	ljmp	*far_64 - start_begin(%ebx)

	.code64
start_64:
	mov	stack(%rip), %rsp
	mov	argument(%rip), %rdi
	call	*function(%rip)
	ud2

	.balign 8
start_gdt:
	.quad	0
	.quad	0x00cf9b000000ffff /* 0x08: 32-bit code */
	.quad	0x00cf93000000ffff /* 0x10: data */
	.quad	0x00209b0000000000 /* 0x18: 64-bit code */

/* struct ap_data of processors.c */
start_data:
gdtr:	.word	31
	.long	0
	.word	0
far_32:	.long	0
	.word	0x08
	.word	0
far_64:	.long	0
	.word	0x18
	.word	0
cr0:	.long	0
cr3:	.long	0
cr4:	.long	0
efer:	.long	0
stack:	.quad	0
function:
	.quad	0
argument:
	.quad	0
start_end:

	.section .note.GNU-stack, "", @progbits
