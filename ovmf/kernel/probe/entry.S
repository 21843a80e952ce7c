/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The 32-bit entry of a probe kernel: saves the state that the loader left and
 * calls probe(). Position independent, since one of the kernels is moved.
 * HEADER is 1 or 2 for a Multiboot header, 3 for a note for PVH; RELOCATABLE
 * adds that tag to a header of version 2.
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

	.section .bss
	.balign	16
	.globl	state
	.hidden	state
state:
	.skip	96
	.skip	16384
stack_end:

	.section .note.GNU-stack, "", @progbits
