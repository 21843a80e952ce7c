/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Offers a text line by line to all formats at once, and collects the maps that
 * they found.
 */
#include "tools/import/found.h"

#include <stdlib.h>

#include "tools/memory.h"

/* Maps without rows matter only where there are no others, and in a log of
 * Linux, where any line may look like a row of another format. */
static bool matters(const struct found_map *map, bool any_rows)
{
	return map->cnt > 0 || !any_rows || map->format->log;
}

static bool has_rows(const struct import *import)
{
	for (size_t i = 0; i < import->done_cnt; i++)
		if (import->done[i].cnt > 0)
			return true;
	return false;
}

static int by_line(const void *a, const void *b)
{
	const struct found_map *const *x = a, *const *y = b;

	if ((*x)->line != (*y)->line)
		return (*x)->line < (*y)->line ? -1 : 1;
	return (*y)->format->rank - (*x)->format->rank;
}

static struct found_maps collect(struct import *imports, size_t formats)
{
	struct found_maps maps = { 0 };
	bool rows = false;
	size_t max = 0;

	for (size_t i = 0; i < formats; i++) {
		import_ends(&imports[i]);
		max += imports[i].done_cnt;
		rows = rows || has_rows(&imports[i]);
	}
	maps.maps = memory_resize(NULL, max + 1, sizeof(*maps.maps));
	for (size_t i = 0; i < formats; i++)
		for (size_t k = 0; k < imports[i].done_cnt; k++)
			if (matters(&imports[i].done[k], rows))
				maps.maps[maps.cnt++] = &imports[i].done[k];
	if (maps.cnt > 0)
		qsort(maps.maps, maps.cnt, sizeof(*maps.maps), by_line);
	return maps;
}

void found_maps_find(struct found *ret, const struct import_file *file,
		     const struct side *side)
{
	size_t cnt = 0;

	for (; import_format(cnt) != NULL; cnt++) {
		import_begin(&ret->imports[cnt], import_format(cnt));
		ret->imports[cnt].side = side;
	}
	ret->formats = cnt;
	ret->lines = (struct lines){ .imports = ret->imports, .cnt = cnt };
	offer_lines(&ret->lines, file);
	ret->maps = collect(ret->imports, cnt);
}

bool found_any_rows(const struct found *found)
{
	for (size_t i = 0; i < found->maps.cnt; i++)
		if (found->maps.maps[i]->cnt > 0)
			return true;
	return false;
}

void found_maps_free(struct found *found)
{
	free(found->maps.maps);
	for (size_t i = 0; i < found->formats; i++)
		import_free(&found->imports[i]);
	while (found->lines.boot != NULL) {
		struct boot *before = found->lines.boot->before;

		log_facts_free(&found->lines.boot->facts);
		free(found->lines.boot);
		found->lines.boot = before;
	}
}
