/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The four functions that a C compiler may call wherever it likes (C11 4p6,
 * GCC manual 2.1), for programs without a libc.
 *
 * volatile keeps the compiler from seeing a memcpy() in the loop of memcpy()
 * and calling it. It costs speed: no caller here copies much.
 */
#include <stddef.h>

void *memcpy(void *restrict dst, const void *restrict src, size_t n);
void *memmove(void *dst, const void *src, size_t n);
void *memset(void *dst, int byte, size_t n);
int memcmp(const void *a, const void *b, size_t n);

void *memcpy(void *restrict dst, const void *restrict src, size_t n)
{
	volatile unsigned char *to = dst;
	const unsigned char *from = src;

	while (n--)
		*to++ = *from++;
	return dst;
}

void *memmove(void *dst, const void *src, size_t n)
{
	volatile unsigned char *to = dst;
	const volatile unsigned char *from = src;

	if (to < from) {
		while (n--)
			*to++ = *from++;
	} else {
		while (n--)
			to[n] = from[n];
	}
	return dst;
}

void *memset(void *dst, int byte, size_t n)
{
	volatile unsigned char *to = dst;

	while (n--)
		*to++ = (unsigned char)byte;
	return dst;
}

int memcmp(const void *a, const void *b, size_t n)
{
	const volatile unsigned char *left = a;
	const volatile unsigned char *right = b;

	for (; n; n--, left++, right++) {
		unsigned char l = *left, r = *right;

		if (l != r)
			return l < r ? -1 : 1;
	}
	return 0;
}
