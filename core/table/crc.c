/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Most of a long text is folded: its sum is the remainder modulo a polynomial
 *P, and P divides
 *
 *	x^7872 + x^7680 + x^5120 + x^4736 + x^3392 + x^2880 + 1,
 *
 * whose exponents are multiples of 64. A word of 64 bits therefore adds the
 * same to the sum as its six copies, XORed into later words: 3, 43, 49, 70, 78
 * and 123 words after it. Only the last 123 words are left for a table.
 */
#include "core/table/crc.h"

#include "core/base/cstring.h"

/* 0x04c11db7, reflected. */
#define POLYNOMIAL UINT32_C(0xedb88320)
/* How far the copies reach, and how many words are folded in one turn. */
#define REACH 123
#define TURN  256

/* The sum of each byte. It is made when it is needed: constants would take
 * longer to load from a disk. It is linear: next[a ^ b] = next[a] ^ next[b]. */
static void make_next(uint32_t next[256])
{
	uint32_t bit = 1;

	next[0] = 0;
	for (unsigned int i = 128; i > 0; i /= 2) {
		bit = bit >> 1 ^ (bit & 1 ? POLYNOMIAL : 0);
		for (unsigned int j = 0; j < 256; j += 2 * i)
			next[i + j] = next[j] ^ bit;
	}
}

static uint32_t add_bytes(const uint32_t next[256], uint32_t sum,
			  const uint8_t *bytes, size_t len)
{
	for (const uint8_t *end = bytes + len; bytes < end; bytes++)
		sum = sum >> 8 ^ next[(uint8_t)sum ^ *bytes];
	return sum;
}

/* How many words of the bytes that are left. */
static size_t turn(size_t left)
{
	left /= sizeof(uint64_t);
	return left < TURN ? left : TURN;
}

/* words[0 .. cnt + REACH), of which the last REACH remain; cnt is not 0. */
static void fold(uint64_t *words, size_t cnt)
{
	uint64_t *end = words + cnt;

	do {
		uint64_t word = *words;

		words[3] ^= word;
		words[43] ^= word;
		words[49] ^= word;
		words[70] ^= word;
		words[78] ^= word;
		words[REACH] ^= word;
	} while (++words < end);
}

__attribute__((noinline)) uint32_t table_crc32(const uint8_t *bytes, size_t len)
{
	const size_t reach = REACH * sizeof(uint64_t);
	const uint8_t *end = bytes + len;
	uint64_t words[REACH + TURN];
	uint32_t next[256], sum;
	size_t cnt;

	make_next(next);
	if (len < reach)
		return ~add_bytes(next, UINT32_MAX, bytes, len);
	memcpy(words, bytes, reach);
	words[0] ^= UINT32_MAX;
	bytes += reach;
	while ((cnt = turn((size_t)(end - bytes))) > 0) {
		memcpy(words + REACH, bytes, cnt * sizeof(*words));
		fold(words, cnt);
		memmove(words, words + cnt, reach);
		bytes += cnt * sizeof(*words);
	}
	sum = add_bytes(next, 0, (const uint8_t *)words, reach);
	return ~add_bytes(next, sum, bytes, (size_t)(end - bytes));
}
