/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The 32-bit entry of a probe kernel: saves the state that the loader left and
 * calls probe(). Position independent, since one of the kernels is moved.
 * HEADER is 1 or 2 for a Multiboot header, 3 for a note for PVH; RELOCATABLE
 * adds that tag to a header of version 2, SERVICES those that keep boot services
 * and a 64-bit entry, which goes on in 32-bit code with the firmware's paging.
 */
	.code32
	.section .header, "a"
	.balign	8
header:
#if HEADER == 1
	.long	0x1badb002, 7, -(0x1badb002 + 7)
	.long	0, 0, 0, 0, 0
	.long	0, 0, 0, 32
#elif HEADER == 2
	.long	0xe85250d6, 0, header_end - header
	.long	-(0xe85250d6 + header_end - header)
	.short	1, 0		/* information that is known */
	.long	20
	.long	4, 6, 21
	.balign	8
	.short	5, 1		/* framebuffer, any */
	.long	20
	.long	0, 0, 0
	.balign	8
	.short	99, 1		/* an optional tag of the future */
	.long	8
#ifdef RELOCATABLE
	.short	10, 0
	.long	24
	.long	0x2000000, 0x7fffffff, 0x200000, 1
#endif
#ifdef SERVICES
	.short	7, 0
	.long	8
	.short	9, 0
	.long	12
	.long	start_64
	.balign	8
#endif
	.short	0, 0
	.long	8
header_end:
#endif

#if HEADER == 3
	.section .note.Xen, "a", @note
	.long	4, 4, 18
	.asciz	"Xen"
	.long	start
#endif

	.section .text
	.globl	start
	.hidden	start
start:
	/* Nothing is pushed yet: the stack need not be one. */
	mov	%eax, %ebp
	call	1f
1:	pop	%eax
	lea	state - 1b(%eax), %eax
	mov	%ebp, 0(%eax)
	mov	%ebx, 4(%eax)
	mov	%ecx, 8(%eax)
	mov	%edx, 12(%eax)
	mov	%esi, 16(%eax)
	mov	%edi, 20(%eax)
	mov	%esp, 24(%eax)
	mov	%cs, 28(%eax)
	mov	%ds, 32(%eax)
	mov	%es, 36(%eax)
	mov	%fs, 40(%eax)
	mov	%gs, 44(%eax)
	mov	%ss, 48(%eax)
	str	52(%eax)
	mov	%cr0, %edx
	mov	%edx, 56(%eax)
	mov	%cr4, %edx
	mov	%edx, 60(%eax)
	pushf
	popl	64(%eax)
	mov	%eax, %ebp
	mov	$0xc0000080, %ecx
	rdmsr
	mov	%eax, 68(%ebp)
	sidt	72(%ebp)
	sgdt	80(%ebp)
	lea	stack_end - state(%ebp), %esp
	push	%ebp
	call	probe
	ud2

#ifdef SERVICES
	.code64
start_64:
	cli
	mov	%rsp, %r8
	call	1f
1:	pop	%r9
	lea	state - 1b(%r9), %rdi
	mov	%eax, 0(%rdi)
	mov	%ebx, 4(%rdi)
	mov	%ecx, 8(%rdi)
	mov	%edx, 12(%rdi)
	mov	%r8d, 24(%rdi)
	mov	%cr0, %rdx
	mov	%edx, 56(%rdi)
	/* A descriptor table with 32-bit segments, on the new stack. */
	lea	stack_end - state(%rdi), %rsp
	movabs	$0x00cf93000000ffff, %rax
	push	%rax
	movabs	$0x00cf9b000000ffff, %rax
	push	%rax
	push	$0
	mov	%rsp, %rdx
	push	%rdx
	pushw	$23
	lgdt	(%rsp)
	lea	go_on - 1b(%r9), %rax
	push	$8
	push	%rax
	lretq
	.code32
go_on:
	mov	$16, %eax
	mov	%eax, %ds
	mov	%eax, %es
	mov	%eax, %ss
	lea	stack_end - state - 64(%edi), %esp
	push	%edi
	call	probe
	ud2
#endif

	.section .bss
	.balign	16
	.globl	state
	.hidden	state
state:
	.skip	96
	.skip	16384
stack_end:

	.section .note.GNU-stack, "", @progbits
