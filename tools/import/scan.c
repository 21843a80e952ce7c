/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A hint of at least seven characters has four of them, in a row, at a position
 * that is a multiple of four, whatever its own position. These four are looked
 * up in a bit map of all fours that hints have there; a hit is compared with
 * the hints. So a place costs a load, a multiplication and a bit test.
 */
#include "tools/import/scan.h"

#include <stdlib.h>
#include <string.h>

#include "tools/import/import.h"
#include "tools/memory.h"

#define STEP 4

/* Four characters of a hint, at one of its first four positions. */
struct gram {
	uint32_t text; /* folded */
	const char *hint;
	size_t len, offset;
	scan_set formats;
	size_t next; /* with the same bucket; 0: none */
};

#define BITS    16
#define BUCKETS 1024

struct scan {
	uint64_t bits[(1 << BITS) / 64];
	size_t bucket[BUCKETS]; /* 0: none */
	struct gram *grams;     /* from 1 */
	size_t cnt, max;
};

/* Letters in lower case; other characters may become equal, too. */
#define FOLD 0x20202020u

static uint32_t load(const char *at)
{
	uint32_t text;

	memcpy(&text, at, sizeof(text));
	return text | FOLD;
}

static uint32_t hash(uint32_t text)
{
	return text * 2654435761u >> (32 - BITS);
}

static void add_gram(struct scan *scan, const char *hint, size_t offset,
		     scan_set formats)
{
	uint32_t text = load(hint + offset), h = hash(text);

	if (scan->cnt + 1 >= scan->max) {
		scan->max = 2 * scan->max + 256;
		scan->grams = memory_resize(scan->grams, scan->max,
					    sizeof(*scan->grams));
	}
	scan->grams[++scan->cnt] =
		(struct gram){ text,   hint,    strlen(hint),
			       offset, formats, scan->bucket[h % BUCKETS] };
	scan->bucket[h % BUCKETS] = scan->cnt;
	scan->bits[h / 64] |= (uint64_t)1 << h % 64;
}

static void add_hint(struct scan *scan, const char *hint, scan_set formats)
{
	for (size_t offset = 0; offset < STEP; offset++)
		add_gram(scan, hint, offset, formats);
}

struct scan *scan_new(void)
{
	struct scan *scan = memory_resize(NULL, 1, sizeof(*scan));

	memset(scan, 0, sizeof(*scan));
	add_hint(scan, "linux version ", SCAN_BOOT);
	add_hint(scan, "command line: ", SCAN_BOOT);
	for (const char *const *hint = log_facts_hints; *hint; hint++)
		add_hint(scan, *hint, SCAN_BOOT);
	for (size_t i = 0; import_format(i) != NULL; i++)
		for (const char *const *hint = import_format(i)->hints; *hint;
		     hint++)
			add_hint(scan, *hint, (scan_set)1 << i);
	return scan;
}

void scan_free(struct scan *scan)
{
	free(scan->grams);
	free(scan);
}

static bool equals(const char *text, const char *hint, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		char c = text[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c != hint[i])
			return false;
	}
	return true;
}

/* The formats whose hints have these four characters at at, where the text
 * begins at start. */
static scan_set formats_at(const struct scan *scan, const char *start,
			   const char *at, const char *end)
{
	uint32_t text = load(at);
	scan_set formats = 0;

	for (size_t i = scan->bucket[hash(text) % BUCKETS]; i != 0;
	     i = scan->grams[i].next) {
		const struct gram *gram = &scan->grams[i];
		size_t len = strlen(gram->hint);

		if (gram->text == text &&
		    (size_t)(at - start) >= gram->offset &&
		    (size_t)(end - at) + gram->offset >= len &&
		    equals(at - gram->offset, gram->hint, len))
			formats |= gram->formats;
	}
	return formats;
}

static const char *next_from(const struct scan *scan, const char *start,
			     const char *at, const char *end,
			     scan_set *ret_formats)
{
	for (; end - at >= STEP; at += STEP) {
		uint32_t h = hash(load(at));

		if (!(scan->bits[h / 64] >> h % 64 & 1))
			continue;
		*ret_formats = formats_at(scan, start, at, end);
		if (*ret_formats != 0)
			return at;
	}
	return NULL;
}

const char *scan_next(const struct scan *scan, const char *text, size_t len,
		      scan_set *ret_formats)
{
	return next_from(scan, text, text, text + len, ret_formats);
}

scan_set scan_all(const struct scan *scan, const char *text, size_t len)
{
	const char *at = text, *end = text + len;
	scan_set all = 0, formats;

	while ((at = next_from(scan, text, at, end, &formats)) != NULL) {
		all |= formats;
		at += STEP;
	}
	return all;
}
