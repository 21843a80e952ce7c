/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/import/maps.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/cstring.h"
#include "tools/memory.h"

static void new_map(struct import *import)
{
	const struct import_format *format = import->format;
	struct found_map map = {
		.format = format,
		.boot = import->boot,
		.capture = {
			.profile = format->profile,
			.map.desc_version = EFIMAP_DESC_VERSION,
			.map.desc_size = sizeof(struct efi_memory_desc),
		},
	};

	str_copy(map.capture.origin, sizeof(map.capture.origin),
		 format->origin);
	import->map = map;
}

void import_begin(struct import *ret, const struct import_format *format)
{
	*ret = (struct import){ .format = format };
	new_map(ret);
}

/* Rows that all descend, which no program prints: journalctl -r, tac and others
 * print the last line first. The order of what we save is the firmware's. */
static bool is_reversed(const struct found_map *map)
{
	if (map->descends)
		return true;
	for (size_t i = 1; i < map->cnt; i++)
		if (map->rows[i].first > map->rows[i - 1].first)
			return false;
	return map->cnt > 2 &&
	       map->rows[0].first > map->rows[map->cnt - 1].first &&
	       !map->format->raw &&
	       (map->format->holds == IMPORT_HOLDS_E820 ||
		map->format->holds == IMPORT_HOLDS_BYTES);
}

static void turn(struct import *import)
{
	struct found_map *map = &import->map;

	import->reversed |= import->format->log;
	for (size_t i = 0; i < map->cnt / 2; i++) {
		struct row row = map->rows[i];

		map->rows[i] = map->rows[map->cnt - 1 - i];
		map->rows[map->cnt - 1 - i] = row;
	}
	import_note(import, &(struct line){ .number = map->line },
		    "the rows descend, as in a log with its last line first; "
		    "they are used in ascending order");
}

/* Is each row there so many times in a row? */
static bool is_repeated(const struct found_map *map, size_t times)
{
	if (map->cnt < 2 * times || map->cnt % times != 0)
		return false;
	for (size_t i = 0; i < map->cnt; i++)
		if (!rows_equal(&map->rows[i], &map->rows[i / times * times]))
			return false;
	return true;
}

/* Two consoles, or three, write each line twice. */
static void drop_repeated(struct import *import)
{
	struct found_map *map = &import->map;

	for (size_t times = 3; times > 1; times--) {
		if (!is_repeated(map, times))
			continue;
		map->cnt /= times;
		for (size_t i = 0; i < map->cnt; i++)
			map->rows[i] = map->rows[i * times];
		import_note(import, &(struct line){ .number = map->line },
			    "each row is there several times, as from several "
			    "consoles; it is used once");
		return;
	}
}

/* Is the whole table there so many times, one copy after the other? */
static bool is_copied(const struct found_map *map, size_t times)
{
	size_t cnt = map->cnt / times;
	size_t least = map->format->holds == IMPORT_HOLDS_EFI ? 2 : 1;

	if (map->unread > 0 || cnt < least || map->cnt % times != 0)
		return false;
	for (size_t i = cnt; i < map->cnt; i++)
		if (!rows_equal(&map->rows[i], &map->rows[i % cnt]))
			return false;
	return true;
}

/* Tables without a title are taken as one where a file has two copies. */
static void drop_copies(struct import *import)
{
	struct found_map *map = &import->map;

	if (import->format->raw || import->format->indexed)
		return;
	for (size_t times = 3; times > 1; times--) {
		if (!is_copied(map, times))
			continue;
		map->expected -= map->expected == map->cnt
					 ? map->cnt - map->cnt / times
					 : 0;
		map->cnt /= times;
		import_note(import, &(struct line){ .number = map->line },
			    "the whole table is there several times; it is "
			    "used once");
		return;
	}
}

/* Rows count from 0, up or down. */
static void look_for_first(struct import *import)
{
	struct found_map *map = &import->map;

	if (map->cnt > 0 && (map->descends ? map->index : map->first_index) > 0)
		import_gap(import, &(struct line){ .number = map->line });
}

void import_ends(struct import *import)
{
	if (import->map.cnt == 0 && import->map.unread == 0)
		return;
	if (import->elided > import->map.last_index)
		import_note(import,
			    &(struct line){ .number = import->elided_line },
			    "lines were left out after the last row; rows may "
			    "be missing");
	import->elided = 0;
	drop_repeated(import);
	drop_copies(import);
	look_for_first(import);
	if (is_reversed(&import->map))
		turn(import);
	if (import->done_cnt == import->done_max) {
		import->done_max = 2 * import->done_max + 4;
		import->done = memory_resize(import->done, import->done_max,
					     sizeof(*import->done));
	}
	import->done[import->done_cnt++] = import->map;
	new_map(import);
}

bool map_is_described(const struct found_map *map)
{
	uint64_t cnt = 0;

	for (size_t i = 0; map->layers && i < map->cnt; i++)
		cnt += map->rows[i].kind == ROW_DESCRIPTOR;
	return cnt > 0 && cnt == map->descriptors;
}

static void drop_remarks(struct found_map *map, size_t cnt)
{
	while (map->remark_cnt > cnt)
		free(map->remarks[--map->remark_cnt].text);
}

static void free_map(struct found_map *map)
{
	drop_remarks(map, 0);
	free(map->remarks);
	free(map->rows);
}

void import_free(struct import *import)
{
	for (size_t i = 0; i < import->done_cnt; i++)
		free_map(&import->done[i]);
	free_map(&import->map);
	free(import->done);
}

struct import_mark import_mark(const struct import *import)
{
	const struct found_map *map = &import->map;

	return (struct import_mark){
		.done_cnt = import->done_cnt,
		.line = map->line,
		.cnt = map->cnt,
		.remark_cnt = map->remark_cnt,
		.unread = map->unread,
		.seen = map->seen,
		.last_index = map->last_index,
		.index = map->index,
		.first_index = map->first_index,
		.descends = map->descends,
		.expected = map->expected,
		.owed = map->owed,
		.awaits = map->awaits,
		.bytes = map->bytes,
		.gaps = map->gaps,
		.layers = map->layers,
		.inside = import->inside,
		.reversed = import->reversed,
		.taken = import->taken,
	};
}

void import_return(struct import *import, const struct import_mark *mark)
{
	struct found_map *map = &import->map;

	while (import->done_cnt > mark->done_cnt) {
		free_map(map);
		*map = import->done[--import->done_cnt];
	}
	drop_remarks(map, mark->remark_cnt);
	map->line = mark->line;
	map->cnt = mark->cnt;
	map->unread = mark->unread;
	map->seen = mark->seen;
	map->last_index = mark->last_index;
	map->index = mark->index;
	map->first_index = mark->first_index;
	map->descends = mark->descends;
	map->expected = mark->expected;
	map->owed = mark->owed;
	map->awaits = mark->awaits;
	map->bytes = mark->bytes;
	map->gaps = mark->gaps;
	map->layers = mark->layers;
	import->inside = mark->inside;
	import->reversed = mark->reversed;
	import->taken = mark->taken;
}

/* Counts of the current map since mark. */
static size_t since(const struct import *import, const struct import_mark *mark,
		    size_t now, size_t then)
{
	return import->done_cnt == mark->done_cnt ? now - then : now;
}

bool import_lost(const struct import *import, const struct import_mark *mark)
{
	return since(import, mark, import->map.unread, mark->unread) > 0;
}

bool import_gained(const struct import *import, const struct import_mark *mark)
{
	return !import_lost(import, mark) &&
	       since(import, mark, import->map.seen, mark->seen) > 0;
}
