/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The four functions that a compiler may call in any code (C11 4p6, GCC manual
 * 2.1), for programs without a libc.
 *
 * They move machine words if both addresses are aligned, bytes otherwise: an
 * unaligned access would fault on processors whose MMU is off. volatile keeps
 * the compiler from replacing the loop of memcpy() by a call of memcpy().
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void *memcpy(void *restrict dst, const void *restrict src, size_t n);
void *memmove(void *dst, const void *src, size_t n);
void *memset(void *dst, int byte, size_t n);
int memcmp(const void *a, const void *b, size_t n);

typedef unsigned char byte_t;
/* A word that may alias any object. */
typedef uintptr_t word_t __attribute__((may_alias));
#define WORD sizeof(word_t)

static bool at_word(const volatile void *at)
{
	return (uintptr_t)at % WORD == 0;
}

static void copy_up(volatile byte_t *to, const volatile byte_t *from, size_t n)
{
	for (; n > 0 && !at_word(to); n--)
		*to++ = *from++;
	for (; n >= WORD && at_word(from); n -= WORD, to += WORD, from += WORD)
		*(volatile word_t *)to = *(const volatile word_t *)from;
	for (; n > 0; n--)
		*to++ = *from++;
}

/* Both pointers are one past the last byte. */
static void copy_down(volatile byte_t *to, const volatile byte_t *from,
		      size_t n)
{
	for (; n > 0 && !at_word(to); n--)
		*--to = *--from;
	for (; n >= WORD && at_word(from); n -= WORD) {
		to -= WORD;
		from -= WORD;
		*(volatile word_t *)to = *(const volatile word_t *)from;
	}
	for (; n > 0; n--)
		*--to = *--from;
}

void *memcpy(void *restrict dst, const void *restrict src, size_t n)
{
	copy_up(dst, src, n);
	return dst;
}

void *memmove(void *dst, const void *src, size_t n)
{
	byte_t *to = dst;
	const byte_t *from = src;

	if (to < from)
		copy_up(to, from, n);
	else
		copy_down(to + n, from + n, n);
	return dst;
}

void *memset(void *dst, int byte, size_t n)
{
	volatile byte_t *to = dst;
	/* A word whose bytes are all the same. */
	word_t word = (word_t)-1 / 0xff * (byte_t)byte;

	for (; n > 0 && !at_word(to); n--)
		*to++ = (byte_t)byte;
	for (; n >= WORD; n -= WORD, to += WORD)
		*(volatile word_t *)to = word;
	for (; n > 0; n--)
		*to++ = (byte_t)byte;
	return dst;
}

/* Stops at the first word that differs; the caller finds the byte. */
static size_t equal_words(const volatile byte_t *a, const volatile byte_t *b,
			  size_t n)
{
	size_t done = 0;

	if (!at_word(a) || !at_word(b))
		return 0;
	while (n - done >= WORD && *(const volatile word_t *)(a + done) ==
					   *(const volatile word_t *)(b + done))
		done += WORD;
	return done;
}

int memcmp(const void *a, const void *b, size_t n)
{
	const volatile byte_t *left = a, *right = b;

	for (size_t i = equal_words(left, right, n); i < n; i++) {
		byte_t l = left[i], r = right[i];

		if (l != r)
			return l < r ? -1 : 1;
	}
	return 0;
}
