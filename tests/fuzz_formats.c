/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One text format by itself: the first line is its name (struct import_format,
 * origin), and every further line is offered to it, whether or not it has a
 * hint. What it collects must be a sound map.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/clean/clean.h"
#include "tools/import/maps.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(int condition, const char *what)
{
	if (!condition) {
		fprintf(stderr, "broken: %s\n", what);
		abort();
	}
}

static const struct import_format *format_of(const char *name, size_t len)
{
	for (size_t i = 0; import_format(i) != NULL; i++)
		if (strlen(import_format(i)->origin) == len &&
		    memcmp(import_format(i)->origin, name, len) == 0)
			return import_format(i);
	return NULL;
}

static void offer_all(struct import *import, const char *text, size_t len)
{
	const struct clean_line *clean;
	struct clean_reader reader;

	clean_start(&reader, text, len, NULL);
	while ((clean = clean_peek(&reader, 0)) != NULL) {
		const struct import_mark mark = import_mark(import);
		struct line line = { { clean->text, clean->text + clean->len },
				     clean->number,
				     clean->index };

		/* A line that was tried and undone leaves nothing. */
		import->format->line(import, &line);
		import_return(import, &mark);
		must(!import_gained(import, &mark) &&
			     !import_lost(import, &mark),
		     "a mark returns");
		import->format->line(import, &line);
		clean_advance(&reader);
	}
	clean_finish(&reader);
}

static void check_map(const struct found_map *map)
{
	struct capture capture;
	size_t ragged;
	void *store;

	if (map->cnt == 0)
		return;
	store = map_pack(map, &capture, &ragged);
	must(capture.map.size == 0 || efimap_check(&capture.map) == EFIMAP_GOOD,
	     "a map that was read is sound");
	for (size_t i = 0; i < capture.loader_range_cnt; i++)
		must(capture.loader_ranges[i].size > 0, "ranges have a size");
	free(store);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	const char *end = size ? memchr(text, '\n', size) : NULL;
	const struct import_format *format =
		end ? format_of(text, (size_t)(end - text)) : NULL;
	struct import import;

	if (format == NULL)
		return 0;
	import_begin(&import, format);
	offer_all(&import, end + 1, size - (size_t)(end + 1 - text));
	import_ends(&import);
	for (size_t i = 0; i < import.done_cnt; i++)
		check_map(&import.done[i]);
	import_free(&import);
	return 0;
}
