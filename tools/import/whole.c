/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Whether the text holds all of a map, as far as it shows.
 */
#include <string.h>

#include "tools/import/maps.h"

static size_t rows_of(const struct found_map *map)
{
	return map->cnt + map->unread;
}

/* What follows a list of rows may have been left out on purpose; a set of
 * several that did not come is missing. */
static bool lacks_sets(const struct found_map *map)
{
	return map->awaits != NULL && map->format->holds == IMPORT_HOLDS_SETS;
}

bool map_lacks_rows(const struct found_map *map)
{
	return map->gaps || map->owed > 0 || map->begun || lacks_sets(map) ||
	       map->expected > rows_of(map);
}

/* A CSV as we write it names the origin of its map. One that somebody wrote may
 * be a list of descriptors and nothing else. */
static bool is_whole_csv(const struct found_map *map)
{
	return map->format == &import_our_csv &&
	       strcmp(map->capture.origin, map->format->origin) != 0;
}

/* More lines follow the map in a log of a boot. In our CSV sets and the E820
 * table do. */
bool map_breaks_off(const struct found_map *map, size_t last)
{
	bool more =
		is_whole_csv(map) || (map->format->log && map->boot->kernel[0]);

	return map->owed > 0 || map->awaits != NULL || map->begun ||
	       (more && map->last_index == last);
}

/* Every PC has rows below 1 MiB. Where the first lines of a log are lost, which
 * goes on after the map, they are. */
static bool lacks_start(const struct found_map *map, size_t last)
{
	if (map->last_index >= last ||
	    map->format->holds != IMPORT_HOLDS_E820 || !map->format->log ||
	    map->capture.profile != PROFILE_LINUX_X86)
		return false;
	for (size_t i = 0; i < map->cnt; i++)
		if (map->rows[i].first < 0x100000)
			return false;
	return map->unread == 0;
}

/* What ends before it should. */
static const char *kind_of(const struct found_map *map)
{
	if (map->format == &import_our_csv)
		return "CSV";
	return map->format == &import_our_text ? "report" : "log";
}

void map_note_missing(const struct found_map *map, size_t last,
		      const char *name, const struct import_choice *choice,
		      const struct sink *messages)
{
	size_t rows = rows_of(map);

	if (map->expected != 0 && map->expected != rows)
		print(messages,
		      "%s:%zu: note: the log states %ju %s, but there "
		      "%s %zu row%s\n",
		      name, map->line, (uintmax_t)map->expected,
		      map->format->holds == IMPORT_HOLDS_SETS ? "rows of sets"
							      : "descriptors",
		      rows == 1 ? "is" : "are", rows, rows == 1 ? "" : "s");
	if (map->awaits != NULL)
		print(messages,
		      "%s: note: the text ends before %s; rows may be "
		      "missing\n",
		      name, map->awaits);
	else if (map_breaks_off(map, last))
		print(messages,
		      "%s: note: the %s breaks off within the map; rows may "
		      "be missing\n",
		      name, kind_of(map));
	if (choice->side == NULL && lacks_start(map, last))
		print(messages,
		      "%s:%zu: note: there is no row below 1 MiB; the first "
		      "rows may be missing\n",
		      name, map->line);
}
