/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The C string functions that core/ may count on. The mem* ones are what a
 * freestanding compiler itself demands; core/base/freestanding.c has them where
 * there is no libc.
 */
#ifndef CORE_BASE_CSTRING_H
#define CORE_BASE_CSTRING_H

#include "core/base/types.h"

void *memcpy(void *restrict dst, const void *restrict src, size_t len);
void *memmove(void *dst, const void *src, size_t len);
void *memset(void *dst, int byte, size_t len);
int memcmp(const void *a, const void *b, size_t len);

static inline size_t str_len(const char *text)
{
	size_t n = 0;

	while (text[n] != '\0')
		n++;
	return n;
}

/* Copies from to to[size], truncated to size - 1 characters, and ends it with a
 * NUL. size is at least 1. */
static inline void str_copy(char *to, size_t size, const char *from)
{
	size_t n = 0;

	for (; n + 1 < size && from[n] != '\0'; n++)
		to[n] = from[n];
	to[n] = '\0';
}

/* Blank, tab and line ends: what separates the words of a command line. */
static inline bool is_space(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static inline bool streq(const char *a, const char *b)
{
	size_t i = 0;

	while (a[i] != '\0' && a[i] == b[i])
		i++;
	return a[i] == b[i];
}

static inline bool str_starts(const char *text, const char *start)
{
	size_t i = 0;

	while (start[i] != '\0' && text[i] == start[i])
		i++;
	return start[i] == '\0';
}

#endif
