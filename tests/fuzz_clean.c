/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Any text through what decodes whole texts and what cleans lines: each line
 * that comes out is no longer than what it was made of, and has a number.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/clean/clean.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(int condition, const char *what)
{
	if (!condition) {
		fprintf(stderr, "broken: %s\n", what);
		abort();
	}
}

static size_t lines_in(const char *text, size_t len)
{
	size_t cnt = 0;

	for (size_t i = 0; i < len; i++)
		cnt += text[i] == '\n';
	return cnt + (len > 0 && text[len - 1] != '\n');
}

static void read_lines(const char *text, size_t len, const size_t *numbers)
{
	const struct clean_line *line;
	struct clean_reader reader;
	size_t index = 0;

	clean_start(&reader, text, len, numbers);
	while ((line = clean_peek(&reader, 0)) != NULL) {
		must(line->len <= line->raw_len, "cleaning shortens");
		must(line->number >= 1, "lines have a number");
		must(line->index == ++index, "lines are counted");
		clean_peek(&reader, line->number % CLEAN_AHEAD);
		clean_advance(&reader);
	}
	clean_finish(&reader);
}

static void check_first(const char *text, size_t size, const char *first,
			int character)
{
	const char *found = size > 0 ? memchr(text, character, size) : NULL;

	must(first == (found ? found : text + size), "the first is found");
}

static void check_firsts(const char *text, size_t size)
{
	struct clean_firsts firsts;

	clean_firsts(&firsts, text, size);
	check_first(text, size, firsts.equals, '=');
	check_first(text, size, firsts.quote, '"');
	for (const char *at = text; at < firsts.other; at++)
		must((*at & 0x80) == 0, "ASCII before the first other");
	must(firsts.other == text + size || *firsts.other & 0x80,
	     "the first other is not ASCII");
}

static void check_decoded(struct clean_text *decoded)
{
	must(decoded->cnt == lines_in(decoded->text, decoded->len),
	     "each decoded line has a number");
	must(decoded->what != NULL, "the encoding has a name");
	read_lines(decoded->text, decoded->len, decoded->numbers);
	clean_free(decoded);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	struct clean_text decoded;

	check_firsts(text, size);
	if (clean_mail(&decoded, text, size, text))
		check_decoded(&decoded);
	if (clean_journal(&decoded, text, size))
		check_decoded(&decoded);
	if (clean_sysfs(&decoded, text, size))
		check_decoded(&decoded);
	if (clean_margin(&decoded, text, size))
		check_decoded(&decoded);
	if (clean_prefix(&decoded, text, size, NULL))
		check_decoded(&decoded);
	clean_flowed(text, size);
	read_lines(text, size, NULL);
	return 0;
}
