/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Both directions convert one code point at a time. Input is untrusted: each
 * reader consumes at least one unit, never reads beyond the end, and returns
 * U+FFFD for what is not a character.
 */
#include "core/text/utf16.h"

#define REPLACEMENT 0xfffdu

static uint32_t unit_at(const uint8_t *src, size_t i)
{
	return src[2 * i] | (uint32_t)src[2 * i + 1] << 8;
}

static bool is_high(uint32_t unit)
{
	return unit >= 0xd800 && unit < 0xdc00;
}

static bool is_low(uint32_t unit)
{
	return unit >= 0xdc00 && unit < 0xe000;
}

/* Returns the character at unit *i and moves *i to the next one. */
static uint32_t get_utf16(const uint8_t *src, size_t len, size_t *i)
{
	uint32_t high = unit_at(src, (*i)++);

	if (!is_high(high))
		return is_low(high) ? REPLACEMENT : high;
	if (*i == len || !is_low(unit_at(src, *i)))
		return REPLACEMENT;
	return 0x10000 + ((high & 0x3ff) << 10) +
	       (unit_at(src, (*i)++) & 0x3ff);
}

/* Returns the number of bytes of the character. */
static size_t put_utf8(uint8_t bytes[4], uint32_t c)
{
	static const uint8_t lead[] = { 0, 0x00, 0xc0, 0xe0, 0xf0 };
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

	for (size_t i = n - 1; i > 0; i--) {
		bytes[i] = (uint8_t)(0x80 | (c & 0x3f));
		c >>= 6;
	}
	bytes[0] = (uint8_t)(lead[n] | c);
	return n;
}

size_t utf16_to_utf8(char *dst, size_t size, const void *src, size_t len)
{
	uint8_t bytes[4];
	size_t need = 0;

	for (size_t i = 0; i < len;) {
		size_t n = put_utf8(bytes, get_utf16(src, len, &i));

		/* Only whole characters, and none after one that did not
		 * fit. */
		for (size_t k = 0; need + n <= size && k < n; k++)
			dst[need + k] = (char)bytes[k];
		if (need + n > size)
			size = 0;
		need += n;
	}
	return need;
}

/* What a lead byte says: how many bytes follow, and the bounds of the first of
 * them (Unicode 15, table 3-7), which exclude overlong forms, surrogates and
 * what is beyond U+10FFFF. */
struct lead {
	uint8_t follow;
	uint8_t min;
	uint8_t max;
};

static struct lead lead_of(uint8_t byte)
{
	if (byte >= 0xc2 && byte <= 0xdf)
		return (struct lead){ 1, 0x80, 0xbf };
	if (byte >= 0xe0 && byte <= 0xef)
		return (struct lead){ 2, byte == 0xe0 ? 0xa0 : 0x80,
				      byte == 0xed ? 0x9f : 0xbf };
	if (byte >= 0xf0 && byte <= 0xf4)
		return (struct lead){ 3, byte == 0xf0 ? 0x90 : 0x80,
				      byte == 0xf4 ? 0x8f : 0xbf };
	return (struct lead){ 0, 0, 0 };
}

/* Returns the character at byte *i and moves *i to the next one. Of a malformed
 * one it consumes the bytes that could have begun a character. */
static uint32_t get_utf8(const uint8_t *src, size_t len, size_t *i)
{
	uint8_t first = src[(*i)++];
	struct lead lead = lead_of(first);
	uint32_t c = first & (0x3fu >> lead.follow);

	if (first < 0x80)
		return first;
	if (lead.follow == 0)
		return REPLACEMENT;
	for (int k = 0; k < lead.follow; k++) {
		if (*i == len || src[*i] < lead.min || src[*i] > lead.max)
			return REPLACEMENT;
		c = c << 6 | (src[(*i)++] & 0x3f);
		lead.min = 0x80;
		lead.max = 0xbf;
	}
	return c;
}

static size_t put_utf16(uint16_t units[2], uint32_t c)
{
	if (c < 0x10000) {
		units[0] = (uint16_t)c;
		return 1;
	}
	units[0] = (uint16_t)(0xd800 | (c - 0x10000) >> 10);
	units[1] = (uint16_t)(0xdc00 | (c & 0x3ff));
	return 2;
}

size_t utf8_to_utf16(uint16_t *dst, size_t size, const char *src, size_t len)
{
	uint16_t units[2];
	size_t need = 0;

	for (size_t i = 0; i < len;) {
		size_t n = put_utf16(units,
				     get_utf8((const uint8_t *)src, len, &i));

		for (size_t k = 0; need + n <= size && k < n; k++)
			dst[need + k] = units[k];
		if (need + n > size)
			size = 0;
		need += n;
	}
	return need;
}

uint32_t utf8_next(const char **at)
{
	size_t i = 0;
	/* A NUL is not a continuation byte, so it stops the reader. */
	uint32_t c = get_utf8((const uint8_t *)*at, SIZE_MAX, &i);

	*at += i;
	return c;
}
