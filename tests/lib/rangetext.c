/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/rangetext.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/lib/giventext.h"

static uint64_t take(const char **at, int base, const char *text)
{
	uint64_t number = text_number(at, base, text);

	/* The next character is a separator or the end. */
	*at += **at != '\0';
	return number;
}

static struct keyed_range take_range(const char **at, const char *text)
{
	phys_addr_t base = take(at, 16, text), end = take(at, 16, text);

	return (struct keyed_range){
		.range = { base, end - base },
		.key = (uint32_t)take(at, 10, text),
	};
}

size_t ranges_from_text(struct keyed_range *ranges, size_t max,
			const char *text)
{
	const char *at = text;
	size_t cnt = 0;

	for (; *at; cnt++) {
		if (cnt == max)
			abort();
		ranges[cnt] = take_range(&at, text);
		ranges[cnt].index = (uint32_t)cnt;
	}
	return cnt;
}

void e820_from_text(struct e820_table *table, const char *text)
{
	const char *at = text;

	for (table->cnt = 0; *at; table->cnt++) {
		struct keyed_range one = take_range(&at, text);

		if (table->cnt == table->max)
			abort();
		table->entries[table->cnt] =
			(struct e820_entry){ one.range, one.key };
	}
}

/* --- and back ------------------------------------------------------------ */

enum { TEXT_SIZE = 8192 };

struct text {
	char *text;
	size_t len;
};

static struct text next_text(void)
{
	static char buffers[4][TEXT_SIZE];
	static unsigned int turn;
	struct text ret = { .text = buffers[turn++ % 4] };

	ret.text[0] = '\0';
	return ret;
}

static void add_range(struct text *to, struct range range, uint32_t number)
{
	if (to->len + 64 < TEXT_SIZE)
		to->len += (size_t)sprintf(to->text + to->len,
					   "%s%" PRIx64 "-%" PRIx64 ":%" PRIu32,
					   to->len ? " " : "", range.base,
					   range_end(range), number);
}

const char *text_of_ranges(const struct keyed_range *ranges, size_t cnt)
{
	struct text text = next_text();

	for (size_t i = 0; i < cnt; i++)
		add_range(&text, ranges[i].range, ranges[i].key);
	return text.text;
}

const char *text_of_e820(const struct e820_table *table)
{
	struct text text = next_text();

	for (size_t i = 0; i < table->cnt; i++)
		add_range(&text, table->entries[i].range,
			  table->entries[i].type);
	return text.text;
}

uint64_t next_random(uint64_t *seed)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return *seed * UINT64_C(0x2545f4914f6cdd1d);
}
