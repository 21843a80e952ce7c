/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The four functions of core/base/freestanding.c with the string instructions of
 * the processor, since kernels and modules have many megabytes: eight bytes at
 * a time, because not every processor has a fast rep movsb.
 */
	.text

	.globl	memcpy
	.type	memcpy, @function
memcpy:
	mov	%rdi, %rax
	mov	%rdx, %rcx
	shr	$3, %rcx
	rep	movsq
	mov	%edx, %ecx
	and	$7, %ecx
	rep	movsb
	ret

/* Backwards where the destination begins within the source. */
	.globl	memmove
	.type	memmove, @function
memmove:
	mov	%rdi, %rax
	sub	%rsi, %rax
	cmp	%rdx, %rax
	jae	memcpy
	mov	%rdi, %rax
	lea	-1(%rsi, %rdx), %rsi
	lea	-1(%rdi, %rdx), %rdi
	mov	%rdx, %rcx
	std
	rep	movsb
	cld
	ret

	.globl	memset
	.type	memset, @function
memset:
	mov	%rdi, %r8
	movzbl	%sil, %esi
	movabs	$0x0101010101010101, %rax
	imul	%rsi, %rax
	mov	%rdx, %rcx
	shr	$3, %rcx
	rep	stosq
	mov	%edx, %ecx
	and	$7, %ecx
	rep	stosb
	mov	%r8, %rax
	ret

/* The difference of the first two bytes that differ. */
	.globl	memcmp
	.type	memcmp, @function
memcmp:
	xor	%eax, %eax
	mov	%rdx, %rcx
	test	%rcx, %rcx
	jz	1f
	repe	cmpsb
	je	1f
	movzbl	-1(%rdi), %eax
	movzbl	-1(%rsi), %ecx
	sub	%ecx, %eax
1:	ret

	.section .note.GNU-stack, "", @progbits
