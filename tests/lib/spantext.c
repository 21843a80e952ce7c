/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/spantext.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/lib/giventext.h"

static uint64_t take(const char **at, int base, const char *text)
{
	uint64_t number = text_number(at, base, text);

	/* The character behind it is a separator or the end. */
	*at += **at != '\0';
	return number;
}

size_t spans_from_text(struct span *spans, size_t max, const char *text)
{
	const char *at = text;
	size_t cnt = 0;

	for (; *at; cnt++) {
		if (cnt == max)
			abort();
		spans[cnt] = (struct span){ .index = (uint32_t)cnt };
		spans[cnt].base = take(&at, 16, text);
		spans[cnt].size = take(&at, 16, text) - spans[cnt].base;
		spans[cnt].type = (uint32_t)take(&at, 10, text);
	}
	return cnt;
}

const char *text_of_spans(const struct span *spans, size_t cnt)
{
	static char buffers[4][8192];
	static unsigned int turn;
	char *text = buffers[turn++ % 4];
	int n = 0;

	text[0] = '\0';
	for (size_t i = 0; i < cnt && n < 8000; i++)
		n += sprintf(text + n, "%s%" PRIx64 "-%" PRIx64 ":%" PRIu32,
			     i ? " " : "", spans[i].base, span_end(&spans[i]),
			     spans[i].type);
	return text;
}

uint64_t next_random(uint64_t *seed)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return *seed * UINT64_C(0x2545f4914f6cdd1d);
}
