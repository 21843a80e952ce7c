/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where the characters are by which a text is recognised as one of another
 * kind. Most texts have none of them, and of a large log it takes less time to
 * look for all of them in one pass than for each with memchr().
 */
#include <stdint.h>
#include <string.h>

#include "tools/clean/clean.h"
#include "tools/memory.h"

/* Vectors of the compiler: GCC does not make them of a loop. */
typedef uint8_t vector __attribute__((vector_size(16)));
typedef uint64_t words __attribute__((vector_size(16)));

/* Bytes that are tested before a branch. */
#define BLOCK 64

/* The characters that a block has: 0, or bits of 0x80. */
struct seen {
	uint64_t equals, quote, other;
};

static uint64_t high_bits(vector bytes)
{
	words all = (words)bytes;

	return (all[0] | all[1]) & UINT64_C(0x8080808080808080);
}

static struct seen look(const char *at)
{
	vector equals = { 0 }, quote = { 0 }, other = { 0 }, bytes;

#pragma GCC unroll 4
	for (size_t i = 0; i < BLOCK; i += sizeof(bytes)) {
		memcpy(&bytes, at + i, sizeof(bytes));
		equals |= (vector)(bytes == '=');
		quote |= (vector)(bytes == '"');
		other |= bytes;
	}
	return (struct seen){ high_bits(equals), high_bits(quote),
			      high_bits(other) };
}

static void first(const char **place, const char *at, const char *end)
{
	if (*place == end)
		*place = at;
}

static void take(struct clean_firsts *firsts, const char *at, const char *end)
{
	if (*at == '=')
		first(&firsts->equals, at, end);
	if (*at == '"')
		first(&firsts->quote, at, end);
	if (*at & 0x80)
		first(&firsts->other, at, end);
}

/* Whether the block has something that no block before it had. */
static bool is_new(const struct clean_firsts *firsts, const struct seen *seen,
		   const char *end)
{
	return (seen->equals && firsts->equals == end) ||
	       (seen->quote && firsts->quote == end) ||
	       (seen->other && firsts->other == end);
}

void clean_firsts(struct clean_firsts *ret, const char *text, size_t len)
{
	const char *at = text, *end = text + len;

	*ret = (struct clean_firsts){ end, end, end };
	for (; end - at >= BLOCK; at += BLOCK) {
		struct seen seen = look(at);

		memory_read_ahead(at);
		for (size_t i = 0; is_new(ret, &seen, end) && i < BLOCK; i++)
			take(ret, at + i, end);
	}
	for (; at < end; at++)
		take(ret, at, end);
}
