/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A hint of at least seven characters has four of them, in a row, at a position
 * that is a multiple of four, whatever its own position. These four are looked
 * up in a table of all fours that hints have there; a hit is compared with the
 * hints. So a place costs two loads and a multiplication. Of a longer hint,
 * those seven characters are taken that are rarest in this text: hits in
 * ordinary lines are what takes time.
 */
#include "tools/import/scan.h"

#include <stdlib.h>
#include <string.h>

#include "tools/import/import.h"
#include "tools/memory.h"

#define STEP 4

/* Four characters of a hint. */
struct gram {
	uint32_t text; /* folded */
	const char *hint;
	size_t len, offset;
	scan_set formats;
	size_t next; /* with the same bucket; 0: none */
};

#define BITS    15
#define BUCKETS 1024

struct scan {
	uint8_t known[1 << BITS]; /* 1: a hint has four characters like that */
	size_t bucket[BUCKETS];   /* 0: none */
	struct gram *grams;       /* from 1 */
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
	scan->known[h] = 1;
}

/* How often there are fours of each hash in parts of the text. */
struct sample {
	uint32_t cnt[1 << BITS];
};

#define SAMPLES     16
#define SAMPLE_SIZE ((size_t)1 << 14)

static struct sample *sample_of(const char *text, size_t len)
{
	struct sample *sample = memory_resize(NULL, 1, sizeof(*sample));

	memset(sample, 0, sizeof(*sample));
	for (size_t i = 0; i < SAMPLES; i++) {
		size_t at = len / SAMPLES * i;
		size_t end = at + SAMPLE_SIZE < len ? at + SAMPLE_SIZE : len;

		for (; end - at >= STEP; at += STEP)
			sample->cnt[hash(load(text + at))]++;
	}
	return sample;
}

/* The position in the hint of the seven characters that are rarest. */
static size_t rarest(const struct sample *sample, const char *hint)
{
	size_t best = 0, least = SIZE_MAX;

	for (size_t i = 0; i + SCAN_HINT_MIN <= strlen(hint); i++) {
		size_t cnt = 0;

		for (size_t k = 0; k < STEP; k++)
			cnt += sample->cnt[hash(load(hint + i + k))];
		best = cnt < least ? i : best;
		least = cnt < least ? cnt : least;
	}
	return best;
}

static void add_hint(struct scan *scan, const struct sample *sample,
		     const char *hint, scan_set formats)
{
	size_t first = rarest(sample, hint);

	for (size_t k = 0; k < STEP; k++)
		add_gram(scan, hint, first + k, formats);
}

struct scan *scan_new(const char *text, size_t len)
{
	struct scan *scan = memory_resize(NULL, 1, sizeof(*scan));
	struct sample *sample = sample_of(text, len);

	memset(scan, 0, sizeof(*scan));
	add_hint(scan, sample, "linux version ", SCAN_BOOT);
	add_hint(scan, sample, "command line: ", SCAN_BOOT);
	add_hint(scan, sample, "bios-provided physical ram map", SCAN_BOOT);
	for (const char *const *hint = log_facts_hints; *hint; hint++)
		add_hint(scan, sample, *hint, SCAN_BOOT);
	for (size_t i = 0; import_format(i) != NULL; i++)
		for (const char *const *hint = import_format(i)->hints; *hint;
		     hint++)
			add_hint(scan, sample, *hint, (scan_set)1 << i);
	free(sample);
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

		if (gram->text == text &&
		    (size_t)(at - start) >= gram->offset &&
		    (size_t)(end - at) + gram->offset >= gram->len &&
		    equals(at - gram->offset, gram->hint, gram->len))
			formats |= gram->formats;
	}
	return formats;
}

/* How many places are tested before a branch. */
#define UNROLLED 8

/* Whether one of the places from at on may be in a hint. */
static bool any_place(const struct scan *scan, const char *at)
{
	uint8_t any = 0;

#pragma GCC unroll 8
	for (unsigned int i = 0; i < UNROLLED; i++)
		any |= scan->known[hash(load(at + i * STEP))];
	return any != 0;
}

/* Of these places those that may be, as bits. */
static unsigned int places(const struct scan *scan, const char *at)
{
	unsigned int bits = 0;

#pragma GCC unroll 8
	for (unsigned int i = UNROLLED; i-- > 0;)
		bits = 2 * bits + scan->known[hash(load(at + i * STEP))];
	return bits;
}

/* The same for fewer places, at the end of the text. */
static unsigned int last_places(const struct scan *scan, const char *at,
				size_t len)
{
	char rest[UNROLLED * STEP] = { 0 };

	memcpy(rest, at, len);
	return places(scan, rest) & ((1u << len / STEP) - 1);
}

static const char *next_from(const struct scan *scan, const char *start,
			     const char *at, const char *end,
			     scan_set *ret_formats)
{
	while (end - at >= STEP) {
		size_t left = (size_t)(end - at);
		unsigned int bits;

		while (left >= UNROLLED * STEP && !any_place(scan, at)) {
			memory_read_ahead(at);
			at += UNROLLED * STEP;
			left -= UNROLLED * STEP;
		}
		bits = left >= UNROLLED * STEP ? places(scan, at)
					       : last_places(scan, at, left);
		for (; bits != 0; bits &= bits - 1) {
			const char *hit = at + STEP * __builtin_ctz(bits);

			*ret_formats = formats_at(scan, start, hit, end);
			if (*ret_formats != 0)
				return hit;
		}
		if (left < UNROLLED * STEP)
			break;
		at += UNROLLED * STEP;
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
